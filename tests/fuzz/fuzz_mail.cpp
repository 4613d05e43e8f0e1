// Any bytes as a mail, through all rooms to text, HTML and JSON.
#include <cstdint>
#include <cstdlib>

#include "dissection/dissection.h"
#include "report/document.h"
#include "report/html.h"
#include "report/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fuwake;
  static const auto engine = dissection::read_engine(FUWAKE_DATA_DIR, {});
  static const auto languages =
      report::Languages::read(std::filesystem::path(FUWAKE_DATA_DIR) / "sentences");
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  const auto dissection = dissection::dissect(source, {}, engine);
  const auto document =
      report::make_document(*dissection, engine, languages.choose(size % 2 ? "ja" : "en"));
  const std::string json = report::to_string(document, false);
  const std::string text = report::to_text(document, languages.choose("en"));
  const std::string html = report::to_html(document, languages.choose("en"));
  if (json.size() > 1000 * 1000) std::abort();
  for (const std::string* output : {&json, &text, &html})
    if (output->find("://www") != std::string::npos && output->find("https://www") != std::string::npos)
      std::abort();  // a link that works
  if (html.find("<script") != std::string::npos) std::abort();
  return 0;
}
