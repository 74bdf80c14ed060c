naskah_unit(intake intake)
target_compile_definitions(test_intake PRIVATE NASKAH_PAGES="$<TARGET_FILE:naskah-pages>")
add_dependencies(test_intake naskah-pages)
set_tests_properties(unit.intake PROPERTIES TIMEOUT 120)
