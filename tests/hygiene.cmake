# What the tree must not hold, and how its manual pages must read.
naskah_arch(hygiene ${CMAKE_CURRENT_SOURCE_DIR}/arch/hygiene.sh)
naskah_arch(man ${CMAKE_CURRENT_SOURCE_DIR}/arch/man.sh)
naskah_arch(unit ${CMAKE_CURRENT_SOURCE_DIR}/arch/unit.sh ${CMAKE_BINARY_DIR})
set_tests_properties(arch.unit PROPERTIES SKIP_RETURN_CODE 77)
naskah_arch(docs ${CMAKE_CURRENT_SOURCE_DIR}/arch/docs.py)
naskah_arch(demands ${CMAKE_CURRENT_SOURCE_DIR}/arch/demands.py)
