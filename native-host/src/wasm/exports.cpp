// What JavaScript calls. Memory goes by malloc and free, texts end with a zero byte; a text that comes back is whole
// until the next call.
#include <unicode/udata.h>

#include <cstddef>
#include <exception>
#include <optional>
#include <string>

#include "wasm/engine.h"

namespace {

std::optional<fuwake::wasm::Engine> engine;
std::string returned;

}  // namespace

extern "C" {

/// ICU's data (icu.dat), aligned to 16 bytes and never freed; before all else. 0 where it is taken.
int fuwake_take_icu_data(const void* data) {
  UErrorCode status = U_ZERO_ERROR;
  udata_setCommonData(data, &status);
  // Nothing of what is not in it is looked for in files.
  udata_setFileAccess(UDATA_NO_FILES, &status);
  return U_SUCCESS(status) ? 0 : status;
}

/// Reads the folder of knowledge.pack's files. Null where it is ready, else what is wrong.
const char* fuwake_open(const char* data) try {
  engine.emplace(data, std::string(data) + "/networks.table");
  return nullptr;
} catch (const std::exception& wrong) {
  returned = wrong.what();
  return returned.c_str();
}

/// See wasm::Engine::call.
const char* fuwake_call(const char* request, const char* mail, std::size_t length) try {
  returned = engine->call(request, {mail, length});
  return returned.c_str();
} catch (const std::bad_alloc&) {
  return R"({"error":{"code":-32603,"message":"there is not enough memory"}})";
}
}
