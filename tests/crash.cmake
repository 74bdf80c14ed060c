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
    foreach(mode kill-before kill-half cut-before tear-before)
      naskah_crash(store_${mode} ${cmds} --mode ${mode} --least 80)
    endforeach()
  elseif(fault STREQUAL early)
    naskah_crash(finds_early_reply ${cmds} --must-fail "acknowledged and lost" --mode kill-before)
  else()
    naskah_crash(finds_sync_off ${cmds} --must-fail "without a row|acknowledged and lost" --mode cut-before)
  endif()
endforeach()

# The real daemon, driven over HTTP (crash/daemon.mjs).  By day every 37th call; every
# one of them by night, a test for each mode.
find_program(NODE node)
if(NOT NODE OR NOT TARGET naskahd)
  return()
endif()

function(naskah_crash_daemon name act)
  set(me ${NODE} ${CMAKE_CURRENT_SOURCE_DIR}/crash/daemon.mjs ${act})
  list(JOIN me " " me)
  naskah_crash(${name} --own-shim --prepare "${me} prepare" --victim "${me} run"
    --check "${me} check" ${ARGN})
  set_property(TEST crash.${name} PROPERTY ENVIRONMENT NASKAH_BUILD=${CMAKE_BINARY_DIR})
endfunction()

foreach(act register record sign)
  naskah_crash_daemon(${act} ${act} --step 37 --least 20
    --mode kill-before --mode kill-half --mode cut-before --mode tear-before)
  foreach(mode kill-before kill-half cut-before tear-before)
    naskah_crash_daemon(${act}_${mode} ${act} --mode ${mode} --least 200)
    set_tests_properties(crash.${act}_${mode} PROPERTIES LABELS "crash;night" TIMEOUT 7200)
  endforeach()
endforeach()

# Numbers of one series, taken, inserted and void by many, while the daemon is killed.
foreach(when day night)
  set(name crash.numbers)
  set(seconds 20)
  if(when STREQUAL night)
    set(name crash.numbers_long)
    set(seconds 600)
  endif()
  add_test(NAME ${name} COMMAND ${NODE} ${CMAKE_CURRENT_SOURCE_DIR}/crash/numbers.mjs ${seconds}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS crash TIMEOUT 900
    ENVIRONMENT NASKAH_BUILD=${CMAKE_BINARY_DIR})
endforeach()
set_tests_properties(crash.numbers_long PROPERTIES LABELS "crash;night" RUN_SERIAL ON)

# A disk that runs full at each call that needs room.
add_test(NAME crash.full COMMAND ${NODE} ${CMAKE_CURRENT_SOURCE_DIR}/crash/full.mjs
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(crash.full PROPERTIES LABELS crash TIMEOUT 600
  ENVIRONMENT "NASKAH_BUILD=${CMAKE_BINARY_DIR};SHIM=$<TARGET_FILE:crash_shim>;ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0")

add_test(NAME crash.cramped COMMAND ${NODE} ${CMAKE_CURRENT_SOURCE_DIR}/crash/cramped.mjs
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(crash.cramped PROPERTIES LABELS crash TIMEOUT 120 SKIP_RETURN_CODE 77
  ENVIRONMENT NASKAH_BUILD=${CMAKE_BINARY_DIR})

# The same daemon with a fault that the harness must find (crash/fault.c).
get_target_property(naskahd_c naskahd SOURCES)
list(TRANSFORM naskahd_c PREPEND ${CMAKE_SOURCE_DIR}/src/)
foreach(fault early sync_off)
  add_executable(naskahd_${fault} ${naskahd_c} crash/fault.c)
  string(TOUPPER ${fault} FAULT)
  target_compile_definitions(naskahd_${fault} PRIVATE FAULT_${FAULT}
    $<TARGET_PROPERTY:naskahd,COMPILE_DEFINITIONS>)
  target_link_libraries(naskahd_${fault} PRIVATE doors http svc conf db Threads::Threads)
endforeach()
target_link_options(naskahd_early PRIVATE -Wl,--wrap=db_submit)
target_link_options(naskahd_sync_off PRIVATE -Wl,--wrap=db_open)
naskah_crash_daemon(finds_daemon_early register --must-fail "acknowledged and lost"
  --mode kill-before --step 7)
naskah_crash_daemon(finds_daemon_sync_off register --must-fail "acknowledged and lost"
  --mode cut-before --step 17)
foreach(fault early sync_off)
  set_property(TEST crash.finds_daemon_${fault} APPEND PROPERTY
    ENVIRONMENT NASKAHD=tests/naskahd_${fault} SCANS=0)
endforeach()
add_test(NAME crash.finds_numbers_early COMMAND ${NODE} ${CMAKE_CURRENT_SOURCE_DIR}/crash/numbers.mjs 15
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(crash.finds_numbers_early PROPERTIES LABELS crash TIMEOUT 120
  PASS_REGULAR_EXPRESSION "answered and lost|was told|void [0-9]+:|has two numbers"
  ENVIRONMENT "NASKAH_BUILD=${CMAKE_BINARY_DIR};NASKAHD=tests/naskahd_early")
