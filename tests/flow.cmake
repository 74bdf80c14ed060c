naskah_unit(flow flow base)
target_compile_definitions(test_flow PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
