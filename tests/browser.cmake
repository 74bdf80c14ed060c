# The pages in Debian's Chromium (tests/browser/lib.mjs). Exit 77: something is not built.
find_program(NODE node)
function(naskah_browser name seconds)
  if(NODE AND EXISTS ${CMAKE_SOURCE_DIR}/node_modules/playwright-core)
    add_test(NAME browser.${name}
      COMMAND ${NODE} ${CMAKE_CURRENT_SOURCE_DIR}/browser/${name}.mjs
      WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(browser.${name} PROPERTIES LABELS browser SKIP_RETURN_CODE 77
      ENVIRONMENT NASKAH_BUILD=${CMAKE_BINARY_DIR} TIMEOUT ${seconds} RUN_SERIAL ON)
  endif()
endfunction()
naskah_browser(first 120)
naskah_browser(people 120)
naskah_browser(piles 240)
naskah_browser(look 180)
naskah_browser(rules 180)
naskah_browser(smoke 180)
naskah_browser(register 120)
naskah_browser(esign 120)
naskah_browser(story 240)
naskah_browser(pages 240)
naskah_browser(pictures 300)
# the manual's pictures, one by one: too long for the quick part
if(TEST browser.pictures)
  set_tests_properties(browser.pictures PROPERTIES LABELS night)
endif()
naskah_browser(morning 180)
naskah_browser(units 180)
naskah_browser(versions 240)
