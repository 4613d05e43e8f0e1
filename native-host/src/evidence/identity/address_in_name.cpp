// "support@paypal.com" <x@evil.example>: mail programs that show the name alone show the wrong
// address. Lists, groups and services put the writer's address there as well ("ann@lane.example via
// Groups"), so only an address at a brand's or at the reader's own domain deceives.
#include "evidence/check.h"
#include "knowledge/public_suffixes.h"
#include "text/folding.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_address_in_name{
    .id = "identity.address-in-name",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"shown", ArgumentType::foreign_domain}, {"address", ArgumentType::address}},
    .technique = "display-name-spoofing",
};

bool is_domain_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

// The domain of the first address that stands in the text; "" where there is none.
std::string domain_of_address_in(const std::string& text) {
  for (auto at = text.find('@'); at != std::string::npos; at = text.find('@', at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && is_domain_character(text[end])) ++end;
    std::string domain = text.substr(at + 1, end - at - 1);
    while (!domain.empty() && (domain.back() == '.' || domain.back() == '-')) domain.pop_back();
    if (at > 0 && domain.find('.') != std::string::npos) return domain;
  }
  return {};
}

Findings find(const Facts& facts) {
  const mail::Address& from = facts.sender();
  const std::string name = text::fold(from.display_name.substr(0, 500));
  const std::string shown = domain_of_address_in(name);
  if (shown.empty()) return {};
  // "mail@ledger-clients.com via a survey": a list or a service says for whom it writes, and it is a copy's address.
  const bool copy = facts.knowledge.lookalikes.imitated_by(knowledge::registrable_domain(shown)).has_value();
  if (name.find(" via ") != std::string::npos && !copy) return {};
  if (knowledge::registrable_domain(shown) == knowledge::registrable_domain(from.domain)) return {};
  const knowledge::Brand* brand = facts.knowledge.brands.owner_of(shown);
  const bool everybodys = facts.knowledge.mail_services.is_free_mail(shown);
  const bool of_brand = brand != nullptr && !everybodys && brand != facts.knowledge.brands.owner_of(from.domain);
  const bool own = facts.recipient.is_own_domain(shown) && !everybodys;
  if (!of_brand && !own && !copy) return {};
  return {{identity_address_in_name,
           {{"shown", shown}, {"address", from.spec()}},
           {{facts.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}}};
}

}  // namespace

extern const Check check_address_in_name = {{&identity_address_in_name}, find};

}  // namespace fuwake::evidence
