// "人事部 給与担当" <jinji@kyuyo-tsuchi.example> to "社員各位", "IT Helpdesk" to "Dear employees": who writes as an
// office of the reader's own organisation, to its staff, and has an address elsewhere. Parents, payroll services and
// landlords' help desks do so honestly, from a domain of theirs and with links to themselves; what leads on to a place
// where nobody sees who is behind it, and wants a log-in, a password or an opened document, is not theirs. Not covered:
// a reader whose mailbox is at free mail, for his office's domain is not known; offices in the text alone.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/check.h"
#include "facts/claim.h"
#include "facts/sender.h"
#include "text/ascii.h"
#include "text/folding.h"

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

bool is_latin(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) == 0xc3;
}

// The first of the words that stands in a folded text; of Latin ones at a word's beginning.
const std::string* word_in(const std::vector<std::string>& words, std::string_view text) {
  const auto stands = [text](const std::string& word) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
      if (at == 0 || !is_latin(word.front()) || !text::is_alphanumeric(text[at - 1])) return true;
    return false;
  };
  const auto found = std::find_if(words.begin(), words.end(), stands);
  return found == words.end() ? nullptr : &*found;
}

bool has_own_organisation(const Facts& facts) {
  const auto& domains = facts.recipient.domains;
  return std::any_of(domains.begin(), domains.end(), [&](const std::string& domain) {
    return domain.find('.') != std::string::npos && !facts.knowledge.mail_services.is_free_mail(domain);
  });
}

// Where a form is: at a stranger's, or where nobody sees whose it is.
bool leads_astray(const Facts& facts) {
  const auto& links = facts.links.all;
  return std::any_of(links.begin(), links.end(), [&](const links::Link& link) {
    return is_strangers(facts, link) || hides_its_owner(facts, link);
  });
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
  constexpr std::size_t longest_name = 200, beginning = 600;
  const std::string name = text::fold(from.display_name.substr(0, longest_name));
  const std::string text = text::fold(facts.mail.subject + "\n" + facts.page.text.substr(0, beginning));
  const auto& words = facts.knowledge.words;
  if (word_in(words.of(WordList::own_office), name) == nullptr) return {};
  const std::string* staff = word_in(words.of(WordList::to_staff), text);
  if (staff == nullptr) return {};
  const FindingType& type =
      wants_a_login(facts) && leads_astray(facts) ? identity_poses_as_own_office : identity_own_office_elsewhere;
  return {{type,
           {{"name", from.display_name}, {"phrase", *staff}, {"domain", from.domain}},
           {{facts.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}}};
}

}  // namespace

extern const Check check_own_office = {{&identity_poses_as_own_office, &identity_own_office_elsewhere}, find};

}  // namespace fuwake::evidence
