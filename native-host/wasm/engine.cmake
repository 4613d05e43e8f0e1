# The engine as engine.wasm and engine.js, with what it reads beside it: icu.dat and knowledge.pack. The add-on's Worker
# (extension/engine/worker.js) and node load them; how they are called: src/wasm/exports.cpp.
set(out ${CMAKE_BINARY_DIR}/engine)
add_executable(engine src/wasm/exports.cpp)
target_link_libraries(engine PRIVATE fuwake_wasm)
set_target_properties(engine PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${out})
# Memory grows as the mail asks, up to what a mail of 64 MB needs; beyond it the engine says so (std::bad_alloc).
target_link_options(engine PRIVATE -fwasm-exceptions -O2 --no-entry
  -sENVIRONMENT=worker,node -sNODEJS_CATCH_EXIT=0 -sNODEJS_CATCH_REJECTION=0 -sMODULARIZE -sEXPORT_ES6 -sUSE_ES6_IMPORT_META=0 -sFORCE_FILESYSTEM
  -sALLOW_MEMORY_GROWTH -sMAXIMUM_MEMORY=1GB -sABORTING_MALLOC=0
  -sEXPORTED_FUNCTIONS=_malloc,_free,_fuwake_take_icu_data,_fuwake_open,_fuwake_call
  -sEXPORTED_RUNTIME_METHODS=ENV,FS,UTF8ToString,stringToUTF8,lengthBytesUTF8)

find_program(NODE NAMES node nodejs REQUIRED)
set(here ${CMAKE_CURRENT_SOURCE_DIR}/wasm)
file(GLOB_RECURSE knowledge CONFIGURE_DEPENDS data/*)
# A program of this machine has made it (make_network_table); without IP data there is none.
set(networks ${CMAKE_SOURCE_DIR}/build/release/wasm/networks.table)
if(NOT EXISTS ${networks})
  set(networks)
endif()
add_custom_command(OUTPUT ${out}/knowledge.pack
  COMMAND ${NODE} ${here}/pack-knowledge.mjs ${CMAKE_CURRENT_SOURCE_DIR}/data ${out}/knowledge.pack ${networks}
  DEPENDS ${knowledge} ${networks} ${here}/pack-knowledge.mjs)
set(whole ${sources}/icu/source/data/in/icudt72l.dat)
add_custom_command(OUTPUT ${out}/icu.dat
  COMMAND ${NODE} ${here}/trim-icu-data.mjs ${whole} ${here}/icu-data.txt ${out}/icu.dat
  DEPENDS ${whole} ${here}/icu-data.txt ${here}/trim-icu-data.mjs)
# nlohmann/json's is in NOTICE.
set(licences ${sources}/icu/LICENSE ${sources}/libpsl/LICENSE ${sources}/libmaxminddb/NOTICE
  ${sources}/libmaxminddb/LICENSE ${sources}/mimetic/LICENSE)
add_custom_command(OUTPUT ${out}/licences.txt
  COMMAND ${CMAKE_COMMAND} -E cat ${licences} > ${out}/licences.txt
  DEPENDS ${licences} VERBATIM)
add_custom_target(engine_data ALL DEPENDS ${out}/knowledge.pack ${out}/icu.dat ${out}/licences.txt)

# The add-on with the engine in it, for systems that have no program: everything but what docs/engine-inside.md names.
set(xpi ${CMAKE_BINARY_DIR}/packages/fuwake-standalone-${PROJECT_VERSION}.xpi)
file(GLOB_RECURSE extension_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/extension/*)
add_custom_command(OUTPUT ${xpi}
  COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/tools/pack-extension.mjs ${xpi} ${out}
  DEPENDS engine ${out}/knowledge.pack ${out}/icu.dat ${out}/licences.txt ${extension_files}
    ${CMAKE_SOURCE_DIR}/NOTICE ${CMAKE_SOURCE_DIR}/LICENSE
    ${CMAKE_SOURCE_DIR}/tools/pack-extension.mjs ${CMAKE_SOURCE_DIR}/tools/join-pane.mjs)
add_custom_target(standalone ALL DEPENDS ${xpi})
