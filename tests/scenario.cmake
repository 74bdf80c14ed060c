# The office's days over the JSON door, against the running daemon (tests/scenario/lib.mjs).
# Exit 77: something is not built.  The clock bears no sanitizer of its own.
add_library(scenario_clock MODULE scenario/clock.c)
set_target_properties(scenario_clock PROPERTIES PREFIX "" C_STANDARD 17)
find_program(NODE node)
function(naskah_scenario name seconds)
  if(NODE AND EXISTS ${CMAKE_SOURCE_DIR}/node_modules/ajv)
    add_test(NAME scenario.${name}
      COMMAND ${NODE} ${CMAKE_CURRENT_SOURCE_DIR}/scenario/${name}.mjs
      WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(scenario.${name} PROPERTIES LABELS scenario SKIP_RETURN_CODE 77
      ENVIRONMENT NASKAH_BUILD=${CMAKE_BINARY_DIR} TIMEOUT ${seconds})
  endif()
endfunction()
naskah_scenario(masuk 240)
naskah_scenario(keluar 240)
naskah_scenario(aturan 240)
naskah_scenario(salah-isian 240)
naskah_scenario(salah-berkas 240)
naskah_scenario(salah-halaman 240)
naskah_scenario(sandi 240)
naskah_scenario(pegawai 240)
naskah_scenario(tumpukan 240)
naskah_scenario(headers 240)
naskah_scenario(tls 120)
naskah_scenario(slow 240)
if(TEST scenario.slow)
  set_tests_properties(scenario.slow PROPERTIES LABELS night RUN_SERIAL ON)
endif()
