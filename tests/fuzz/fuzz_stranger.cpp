// Any bytes as what a stranger can say: how he greets the receiver's server (the first line) and
// all that he sends then. The server wrote down the greeting and the stranger's own address, and
// that it could confirm nothing, or only the stranger's own domain. Nothing that he says makes him
// `verified`, whomever the receiver knows; shared/attack/trust.py found 117 ways to be.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "drawn.h"
#include "invariants.h"

namespace {

using namespace fuwake;

// What the receiver's server wrote on top of its own Received field. Nothing: then no id is named,
// for a named one is believed directly below as well.
struct Own {
  const char* results;
  bool named;
};
constexpr std::array<Own, 7> owns = {{
    {"", false},
    {"Authentication-Results: mx.me.example; spf=none smtp.mailfrom=x@evil.example; dkim=none\r\n", false},
    {"Authentication-Results: mx.me.example; spf=none smtp.mailfrom=x@evil.example; dkim=none\r\n", true},
    {"Authentication-Results: mx.me.example; spf=pass smtp.mailfrom=x@evil.example; "
     "dkim=pass header.d=evil.example; dmarc=pass header.from=evil.example\r\n",
     true},
    {"Authentication-Results: mx.me.example; spf=fail smtp.mailfrom=a@paypal.com; dkim=none; "
     "dmarc=fail header.from=paypal.com\r\n",
     true},
    {"Authentication-Results: mx.me.example; spf=pass smtp.mailfrom=x@evil.example; "
     "dkim=pass header.d=evil.example; dmarc=pass\r\n",
     true},
    {"Authentication-Results: mx.me.example; dmarc=pass\r\n", true},
}};

// How servers record a greeting: Postfix, Exim, sendmail.
std::string received(std::string_view helo, std::size_t dialect) {
  const std::string name(helo);
  const std::string by =
      "\r\n\tby mx.me.example with ESMTP id 1 for <me@me.example>; Mon, 2 Nov 2026 10:00:00 "
      "+0000\r\n";
  switch (dialect % 3) {
    case 0:
      return "Received: from " + name + " (unknown [203.0.113.5])" + by;
    case 1:
      return "Received: from [203.0.113.5] (helo=" + name + ")" + by;
    default:
      return "Received: from " + name + " (evil.example [203.0.113.5])" + by;
  }
}

// A line end would end the command, and servers refuse what is no text.
bool is_greeting(std::string_view line) {
  for (const char c : line)
    if (c < 0x20 || c > 0x7e) return false;
  return !line.empty() && line.size() < 500 && line.front() != ' ';
}

// The user knows friends, and the stranger's own domain is none of them.
std::string surroundings(bool named) {
  return std::string(
             "!me me@me.example\n!domain me.example\n!contact ann@friends.example Ann Archer\n"
             "!contact service@paypal.com PayPal\n") +
         (named ? "!id mx.me.example\n" : "");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t choice = data[0];
  const std::string_view said(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto end = std::min(said.find('\n'), said.size());
  const std::string_view helo = said.substr(0, end);
  const std::string_view sent = said.substr(std::min(end + 1, said.size()));
  // No server lets a mail go on with its own field: a first line that begins with a blank is the
  // body.
  if (!is_greeting(helo) || sent.starts_with(' ') || sent.starts_with('\t')) return 0;
  const Own& own = owns[choice % owns.size()];
  std::string input = surroundings(own.named);
  input += own.results;
  input += received(helo, choice / owns.size());
  input += sent;
  const fuzz::Drawn drawn = fuzz::draw(input);
  const auto dissection = drawn.dissect();
  fuzz::require(dissection.verdict.level != verdict::Level::verified, "nothing that a stranger says verifies him");
  return 0;
}
