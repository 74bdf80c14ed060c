naskah_unit(intake intake)
target_compile_definitions(test_intake PRIVATE NASKAH_PAGES="$<TARGET_FILE:naskah-pages>")
add_dependencies(test_intake naskah-pages)
set_tests_properties(unit.intake PROPERTIES TIMEOUT 120)

# The fence and the limits.  A sanitizer maps all of address space and so lifts the limit
# of memory: these two are built without one, whatever the rest is built with.
function(naskah_unsanitized name)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE PkgConfig::PAGES)
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/src/intake)
  target_compile_definitions(${name} PRIVATE _GNU_SOURCE)
  target_compile_options(${name} PRIVATE -O1 -Wall -Wextra)
  set_target_properties(${name} PROPERTIES C_STANDARD 17)
endfunction()
pkg_check_modules(PAGES REQUIRED IMPORTED_TARGET libpng libjpeg libtiff-4 libseccomp
  zbar)
get_target_property(pages_sources naskah-pages SOURCES)
get_target_property(ticks_sources ticks SOURCES)
list(APPEND pages_sources ${ticks_sources})
list(TRANSFORM pages_sources PREPEND ${CMAKE_SOURCE_DIR}/src/intake/)
naskah_unsanitized(naskah-pages-bare ${pages_sources})
target_link_libraries(naskah-pages-bare PRIVATE m)
naskah_unit(ticks ticks)
set_tests_properties(unit.ticks PROPERTIES TIMEOUT 120)
naskah_unsanitized(pages_probe tools/pages_probe.c ${CMAKE_SOURCE_DIR}/src/intake/pages_guard.c)
target_link_libraries(test_intake PRIVATE PkgConfig::PAGES)
naskah_unit(pages_guard intake)
target_compile_definitions(test_pages_guard PRIVATE _GNU_SOURCE
  PAGES_BARE="$<TARGET_FILE:naskah-pages-bare>" PAGES_PROBE="$<TARGET_FILE:pages_probe>")
add_dependencies(test_pages_guard naskah-pages-bare pages_probe)

naskah_unit(pages intake)
target_compile_definitions(test_pages PRIVATE _GNU_SOURCE
  NASKAH_PAGES="$<TARGET_FILE:naskah-pages>" PAGES_PROBE="$<TARGET_FILE:pages_probe>")
add_dependencies(test_pages naskah-pages pages_probe)
set_tests_properties(unit.pages PROPERTIES TIMEOUT 120)
