#include "knowledge/public_suffixes.h"

#include <libpsl.h>

#include "knowledge/ip_address.h"

namespace fuwake::knowledge {

std::string registrable_domain(std::string_view host) {
  const std::string name(host);
  if (IpAddress::parse(name)) return name;
  const char* domain = psl_registrable_domain(psl_builtin(), name.c_str());
  return domain != nullptr ? domain : name;
}

bool is_within(std::string_view host, std::string_view domain) {
  if (domain.empty() || !host.ends_with(domain)) return false;
  return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

bool has_known_suffix(std::string_view host) {
  const auto is_in_list = [](std::string_view suffix) {
    return psl_is_public_suffix2(psl_builtin(), std::string(suffix).c_str(),
                                 PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE) != 0;
  };
  const auto dot = host.rfind('.');
  if (dot == std::string_view::npos) return false;
  if (is_in_list(host.substr(dot + 1))) return true;
  // "za" is in no rule, "co.za" is.
  const auto second = dot == 0 ? std::string_view::npos : host.rfind('.', dot - 1);
  return is_in_list(second == std::string_view::npos ? host : host.substr(second + 1));
}

}  // namespace fuwake::knowledge
