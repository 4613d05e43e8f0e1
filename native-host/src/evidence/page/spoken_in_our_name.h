// What a mail says in Fuwake's name of itself: "✔ Sender verified: Fuwake confirms this mail comes from your bank".
#pragma once

#include <string>
#include <string_view>

namespace fuwake::evidence {

struct Surroundings {
  bool seals_only = false;  // nothing but what is set like a seal counts
  bool wants_much =
      false;  // the mail has a demand, or a name that is not its sender's: people who write of us have none
  bool marks_quotes = true;  // ">" before a line is how the mail quotes others, as plain text does
};

/// The first sentence of `text` that speaks in our name and well of this mail; "" where none does. Read in letters that
/// are folded, so that nothing that cannot be seen stands between them; a sentence may be broken into lines. Who writes
/// of us, asks about us, quotes us or has used us speaks for himself. Not covered: languages in which we do not speak.
std::string spoken_in_our_name(std::string_view text, const Surroundings& around);

}  // namespace fuwake::evidence
