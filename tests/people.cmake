naskah_unit(people svc)
target_compile_definitions(test_people PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
naskah_unit(posts svc)
target_compile_definitions(test_posts PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
