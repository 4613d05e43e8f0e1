// Whether a mail wants something of its reader, so that a name in it is more than a name.
#pragma once

namespace fuwake::facts {

struct Facts;

/// The words tell of the reader's account, money, parcel or prize, or ask for what gives it away: a number to call, a
/// code to scan or to enter, a secret phrase, gift cards. Somebody who is merely called like a brand does nothing of
/// the kind.
bool demands(const Facts& facts);

/// A second sign beside a brand's name: a demand, a link that hides whose it is or leads to a third party, answers that
/// go to free mail, or the receiving server's word that the sender's domain is not confirmed.
bool has_second_sign(const Facts& facts);

}  // namespace fuwake::facts
