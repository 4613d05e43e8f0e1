#include "facts/strangers.h"

#include "facts/facts.h"
#include "text/ascii.h"
#include "text/folding.h"
#include "text/telephone.h"

namespace fuwake::facts {

const knowledge::StrangersWords::Service* service_of_strangers(const Facts& facts) {
  return facts.knowledge.strangers_words.find(text::to_lower(facts.sender().spec()));
}

const knowledge::LureFound* lure_of_stranger(const Facts& facts) {
  const auto* service = service_of_strangers(facts);
  const bool share = service != nullptr && (service->carries == "share" || service->carries == "form");
  for (const knowledge::LureFound& lure : facts.told.lures)
    if (lure.is_in(knowledge::LureGroup::strangers) || (share && lure.is_in(knowledge::LureGroup::strangers_share)))
      return &lure;
  return nullptr;
}

bool carries_strangers_words(const Facts& facts) {
  const std::string& name = facts.sender().display_name;
  if (name.find("(via ") != std::string::npos || name.find(" via ") != std::string::npos) return true;
  // A robbed mailbox of a ministry, a donor whose answers go to hotmail.com: no organisation has its answers there.
  for (const mail::Address& reply : facts.mail.reply_to)
    if (facts.knowledge.mail_services.is_free_mail(reply.domain)) return true;
  const auto* service = service_of_strangers(facts);
  if (service == nullptr) return false;
  if (service->always || lure_of_stranger(facts) != nullptr) return true;
  // Of a service that writes bills in others' names a number to dial is the other's, until it is known better.
  constexpr std::size_t searched_text = 256 * 1024;
  return service->carries == "invoice" &&
         text::has_number_to_dial(text::fold(std::string_view(facts.page.text).substr(0, searched_text)));
}

}  // namespace fuwake::facts
