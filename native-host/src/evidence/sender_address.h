// What an address by itself tells of whom it belongs to: that no server could answer it, that anybody gets one like
// it without a name, that no person chose it.
#pragma once

#include <string>

#include "evidence/material.h"

namespace fuwake::evidence {

/// No server could answer: nothing before or behind the "@", characters that no domain has, a suffix that does not
/// exist. Literals ("[192.0.2.1]"), single words ("root@localhost") and reserved names (RFC 2606) are spared.
bool is_no_address(const mail::Address& from);

/// At hosting, storage or another place where anybody gets a name (noreply@x.firebaseapp.com); free mail is not meant.
bool is_at_free_hosting(const Material& material, const mail::Address& from);

/// "mwn597xhxwx97pe6di2q.com": a name that a program made, and of no brand that we know. Hosters and services number
/// their machines too, so only the registrable name counts; what is short, an abbreviation or a number is spared.
bool is_made_up_domain(const Material& material, const std::string& registrable_domain);

/// "khdqplqcmmvjm@…", "kAAMtavkB@…": the same of a mailbox. Marketplaces and services that hide addresses give such
/// mailboxes to honest people: those of known brands are spared.
bool is_made_up_mailbox(const Material& material, const mail::Address& from);

}  // namespace fuwake::evidence
