pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
naskah_unit(numbering_rule numbering)
naskah_unit(num_ledger numbering PkgConfig::SQLITE)
target_compile_definitions(test_num_ledger PRIVATE _DEFAULT_SOURCE)
