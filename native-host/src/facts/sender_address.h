// What an address by itself tells of whom it belongs to: that no server could answer it, that anybody gets one like
// it without a name, that no person chose it.
#pragma once

#include <string>

#include "facts/facts.h"

namespace fuwake::facts {

/// No server could answer: nothing before or behind the "@", characters that no domain has, a suffix that does not
/// exist. Literals ("[192.0.2.1]"), single words ("root@localhost"), reserved names (RFC 2606) and programs of one's
/// own machine ("root", not from outside) are spared.
bool is_no_address(const Facts& facts, const mail::Address& from);

/// Below hosting or storage where anybody gets a name (noreply@x.firebaseapp.com). The hoster's own addresses, known
/// brands and free mail are not meant.
bool is_at_free_hosting(const Facts& facts, const mail::Address& from);

/// "mwn597xhxwx97pe6di2q.com": a name that a program made, and of no brand that we know. Hosters and services number
/// their machines too, so only the registrable name counts; what is short, an abbreviation or a number is spared.
bool is_made_up_domain(const Facts& facts, const std::string& registrable_domain);

/// "kAAMtavkB@…", "lina_Ricky_79748@…": a mailbox in a manner that only programs have, and that they have by the
/// thousand. At free mail people number themselves, universities number students: there the second counts not.
bool is_programs_mailbox(const Facts& facts, const mail::Address& from);

/// Such a mailbox, or one that nobody can pronounce ("khdqplqcmmvjm@…"). Marketplaces and services that hide addresses
/// give such mailboxes to honest people: those of known brands are spared.
bool is_made_up_mailbox(const Facts& facts, const mail::Address& from);

}  // namespace fuwake::facts
