// A stranger with money: an advance-fee letter that comes from one address and wants its answer at another, at free
// mail. Charities and small firms do answer from free mailboxes; they do not write of next of kin and released funds.
#include <algorithm>
#include <array>

#include "evidence/checks.h"

namespace fuwake::evidence {
namespace {

constexpr std::array<std::string_view, 5> lures_of_money = {"inheritance", "donation", "fund-transfer", "loan",
                                                            "investment"};

}  // namespace

Findings check_scam_reply(const Material& material) {
  const mail::Mail& mail = material.mail;
  if (mail.from.empty() || mail.reply_to.empty() || mail.headers().find("list-id") != nullptr) return {};
  const mail::Address& from = mail.from.front();
  const mail::Address& reply = mail.reply_to.front();
  if (reply.spec() == from.spec() || !material.knowledge.mail_services.is_free_mail(reply.domain)) return {};
  const ToldLures& told = material.told;
  std::size_t phrases = 0;
  for (const knowledge::LureFound& lure : told.lures)
    if (std::find(lures_of_money.begin(), lures_of_money.end(), lure.lure) != lures_of_money.end())
      phrases += lure.phrases.size();
  constexpr std::size_t not_by_chance = 3;
  if (phrases < not_by_chance) return {};
  return {{"identity.scam-reply",
           Family::identity,
           Kind::deception,
           {{"address", from.spec()}, {"reply", reply.spec()}},
           {{mail.span_of("reply-to"), reply.spec()}}}};
}

}  // namespace fuwake::evidence
