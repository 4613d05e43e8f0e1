// What is known of one mail before it is judged, found once: what every check, the verdict and the report work on.
#pragma once

#include <optional>

#include "attachments/attachments.h"
#include "facts/told_lures.h"
#include "facts/trusted_authentication.h"
#include "knowledge/knowledge.h"
#include "links/links.h"
#include "mail/mail.h"
#include "mail/recipient.h"
#include "page/page.h"
#include "route/route.h"

namespace fuwake::facts {

/// Views in it point into the mail's source, which whoever found the facts keeps alive, as well as the knowledge.
struct Facts {
  mail::Mail mail;
  mail::Recipient recipient;
  route::Route route;
  page::Page page;  // its references are among the links
  attachments::Attachments attachments;
  links::Links links;
  const knowledge::Knowledge& knowledge;
  ToldLures told = {};
  std::optional<TrustedAuthentication> authentication = {};  // see trusted_authentication()
  const knowledge::Brand* claimed = nullptr;                 // see falsely_claimed_brand()

  /// Whom the mail says it is from: the first of its From addresses; one that is empty where it names nobody.
  const mail::Address& sender() const;
};

/// Adds to what the rooms above read what follows from it.
Facts find_facts(mail::Mail mail, mail::Recipient recipient, route::Route route, page::Page page,
                 attachments::Attachments attachments, links::Links links, const knowledge::Knowledge& knowledge);

}  // namespace fuwake::facts
