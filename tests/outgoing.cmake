naskah_unit(diff svc)
naskah_unit(lease svc)
naskah_unit(outgoing svc)
target_compile_definitions(test_outgoing PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")

naskah_unit(pins svc)
target_compile_definitions(test_pins PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
