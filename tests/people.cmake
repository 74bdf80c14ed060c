naskah_unit(people svc)
target_compile_definitions(test_people PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
