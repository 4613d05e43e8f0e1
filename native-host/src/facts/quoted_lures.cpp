#include "facts/quoted_lures.h"

#include <algorithm>
#include <string_view>

#include "facts/claim.h"
#include "facts/facts.h"
#include "facts/sender.h"
#include "facts/strangers.h"
#include "text/folding.h"
#include "text/telephone.h"

namespace fuwake::facts {
namespace {

bool is_confirmed_or_within(const Facts& facts) {
  if (facts.route.handed_over() == nullptr) return true;
  return facts.authentication && facts.authentication->authenticates(facts.sender().domain);
}

bool asks_for_entries(const Facts& facts) {
  return facts.page.asks_password || !facts.page.attached.empty() || !facts.page.drawn.empty();
}

bool answers_elsewhere(const Facts& facts) {
  const auto& replies = facts.mail.reply_to;
  return std::any_of(replies.begin(), replies.end(),
                     [&](const mail::Address& reply) { return reply.domain != facts.sender().domain; });
}

// Who answers for what he quotes: a known organisation, a list that was confirmed.
bool is_known(const Facts& facts) {
  return (confirmed_brand(facts) != nullptr && !carries_strangers_words(facts)) || came_through_list(facts);
}

}  // namespace

bool warns_of_lures(const Facts& facts) {
  const auto leads_away = [&](const links::Link& link) {
    return is_strangers(facts, link) || hides_its_owner(facts, link);
  };
  if (!facts.told.warning || facts.claimed != nullptr) return false;
  return is_known(facts) || (is_confirmed_or_within(facts) && !asks_for_entries(facts) && !answers_elsewhere(facts) &&
                             std::none_of(facts.links.all.begin(), facts.links.all.end(), leads_away));
}

bool passes_on_for_opinion(const Facts& facts) {
  const std::string& domain = facts.sender().domain;
  const bool persons = facts.knowledge.mail_services.is_free_mail(domain) || facts.recipient.is_own_domain(domain) ||
                       came_through_list(facts);
  return facts.told.warning && facts.claimed == nullptr && persons && is_confirmed_or_within(facts) &&
         !answers_elsewhere(facts);
}

bool has_no_hook(const Facts& facts) {
  constexpr std::size_t searched_text = 32 * 1024;
  const auto leads_out = [&](const links::Link& link) {
    return link.is_web() && !facts.recipient.is_own_domain(link.registrable_domain);
  };
  return facts.claimed == nullptr && !asks_for_entries(facts) && !answers_elsewhere(facts) &&
         facts.attachments.all.empty() && facts.page.images == 0 && facts.page.data_pictures.empty() &&
         std::none_of(facts.links.all.begin(), facts.links.all.end(), leads_out) &&
         !text::has_number_to_dial(text::fold(std::string_view(facts.page.text).substr(0, searched_text)));
}

}  // namespace fuwake::facts
