// Two From fields: mail programs and servers read different ones, so that one is checked and the other
// is shown (espoofer). Several addresses in one field are allowed, with a Sender (RFC 5322, 3.6.2), and rare:
// colleagues sign a letter together. Two of different domains ("Promotions@shop.example", <service@other.example>)
// are one for the reader and one for the filter. And one sender in a form that programs read differently: two angle
// brackets, an address in a comment, a group, a route, no address that could be read.
#include <algorithm>

#include "evidence/check.h"
#include "facts/sender.h"
#include "knowledge/public_suffixes.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_two_addresses{
    .id = "identity.two-addresses",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"address", ArgumentType::address}, {"other", ArgumentType::address}},
    .technique = "several-senders",
};

constexpr FindingType identity_odd_from{
    .id = "identity.odd-from",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"form", ArgumentType::choice}},
    .technique = "several-senders",
};

constexpr FindingType identity_several_from_fields{
    .id = "identity.several-from-fields",
    .family = Family::identity,
    .kind = Kind::deception,
    .technique = "several-senders",
};

constexpr FindingType identity_several_domains{
    .id = "identity.several-domains",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"address", ArgumentType::address}, {"other", ArgumentType::address}},
    .technique = "several-senders",
};

constexpr FindingType identity_several_from_addresses{
    .id = "identity.several-from-addresses",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"address", ArgumentType::address}, {"other", ArgumentType::address}},
    .technique = "several-senders",
};

using Form = mail::SenderField::Form;

const char* name_of(Form form) {
  switch (form) {
    case Form::group:
      return "group";
    case Form::route:
      return "route";
    case Form::comment:
    case Form::two_addresses:
      return "two";
    default:
      return "broken";
  }
}

std::string owner_of(const std::string& address) {
  return knowledge::registrable_domain(text::domain_of(address));
}

// Old programs wrote "ann@lane.example (ann@mail.lane.example)": one domain is no deception.
Findings check_form(const Facts& facts, const mail::HeaderField& field) {
  const mail::SenderField read = mail::read_sender_field(field.value);
  if (read.form == Form::plain || read.form == Form::several || read.form == Form::undecodable) return {};
  const std::string address = facts.sender().spec();
  const std::string other = owner_of(read.other);
  const bool two = !other.empty() && !owner_of(address).empty() && other != owner_of(address);
  const FindingType& type = two ? identity_two_addresses : identity_odd_from;
  return {{type,
           declared_of(type, {{"address", address}, {"other", read.other}, {"form", name_of(read.form)}}),
           {{field.span, std::string(mail::trim_blanks(field.value).substr(0, 200))}}}};
}

Findings find(const Facts& facts) {
  const auto fields = facts.mail.headers().all("from");
  if (fields.size() > 1) {
    std::vector<Evidence> evidence;
    for (const mail::HeaderField* field : fields)
      if (evidence.size() < 5)
        evidence.push_back({field->span, std::string(mail::trim_blanks(field->value).substr(0, 200))});
    return {{identity_several_from_fields, {}, evidence}};
  }
  if (fields.size() == 1)
    if (Findings odd = check_form(facts, *fields.front()); !odd.empty()) return odd;
  if (facts.mail.from.size() < 2 || !facts.mail.sender.empty()) return {};
  const mail::Address& first = facts.mail.from[0];
  const auto other = std::find_if(facts.mail.from.begin() + 1, facts.mail.from.end(),
                                  [&](const mail::Address& address) { return address.spec() != first.spec(); });
  if (other == facts.mail.from.end()) return {};
  const mail::Address& second = *other;
  const bool strangers = !first.domain.empty() && !second.domain.empty() && !facts::came_through_list(facts) &&
                         knowledge::registrable_domain(first.domain) != knowledge::registrable_domain(second.domain);
  return {{strangers ? identity_several_domains : identity_several_from_addresses,
           {{"address", first.spec()}, {"other", second.spec()}},
           {{facts.mail.span_of("from"), second.spec()}}}};
}

}  // namespace

extern const Check check_several_senders = {{&identity_two_addresses, &identity_odd_from, &identity_several_from_fields,
                                             &identity_several_domains, &identity_several_from_addresses},
                                            find};

}  // namespace fuwake::evidence
