#include "facts/facts.h"

#include <utility>

#include "facts/claim.h"

namespace fuwake::facts {

const mail::Address& Facts::sender() const {
  static const mail::Address nobody;
  return mail.from.empty() ? nobody : mail.from.front();
}

Facts find_facts(mail::Mail mail, mail::Recipient recipient, route::Route route, page::Page page,
                 attachments::Attachments attachments, links::Links links, const knowledge::Knowledge& knowledge) {
  Facts facts{std::move(mail),        std::move(recipient), std::move(route), std::move(page),
              std::move(attachments), std::move(links),     knowledge};
  facts.told = told_lures(facts.mail, facts.page, knowledge);
  facts.authentication = trusted_authentication(facts);
  facts.claimed = falsely_claimed_brand(facts);
  return facts;
}

}  // namespace fuwake::facts
