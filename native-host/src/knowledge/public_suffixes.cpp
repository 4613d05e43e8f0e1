#include "knowledge/public_suffixes.h"

#include <libpsl.h>

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

}  // namespace

std::string registrable_domain(std::string_view host) {
  if (may_be_address(host) && IpAddress::parse(host)) return std::string(host);
  const std::string name(deciding_labels(host));
  const char* domain = psl_registrable_domain(psl_builtin(), name.c_str());
  return domain != nullptr ? domain : std::string(host);
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

}  // namespace fuwake::knowledge
