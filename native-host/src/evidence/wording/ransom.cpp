// Blackmail, and the wallet into which its reader is to pay: "I recorded you, send 1,400 dollars to bc1q…". Who warns
// of such mails quotes them, and a friend passes one on and asks. A craftsman whose bill may be paid in Bitcoin has the
// wallet, and the words of paying, and threatens nobody. Newsletters and lists that show a whole one say that they do,
// and have their own marks.
#include <algorithm>
#include <array>
#include <string_view>

#include "evidence/check.h"
#include "facts/claim.h"
#include "facts/quoted_lures.h"
#include "text/wallet.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType wording_ransom{
    .id = "wording.ransom",
    .family = Family::wording,
    .kind = Kind::deception,
    .arguments = {{"phrase", ArgumentType::quotation}, {"wallet", ArgumentType::text}},
    .technique = "pretext",
};

bool speaks_of_paying(std::string_view phrase) {
  constexpr std::array<std::string_view, 11> words = {
      "bitcoin", "btc", "wallet", "monero", "crypto", "usdt", "ビットコイン", "ウォレット", "暗号", "仮想", "比特币"};
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return phrase.find(word) != std::string_view::npos; });
}

// A lure of blackmail of which a phrase at least is about something else than how to pay.
const knowledge::LureFound* threat_in(const facts::ToldLures& told) {
  const auto threatens = [&](const knowledge::PhraseFound& found) {
    return !speaks_of_paying(std::string_view(told.text).substr(found.offset, found.length));
  };
  for (const knowledge::LureFound& lure : told.lures)
    if (lure.is_in(knowledge::LureGroup::blackmail) && std::any_of(lure.phrases.begin(), lure.phrases.end(), threatens))
      return &lure;
  return nullptr;
}

Findings find(const Facts& facts) {
  const knowledge::LureFound* threat = threat_in(facts.told);
  const bool sent_to_many = facts.mail.headers().find("list-id") != nullptr || facts.route.mailing_list ||
                            facts.mail.headers().find("list-unsubscribe") != nullptr;
  if (threat == nullptr || sent_to_many || facts::holds_anothers_words(facts) ||
      facts::confirmed_brand(facts) != nullptr)
    return {};
  const std::string wallet = text::wallet_address_in(facts.page.text.substr(0, facts::searched_for_lures));
  if (wallet.empty()) return {};
  const std::string phrase = facts.told.quote(*threat);
  return {{wording_ransom, {{"phrase", phrase}, {"wallet", wallet}}, {{facts.mail.span_of_words(), phrase}}}};
}

}  // namespace

extern const Check check_ransom = {{&wording_ransom}, find};

}  // namespace fuwake::evidence
