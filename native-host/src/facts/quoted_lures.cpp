#include "facts/quoted_lures.h"

#include <algorithm>
#include <array>
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
#include "text/words.h"

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

// "evil (dot) example", "evil . example": who writes an address so wants it typed. "evil[.]example" is how those write
// who warn of it.
std::string with_plain_dots(std::string_view folded) {
  constexpr std::array<std::string_view, 5> dots = {" (dot) ", "(dot)", " dot ", " . ", "。"};
  std::string out;
  while (!folded.empty()) {
    const auto dot = std::find_if(dots.begin(), dots.end(), [&](auto each) { return folded.starts_with(each); });
    out += dot == dots.end() ? folded.front() : '.';
    folded.remove_prefix(dot == dots.end() ? 1 : dot->size());
  }
  return out;
}

// "evil.example" in words, which no program makes a link of and a reader types, and "x@evil.example", to write to.
bool names_a_strangers_host(const Facts& facts, std::string_view written) {
  const std::string folded = with_plain_dots(written);
  const auto is_of_host = [](char c) { return text::is_alphanumeric(c) || c == '-' || c == '.'; };
  for (std::size_t at = 0; at < folded.size();) {
    const auto begin = std::find_if(folded.begin() + static_cast<std::ptrdiff_t>(at), folded.end(), is_of_host);
    const auto end = std::find_if_not(begin, folded.end(), is_of_host);
    const auto length = static_cast<std::size_t>(end - begin);
    std::string_view word = std::string_view(folded).substr(static_cast<std::size_t>(begin - folded.begin()), length);
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

// "tel:", "tg:", "ftp:", "microsoft-edge:https://…": whatever a click does that is neither a page nor a mail. Or a mail
// that is called something else ("Click here to verify").
bool is_hook_of_another_kind(const links::Link& link) {
  if (!link.destination || link.is_web()) return false;
  const std::string& scheme = link.destination->scheme;
  if (scheme == "mailto") return !link.raw.text.empty() && link.raw.text.find('@') == std::string::npos;
  return scheme != "cid" && scheme != "mid" && !scheme.starts_with("hxxp");  // as who warns writes it
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

// An office at free mail ("Service Team") warns nobody: it is none.
bool is_office_at_free_mail(const Facts& facts) {
  const mail::Address& from = facts.sender();
  if (!facts.knowledge.mail_services.is_free_mail(from.domain)) return false;
  const std::string name = text::fold(from.display_name.substr(0, 200));
  const auto& roles = facts.knowledge.words.of(knowledge::WordList::role);
  return std::any_of(roles.begin(), roles.end(),
                     [&name](const std::string& role) { return text::find_word(name, role) != std::string::npos; });
}

// Its reader is to call, in a brand's name: "PayPal: your account is suspended. Call us at …".
bool gives_a_brands_number(const Facts& facts) {
  const auto& brands = facts.knowledge.brands;
  const std::string_view read = std::string_view(facts.page.text).substr(0, searched_text);
  return text::has_number_to_dial(text::fold(read)) &&
         (!brands.named_in(facts.mail.subject.substr(0, 1000)).empty() || !brands.named_in(read).empty());
}

// Where the reader sees it at once, before what follows.
constexpr std::size_t at_the_beginning = 600;

std::size_t place_of_warning(const Facts& facts) {
  std::size_t place = std::string::npos;
  for (const knowledge::PhraseFound& found : facts.told.warning->phrases)
    if (!found.phrase->hint) place = std::min(place, found.offset);
  return place;
}

// "Is this a scam?": whoever asks makes his reader wary. "Beware of phishing" anybody writes below his own lure.
bool asks_whether_it_is_one(const Facts& facts) {
  constexpr std::array<std::string_view, 6> asking = {"ですか", "でしょうか", "ますか", "かな", "かしら", "吗"};
  constexpr std::size_t longest_question = 100;
  const std::string_view text = facts.told.text;
  for (const knowledge::PhraseFound& found : facts.told.warning->phrases) {
    if (found.phrase->hint || found.offset > facts.told.subject + at_the_beginning) continue;
    const std::string_view rest = text.substr(found.offset, found.length + longest_question);
    const auto end = std::min(rest.find_first_of(".!?", found.length), rest.size());
    if (end < rest.size() && rest[end] == '?') return true;
    for (const std::string_view word : asking)
      if (rest.substr(0, found.length + 40).find(word) != std::string_view::npos) return true;
  }
  return false;
}

// Below the warning stands a mail of somebody else's, and its head says so.
bool passes_another_mail_on(const Facts& facts) {
  constexpr std::array<std::string_view, 16> heads = {
      "forwarded message",         "original message",        "forwarded by",        "begin forwarded",
      "weitergeleitete nachricht", "ursprüngliche nachricht", "message transféré",   "message d'origine",
      "mensaje reenviado",         "mensaje original",        "messaggio inoltrato", "messaggio originale",
      "mensagem encaminhada",      "doorgestuurd bericht",    "転送メッセージ",      "原始邮件"};
  const std::size_t warning = place_of_warning(facts);
  if (warning > facts.told.subject + at_the_beginning) return false;
  return std::any_of(heads.begin(), heads.end(), [&](std::string_view head) {
    const auto at = facts.told.text.find(head, warning);
    return at != std::string::npos;
  });
}

}  // namespace

bool warns_of_lures(const Facts& facts) {
  if (!facts.told.warning || facts.claimed != nullptr) return false;
  const bool known = confirmed_brand(facts) != nullptr && !carries_strangers_words(facts);
  return known || (is_confirmed_or_within(facts) && leads_nowhere(facts) && !asks_for_an_answer(facts) &&
                   !is_office_at_free_mail(facts) && !gives_a_brands_number(facts) &&
                   !names_a_strangers_host(facts, text::fold(facts.page.text)));
}

bool passes_on_for_opinion(const Facts& facts) {
  if (!facts.told.warning || facts.claimed != nullptr || answers_elsewhere(facts) || is_office_at_free_mail(facts))
    return false;
  const std::string& domain = facts.sender().domain;
  const bool persons = facts.knowledge.mail_services.is_free_mail(domain)
                           ? !is_contradicted(facts)
                           : facts.recipient.is_own_domain(domain) && is_confirmed_or_within(facts);
  return persons && (asks_whether_it_is_one(facts) || passes_another_mail_on(facts));
}

bool holds_anothers_words(const Facts& facts) {
  if (facts.told.warning || passes_on_for_opinion(facts)) return true;
  const std::string subject = text::to_lower(facts.mail.subject.substr(0, 40));
  for (const std::string_view prefix : {"re:", "fw:", "fwd:", "aw:", "wg:", "tr:", "rv:", "enc:", "i:", "转发:"})
    if (subject.starts_with(prefix)) return true;
  return facts.page.text.find("orwarded message") != std::string::npos;
}

bool has_no_hook(const Facts& facts) {
  if (!leads_nowhere(facts) || facts.page.images > 0 || !facts.page.data_pictures.empty()) return false;
  // Who wants a password in the answer, or a call, needs no link; who warns quotes those who do.
  if (!facts.told.warning && asks_for_an_answer(facts)) return false;
  const auto& links = facts.links.all;
  const auto is_hook = [&](const links::Link& link) {
    return writes_to_stranger(facts, link) || is_hook_of_another_kind(link);
  };
  if (std::any_of(links.begin(), links.end(), is_hook)) return false;
  if (asks_for_an_answer(facts)) return false;
  const std::string folded = text::fold(facts.page.text);
  return !names_a_strangers_host(facts, folded) && !text::has_number_to_dial(folded);
}

}  // namespace fuwake::facts
