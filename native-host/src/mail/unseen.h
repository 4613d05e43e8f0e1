// What of a mail was not looked at, because a limit was reached. A limit is a way out for whoever knows it, so
// each is told by name: the reader sees what was left out, and the level is at least `caution`.
#pragma once

#include <set>

namespace fuwake::mail {

enum class Unseen {
  rest,         // of a mail larger than is taken in
  fields,       // of a header section
  parts,        // of a message with more or deeper ones than are followed
  text,         // of its bodies
  links,        // of its bodies and attachments
  link_ends,    // the end of a link, or of the base of links, longer than any that is made for people
  attachments,  // their contents
};

/// Only what a reader can see, click or open belongs in it.
using UnseenThings = std::set<Unseen>;

}  // namespace fuwake::mail
