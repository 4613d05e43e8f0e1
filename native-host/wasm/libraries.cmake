# The libraries of the engine, built for WebAssembly from Debian's sources (sources.sh), under the names that
# native-host/CMakeLists.txt links its rooms with. ICU is built for size: it is most of the code and little of the time.
set(sources ${CMAKE_SOURCE_DIR}/build/wasm-sources)
if(NOT EXISTS ${sources}/icu/source)
  message(FATAL_ERROR "There are no sources yet: native-host/wasm/sources.sh build/wasm-sources")
endif()
enable_language(C)
# The preset's NDEBUG is for C as well: without it `assert` writes the names of folders into the program, which would
# differ from machine to machine.
add_compile_options(-fwasm-exceptions)

# The program's own headers of libraries that are headers alone, and of those whose sources need a configure for them.
# /usr/include itself would bring the C library of another machine.
set(headers ${CMAKE_BINARY_DIR}/headers)
file(MAKE_DIRECTORY ${headers})
foreach(header nlohmann libpsl.h x86_64-linux-gnu/maxminddb.h x86_64-linux-gnu/maxminddb_config.h)
  cmake_path(GET header FILENAME name)
  file(CREATE_LINK /usr/include/${header} ${headers}/${name} SYMBOLIC)
endforeach()

add_library(nlohmann_json INTERFACE)
target_include_directories(nlohmann_json SYSTEM INTERFACE ${headers})
add_library(nlohmann_json::nlohmann_json ALIAS nlohmann_json)

# No threads; of what comes with them the engine uses std::stop_token.
add_library(threads INTERFACE)
target_include_directories(threads SYSTEM INTERFACE ${CMAKE_CURRENT_LIST_DIR}/include)
add_library(Threads::Threads ALIAS threads)

function(add_icu name define)
  file(STRINGS ${sources}/icu/source/${name}/sources.txt files)
  list(TRANSFORM files PREPEND ${sources}/icu/source/${name}/)
  add_library(icu_${name} STATIC ${files})
  target_compile_options(icu_${name} PRIVATE -w -Oz -fno-exceptions)
  target_include_directories(icu_${name} SYSTEM PUBLIC ${sources}/icu/source/${name})
  target_compile_definitions(icu_${name} PRIVATE ${define} U_ATTRIBUTE_DEPRECATED= U_HAVE_MMAP=0 U_HAVE_STRTOD_L=0
    PUBLIC U_STATIC_IMPLEMENTATION UCONFIG_NO_SERVICE=1 UCONFIG_NO_TRANSLITERATION=1 UCONFIG_NO_COLLATION=1
    UCONFIG_NO_REGULAR_EXPRESSIONS=1)
endfunction()
add_icu(common U_COMMON_IMPLEMENTATION)
add_icu(i18n U_I18N_IMPLEMENTATION)
# Where data would be linked in; ours are loaded (icu-data.txt).
target_sources(icu_common PRIVATE ${sources}/icu/source/stubdata/stubdata.cpp)
target_link_libraries(icu_i18n PUBLIC icu_common)
add_library(ICU::uc ALIAS icu_common)
add_library(ICU::i18n ALIAS icu_i18n)

set(suffixes /usr/share/publicsuffix/public_suffix_list.dat)
set(psl ${sources}/libpsl/src)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/psl)
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/psl/suffixes_dafsa.h
  COMMAND python3 ${psl}/psl-make-dafsa --output-format=cxx+ ${suffixes} ${CMAKE_BINARY_DIR}/psl/suffixes_dafsa.h
  DEPENDS ${suffixes})
add_library(psl STATIC ${psl}/psl.c ${psl}/lookup_string_in_fixed_set.c ${CMAKE_BINARY_DIR}/psl/suffixes_dafsa.h)
target_include_directories(psl SYSTEM PUBLIC ${headers} PRIVATE ${CMAKE_BINARY_DIR}/psl)
target_compile_definitions(psl PRIVATE ENABLE_BUILTIN HAVE_STRINGS_H PACKAGE_VERSION="")
target_compile_options(psl PRIVATE -w)
add_library(PkgConfig::psl ALIAS psl)

set(maxminddb ${sources}/libmaxminddb/src)
add_library(maxminddb STATIC ${maxminddb}/maxminddb.c ${maxminddb}/data-pool.c)
target_include_directories(maxminddb SYSTEM PUBLIC ${headers} PRIVATE ${maxminddb})
target_compile_definitions(maxminddb PRIVATE PACKAGE_VERSION="")
target_compile_options(maxminddb PRIVATE -w)
add_library(PkgConfig::maxminddb ALIAS maxminddb)

# Of mimetic base64 alone. Debian makes its table `signed char`, for machines whose char has no sign; this one's has.
add_library(mimetic STATIC ${sources}/mimetic/mimetic/codec/base64.cxx)
target_include_directories(mimetic SYSTEM PUBLIC ${sources}/mimetic)
target_compile_options(mimetic PRIVATE -w)
set(MIMETIC_LIBRARY mimetic)
