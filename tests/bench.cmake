# The benches of the whole daemon.  Figures mean something in an optimised build alone
# (preset bench), and one at a time.
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
add_executable(bench_commit bench/bench_commit.c)
target_compile_definitions(bench_commit PRIVATE _XOPEN_SOURCE=700)
target_link_libraries(bench_commit PRIVATE db PkgConfig::SQLITE)
if(CMAKE_BUILD_TYPE MATCHES "Rel")
  add_test(NAME bench.commit COMMAND bench_commit 2
    WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
  set_tests_properties(bench.commit PROPERTIES LABELS bench RUN_SERIAL ON)
endif()

add_executable(bench_parse bench/bench_parse.c)
target_compile_definitions(bench_parse PRIVATE _XOPEN_SOURCE=700)
pkg_check_modules(PCRE2 REQUIRED IMPORTED_TARGET libpcre2-8)
target_link_libraries(bench_parse PRIVATE numbering PkgConfig::PCRE2)
if(CMAKE_BUILD_TYPE MATCHES "Rel")
  add_test(NAME bench.parse COMMAND bench_parse ${CMAKE_SOURCE_DIR}/numbering
    WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
  set_tests_properties(bench.parse PROPERTIES LABELS bench RUN_SERIAL ON)
endif()

add_library(bench_daemon STATIC bench/bench_daemon.c bench/bench_text.c bench/bench_plain.c
  bench/bench_replay.c)
target_compile_definitions(bench_daemon PUBLIC _GNU_SOURCE)
target_link_libraries(bench_daemon PUBLIC naskah_flags PkgConfig::SQLITE Threads::Threads)

add_executable(bench_number bench/bench_number.c)
target_link_libraries(bench_number PRIVATE bench_daemon numbering)
if(CMAKE_BUILD_TYPE MATCHES "Rel")
  add_test(NAME bench.number COMMAND bench_number
    WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
  set_tests_properties(bench.number PROPERTIES LABELS bench RUN_SERIAL ON)
endif()

# naskah_bench(NAME SECONDS): bench/bench_NAME.c, given the programs and the demo office.
function(naskah_bench name seconds)
  add_executable(bench_${name} bench/bench_${name}.c)
  target_link_libraries(bench_${name} PRIVATE bench_daemon)
  if(CMAKE_BUILD_TYPE MATCHES "Rel")
    add_test(NAME bench.${name} COMMAND bench_${name} $<TARGET_FILE:naskah>
      $<TARGET_FILE:naskahd> ${CMAKE_SOURCE_DIR}/offices/jambi-psbawep.xml
      WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
    set_tests_properties(bench.${name} PROPERTIES LABELS bench RUN_SERIAL ON TIMEOUT ${seconds})
  endif()
endfunction()
naskah_bench(http 300)
naskah_bench(start 300)
naskah_bench(class 300)
naskah_bench(find 3600)
if(CMAKE_BUILD_TYPE MATCHES "Rel")
  add_test(NAME bench.preview COMMAND node ${CMAKE_CURRENT_SOURCE_DIR}/bench/preview.mjs
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(bench.preview PROPERTIES LABELS bench RUN_SERIAL ON TIMEOUT 120
    ENVIRONMENT NASKAH_BUILD=${CMAKE_BINARY_DIR})
endif()
target_sources(bench_find PRIVATE bench/bench_fill.c)
target_link_libraries(bench_find PRIVATE numbering)
