naskah_unit(incoming svc)
target_compile_definitions(test_incoming PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
