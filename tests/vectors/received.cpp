// SpamAssassin's t/rcvd_parser.t: what is to be read from the Received fields of some 80 servers.
// Compared: address, reverse name, HELO and "by".
#include "mail/received.h"
#include "suite.h"

namespace fuwake::vectors {
namespace {

using nlohmann::json;

// "!10.1.2.3!" stands for the address literal [10.1.2.3].
std::string host_in(const json& expected, const char* key) {
  std::string host = expected.value(key, "");
  for (char& c : host)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  if (host.size() > 2 && host.front() == '!' && host.back() == '!') host = "[" + host.substr(1, host.size() - 2) + "]";
  return host;
}

bool passes(const json& entry) {
  const auto received = mail::parse_received(entry["received"].get<std::string>());
  const json& expected = entry["expected"];
  if (expected.is_null()) return !received || !received->ip;
  if (!received) return false;
  return (received->ip ? received->ip->to_string() : "") == expected.value("ip", "") &&
         received->rdns == host_in(expected, "rdns") && received->from == host_in(expected, "helo") &&
         received->by == host_in(expected, "by");
}

}  // namespace

std::vector<Suite> run_received(const std::filesystem::path& vectors) {
  Suite suite{"received", 0, 0, {}};
  for (const json& entry : read_json(vectors / "received.json")) suite.count(passes(entry), entry["received"].dump());
  return {suite};
}

}  // namespace fuwake::vectors
