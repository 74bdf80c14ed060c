naskah_unit(diff svc)
naskah_unit(merge svc)
naskah_unit(anchor svc)
naskah_unit(lease svc)

# The life of a letter (unit/out_house.h).
foreach(name draft sign send copy)
  naskah_unit(out_${name} svc)
  target_compile_definitions(test_out_${name} PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
endforeach()

# The same office, other questions (unit/house.h).
foreach(name pins procs rules behalf insider clerks reasons earlier norm quota)
  naskah_unit(${name} svc)
  target_compile_definitions(test_${name} PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
endforeach()

naskah_unit(letter_check svc PkgConfig::SQLITE)
target_compile_definitions(test_letter_check PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
naskah_unit(numbers svc)
target_compile_definitions(test_numbers PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
