# The life of a letter that came in (unit/in_house.h).
foreach(name register dispose tree head secrecy)
  naskah_unit(in_${name} svc)
  target_compile_definitions(test_in_${name} PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")
endforeach()
