#include "facts/strangers.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "facts/facts.h"
#include "text/ascii.h"
#include "text/telephone.h"

namespace fuwake::facts {

const knowledge::StrangersWords::Service* service_of_strangers(const Facts& facts) {
  return facts.knowledge.strangers_words.find(text::to_lower(facts.sender().spec()));
}

const knowledge::LureFound* lure_of_stranger(const Facts& facts) {
  constexpr std::array<std::string_view, 7> anywhere = {"call-number", "investment-group", "romance",      "gift-cards",
                                                        "seed-phrase", "inheritance",      "paste-command"};
  // Platforms for projects and events speak of prizes and of shares themselves; shared documents and forms do not.
  constexpr std::array<std::string_view, 5> in_shares = {"prize", "survey-reward", "casino", "adult", "loan"};
  const auto* service = service_of_strangers(facts);
  const bool share = service != nullptr && (service->carries == "share" || service->carries == "form");
  const auto is_one_of = [](const auto& lures, const std::string& lure) {
    return std::find(lures.begin(), lures.end(), lure) != lures.end();
  };
  for (const knowledge::LureFound& lure : facts.told.lures)
    if (is_one_of(anywhere, lure.lure) || (share && is_one_of(in_shares, lure.lure))) return &lure;
  return nullptr;
}

bool carries_strangers_words(const Facts& facts) {
  const std::string& name = facts.sender().display_name;
  if (name.find("(via ") != std::string::npos || name.find(" via ") != std::string::npos) return true;
  const auto* service = service_of_strangers(facts);
  if (service == nullptr) return false;
  if (service->always || lure_of_stranger(facts) != nullptr) return true;
  // Of a service that writes bills in others' names a telephone number is the other's, until it is known better.
  constexpr std::size_t searched_text = 8192;
  return service->carries == "invoice" && !text::telephone_number_in(facts.page.text.substr(0, searched_text)).empty();
}

}  // namespace fuwake::facts
