// The subject speaks in a brand's name of the reader's account, parcel or prize ("Ihr Lidl Gutschein wartet"), and
// neither the sender nor one of the links is the brand's. Papers write about brands, shops sell their goods, firms give
// their vouchers away: their links lead to themselves, and they do not begin with the brand's name in brackets.
// Who passes such a mail on and asks about it keeps its subject.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "evidence/check.h"
#include "evidence/links/about_link.h"
#include "facts/demand.h"
#include "facts/quoted_lures.h"
#include "facts/sender.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_brand_in_subject{
    .id = "identity.brand-in-subject",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"brand", ArgumentType::brand}, {"address", ArgumentType::address}, {"domain", ArgumentType::domain}},
    .technique = "brand-impersonation",
};

// The sender is who the links lead to, and speaks as the brand all the same: resellers and card issuers write so too.
constexpr FindingType identity_speaks_for_brand{
    .id = "identity.speaks-for-brand",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"brand", ArgumentType::brand}, {"address", ArgumentType::address}, {"domain", ArgumentType::domain}},
    .technique = "brand-impersonation",
};

// "【えきねっと】自動退会のお知らせ", "[PayPal] Your account", "Netflix: payment declined": what stands before the
// subject proper is who speaks. "" where nothing does, or where the mail answers or forwards another.
std::string speaker_in(const std::string& subject) {
  struct Brackets {
    std::string_view open, close;
  };
  constexpr std::array<Brackets, 5> brackets = {{{"【", "】"}, {"[", "]"}, {"「", "」"}, {"《", "》"}, {"<", ">"}}};
  constexpr std::size_t longest_speaker = 60;
  const std::string_view text = mail::trim_blanks(subject);
  for (const Brackets& pair : brackets) {
    if (!text.starts_with(pair.open)) continue;
    const auto end = text.find(pair.close);
    return end == std::string_view::npos || end > longest_speaker
               ? ""
               : std::string(text.substr(pair.open.size(), end - pair.open.size()));
  }
  // "PayPayカード:お支払い" has no blank, and "Re:" and "https:" speak for nobody.
  for (const std::string_view mark : {"：", ": ", ":", "|", " - "})
    if (const auto end = text.find(mark); end != std::string_view::npos && end <= longest_speaker)
      return std::string(text.substr(0, end));
  return {};
}

Findings find(const Facts& facts) {
  const mail::Mail& mail = facts.mail;
  const auto& brands = facts.knowledge.brands;
  const mail::Address& from = facts.sender();
  if (mail.from.empty() || facts::came_through_list(facts) || facts.recipient.is_own_domain(from.domain)) return {};
  const auto named = brands.named_in(mail.subject);
  if (named.empty() || !facts::demands(facts) || facts::passes_on_for_opinion(facts)) return {};
  const auto is_of_named = [&](const std::string& host) {
    const knowledge::Brand* owner = brands.owner_of(host);
    return owner != nullptr && std::find(named.begin(), named.end(), owner) != named.end();
  };
  const bool free_mail = facts.knowledge.mail_services.is_free_mail(from.domain);
  if (!free_mail && brands.owner_of(from.domain) != nullptr) return {};
  const bool speaks = !brands.named_in(speaker_in(mail.subject)).empty();
  const links::Link* elsewhere = nullptr;
  bool own = false;
  for (const links::Link& link : facts.links.all) {
    if (!link.is_web()) continue;
    if (is_of_named(link.host())) {
      if (!speaks) return {};
      continue;  // a decoy, or the brand's picture
    }
    own |= leads_to_sender(facts, link);
    if (elsewhere == nullptr || (!is_strangers(facts, *elsewhere) && is_strangers(facts, link))) elsewhere = &link;
  }
  if (elsewhere == nullptr || (own && !speaks)) return {};
  const FindingType& type = own ? identity_speaks_for_brand : identity_brand_in_subject;
  return {{type,
           {{"brand", named.front()->id}, {"address", from.spec()}, {"domain", place_of(facts, *elsewhere)}},
           {{mail.span_of("subject"), mail.subject.substr(0, 200)}, evidence_of(*elsewhere)}}};
}

}  // namespace

extern const Check check_brand_in_subject = {{&identity_brand_in_subject, &identity_speaks_for_brand}, find};

}  // namespace fuwake::evidence
