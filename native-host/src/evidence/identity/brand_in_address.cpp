// A name that is not the address's own, written into the address: paypal-support@gmail.com,
// kagoya.com@evil.example, info@paypal.com.evil.example. People read the familiar word, servers what
// stands last.
#include "evidence/check.h"
#include "knowledge/lookalikes.h"
#include "knowledge/public_suffixes.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_brand_at_free_mail{
    .id = "identity.brand-at-free-mail",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"brand", ArgumentType::brand}, {"domain", ArgumentType::domain}, {"address", ArgumentType::address}},
    .technique = "free-mail-impersonation",
};

constexpr FindingType identity_domain_in_address{
    .id = "identity.domain-in-address",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"shown", ArgumentType::foreign_domain},
                  {"domain", ArgumentType::domain},
                  {"address", ArgumentType::address}},
    .technique = "decoy-in-address",
};

Finding finding(const Facts& facts, const FindingType& type, Arguments arguments) {
  const mail::Address& from = facts.mail.from.front();
  arguments["address"] = from.spec();
  return {type, std::move(arguments), {{facts.mail.span_of("from"), from.spec()}}};
}

std::vector<std::string> letter_runs_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (letter)
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  return words;
}

// Honda and Toyota are people as well: only beside a word such as "support" a name is a claim.
const knowledge::Brand* brand_posing_in(const Facts& facts, const std::string& local_part) {
  bool lured = false;
  std::string spaced;
  for (const std::string& word : letter_runs_of(local_part)) {
    lured |= knowledge::is_lure_word(word) || word == "noreply" || word == "team" || word == "admin";
    spaced += word + " ";
  }
  if (!lured) return nullptr;
  const auto named = facts.knowledge.brands.named_in(spaced);
  return named.empty() ? nullptr : named.front();
}

// The domain of somebody whom the reader knows, as it stands at the end of `text`; "" where there is
// none. "no-reply.kagoya.com" ends with kagoya.com.
std::string known_domain_at_end(const Facts& facts, const std::string& text) {
  if (text.find('.') == std::string::npos || !knowledge::has_known_suffix(text)) return {};
  const std::string domain = knowledge::registrable_domain(text);
  if (domain.find('.') == std::string::npos || facts.knowledge.mail_services.is_free_mail(domain)) return {};
  const bool known = facts.knowledge.brands.owner_of(domain) != nullptr || facts.recipient.is_own_domain(domain);
  return known ? domain : "";
}

// "paypal.com" of the host "mail.paypal.com.evil.example".
std::string known_domain_before(const Facts& facts, const std::string& host, const std::string& registrable) {
  if (host.size() <= registrable.size() + 1) return {};
  std::string prefix = host.substr(0, host.size() - registrable.size() - 1);
  while (prefix.find('.') != std::string::npos) {
    if (std::string domain = known_domain_at_end(facts, prefix); !domain.empty()) return domain;
    prefix.resize(prefix.rfind('.'));
  }
  return {};
}

Findings find(const Facts& facts) {
  if (facts.mail.from.empty()) return {};
  const mail::Address& from = facts.mail.from.front();
  const std::string local_part = text::to_lower(from.local_part.substr(0, 200));
  const std::string registrable = knowledge::registrable_domain(from.domain);
  const knowledge::Brand* owner = facts.knowledge.brands.owner_of(from.domain);
  Findings findings;
  if (facts.knowledge.mail_services.is_free_mail(from.domain))
    if (const knowledge::Brand* brand = brand_posing_in(facts, local_part); brand != nullptr)
      findings.push_back(finding(facts, identity_brand_at_free_mail, {{"brand", brand->id}, {"domain", from.domain}}));
  // Lists write the poster's address into their own, "ann=lane.example@lists.example".
  const bool rewritten = local_part.find('=') != std::string::npos || facts.route.mailing_list;
  std::string shown = rewritten ? "" : known_domain_at_end(facts, local_part);
  if (shown.empty()) shown = known_domain_before(facts, from.domain, registrable);
  const bool same = shown == registrable || (owner != nullptr && owner == facts.knowledge.brands.owner_of(shown));
  if (!shown.empty() && !same)
    findings.push_back(finding(facts, identity_domain_in_address, {{"shown", shown}, {"domain", registrable}}));
  return findings;
}

}  // namespace

extern const Check check_brand_in_address = {{&identity_brand_at_free_mail, &identity_domain_in_address}, find};

}  // namespace fuwake::evidence
