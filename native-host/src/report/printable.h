// Text that a sender chose, made harmless to show.
#pragma once

#include <string>
#include <string_view>

namespace fuwake::report {

/// Valid UTF-8 of at most `longest` bytes ("…" marks a cut) in which nothing acts on its
/// surroundings: control characters, bidirectional controls (U+202E turns text around) and
/// invisible characters are spelt out as ⟨U+202E⟩, line ends are spaces, and "https://" is
/// "h**ps://", so that no program makes a link of it.
std::string printable(std::string_view text, std::size_t longest = 200);

}  // namespace fuwake::report
