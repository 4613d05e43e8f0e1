// Whether the lures that a mail tells are its own words: whoever warns of them quotes them, and without anything to act
// upon they catch nobody.
#pragma once

namespace fuwake::facts {

struct Facts;

/// The mail warns of lures, or asks about one ("Is this a scam?"), and poses as no brand. Either a known organisation
/// answers for it, or it has nothing to open, scan or type (a web link of the sender's own is one: today's phishing
/// leads to its own domain), asks for no answer, call or transfer, gives no number in a brand's name, comes from no
/// office at free mail, and the receiving server confirmed its sender or took it from within.
bool warns_of_lures(const Facts& facts);

/// A person whom the receiving server confirmed, at free mail or of the reader's own organisation, asks at the
/// beginning whether it is one, or warns above a mail that is forwarded, and passes it on with its link. A sentence of
/// warning alone ("Beware of phishing") softens nothing: swindlers write it below their own words. The link is as bad
/// as ever, and the mail that holds it no deception.
bool passes_on_for_opinion(const Facts& facts);

/// An answer or a forwarded mail, which holds the words of those who wrote before, or one that warns or asks: what it
/// says need not be its sender's. Anybody writes so, so it excuses no more than a deception by words alone.
bool holds_anothers_words(const Facts& facts);

/// The mail gives its reader nothing to act upon: no link but to the reader's own organisation, no stranger's host in
/// words, no picture that could hold a code, no attachment, no number to dial, no other address for the answer, and
/// nothing that is to be answered, paid or called; and it poses as no brand.
bool has_no_hook(const Facts& facts);

}  // namespace fuwake::facts
