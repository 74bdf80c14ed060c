naskah_unit(diff svc)
naskah_unit(lease svc)
naskah_unit(outgoing svc)
target_compile_definitions(test_outgoing PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")

# The same house, other questions (unit/out_house.h).
foreach(name pins procs rules behalf insider clerks reasons earlier)
  naskah_unit(${name} svc)
  target_compile_definitions(test_${name} PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
endforeach()

naskah_unit(letter_check svc PkgConfig::SQLITE)
target_compile_definitions(test_letter_check PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
