naskah_unit(diff svc)
naskah_unit(lease svc)
naskah_unit(outgoing svc)
target_compile_definitions(test_outgoing PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
