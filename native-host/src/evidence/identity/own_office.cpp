// "人事部 給与担当" <jinji@kyuyo-tsuchi.example> to "社員各位", "IT Helpdesk" to "Dear employees": who writes as an
// office of the reader's own organisation, to its staff, and has an address elsewhere. Parents, payroll services and
// landlords' help desks do so honestly, from a domain of theirs and with links to themselves; what leads on to a place
// where nobody sees who is behind it, and wants a log-in, a password or an opened document, is not theirs. Not covered:
// a reader whose mailbox is at free mail, for his office's domain is not known; offices in the text alone.
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/check.h"
#include "facts/claim.h"
#include "facts/sender.h"
#include "text/ascii.h"
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

bool is_quoted(std::string_view before) {
  constexpr std::array<std::string_view, 8> marks = {"\"", "'", "“", "‘", "„", "«", "「", "『"};
  return std::any_of(marks.begin(), marks.end(), [before](std::string_view mark) { return before.ends_with(mark); });
}

// The first of the words that stands in a folded text, as it goes on there; "" where none does.
std::string word_in(const std::vector<std::string>& words, std::string_view text, bool stems) {
  for (const std::string& word : words) {
    auto at = text::find_word(text, word, 0, stems);
    // "mails that begin “Dear employees”" are not to them.
    while (at != std::string_view::npos && is_quoted(text.substr(0, at)))
      at = text::find_word(text, word, at + word.size(), stems);
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

// A form that anybody can make; a provider of forms shows its owner to nobody.
bool is_form(const Facts& facts, const links::Link& link) {
  const auto kind = facts.knowledge.link_hosts.find(link.host());
  return kind == knowledge::LinkHostKind::form_builder ||
         (link.host() == "docs.google.com" && link.destination->path.starts_with("/forms/"));
}

// Neither the reader's own nor a known service's, at which a parent has its portal.
bool leads_to_unknown(const Facts& facts) {
  const auto& links = facts.links.all;
  return std::any_of(links.begin(), links.end(), [&](const links::Link& link) {
    if (!link.is_web() || facts.recipient.is_own_domain(link.registrable_domain)) return false;
    return is_form(facts, link) || facts.knowledge.brands.owner_of(link.registrable_domain) == nullptr;
  });
}

// "Your password expires today. Verify your account": honest offices tell one such tale at a time.
bool presses_for_password(const Facts& facts) {
  const facts::ToldLures& told = facts.told;
  const auto of_mailbox = std::count_if(told.lures.begin(), told.lures.end(), [](const auto& lure) {
    return lure.is_in(LureGroup::organisation) && lure.is_in(LureGroup::administrator);
  });
  const bool in_subject = std::any_of(told.lures.begin(), told.lures.end(), [&told](const auto& lure) {
    return lure.is_in(LureGroup::administrator) && lure.phrases.front().offset < told.subject;
  });
  return of_mailbox >= 2 && (in_subject || told.has(LureGroup::tone) || told.has(LureGroup::demand));
}

// "IT Help-desk" is the help desk, and the helpdesk.
std::string office_in(const Facts& facts, std::string name) {
  const auto& words = facts.knowledge.words.of(WordList::own_office);
  if (std::string found = word_in(words, name, false); !found.empty()) return found;
  std::string parted, together;
  for (const char c : name) {
    const bool joins = c == '-' || c == '_' || c == '.' || c == '/';
    parted += joins ? ' ' : c;
    if (!joins) together += c;
  }
  std::string found = word_in(words, text::fold(parted), false);
  return found.empty() ? word_in(words, together, false) : found;
}

// To whom it is: in the first lines, or as a line's first words, for much may stand before.
std::string staff_in(const Facts& facts) {
  // Folded first: two hundred letters that nobody sees stand before nothing.
  constexpr std::size_t beginning = 600, read = 32 * 1024, line_beginning = 60;
  const auto& words = facts.knowledge.words.of(WordList::to_staff);
  const std::string_view page = std::string_view(facts.page.text).substr(0, read);
  const std::string first =
      text::fold(facts.mail.subject.substr(0, beginning)) + "\n" + text::fold(page).substr(0, beginning);
  if (std::string staff = word_in(words, first, true); !staff.empty()) return staff;
  for (const std::string_view line : text::split(page, '\n')) {
    const std::string folded = text::fold(line.substr(0, line_beginning));
    for (const std::string& word : words)
      if (folded.starts_with(word)) return word;
  }
  return {};
}

Findings find(const Facts& facts) {
  const mail::Address& from = facts.sender();
  if (facts.mail.from.empty() || !has_own_organisation(facts) || facts.recipient.is_own_domain(from.domain) ||
      facts::confirmed_brand(facts) != nullptr || facts::came_through_list(facts))
    return {};
  if (office_in(facts, text::fold(from.display_name)).empty()) return {};
  const std::string staff = staff_in(facts);
  if (staff.empty()) return {};
  const bool poses =
      (wants_a_login(facts) && leads_astray(facts)) || (presses_for_password(facts) && leads_to_unknown(facts));
  const FindingType& type = poses ? identity_poses_as_own_office : identity_own_office_elsewhere;
  return {{type,
           {{"name", from.display_name}, {"phrase", staff}, {"domain", from.domain}},
           {{facts.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}}};
}

}  // namespace

extern const Check check_own_office = {{&identity_poses_as_own_office, &identity_own_office_elsewhere}, find};

}  // namespace fuwake::evidence
