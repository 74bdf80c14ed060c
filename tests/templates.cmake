add_executable(tpl_try ${CMAKE_CURRENT_SOURCE_DIR}/tools/tpl_try.c)
target_link_libraries(tpl_try PRIVATE templates)
naskah_unit(templates templates)
