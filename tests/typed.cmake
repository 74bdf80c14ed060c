naskah_unit(typed templates)
naskah_fuzz(html templates)
target_compile_definitions(test_typed PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
