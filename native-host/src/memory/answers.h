// What the engine asks of what the user decided, answered.
#pragma once

#include "memory/history.h"

namespace fuwake::memory {

/// Never fails: what cannot be read counts as not decided, and the answer says so. A file that is broken, or that
/// another program has, must not keep mails from being judged.
decisions::Decisions answer(const History& history, const decisions::Keys& keys);

}  // namespace fuwake::memory
