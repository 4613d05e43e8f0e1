# The packages: the add-on as an XPI, and Debian packages of the program with the add-on (for all
# users) and of the IP data, and beside them the list of their contents (CycloneDX). `cmake --build
# build/release --target packages` makes them all; the same source gives the same bytes.

set(packages ${CMAKE_BINARY_DIR}/packages)
set(xpi ${packages}/fuwake-${PROJECT_VERSION}.xpi)
find_program(NODE NAMES node nodejs)
file(GLOB_RECURSE extension_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/extension/*)
add_custom_command(OUTPUT ${xpi}
  COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/tools/pack-extension.mjs ${xpi}
  DEPENDS ${extension_files} ${CMAKE_SOURCE_DIR}/tools/pack-extension.mjs ${CMAKE_SOURCE_DIR}/tools/join-pane.mjs)

foreach(page CHANGELOG.md docs/fuwake.1)
  get_filename_component(name ${page} NAME)
  string(REPLACE "CHANGELOG.md" "changelog" name ${name})
  add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/${name}.gz
    COMMAND gzip -9nc ${CMAKE_SOURCE_DIR}/${page} > ${CMAKE_BINARY_DIR}/${name}.gz
    DEPENDS ${CMAKE_SOURCE_DIR}/${page})
  list(APPEND pages ${CMAKE_BINARY_DIR}/${name}.gz)
endforeach()
add_custom_target(package_files ALL DEPENDS ${xpi} ${pages})

# What Debian asks of permissions, whatever the umask of whoever builds.
set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

# Thunderbird looks in /usr/lib and /usr/share alone, so the packages have that prefix.
set(CMAKE_INSTALL_FULL_BINDIR /usr/bin)
configure_file(manifests/native-messaging.json.in ${CMAKE_BINARY_DIR}/fuwake.json @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/fuwake.json
  DESTINATION lib/mozilla/native-messaging-hosts COMPONENT host)
# An existing profile runs what lies in Thunderbird's own folder at its first start, and what lies in the folder of all
# Mozilla programs only from its second start on; where a Thunderbird from elsewhere looks there alone, it finds a link.
set(addon fuwake@addons.fuwake.xpi)
install(FILES ${xpi} DESTINATION lib/thunderbird/extensions RENAME ${addon} COMPONENT host)
file(CREATE_LINK ../../../../lib/thunderbird/extensions/${addon} ${CMAKE_BINARY_DIR}/${addon} SYMBOLIC)
install(FILES ${CMAKE_BINARY_DIR}/${addon}
  DESTINATION "share/mozilla/extensions/{3550f703-e582-4d05-9a08-453d09bdfdc6}" COMPONENT host)
install(FILES ${CMAKE_BINARY_DIR}/fuwake.1.gz DESTINATION share/man/man1 COMPONENT host)
install(FILES manifests/copyright NOTICE ${CMAKE_BINARY_DIR}/changelog.gz
  DESTINATION share/doc/fuwake COMPONENT host)
install(FILES manifests/copyright NOTICE ${CMAKE_BINARY_DIR}/changelog.gz
  DESTINATION share/doc/fuwake-ipdata COMPONENT ipdata)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_DIRECTORY ${packages})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL host)
if(EXISTS ${FUWAKE_IP_DATA})
  list(APPEND CPACK_COMPONENTS_ALL ipdata)
endif()
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "The Fuwake authors <fuwake@fuwake.example>")
set(CPACK_DEBIAN_PACKAGE_SECTION mail)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_HOST_PACKAGE_NAME fuwake)
set(CPACK_DEBIAN_HOST_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_HOST_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_HOST_PACKAGE_RECOMMENDS "thunderbird (>= 1:128), fuwake-ipdata, poppler-data")
set(CPACK_COMPONENT_HOST_DESCRIPTION
"Fuwake dissects the mail in front of you and says, in plain words and with
the evidence beside them, whether it is what it claims to be: who sent it,
where its links really go, and what to do. It is an add-on for Thunderbird,
active for all users at the next start, and a command line. Nothing leaves
your computer.")

set(CPACK_DEBIAN_IPDATA_PACKAGE_NAME fuwake-ipdata)
set(CPACK_DEBIAN_IPDATA_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_IPDATA_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_IPDATA_PACKAGE_ENHANCES fuwake)
set(CPACK_COMPONENT_IPDATA_DESCRIPTION
"The IP data: who runs the server that sent a mail, and about where it is.
IP geolocation by DB-IP (https://db-ip.com), CC BY 4.0.")
include(CPack)

add_custom_target(packages
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${CMAKE_SOURCE_DIR} -DBUILD=${CMAKE_BINARY_DIR} -DNODE=${NODE}
    -DCPACK=${CMAKE_CPACK_COMMAND} -DVERSION=${PROJECT_VERSION} -DPACKAGES=${packages}
    -P ${CMAKE_SOURCE_DIR}/manifests/pack.cmake
  WORKING_DIRECTORY ${CMAKE_BINARY_DIR}
  DEPENDS fuwake fuwake-worker fuwake-inspector data package_files
  USES_TERMINAL)
