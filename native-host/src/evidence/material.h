// What every check works on.
#pragma once

#include "attachments/attachments.h"
#include "evidence/told_lures.h"
#include "knowledge/knowledge.h"
#include "links/links.h"
#include "mail/mail.h"
#include "mail/recipient.h"
#include "memory/history.h"
#include "route/route.h"

namespace fuwake::evidence {

/// References to what the rooms above made; whoever runs the checks keeps it alive.
struct Material {
  const mail::Mail& mail;
  const route::Route& route;
  const attachments::Attachments& attachments;
  const links::Links& links;
  const ToldLures& told;
  const mail::Recipient& recipient;
  const knowledge::Knowledge& knowledge;
  const memory::History& history;
};

}  // namespace fuwake::evidence
