#include "evidence/links/about_link.h"

#include <utility>

#include "links/shown_host.h"

namespace fuwake::evidence {

Finding about_link(const FindingType& type, const links::Link& link, Arguments arguments) {
  arguments.emplace("domain", links::shown_host(link.registrable_domain));
  return {type, declared_of(type, std::move(arguments)), {{link.span, links::defang(link).whole()}}};
}

}  // namespace fuwake::evidence
