# The office played by command line alone.
add_test(NAME scenario.cli
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/scenario/cli.sh ${CMAKE_BINARY_DIR}
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(scenario.cli PROPERTIES LABELS scenario TIMEOUT 180)
