naskah_unit(find svc)
target_compile_definitions(test_find PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
target_link_libraries(test_find PRIVATE PkgConfig::SQLITE)
