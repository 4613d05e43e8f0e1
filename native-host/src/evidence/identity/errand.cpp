// Business e-mail compromise: somebody's title or name at a mailbox that anybody can have, and an errand that costs
// money: gift cards, a transfer that is to be kept quiet, another bank account, a messenger's group. There is no link
// and no attachment; only who asks, from where, and for what. Firms do change their accounts and write so from their
// own domain; a friend at free mail asks for a telephone number and for nothing else.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/check.h"
#include "facts/claim.h"
#include "facts/sender.h"
#include "mail/headers.h"
#include "text/ascii.h"
#include "text/folding.h"
#include "text/words.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_superior_at_free_mail{
    .id = "identity.superior-at-free-mail",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"name", ArgumentType::name},
                  {"domain", ArgumentType::domain},
                  {"phrase", ArgumentType::quotation},
                  {"wants", ArgumentType::choice}},
    .technique = "business-email-compromise",
};

constexpr FindingType identity_errand_from_free_mail{
    .id = "identity.errand-from-free-mail",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::name}, {"domain", ArgumentType::domain}, {"phrase", ArgumentType::quotation}},
    .technique = "business-email-compromise",
};

// From a domain of the sender's own. A lawyer's letter has one such phrase; an order has two.
constexpr FindingType identity_errand_in_secret{
    .id = "identity.errand-in-secret",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"phrase", ArgumentType::quotation}},
    .technique = "business-email-compromise",
};

using Titles = std::vector<std::string>;

const knowledge::LureFound* errand_in(const facts::ToldLures& told, std::size_t& quiet) {
  const knowledge::LureFound* first = told.first_of(knowledge::LureGroup::quiet_errand);
  for (const knowledge::LureFound& lure : told.lures) quiet += lure.is_in(knowledge::LureGroup::quiet_errand);
  return first != nullptr ? first : told.first_of(knowledge::LureGroup::errand);
}

bool has_title(const Titles& titles, std::string_view text) {
  return std::any_of(titles.begin(), titles.end(),
                     [&](const std::string& title) { return text::find_word(text, title) != std::string_view::npos; });
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
      return last == title || (folded.starts_with(title) && !text::is_letter_at(folded, title.size()));
    });
    if (is_title) return true;
  }
  return false;
}

// The reader's mailbox is at a domain of his firm's.
bool is_read_at_work(const Facts& facts) {
  const auto& addresses = facts.recipient.addresses;
  return std::any_of(addresses.begin(), addresses.end(), [&](const std::string& address) {
    return !facts.knowledge.mail_services.is_free_mail(text::domain_of(address));
  });
}

Findings from_own_domain(const Facts& facts) {
  if (facts.recipient.is_own_domain(facts.sender().domain) || facts::confirmed_brand(facts) != nullptr) return {};
  const knowledge::LureFound* errand = facts.told.first_of(knowledge::LureGroup::quiet_errand);
  constexpr std::ptrdiff_t an_order = 2;
  const auto says_much = [](const knowledge::PhraseFound& found) { return !found.phrase->hint; };
  if (errand == nullptr || std::count_if(errand->phrases.begin(), errand->phrases.end(), says_much) < an_order)
    return {};
  const std::string phrase = facts.told.quote(*errand);
  return {{identity_errand_in_secret, {{"phrase", phrase}}, {{{}, phrase}}}};
}

Findings find(const Facts& facts) {
  const mail::Mail& mail = facts.mail;
  if (mail.from.empty()) return {};
  const mail::Address& from = mail.from.front();
  const mail::Address* reply = free_mail_for_answers(facts);
  if (reply == nullptr && !facts.knowledge.mail_services.is_free_mail(from.domain)) return from_own_domain(facts);
  std::size_t quiet = 0;
  const knowledge::LureFound* errand = errand_in(facts.told, quiet);
  if (errand == nullptr) return {};
  constexpr std::size_t at_least_two = 2;
  const Titles& titles = facts.knowledge.words.of(knowledge::WordList::title);
  const bool superior =
      has_title(titles, text::fold(from.display_name.substr(0, 200))) || signs_with_title(titles, facts.page.text);
  // A president of the parents' council has a group opened as well, by members at free mail like himself.
  const knowledge::LureFound* group = facts.told.first_of(knowledge::LureGroup::messenger);
  const bool opens_group = group != nullptr && superior && quiet == 0 && is_read_at_work(facts);
  if (opens_group) errand = group;
  // A craftsman at free mail, and an association's treasurer, do tell of a new account, and sign with a title.
  const FindingType& type = opens_group || (quiet > 0 && superior) || quiet >= at_least_two
                                ? identity_superior_at_free_mail
                                : identity_errand_from_free_mail;
  // Of a sender with a domain of his own only the answers go to free mail, and reply_to.cpp tells that.
  const std::string& domain = facts.knowledge.mail_services.is_free_mail(from.domain) ? from.domain : reply->domain;
  const mail::Address& asking = domain == from.domain ? from : *reply;
  return {{type,
           declared_of(type, {{"name", from.display_name},
                              {"domain", domain},
                              {"phrase", facts.told.quote(*errand)},
                              {"wants", opens_group ? "group" : "money"}}),
           {{mail.span_of(&asking == &from ? "from" : "reply-to"), from.display_name + " <" + asking.spec() + ">"}}}};
}

}  // namespace

extern const Check check_errand = {
    {&identity_superior_at_free_mail, &identity_errand_from_free_mail, &identity_errand_in_secret}, find};

}  // namespace fuwake::evidence
