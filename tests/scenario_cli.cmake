# The office played by command line alone.
add_test(NAME scenario.cli
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/scenario/cli.sh ${CMAKE_BINARY_DIR}
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(scenario.cli PROPERTIES LABELS scenario TIMEOUT 400)

# A region's number regulation, brought in as one file.
add_test(NAME scenario.daerah
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/scenario/daerah.sh ${CMAKE_BINARY_DIR}
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(scenario.daerah PROPERTIES LABELS scenario TIMEOUT 400)

# What the documents tell a reader to type.
add_test(NAME scenario.docs
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/scenario/docs.sh ${CMAKE_BINARY_DIR}
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(scenario.docs PROPERTIES LABELS scenario TIMEOUT 400)

# The Debian package, unpacked.
add_test(NAME scenario.package
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/scenario/package.sh ${CMAKE_BINARY_DIR}
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(scenario.package PROPERTIES LABELS scenario TIMEOUT 300
  SKIP_RETURN_CODE 77)
