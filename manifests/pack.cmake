# Packs what is built, and lists it. All times in the packages are SOURCE_DATE_EPOCH
# (https://reproducible-builds.org/specs/source-date-epoch/): as told, else the commit's, else, where the
# source is no clone, the newest date in CHANGELOG.md.
# usage: cmake -DSOURCE=… -DBUILD=… -DCPACK=… -DNODE=… -DVERSION=… -DPACKAGES=OUT-FOLDER -P pack.cmake

function(source_date out)
  if(NOT "$ENV{SOURCE_DATE_EPOCH}" STREQUAL "")
    set(${out} $ENV{SOURCE_DATE_EPOCH} PARENT_SCOPE)
    return()
  endif()
  execute_process(COMMAND git -C ${SOURCE} log -1 --format=%ct
    OUTPUT_VARIABLE date OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE failed ERROR_QUIET)
  if(failed)
    file(STRINGS ${SOURCE}/CHANGELOG.md versions REGEX "^## .*\\([0-9-]+\\)$" LIMIT_COUNT 1)
    string(REGEX MATCH "[0-9]+-[0-9]+-[0-9]+" day "${versions}")
    execute_process(COMMAND date -u -d ${day} +%s
      OUTPUT_VARIABLE date OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  endif()
  set(${out} ${date} PARENT_SCOPE)
endfunction()

source_date(date)
set(ENV{SOURCE_DATE_EPOCH} ${date})
set(ENV{TZ} UTC)
file(GLOB old ${PACKAGES}/*.deb ${PACKAGES}/*.cdx.json)
if(old)
  file(REMOVE ${old})
endif()
# The folders in the packages have the permissions of whoever packs.
execute_process(COMMAND sh -c "umask 022 && exec \"$0\" \"$@\"" ${CPACK} -G DEB
    --config ${BUILD}/CPackConfig.cmake -B ${PACKAGES}
  WORKING_DIRECTORY ${BUILD} COMMAND_ERROR_IS_FATAL ANY)
file(REMOVE_RECURSE ${PACKAGES}/_CPack_Packages)
execute_process(COMMAND ${NODE} ${SOURCE}/tools/make-sbom.mjs ${BUILD} ${VERSION}
    ${PACKAGES}/fuwake-${VERSION}.cdx.json
  COMMAND_ERROR_IS_FATAL ANY)
