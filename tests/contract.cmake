naskah_unit(contract templates)
target_compile_definitions(test_contract PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
