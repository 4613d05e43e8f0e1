#include "evidence/links/about_link.h"

#include <utility>

#include "links/shown_host.h"

namespace fuwake::evidence {

Finding about_link(const char* id, Kind kind, const links::Link& link, std::map<std::string, std::string> arguments) {
  arguments.emplace("domain", links::shown_host(link.registrable_domain));
  return {id, Family::links, kind, std::move(arguments), {{link.span, links::defang(link).whole()}}};
}

}  // namespace fuwake::evidence
