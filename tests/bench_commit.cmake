pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
add_executable(bench_commit bench/bench_commit.c)
target_compile_definitions(bench_commit PRIVATE _XOPEN_SOURCE=700)
target_link_libraries(bench_commit PRIVATE db PkgConfig::SQLITE)
# Figures mean something in an optimised build alone (preset bench).
if(CMAKE_BUILD_TYPE MATCHES "Rel")
  add_test(NAME bench.commit COMMAND bench_commit 2
    WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
  set_tests_properties(bench.commit PROPERTIES LABELS bench RUN_SERIAL ON)
endif()
