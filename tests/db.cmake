# Tests that tamper with the file do it as a stranger would: with SQLite itself.
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
naskah_unit(db db)
naskah_unit(db_control db)
naskah_unit(db_faults db PkgConfig::SQLITE)
foreach(t db db_control db_faults)
  target_compile_definitions(test_${t} PRIVATE _XOPEN_SOURCE=700)
endforeach()
