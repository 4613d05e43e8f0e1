// The reader's own address in a link. Newsletters carry it openly in their unsubscribe links; phishing pages
// fill it into their log-in forms, and take it from behind the "#", which no server sees, or in base64, hex or
// rot13, so that filters do not.
#include <algorithm>

#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "mail/transfer_encodings.h"
#include "text/ascii.h"
#include "text/percent.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType link_recipient_in_fragment{
    .id = "link.recipient-in-fragment",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}},
    .technique = "recipient-in-link",
};

constexpr FindingType link_recipient_encoded{
    .id = "link.recipient-encoded",
    .family = Family::links,
    .kind = Kind::anomaly,
    .arguments = {{"domain", ArgumentType::domain}},
    .technique = "recipient-in-link",
};

constexpr FindingType link_recipient_open{
    .id = "link.recipient-open",
    .family = Family::links,
    .kind = Kind::note,
    .arguments = {{"domain", ArgumentType::domain}},
};

std::string hex_of(const std::string& text) {
  std::string out;
  for (const char c : text) {
    constexpr char digits[] = "0123456789abcdef";
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

std::string rot13_of(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>('a' + (c - 'a' + 13) % 26);
  return text;
}

// Is the address in one of the runs of base64 characters of the text?
bool is_in_base64(const std::string& text, const std::string& address) {
  constexpr int most_runs = 20;
  const auto is_base64 = [](char c) {
    return text::is_alpha(c) || text::is_digit(c) || c == '+' || c == '-' || c == '_';
  };
  std::size_t at = 0;
  for (int runs = 0; runs < most_runs && at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_base64(text[end])) ++end;
    if (end - at >= address.size()) {
      std::string run = text.substr(at, end - at);
      std::replace(run.begin(), run.end(), '-', '+');
      std::replace(run.begin(), run.end(), '_', '/');
      if (text::to_lower(mail::decode_base64(run)).find(address) != std::string::npos) return true;
      ++runs;
    }
    at = end + 1;
  }
  return false;
}

const FindingType* way_of(const links::Url& url, const std::string& address) {
  constexpr std::size_t searched = 4096;
  const std::string fragment = url.fragment.value_or("").substr(0, searched);
  const std::string rest = (url.path + "?" + url.query.value_or("")).substr(0, searched);
  const auto holds = [&](const std::string& text) {
    return text::to_lower(text::decode_percent(text::decode_percent(text))).find(address) != std::string::npos;
  };
  if (holds(fragment) || is_in_base64(fragment, address)) return &link_recipient_in_fragment;
  const std::string lower = text::to_lower(rest);
  if (is_in_base64(rest, address) || lower.find(hex_of(address)) != std::string::npos ||
      lower.find(rot13_of(address)) != std::string::npos)
    return &link_recipient_encoded;
  return holds(rest) ? &link_recipient_open : nullptr;
}

Findings find(const Facts& facts) {
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web()) continue;
    for (const std::string& address : facts.recipient.addresses)
      if (const FindingType* way = way_of(*link.url, address)) return {about_link(*way, link)};
  }
  return {};
}

}  // namespace

extern const Check check_recipient_in_link = {
    {&link_recipient_in_fragment, &link_recipient_encoded, &link_recipient_open}, find};

}  // namespace fuwake::evidence
