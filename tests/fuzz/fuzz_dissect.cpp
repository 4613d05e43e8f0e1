// Any bytes as a mail and what surrounds it (see drawn.h), through all rooms to JSON, text and
// HTML.
#include <cstdint>

#include "drawn.h"
#include "invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fuwake;
  const fuzz::Drawn drawn = fuzz::draw({reinterpret_cast<const char*>(data), size});
  const auto dissection = drawn.dissect();
  fuzz::require_sound(dissection);
  fuzz::require_harmless(dissection, drawn.engine, fuzz::languages().choose(size % 2 == 0 ? "en" : "ja"));
  return 0;
}
