// The public suffix list (libpsl): which part of a host name somebody had to register, and so
// decides whose it is.
#pragma once

#include <string>
#include <string_view>

namespace fuwake::knowledge {

/// The registrable domain ("eTLD+1") of a host in lower-case ASCII (A-labels):
/// registrable_domain("www.mail.example.co.jp") == "example.co.jp". A host that is itself a public
/// suffix, an IP address or a single label is returned as it is: it decides for itself.
/// Private suffixes of the list (github.io) count: they are registered by strangers.
std::string registrable_domain(std::string_view host);

/// True if `host` is `domain` or ends in "." + `domain`. Both in lower case.
bool is_within(std::string_view host, std::string_view domain);

/// True if the last label of `host`, or its last two, are in the list by a rule of their own (not merely by the
/// default rule "*"): "activemail.kagoya.com" and "shop.co.za" yes, "report.pdf" no.
bool has_known_suffix(std::string_view host);

/// True for a host below a suffix that is given to governments, the military, schools and universities alone ("gob.es",
/// "gov", "edu.my", "go.jp", "ac.uk"): no stranger has a domain there.
bool has_restricted_suffix(std::string_view host);

/// True for a host whose registrable domain looks like such a suffix and is anybody's: "gob.ar.com", "gov.br.net",
/// "gouv-fr.com", or which has one before its end ("afip.gob.ar.evil.example").
bool imitates_restricted_suffix(std::string_view host);

}  // namespace fuwake::knowledge
