naskah_unit(api api)
add_dependencies(test_api api_words)
target_compile_definitions(test_api PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
