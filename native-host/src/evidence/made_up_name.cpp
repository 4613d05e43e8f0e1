// Domains and mailboxes whose names no person chose: "mwn597xhxwx97pe6di2q.com", "szhaxpg@…". Programs make them
// by the thousand, for each lasts a day. Hosters and services number their machines too, so only the registrable
// name and the mailbox count, and what is merely short, an abbreviation or a number is spared.
#include <algorithm>
#include <array>

#include "evidence/checks.h"
#include "evidence/sender.h"
#include "knowledge/public_suffixes.h"
#include "mail/charsets.h"

namespace fuwake::evidence {
namespace {

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

// Long, and either letters and digits change places time and again, or consonants stand in a row as in no
// language.
bool looks_made_up(std::string_view name) {
  constexpr std::size_t shortest = 8;
  if (name.size() < shortest || name.starts_with("xn--")) return false;
  std::size_t changes = 0, row = 0, longest_row = 0, letters = 0, digits = 0, vowels = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c == '-' || c == '.' || c == '_' || c == '+') return false;  // words with something between them
    const bool digit = c >= '0' && c <= '9';
    const bool letter = c >= 'a' && c <= 'z';
    if (!digit && !letter) return false;
    digits += digit;
    letters += letter;
    vowels += letter && is_vowel(c);
    if (i > 0) changes += digit != (name[i - 1] >= '0' && name[i - 1] <= '9');
    row = letter && !is_vowel(c) ? row + 1 : 0;
    longest_row = std::max(longest_row, row);
  }
  if (letters == 0) return false;
  if (digits > 0 && changes >= 4) return true;
  constexpr std::size_t unpronounceable = 6;
  return longest_row >= unpronounceable || (digits == 0 && letters >= 10 && vowels * 6 < letters);
}

std::string name_of(const std::string& registrable_domain) {
  return registrable_domain.substr(0, registrable_domain.find('.'));
}

}  // namespace

Findings check_made_up_name(const Material& material) {
  Findings findings;
  if (!material.mail.from.empty()) {
    const mail::Address& from = material.mail.from.front();
    const std::string domain = knowledge::registrable_domain(from.domain);
    if (looks_made_up(name_of(domain)) && material.knowledge.brands.owner_of(domain) == nullptr)
      findings.push_back({"identity.made-up-domain",
                          Family::identity,
                          Kind::anomaly,
                          {{"domain", domain}},
                          {{material.mail.span_of("from"), from.spec()}}});
    if (looks_made_up(mail::to_lower_ascii(from.local_part)))
      findings.push_back({"identity.made-up-mailbox",
                          Family::identity,
                          Kind::anomaly,
                          {{"address", from.spec()}},
                          {{material.mail.span_of("from"), from.spec()}}});
  }
  for (const links::Link& link : material.links.all) {
    if (!link.is_web() || link.destination->host_kind != links::HostKind::domain ||
        is_senders_own(material, link.host()) || is_tracked(material, link) ||
        material.knowledge.brands.owner_of(link.host()) != nullptr ||
        !looks_made_up(name_of(link.registrable_domain)))
      continue;
    findings.push_back(about_link("link.made-up-domain", Kind::anomaly, link));
    break;
  }
  return findings;
}

}  // namespace fuwake::evidence
