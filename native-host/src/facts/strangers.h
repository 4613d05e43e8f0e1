// Whether a real service's mail carries what a stranger wrote.
#pragma once

#include "knowledge/strangers_words.h"
#include "knowledge/wording.h"

namespace fuwake::facts {

struct Facts;

/// The service whose address the mail is from and that passes on strangers' words, always or sometimes; nullptr where
/// there is none.
const knowledge::StrangersWords::Service* service_of_strangers(const Facts& facts);

/// The mail's words are a stranger's: all that the address sends are ("drive-shares-noreply@google.com"), the name says
/// so ("Ann (via Google Docs)"), or, where only some are (a payment service's own notices and the bills of its
/// customers), they hold a telephone number or tell of what is not the service's own business.
/// Anything whose answers go to free mail is, whoever it is from.
bool carries_strangers_words(const Facts& facts);

/// Of the lures that the words tell the first that no service tells of itself: a group of investors, a prize, a casino.
const knowledge::LureFound* lure_of_stranger(const Facts& facts);

}  // namespace fuwake::facts
