# naskah_fuzz(NAME ROOM...): tests/fuzz/fuzz_NAME.c over tests/fuzz/corpus_NAME.  Every
# build replays the corpus; the preset fuzz (clang) builds the same target for libFuzzer:
#   build-fuzz/tests/fuzz_NAME NEW_CORPUS tests/fuzz/corpus_NAME
function(naskah_fuzz name)
  add_executable(fuzz_${name} fuzz/fuzz_${name}.c)
  target_link_libraries(fuzz_${name} PRIVATE ${ARGN})
  set(args ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/corpus_${name})
  if(NASKAH_SANITIZE MATCHES "fuzzer")
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    list(PREPEND args -runs=0)
  else()
    target_sources(fuzz_${name} PRIVATE fuzz/replay.c)
  endif()
  add_test(NAME fuzz.${name} COMMAND fuzz_${name} ${args}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz)
endfunction()

naskah_fuzz(num numbering)
naskah_fuzz(form http)
naskah_fuzz(multipart http)
naskah_fuzz(ticks ticks)
naskah_fuzz(docx docx templates)
target_compile_definitions(fuzz_docx PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
