# What `cmake --install` and the Debian package hold, besides the programs that each
# room installs itself.
install(DIRECTORY ${CMAKE_BINARY_DIR}/share/naskah/
  DESTINATION ${CMAKE_INSTALL_DATADIR}/naskah)
foreach(section 1 5 7 8)
  file(GLOB pages CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/docs/man/*.${section})
  install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()
configure_file(${CMAKE_SOURCE_DIR}/deploy/naskahd.service.in
  ${CMAKE_BINARY_DIR}/deploy/naskahd.service @ONLY)
# written again where it is installed: a package has another prefix than the build
install(CODE "set(CMAKE_INSTALL_FULL_SBINDIR \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_SBINDIR}\")
  configure_file(\"${CMAKE_SOURCE_DIR}/deploy/naskahd.service.in\"
    \"${CMAKE_BINARY_DIR}/deploy/installed/naskahd.service\" @ONLY)")
install(FILES ${CMAKE_BINARY_DIR}/deploy/installed/naskahd.service
  DESTINATION lib/systemd/system)
install(FILES ${CMAKE_SOURCE_DIR}/deploy/naskah.sysusers
  DESTINATION lib/sysusers.d RENAME naskah.conf)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

# cpack --config build/CPackConfig.cmake
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME naskah)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_CONTACT "The maintainers of Naskah <maintainers@naskah.invalid>")
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS
  "fonts-liberation, hyphen-id, icc-profiles-free, poppler-utils, systemd")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_SOURCE_DIR}/deploy/debian/postinst)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
