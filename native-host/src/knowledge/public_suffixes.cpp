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
  const auto dot = host.rfind('.');
  if (dot == std::string_view::npos) return false;
  const std::string label(host.substr(dot + 1));
  return psl_is_public_suffix2(psl_builtin(), label.c_str(),
                               PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE) != 0;
}

}  // namespace fuwake::knowledge
