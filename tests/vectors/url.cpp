// web-platform-tests: url/resources/{urltestdata,toascii,IdnaTestV2}.json
#include "links/url.h"
#include "suite.h"

namespace fuwake::vectors {
namespace {

using nlohmann::json;

std::string one_line(const json& value) {
  return value.dump(-1, ' ', true, json::error_handler_t::replace);
}

bool url_passes(const json& entry) {
  std::optional<links::Url> base;
  if (entry.contains("base") && entry["base"].is_string()) {
    base = links::parse_url(entry["base"].get<std::string>());
    if (!base) return entry.value("failure", false);
  }
  const auto url = links::parse_url(entry["input"].get<std::string>(), base ? &*base : nullptr);
  if (entry.value("failure", false)) return !url;
  if (!url) return false;
  const auto with = [](const char* mark, const std::optional<std::string>& text) {
    return text && !text->empty() ? mark + *text : std::string();
  };
  return url->serialize() == entry["href"] && url->scheme + ":" == entry["protocol"] &&
         url->username == entry["username"] && url->password == entry["password"] && url->host == entry["hostname"] &&
         (url->port ? std::to_string(*url->port) : "") == entry["port"] && url->path == entry["pathname"] &&
         with("?", url->query) == entry["search"] && with("#", url->fragment) == entry["hash"];
}

// A host, as in "https://HOST/x".
bool host_passes(const json& entry) {
  const std::string input = entry["input"];
  const auto url = links::parse_url("https://" + input + "/x");
  if (entry["output"].is_null()) return !url;
  return url && url->host == entry["output"];
}

}  // namespace

std::vector<Suite> run_url(const std::filesystem::path& vectors) {
  Suite url{"url", 0, 0, {}}, to_ascii{"toascii", 0, 0, {}}, idna{"idna", 0, 0, {}};
  for (const json& entry : read_json(vectors / "url-urltestdata.json"))
    if (entry.is_object())
      url.count(url_passes(entry),
                one_line(entry["input"]) + (entry["base"].is_string() ? " " + one_line(entry["base"]) : ""));
  for (const json& entry : read_json(vectors / "url-toascii.json"))
    if (entry.is_object()) to_ascii.count(host_passes(entry), one_line(entry["input"]));
  for (const json& entry : read_json(vectors / "url-IdnaTestV2.json"))
    if (entry.is_object()) idna.count(host_passes(entry), one_line(entry["input"]));
  return {url, to_ascii, idna};
}

}  // namespace fuwake::vectors
