# Debian's emscripten as CMake's compiler. Debian's own configuration keeps what it builds below /usr/share, where only
# root may write; ours keeps it in the build tree, and begins with what Debian has built already, which is minutes.
# CMake reads this file several times.
set(debian /usr/share/emscripten)
set(own ${CMAKE_SOURCE_DIR}/build/wasm-emscripten)
if(CMAKE_SOURCE_DIR MATCHES "/CMakeFiles/")
  # A test of CMake's own, in a folder of its own: it has read this file for the tree before.
  set(own $ENV{FUWAKE_EMSCRIPTEN})
endif()
set(ENV{FUWAKE_EMSCRIPTEN} ${own})
set(ENV{EM_CONFIG} ${own}/config)
if(NOT EXISTS ${own}/config)
  file(MAKE_DIRECTORY ${own})
  execute_process(COMMAND cp -as ${debian}/cache ${own}/cache COMMAND_ERROR_IS_FATAL ANY)
  file(REMOVE ${own}/cache/cache.lock)
  file(WRITE ${own}/config "EMSCRIPTEN_ROOT = '${debian}'\nLLVM_ROOT = '/usr/lib/llvm-14/bin'\n"
    "BINARYEN_ROOT = '/usr'\nNODE_JS = '/usr/bin/node'\nCACHE = '${own}/cache'\n")
endif()
set(CMAKE_AR /usr/lib/llvm-14/bin/llvm-ar CACHE FILEPATH "")
set(CMAKE_RANLIB /usr/lib/llvm-14/bin/llvm-ranlib CACHE FILEPATH "")
set(CMAKE_C_FLAGS_INIT "--em-config ${own}/config")
set(CMAKE_CXX_FLAGS_INIT "--em-config ${own}/config")
include(${debian}/cmake/Modules/Platform/Emscripten.cmake)
