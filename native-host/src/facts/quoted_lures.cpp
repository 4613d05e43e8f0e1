#include "facts/quoted_lures.h"

#include <algorithm>
#include <string_view>

#include "facts/claim.h"
#include "facts/facts.h"
#include "facts/sender.h"
#include "facts/strangers.h"
#include "knowledge/ip_address.h"
#include "knowledge/public_suffixes.h"
#include "text/ascii.h"
#include "text/folding.h"
#include "text/telephone.h"

namespace fuwake::facts {
namespace {

bool is_confirmed_or_within(const Facts& facts) {
  if (facts.route.handed_over() == nullptr) return true;
  return facts.authentication && facts.authentication->authenticates(facts.sender().domain);
}

// Of a mailbox of free mail no forger has an advantage, for anybody gets one: results need only not speak against it.
bool is_contradicted(const Facts& facts) {
  return facts.authentication && !facts.authentication->authenticates(facts.sender().domain);
}

bool asks_for_entries(const Facts& facts) {
  return facts.page.asks_password || !facts.page.attached.empty() || !facts.page.drawn.empty();
}

bool answers_elsewhere(const Facts& facts) {
  const auto& replies = facts.mail.reply_to;
  return std::any_of(replies.begin(), replies.end(),
                     [&](const mail::Address& reply) { return reply.domain != facts.sender().domain; });
}

// The search has a limit, and what stands behind it may be read all the same.
constexpr std::size_t searched_text = 256 * 1024;

// "evil.example" in words, which no program makes a link of and a reader types, and "x@evil.example", to write to.
bool names_a_strangers_host(const Facts& facts, std::string_view folded) {
  const auto is_of_host = [](char c) { return text::is_alphanumeric(c) || c == '-' || c == '.'; };
  for (std::size_t at = 0; at < folded.size();) {
    const auto begin = std::find_if(folded.begin() + static_cast<std::ptrdiff_t>(at), folded.end(), is_of_host);
    const auto end = std::find_if_not(begin, folded.end(), is_of_host);
    std::string_view word(begin, end);
    at = static_cast<std::size_t>(end - folded.begin());
    while (!word.empty() && word.back() == '.') word.remove_suffix(1);
    constexpr std::size_t longest_host = 253;
    if (word.size() > longest_host || word.find('.') == std::string_view::npos) continue;
    const std::string host(word);
    const bool named = knowledge::has_known_suffix(host) && knowledge::registrable_domain(host).find('.') != host.npos;
    const bool reached = named || knowledge::IpAddress::parse(host).has_value();
    // "sites.google.com/view/…" is a page of anybody's.
    const bool known = facts.knowledge.brands.owner_of(host) != nullptr && !facts.knowledge.link_hosts.find(host);
    if (reached && !known && !is_senders_own(facts, host) &&
        !facts.recipient.is_own_domain(knowledge::registrable_domain(host)))
      return true;
  }
  return false;
}

// A link that writes to neither the sender nor the reader's own organisation.
bool writes_to_stranger(const Facts& facts, const links::Link& link) {
  if (!link.destination || link.destination->scheme != "mailto") return false;
  const std::string to = knowledge::registrable_domain(text::domain_of(link.destination->path));
  return to != knowledge::registrable_domain(facts.sender().domain) && !facts.recipient.is_own_domain(to);
}

// Nothing that a reader could open, but what is his own organisation's.
bool leads_nowhere(const Facts& facts) {
  const auto leads_out = [&](const links::Link& link) {
    return link.is_web() && !facts.recipient.is_own_domain(link.registrable_domain);
  };
  return facts.claimed == nullptr && !asks_for_entries(facts) && !answers_elsewhere(facts) &&
         facts.attachments.all.empty() && facts.page.text.size() <= searched_text &&
         std::none_of(facts.links.all.begin(), facts.links.all.end(), leads_out);
}

// A call, a transfer, gift cards, a threat: who asks for these needs no link.
bool asks_for_an_answer(const Facts& facts) {
  using knowledge::LureGroup;
  return facts.told.has(LureGroup::demand) || facts.told.has(LureGroup::errand) || facts.told.has(LureGroup::call) ||
         facts.told.has(LureGroup::blackmail) || facts.told.has(LureGroup::advance_fee);
}

}  // namespace

bool warns_of_lures(const Facts& facts) {
  if (!facts.told.warning || facts.claimed != nullptr) return false;
  const bool known = confirmed_brand(facts) != nullptr && !carries_strangers_words(facts);
  return known || (is_confirmed_or_within(facts) && leads_nowhere(facts) && !asks_for_an_answer(facts) &&
                   !names_a_strangers_host(facts, text::fold(facts.page.text)));
}

bool passes_on_for_opinion(const Facts& facts) {
  const std::string& domain = facts.sender().domain;
  const bool persons = facts.knowledge.mail_services.is_free_mail(domain)
                           ? !is_contradicted(facts)
                           : facts.recipient.is_own_domain(domain) && is_confirmed_or_within(facts);
  return facts.told.warning && facts.claimed == nullptr && persons && !answers_elsewhere(facts);
}

bool has_no_hook(const Facts& facts) {
  if (!leads_nowhere(facts) || facts.page.images > 0 || !facts.page.data_pictures.empty()) return false;
  const auto& links = facts.links.all;
  if (std::any_of(links.begin(), links.end(), [&](const links::Link& link) { return writes_to_stranger(facts, link); }))
    return false;
  const std::string folded = text::fold(facts.page.text);
  return !names_a_strangers_host(facts, folded) && !text::has_number_to_dial(folded);
}

}  // namespace fuwake::facts
