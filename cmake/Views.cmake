# naskah_views(TARGET DIR): every DIR/*.html that is not a fragment (_name.html) becomes
# a C function through the host tool htmlc.
if(NOT TARGET htmlc)
  add_executable(htmlc ${CMAKE_SOURCE_DIR}/tools/htmlc.c)
  set_target_properties(htmlc PROPERTIES C_STANDARD 17)
endif()

function(naskah_views target dir)
  file(GLOB views CONFIGURE_DEPENDS ${dir}/*.html)
  file(GLOB parts CONFIGURE_DEPENDS ${dir}/_*.html)
  list(REMOVE_ITEM views ${parts})
  file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/gen)
  foreach(v ${views})
    get_filename_component(name ${v} NAME_WE)
    set(out ${CMAKE_CURRENT_BINARY_DIR}/gen/view_${name}.c)
    add_custom_command(OUTPUT ${out} COMMAND htmlc ${name}.html ${out}
      DEPENDS htmlc ${v} ${parts} WORKING_DIRECTORY ${dir} VERBATIM)
    set_source_files_properties(${out} PROPERTIES COMPILE_OPTIONS "-Wno-overlength-strings")
    target_sources(${target} PRIVATE ${out})
  endforeach()
  target_include_directories(${target} PRIVATE ${dir})
endfunction()
