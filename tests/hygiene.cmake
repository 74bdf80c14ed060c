# What the tree must not hold, and how its manual pages must read.
naskah_arch(hygiene ${CMAKE_CURRENT_SOURCE_DIR}/arch/hygiene.sh)
naskah_arch(man ${CMAKE_CURRENT_SOURCE_DIR}/arch/man.sh)
