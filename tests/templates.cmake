naskah_unit(templates templates)
naskah_unit(pdf templates)
naskah_unit(profiles templates)
target_compile_definitions(test_profiles PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
naskah_unit(parts templates)
naskah_unit(type templates)
target_include_directories(test_type PRIVATE ${CMAKE_SOURCE_DIR}/letter-templates/engine)
naskah_unit(spell templates)
target_include_directories(test_spell PRIVATE ${CMAKE_SOURCE_DIR}/letter-templates/engine)
naskah_unit(forms templates)
target_include_directories(test_forms PRIVATE ${CMAKE_SOURCE_DIR}/letter-templates/engine)

add_executable(tpl_try ${CMAKE_CURRENT_SOURCE_DIR}/tools/tpl_try.c)
target_link_libraries(tpl_try PRIVATE templates)
add_test(NAME golden.letters
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/golden/run.sh $<TARGET_FILE:tpl_try>
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
add_test(NAME golden.pages
  COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/golden/pages.py $<TARGET_FILE:tpl_try> 12
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
add_test(NAME golden.profiles
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/golden/profil.sh $<TARGET_FILE:tpl_try>
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(golden.letters golden.pages golden.profiles PROPERTIES LABELS golden)

add_executable(tpl_pile ${CMAKE_CURRENT_SOURCE_DIR}/tools/tpl_pile.c)
target_link_libraries(tpl_pile PRIVATE templates)
add_test(NAME pdfa.samples
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/golden/pdfa.sh $<TARGET_FILE:tpl_pile>
  ${CMAKE_BINARY_DIR}/share/naskah jambi-2012 permendagri-1-2023
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(pdfa.samples PROPERTIES LABELS golden TIMEOUT 300)
add_test(NAME pdfa.profiles
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/golden/pdfa.sh $<TARGET_FILE:tpl_pile>
  ${CMAKE_BINARY_DIR}/share/naskah WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(pdfa.profiles PROPERTIES LABELS night TIMEOUT 900)

# With clang a libFuzzer target, else a replay of the seeds and of their mutations.
file(GLOB letter_seeds ${CMAKE_SOURCE_DIR}/letter-templates/samples/*.xml
  ${CMAKE_CURRENT_SOURCE_DIR}/golden/*.xml)
add_executable(fuzz_letter ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/fuzz_letter.c)
target_link_libraries(fuzz_letter PRIVATE templates)
if(CMAKE_C_COMPILER_ID STREQUAL "Clang" AND NASKAH_SANITIZE)
  target_compile_definitions(fuzz_letter PRIVATE FUZZ_ENGINE)
  target_compile_options(fuzz_letter PRIVATE -fsanitize=fuzzer)
  target_link_options(fuzz_letter PRIVATE -fsanitize=fuzzer)
  add_test(NAME fuzz.letter COMMAND fuzz_letter -runs=0 ${letter_seeds}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
else()
  add_test(NAME fuzz.letter COMMAND fuzz_letter ${letter_seeds}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endif()
set_tests_properties(fuzz.letter PROPERTIES LABELS fuzz)

add_executable(bench_render ${CMAKE_CURRENT_SOURCE_DIR}/bench/bench_render.c
  ${CMAKE_CURRENT_SOURCE_DIR}/bench/bench_letter.c ${CMAKE_CURRENT_SOURCE_DIR}/bench/bench_floor.c)
target_include_directories(bench_render SYSTEM PRIVATE ${HPDF_INCLUDE})
target_link_libraries(bench_render PRIVATE templates ${HPDF_LIBRARY} PkgConfig::QRENCODE
  PkgConfig::PNG PkgConfig::DEFLATE Threads::Threads)
if(NOT NASKAH_SANITIZE)
  # the peers are there when ./test bench has installed them
  pkg_check_modules(PANGO IMPORTED_TARGET pangocairo)
  if(TARGET PkgConfig::PANGO)
    add_executable(peer_pango ${CMAKE_CURRENT_SOURCE_DIR}/bench/peer_pango.c)
    target_compile_definitions(peer_pango PRIVATE _DEFAULT_SOURCE)
    target_link_libraries(peer_pango PRIVATE PkgConfig::PANGO)
    set(peer $<TARGET_FILE:peer_pango>)
  endif()
  add_test(NAME bench.render COMMAND node ${CMAKE_CURRENT_SOURCE_DIR}/bench/render.mjs
    $<TARGET_FILE:bench_render> ${peer} WORKING_DIRECTORY ${CMAKE_BINARY_DIR})
  set_tests_properties(bench.render PROPERTIES LABELS bench RUN_SERIAL ON TIMEOUT 1800)
endif()
foreach(t test_templates test_pdf test_forms test_parts test_type fuzz_letter bench_render)
  target_compile_definitions(${t} PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
endforeach()
naskah_unit(sop svc templates)
target_include_directories(test_sop PRIVATE ${CMAKE_SOURCE_DIR}/letter-templates/engine)
target_compile_definitions(test_sop PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
naskah_unit(sop_words svc templates)
target_compile_definitions(test_sop_words PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
set_tests_properties(unit.sop_words PROPERTIES LABELS scenario) # 84 sheets: takes its time
naskah_unit(sop_route templates)
target_include_directories(test_sop_route PRIVATE ${CMAKE_SOURCE_DIR}/letter-templates/engine)
