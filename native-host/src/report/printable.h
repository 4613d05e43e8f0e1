// Text that a sender chose, made harmless to show.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fuwake::report {

/// Valid UTF-8 of at most `longest` bytes ("…" marks a cut) in which nothing acts on its
/// surroundings: control characters, bidirectional controls (U+202E turns text around) and
/// invisible characters are spelt out as ⟨U+202E⟩ and line ends are spaces. Terminals and mail
/// programs make links of what they are shown: "https://" is "h**ps://", any other scheme is
/// "ftp*://" or "mailto*:", and "www." is "www*.". Addresses (a@b.example) stay, for they are what
/// must be read. Twice the same as once.
std::string printable(std::string_view text, std::size_t longest = 200);

/// Of a text of many lines all but what acts on its surroundings, and what is no UTF-8: for what was made printable by
/// somebody who is not believed (a worker that a mail took over).
std::string without_controls(std::string_view text);

/// A text as it is, harmless to show: in pieces that stood before, between and behind its colons, so that no program
/// makes a link of it. It ends where it would be longer than `longest` bytes, have more than `most_pieces` pieces, or
/// act on its surroundings (line ends and tabs may stand in it).
struct Pieces {
  std::vector<std::string> pieces;
  bool whole = true;  // joined with ":" they are all of it; else its beginning
};
inline constexpr std::size_t most_pieces = 20;
Pieces in_pieces(std::string_view text, std::size_t longest);

/// JSON that was made already, with the characters that printable() spells out as \u202e, and what it holds of links
/// that were not defanged (a file's path, a decision's key) with \u003a for the colon and "www\u002e": JSON is shown in
/// terminals as well. What it means stays the same.
std::string escape_json(std::string_view json);

}  // namespace fuwake::report
