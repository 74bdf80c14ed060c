naskah_unit(cli cli)
target_compile_definitions(test_cli PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
