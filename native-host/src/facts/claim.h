// Whom a mail says it is from, for the checks that hold this against the facts.
#pragma once

#include "facts/facts.h"

namespace fuwake::facts {

/// The brand that a reader finds in the From field's display name, although the address is not at
/// one of the brand's domains; nullptr where the name names none, or is right. An address at the
/// domain of one named brand makes the others a mention ("Amazon Pay via Rakuten").
const knowledge::Brand* falsely_claimed_brand(const Facts& facts);

}  // namespace fuwake::facts
