// "人事部 給与担当" <jinji@kyuyo-tsuchi.example> to "社員各位", "IT Helpdesk" to "Dear employees": who writes as an
// office of the reader's own organisation, to its staff, and has an address elsewhere. Parents, payroll services and
// landlords' help desks do so honestly, from a domain of theirs and with links to themselves; what leads on to a place
// where nobody sees who is behind it, and wants a log-in, a password or an opened document, is not theirs. Not covered:
// a reader whose mailbox is at free mail, for his office's domain is not known; offices in the text alone.
#include <unicode/utf8.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/check.h"
#include "facts/claim.h"
#include "facts/sender.h"
#include "text/folding.h"
#include "text/words.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_poses_as_own_office{
    .id = "identity.poses-as-own-office",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"name", ArgumentType::name}, {"phrase", ArgumentType::quotation}, {"domain", ArgumentType::domain}},
    .technique = "internal-impersonation",
};

constexpr FindingType identity_own_office_elsewhere{
    .id = "identity.own-office-elsewhere",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::name}, {"phrase", ArgumentType::quotation}, {"domain", ArgumentType::domain}},
    .technique = "internal-impersonation",
};

using knowledge::LureGroup;
using knowledge::WordList;

// The first of the words that stands in a folded text, as it goes on there; "" where none does.
std::string word_in(const std::vector<std::string>& words, std::string_view text, bool stems) {
  for (const std::string& word : words) {
    const auto at = text::find_word(text, word, 0, stems);
    if (at == std::string_view::npos) continue;
    auto end = at + word.size();
    if (text::is_letter_before(word, word.size()))
      while (text::is_letter_at(text, end) || (end < text.size() && U8_IS_TRAIL(text[end]))) ++end;
    return std::string(text.substr(at, end - at));
  }
  return {};
}

bool has_own_organisation(const Facts& facts) {
  const auto& domains = facts.recipient.domains;
  return std::any_of(domains.begin(), domains.end(), [&](const std::string& domain) {
    return domain.find('.') != std::string::npos && !facts.knowledge.mail_services.is_free_mail(domain);
  });
}

// Where nobody sees whose the form is. A parent's portals, a provider's desk and a payroll service are known to their
// customers alone, and honest mails lead there.
bool leads_astray(const Facts& facts) {
  const auto& links = facts.links.all;
  return std::any_of(links.begin(), links.end(), [&](const links::Link& link) { return hides_its_owner(facts, link); });
}

bool wants_a_login(const Facts& facts) {
  return facts.told.has(LureGroup::log_in) || facts.told.has(LureGroup::administrator) ||
         facts.told.has(LureGroup::organisation);
}

Findings find(const Facts& facts) {
  const mail::Address& from = facts.sender();
  if (facts.mail.from.empty() || !has_own_organisation(facts) || facts.recipient.is_own_domain(from.domain) ||
      facts::confirmed_brand(facts) != nullptr || facts::came_through_list(facts))
    return {};
  // Folded first: two hundred letters that nobody sees stand before nothing.
  constexpr std::size_t beginning = 600, read = 32 * 1024;
  const std::string name = text::fold(from.display_name);
  const std::string text = text::fold(facts.mail.subject.substr(0, beginning)) + "\n" +
                           text::fold(facts.page.text.substr(0, read)).substr(0, beginning);
  const auto& words = facts.knowledge.words;
  if (word_in(words.of(WordList::own_office), name, false).empty()) return {};
  const std::string staff = word_in(words.of(WordList::to_staff), text, true);
  if (staff.empty()) return {};
  const FindingType& type =
      wants_a_login(facts) && leads_astray(facts) ? identity_poses_as_own_office : identity_own_office_elsewhere;
  return {{type,
           {{"name", from.display_name}, {"phrase", staff}, {"domain", from.domain}},
           {{facts.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}}};
}

}  // namespace

extern const Check check_own_office = {{&identity_poses_as_own_office, &identity_own_office_elsewhere}, find};

}  // namespace fuwake::evidence
