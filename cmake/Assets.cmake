# What the pages load in the browser: taken from node_modules into the build's
# share/naskah/static, never committed. Without node_modules nothing is copied.
set(NASKAH_STATIC ${CMAKE_BINARY_DIR}/share/naskah/static)
# FROM stands there as TO, and as TO.gz for browsers that take it so (all do): a telephone
# on a slow line opens its first page with a third of the bytes.
function(naskah_static from to)
  add_custom_command(OUTPUT ${NASKAH_STATIC}/${to} ${NASKAH_STATIC}/${to}.gz
    COMMAND ${CMAKE_COMMAND} -E copy ${from} ${NASKAH_STATIC}/${to}
    COMMAND gzip -9nkf ${NASKAH_STATIC}/${to}
    DEPENDS ${from} VERBATIM)
endfunction()
set(naskah_assets
  htmx.org/dist/htmx.min.js                     htmx.min.js
  htmx.org/LICENSE                              htmx.LICENSE.txt
  @picocss/pico/css/pico.min.css                pico.min.css
  @picocss/pico/LICENSE.md                      pico.LICENSE.txt
  pdfjs-dist/legacy/build/pdf.min.mjs           pdf.min.mjs
  pdfjs-dist/legacy/build/pdf.worker.min.mjs    pdf.worker.min.mjs
  pdfjs-dist/LICENSE                            pdfjs.LICENSE.txt)
set(made)
while(naskah_assets)
  list(POP_FRONT naskah_assets from to)
  set(source ${CMAKE_SOURCE_DIR}/node_modules/${from})
  if(EXISTS ${source})
    naskah_static(${source} ${to})
    list(APPEND made ${NASKAH_STATIC}/${to})
  else()
    message(STATUS "without ${to}: run npm ci")
  endif()
endwhile()
add_custom_target(assets ALL DEPENDS ${made})
