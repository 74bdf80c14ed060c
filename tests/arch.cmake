# The rules of the house (tests/arch/run.sh) and the plans of all named statements.
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)

function(naskah_arch name)
  add_test(NAME arch.${name} COMMAND ${ARGN} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(arch.${name} PROPERTIES LABELS arch)
endfunction()

set(arch_sh ${CMAKE_CURRENT_SOURCE_DIR}/arch/run.sh)
naskah_arch(layers ${arch_sh} layers)
naskah_arch(style ${arch_sh} style)
naskah_arch(strict ${arch_sh} strict)
naskah_arch(crosswalk ${CMAKE_SOURCE_DIR}/tools/crosswalk.py --check)
naskah_arch(sqlc ${arch_sh} sqlc $<TARGET_FILE:sqlc>)

set(libs)
foreach(room base conf view db numbering templates archive flow sign intake dispatch svc
    http web api cli)
  if(TARGET ${room})
    list(APPEND libs $<TARGET_FILE:${room}>)
  endif()
endforeach()
naskah_arch(globals ${arch_sh} globals ${libs})

add_executable(arch_plan arch/plan.c)
target_compile_definitions(arch_plan PRIVATE _XOPEN_SOURCE=700)
target_link_libraries(arch_plan PRIVATE db PkgConfig::SQLITE)
naskah_arch(plan arch_plan ${CMAKE_CURRENT_SOURCE_DIR}/arch/small_tables.txt)
