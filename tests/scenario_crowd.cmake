# 32 at once over HTTP (tests/scenario/crowd.mjs).
find_program(NODE node)
if(NODE AND TARGET naskahd)
  add_test(NAME scenario.crowd
    COMMAND ${NODE} ${CMAKE_CURRENT_SOURCE_DIR}/scenario/crowd.mjs
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(scenario.crowd PROPERTIES LABELS scenario TIMEOUT 240
    ENVIRONMENT NASKAH_BUILD=${CMAKE_BINARY_DIR})
endif()
