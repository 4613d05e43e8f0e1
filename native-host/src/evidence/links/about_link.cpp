#include "evidence/links/about_link.h"

#include <utility>

#include "links/shown_host.h"

namespace fuwake::evidence {

Evidence evidence_of(const links::Link& link) {
  return {link.span, links::defang(link).whole(), Pointer{Pointer::Kind::link, link.index}};
}

Finding about_link(const FindingType& type, const links::Link& link, Arguments arguments) {
  arguments.emplace("domain", links::shown_host(link.registrable_domain));
  return {type, declared_of(type, std::move(arguments)), {evidence_of(link)}};
}

}  // namespace fuwake::evidence
