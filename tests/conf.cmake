naskah_unit(conf conf base)
naskah_unit(office conf base)
target_compile_definitions(test_office PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
