#include "knowledge/public_suffixes.h"

#include <libpsl.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <vector>

#include "knowledge/ip_address.h"

namespace fuwake::knowledge {

namespace {

// The last labels alone: no rule of the list has more than six, and libpsl tries every ending of a name, so that
// one of 8,000 labels took seconds.
std::string_view deciding_labels(std::string_view host) {
  constexpr int most_labels = 10;
  std::size_t begin = host.size();
  for (int i = 0; i < most_labels && begin != std::string_view::npos; ++i)
    begin = begin == 0 ? std::string_view::npos : host.rfind('.', begin - 1);
  return begin == std::string_view::npos ? host : host.substr(begin + 1);
}

bool may_be_address(std::string_view host) {
  const char last = host.empty() ? ' ' : host.back();
  return (last >= '0' && last <= '9') || host.find(':') != std::string_view::npos;
}

std::string look_up(std::string_view host) {
  if (may_be_address(host) && IpAddress::parse(host)) return std::string(host);
  const std::string name(deciding_labels(host));
  const char* domain = psl_registrable_domain(psl_builtin(), name.c_str());
  return domain != nullptr ? domain : std::string(host);
}

}  // namespace

std::string registrable_domain(std::string_view host) {
  // A mail's few hosts are asked for by every check. Where two share a place, the later one takes it.
  struct Known {
    std::string host, domain;
  };
  constexpr std::size_t places = 64, longest_kept = 100;
  thread_local std::array<Known, places> known;
  if (host.empty() || host.size() > longest_kept) return look_up(host);
  Known& place = known[std::hash<std::string_view>{}(host) % places];
  if (place.host != host) {
    place.domain = look_up(host);
    place.host = host;
  }
  return place.domain;
}

bool is_within(std::string_view host, std::string_view domain) {
  if (domain.empty() || !host.ends_with(domain)) return false;
  return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

bool has_known_suffix(std::string_view host) {
  const auto is_in_list = [](std::string_view suffix) {
    return psl_is_public_suffix2(psl_builtin(), std::string(suffix).c_str(), PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE) != 0;
  };
  const auto dot = host.rfind('.');
  if (dot == std::string_view::npos) return false;
  if (is_in_list(host.substr(dot + 1))) return true;
  // "za" is in no rule, "co.za" is.
  const auto second = dot == 0 ? std::string_view::npos : host.rfind('.', dot - 1);
  return is_in_list(second == std::string_view::npos ? host : host.substr(second + 1));
}

namespace {

bool is_country(std::string_view label) {
  return label.size() == 2 && std::all_of(label.begin(), label.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// "gob.es", "go.jp": the office's label before a country's.
bool is_restricted_pair(std::string_view office, std::string_view country) {
  constexpr std::array<std::string_view, 16> everywhere = {"gov", "gob", "gouv", "govt", "gub",   "mil", "edu", "ac",
                                                           "gv",  "gc",  "go",   "lg",   "admin", "jus", "leg", "mod"};
  if (!is_country(country)) return false;
  // Elsewhere these are words and names like others ("go.it", "ac.me").
  if (office == "go")
    return country == "jp" || country == "kr" || country == "th" || country == "id" || country == "ke";
  if (office == "lg") return country == "jp";
  if (office == "gv") return country == "at" || country == "ao";
  if (office == "gc") return country == "ca";
  if (office == "admin") return country == "ch";
  if (office == "ac")
    return country == "jp" || country == "uk" || country == "nz" || country == "za" || country == "kr" ||
           country == "in" || country == "id" || country == "at" || country == "il" || country == "th" ||
           country == "cn";
  if (office == "jus" || office == "leg") return country == "br";
  return std::find(everywhere.begin(), everywhere.end(), office) != everywhere.end();
}

std::vector<std::string_view> labels_of(std::string_view host) {
  std::vector<std::string_view> labels;
  while (true) {
    const auto dot = host.find('.');
    labels.push_back(host.substr(0, dot));
    if (dot == std::string_view::npos) return labels;
    host.remove_prefix(dot + 1);
  }
}

}  // namespace

bool has_restricted_suffix(std::string_view host) {
  const auto labels = labels_of(deciding_labels(host));
  if (labels.size() < 2) return false;
  const std::string_view top = labels.back();
  return top == "gov" || top == "mil" || top == "edu" || top == "int" ||
         is_restricted_pair(labels[labels.size() - 2], top);
}

bool imitates_restricted_suffix(std::string_view host) {
  if (has_restricted_suffix(host)) return false;
  const auto labels = labels_of(deciding_labels(host));
  // The last two labels are the end itself: "gob.ar.com" has its pair before the last one.
  for (std::size_t i = 0; i + 2 < labels.size(); ++i)
    if (labels[i].size() >= 3 && is_restricted_pair(labels[i], labels[i + 1])) return true;
  for (std::size_t i = 0; i + 1 < labels.size(); ++i) {
    const auto dash = labels[i].rfind('-');
    if (dash == std::string_view::npos || labels[i].size() - dash != 3) continue;
    const std::string_view before = labels[i].substr(0, dash);
    const std::string_view office = before.substr(before.rfind('-') + 1);
    if (office.size() >= 3 && is_restricted_pair(office, labels[i].substr(dash + 1))) return true;
  }
  return false;
}

}  // namespace fuwake::knowledge
