naskah_unit(contract templates)
target_compile_definitions(test_contract PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")

naskah_unit(docx templates docx PkgConfig::ZIP)
target_compile_definitions(test_docx PRIVATE SHARE="${CMAKE_BINARY_DIR}/share/naskah")

# Every shipped form, as who writes one would ask.
file(GLOB forms ${CMAKE_SOURCE_DIR}/letter-templates/forms/*.xml)
foreach(form ${forms})
  get_filename_component(code ${form} NAME_WE)
  add_test(NAME contract.${code} COMMAND naskah template check ${form})
  set_tests_properties(contract.${code} PROPERTIES LABELS night)
endforeach()
