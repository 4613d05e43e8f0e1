// What the engine asks of what the user decided, answered.
#pragma once

#include "memory/history.h"

namespace fuwake::memory {

/// Never fails: what cannot be read counts as not decided, and the answer says so. A file that is broken, or that
/// another program has, must not keep mails from being judged.
evidence::Decisions answer(const History& history, const evidence::Keys& keys);

}  // namespace fuwake::memory
