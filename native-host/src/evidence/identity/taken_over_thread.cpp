// A thread taken over: the mail answers a conversation and quotes it, and comes from, or wants its answer at, a domain
// that is one letter off the correspondent's who is quoted below. People do write on from another of their firm's
// domains: those look like another word and not like a slip.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/check.h"
#include "facts/demand.h"
#include "facts/sender.h"
#include "knowledge/lookalikes.h"
#include "knowledge/public_suffixes.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_lookalike_of_quoted{
    .id = "identity.lookalike-of-quoted",
    .family = Family::identity,
    .kind = Kind::deception,
    .arguments = {{"address", ArgumentType::address}, {"quoted", ArgumentType::address}},
    .technique = "thread-hijacking",
};

bool is_of_address(char c) {
  return text::is_alphanumeric(c) || c == '.' || c == '-' || c == '_' || c == '+';
}

// The addresses that stand in the text, lower case, each once.
std::vector<std::string> addresses_in(std::string_view text) {
  constexpr std::size_t searched = 64 * 1024, most = 50, longest = 100;
  text = text.substr(0, searched);
  std::vector<std::string> out;
  for (auto at = text.find('@'); at != std::string_view::npos && out.size() < most; at = text.find('@', at + 1)) {
    std::size_t begin = at, end = at + 1;
    while (begin > 0 && at - begin < longest && is_of_address(text[begin - 1])) --begin;
    while (end < text.size() && end - at < longest && is_of_address(text[end])) ++end;
    while (end > at + 1 && text[end - 1] == '.') --end;
    std::string address = text::to_lower(text.substr(begin, end - begin));
    const bool whole = begin < at && address.find('.', at - begin) != std::string::npos;
    if (whole && std::find(out.begin(), out.end(), address) == out.end()) out.push_back(std::move(address));
  }
  return out;
}

bool imitates(const Facts& facts, const std::string& domain, const std::string& quoted) {
  if (domain.empty() || domain == quoted || facts.recipient.is_own_domain(domain)) return false;
  const auto& services = facts.knowledge.mail_services;
  if (services.is_free_mail(domain) || services.is_free_mail(quoted)) return false;
  const auto alike = knowledge::resembles(domain, quoted);
  // "brackleypaper-uk" beside "brackleypaper": firms have both, and where money is to go elsewhere one has not.
  return alike &&
         (alike->resemblance != knowledge::Resemblance::added_word || facts.told.has(knowledge::LureGroup::errand));
}

// Firms have two domains, and names are alike by chance ("moller.de", "mollers.de"): whoever takes over a conversation
// wants something, money as a rule.
bool asks_for_something(const Facts& facts) {
  return facts::demands(facts) || facts.told.has(knowledge::LureGroup::errand) ||
         facts.told.has(knowledge::LureGroup::bill);
}

Findings find(const Facts& facts) {
  const mail::Mail& mail = facts.mail;
  if (mail.from.empty() || !asks_for_something(facts)) return {};
  std::vector<const mail::Address*> asking = {&mail.from.front()};
  if (!mail.reply_to.empty()) asking.push_back(&mail.reply_to.front());
  for (const std::string& quoted : addresses_in(facts.page.text)) {
    const std::string original = knowledge::registrable_domain(text::domain_of(quoted));
    for (const mail::Address* address : asking)
      if (imitates(facts, knowledge::registrable_domain(address->domain), original))
        return {{identity_lookalike_of_quoted,
                 {{"address", address->spec()}, {"quoted", quoted}},
                 {{mail.span_of(address == asking.front() ? "from" : "reply-to"), address->spec()}}}};
  }
  return {};
}

}  // namespace

extern const Check check_taken_over_thread = {{&identity_lookalike_of_quoted}, find};

}  // namespace fuwake::evidence
