# What the pages load in the browser: taken from node_modules into the build's
# share/naskah/static, never committed. Without node_modules nothing is copied.
set(NASKAH_STATIC ${CMAKE_BINARY_DIR}/share/naskah/static)
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
    add_custom_command(OUTPUT ${NASKAH_STATIC}/${to}
      COMMAND ${CMAKE_COMMAND} -E copy ${source} ${NASKAH_STATIC}/${to}
      DEPENDS ${source} VERBATIM)
    list(APPEND made ${NASKAH_STATIC}/${to})
  else()
    message(STATUS "without ${to}: run npm ci")
  endif()
endwhile()
add_custom_target(assets ALL DEPENDS ${made})
