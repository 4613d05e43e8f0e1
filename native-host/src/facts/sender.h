// Whose a host is, seen from the mail: the sender's own, as far as he names it, or another's.
#pragma once

#include <string>

#include "facts/facts.h"

namespace fuwake::facts {

/// The host (lower-case ASCII) is at the registrable domain of the From address, of the return path or of the
/// host that handed the mail over, or belongs to the same brand as the From address. Free mail counts not:
/// gmail.com is nobody's own.
bool is_senders_own(const Facts& facts, const std::string& host);

/// The link goes to a mailing service's own host, which counts clicks: its target is not to be seen.
bool is_tracked(const Facts& facts, const links::Link& link);

/// The link leads to the sender himself, as far as that is to be seen: to a host of his own, or through a service that
/// counts clicks. Call it where the link is_web().
bool leads_to_sender(const Facts& facts, const links::Link& link);

/// The link leads to where nobody sees who is behind it: a number, a shortener, free hosting, a cloud's storage and
/// the like. Forms and site builders are not meant: clubs and shops use them in their own name.
bool hides_its_owner(const Facts& facts, const links::Link& link);

/// The link leads to a third party: neither to the sender nor to a known organisation nor to the reader's own, and no
/// mailing service counts it.
bool is_strangers(const Facts& facts, const links::Link& link);

/// Where answers go, if that is a mailbox at free mail and another than the From address; nullptr otherwise.
const mail::Address* free_mail_for_answers(const Facts& facts);

/// A mailing list brought the mail: the host that handed it over, by its verified name, or the domain that SPF or DKIM
/// confirmed, is the list's, and not the sender's own or free mail's. Its fields alone anybody writes (List-Id,
/// List-Post), and they must excuse no deception. A mail that leads to a stranger's log-in is excused by no list.
bool came_through_list(const Facts& facts);

/// A library's proxy, which writes the publisher's host before its own ("www.nature.com.ezproxy.univ.ac.uk"): only
/// below a suffix that no stranger gets, or at the reader's own domain. Anybody can call a host "proxy".
bool is_librarys_proxy(const Facts& facts, const links::Link& link);

/// What to call a place where anybody may lay pages: its registrable domain, or the whole host where the domain is a
/// known brand's ("sites.google.com" is not Google speaking).
std::string place_of(const Facts& facts, const links::Link& link);

}  // namespace fuwake::facts
