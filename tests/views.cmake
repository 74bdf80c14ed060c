# What the compiler of pages refuses, and what the pages do with what people type.
naskah_arch(htmlc ${CMAKE_CURRENT_SOURCE_DIR}/arch/htmlc.sh $<TARGET_FILE:htmlc>)
naskah_unit(html view base)
naskah_views(test_html ${CMAKE_CURRENT_SOURCE_DIR}/unit/views)
