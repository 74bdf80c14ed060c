naskah_unit(db db)
target_compile_definitions(test_db PRIVATE _DEFAULT_SOURCE)
