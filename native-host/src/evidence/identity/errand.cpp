// Business e-mail compromise: somebody's title or name at a mailbox that anybody can have, and an errand that costs
// money: gift cards, a transfer that is to be kept quiet, another bank account, a messenger's group. There is no link
// and no attachment; only who asks, from where, and for what. Firms do change their accounts and write so from their
// own domain; a friend at free mail asks for a telephone number and for nothing else.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/check.h"
#include "facts/sender.h"
#include "mail/headers.h"
#include "text/ascii.h"
#include "text/folding.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_superior_at_free_mail{
    .id = "identity.superior-at-free-mail",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"name", ArgumentType::name}, {"domain", ArgumentType::domain}, {"phrase", ArgumentType::quotation}},
    .technique = "business-email-compromise",
};

constexpr FindingType identity_errand_from_free_mail{
    .id = "identity.errand-from-free-mail",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::name}, {"domain", ArgumentType::domain}, {"phrase", ArgumentType::quotation}},
    .technique = "business-email-compromise",
};

using Titles = std::vector<std::string>;

const knowledge::LureFound* errand_in(const facts::ToldLures& told, std::size_t& quiet) {
  const knowledge::LureFound* first = told.first_of(knowledge::LureGroup::quiet_errand);
  for (const knowledge::LureFound& lure : told.lures) quiet += lure.is_in(knowledge::LureGroup::quiet_errand);
  return first != nullptr ? first : told.first_of(knowledge::LureGroup::errand);
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0xc3;
}

// As a word by itself ("CEO" and not "oceonic"); of Japanese and Chinese anywhere.
bool has_title(const Titles& titles, std::string_view text) {
  return std::any_of(titles.begin(), titles.end(), [&](const std::string& title) {
    for (auto at = text.find(title); at != std::string_view::npos; at = text.find(title, at + 1)) {
      const auto end = at + title.size();
      const bool alone = (at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]));
      if (alone || static_cast<unsigned char>(title.front()) >= 0xe3) return true;
    }
    return false;
  });
}

// In a short line at the end, as people sign; "Tom, for the pastor" is a short line too, so the title begins it or
// stands behind a comma and ends it.
bool signs_with_title(const Titles& titles, const std::string& text) {
  constexpr std::size_t signature = 400, longest_line = 60;
  const std::string end = text.substr(text.size() - std::min(text.size(), signature));
  for (const std::string_view line : text::split(end, '\n')) {
    const std::string folded = text::fold(mail::trim_blanks(line));
    if (folded.empty() || folded.size() > longest_line) continue;
    const auto comma = folded.rfind(", ");
    const std::string last = comma == std::string::npos ? "" : folded.substr(comma + 2);
    const bool is_title = std::any_of(titles.begin(), titles.end(), [&](const std::string& title) {
      return last == title ||
             (folded.starts_with(title) && (folded.size() == title.size() || !is_letter(folded[title.size()])));
    });
    if (is_title) return true;
  }
  return false;
}

Findings find(const Facts& facts) {
  const mail::Mail& mail = facts.mail;
  if (mail.from.empty()) return {};
  const mail::Address& from = mail.from.front();
  const mail::Address* reply = free_mail_for_answers(facts);
  if (reply == nullptr && !facts.knowledge.mail_services.is_free_mail(from.domain)) return {};
  std::size_t quiet = 0;
  const knowledge::LureFound* errand = errand_in(facts.told, quiet);
  if (errand == nullptr) return {};
  constexpr std::size_t at_least_two = 2;
  const Titles& titles = facts.knowledge.words.of(knowledge::WordList::title);
  const bool superior =
      has_title(titles, text::fold(from.display_name.substr(0, 200))) || signs_with_title(titles, facts.page.text);
  // A craftsman at free mail, and an association's treasurer, do tell of a new account, and sign with a title.
  const FindingType& type = (quiet > 0 && superior) || quiet >= at_least_two ? identity_superior_at_free_mail
                                                                             : identity_errand_from_free_mail;
  // Of a sender with a domain of his own only the answers go to free mail, and reply_to.cpp tells that.
  const std::string& domain = facts.knowledge.mail_services.is_free_mail(from.domain) ? from.domain : reply->domain;
  const mail::Address& asking = domain == from.domain ? from : *reply;
  return {{type,
           {{"name", from.display_name}, {"domain", domain}, {"phrase", facts.told.quote(*errand)}},
           {{mail.span_of(&asking == &from ? "from" : "reply-to"), from.display_name + " <" + asking.spec() + ">"}}}};
}

}  // namespace

extern const Check check_errand = {{&identity_superior_at_free_mail, &identity_errand_from_free_mail}, find};

}  // namespace fuwake::evidence
