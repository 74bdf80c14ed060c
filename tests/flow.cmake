naskah_unit(flow flow base)
target_compile_definitions(test_flow PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
naskah_unit(procedures flow base)
target_compile_definitions(test_procedures PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
