// Whom a mail says it is from, for the checks that hold this against the facts.
#pragma once

#include "facts/facts.h"

namespace fuwake::facts {

/// The brand that a reader finds in the From field's display name, although the address is not at
/// one of the brand's domains; nullptr where the name names none, or is right. An address at the
/// domain of one named brand makes the others a mention ("Amazon Pay via Rakuten").
const knowledge::Brand* falsely_claimed_brand(const Facts& facts);

/// The brand at whose domain the From address is, where the recipient's own server confirmed that domain; nullptr
/// otherwise, and at free mail.
const knowledge::Brand* confirmed_brand(const Facts& facts);

/// That brand speaks, and every link on the web leads to it or is counted by a mailing service: what the mail quotes of
/// swindlers is a warning.
bool speaks_for_itself(const Facts& facts);

/// A server's report (a bounce, a receipt) with nothing in it that a swindler could live on: every link leads to a
/// known organisation or to the reader, and there is no attachment but what was returned, no picture, no telephone
/// number, no Reply-To, and no word of logging in or of a demand. What it quotes is not its sender's word. Anybody can
/// write in that form: it excuses words and names, never a link.
bool is_plain_report(const Facts& facts);

}  // namespace fuwake::facts
