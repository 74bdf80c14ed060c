# The crash harness (tests/crash/README).  The shim bears no sanitizer of its own.
add_library(crash_shim MODULE crash/shim.c)
target_link_libraries(crash_shim PRIVATE ${CMAKE_DL_LIBS} Threads::Threads)
set_target_properties(crash_shim PROPERTIES PREFIX "")

# naskah_crash(NAME ARGS...): run.sh with the shim; prepare, victim and check are given.
function(naskah_crash name)
  add_test(NAME crash.${name}
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/crash/run.sh --shim $<TARGET_FILE:crash_shim> ${ARGN}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(crash.${name} PROPERTIES LABELS crash TIMEOUT 900)
endfunction()

foreach(fault none early sync)
  set(victim crash_victim_${fault})
  add_executable(${victim} crash/victim.c)
  target_link_libraries(${victim} PRIVATE archive Threads::Threads)
  string(TOUPPER ${fault} FAULT)
  target_compile_definitions(${victim} PRIVATE FAULT_${FAULT})
  set(v $<TARGET_FILE:${victim}>)
  set(cmds --prepare "${v} prepare $DIR" --victim "${v} run $DIR"
    --check "${v} check $DIR $ACKS")
  if(fault STREQUAL none)
    foreach(mode kill-before kill-half cut-before)
      naskah_crash(store_${mode} ${cmds} --mode ${mode} --least 80)
    endforeach()
  elseif(fault STREQUAL early)
    naskah_crash(finds_early_reply ${cmds} --must-fail --mode kill-before)
  else()
    naskah_crash(finds_sync_off ${cmds} --must-fail --mode cut-before)
  endif()
endforeach()
