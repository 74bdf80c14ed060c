# Random acts against a small model of the rules: some in each run, a million by night.
add_executable(test_model model/test_model.c model/model.c model/model_does.c
  model/model_words.c model/model_play.c)
target_link_libraries(test_model PRIVATE svc PkgConfig::CMOCKA)
target_include_directories(test_model PRIVATE unit)
target_compile_definitions(test_model PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
add_test(NAME unit.model COMMAND test_model WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(unit.model PROPERTIES LABELS unit)
add_test(NAME night.model_million COMMAND test_model 1000000 WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(night.model_million PROPERTIES LABELS night TIMEOUT 10800)
