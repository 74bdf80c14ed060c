naskah_unit(contract templates)
target_compile_definitions(test_contract PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")

naskah_unit(docx templates docx PkgConfig::ZIP)
target_compile_definitions(test_docx PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
