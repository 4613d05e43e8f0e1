// Any bytes as a link behind each wrapper: what is inside is a web address, and undoing ends.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "knowledge/wrappers.h"
#include "links/shown_host.h"
#include "links/unwrap.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fuwake;
  static const auto wrappers = knowledge::Wrappers::read(std::filesystem::path(FUWAKE_DATA_DIR) / "wrappers");
  const std::string input(reinterpret_cast<const char*>(data), size);
  for (const char* before :
       {"", "https://x.safelinks.protection.outlook.com/?url=", "https://urldefense.com/v3/__",
        "https://urldefense.proofpoint.com/v2/url?u=", "https://www.google.com/url?q=", "https://www.google.com/amp/s/",
        "https://x.awstrack.me/L0/", "https://www.bing.com/ck/a?u=a1", "https://secure-web.cisco.com/1/",
        "https://x.protection.sophos.com/?u="}) {
    const auto url = links::parse_url(before + input);
    if (!url) continue;
    (void)links::shown_host(url->host);
    const auto inner = links::unwrap(*url, wrappers);
    if (!inner) continue;
    const bool web = inner->url.scheme == "http" || inner->url.scheme == "https";
    if (!web || inner->around.empty() || inner->around.size() > links::most_wrappings) std::abort();
  }
  return 0;
}
