// The lures that a mail's words tell: found once, for the checks that state them and for those that hold them
// against the facts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "knowledge/knowledge.h"
#include "mail/mail.h"
#include "page/page.h"

namespace fuwake::facts {

struct ToldLures {
  std::string text;         // what was searched: the subject, the sender's name ("Casino Team"), the beginning of the
                            // visible text, and of all stretches behind it the one that tells most; folded; each by
                            // itself, so that no phrase is found across two of them
  std::size_t subject = 0;  // so many bytes of it are the subject
  std::vector<std::size_t> line_ends;       // where in `text` a line ended and another began; a blank stands there
  std::vector<knowledge::LureFound> lures;  // those that are told (LureFound::is_told), wherever their phrases stand;
                                            // offsets into `text`

  std::optional<knowledge::LureFound> warning;  // it warns of lures, or asks about one; not among `lures`

  knowledge::LureGroupSet hinted;  // of which lures one phrase at least was found, told or not

  /// The first told of a group. Null where there is none.
  const knowledge::LureFound* first_of(knowledge::LureGroup group) const;

  bool cut = false;  // there is more to be seen than was searched

  bool has(knowledge::LureGroup group) const { return first_of(group) != nullptr; }

  bool hints_at(knowledge::LureGroup group) const { return hinted.test(static_cast<std::size_t>(group)); }

  /// The words around a lure's phrases, where its number, its brand and its sum stand: `reach` bytes on each side. Of
  /// `text`, so folded.
  std::string around(const knowledge::LureFound& lure, std::size_t reach) const;

  /// What to show of a lure: a phrase of several words rather than a single one, and where it has hints alone three of
  /// them. What stands on two lines, or far apart, was not written in one breath: "…" stands between.
  std::string quote(const knowledge::LureFound& lure) const;

 private:
  std::string quote(const knowledge::PhraseFound& found) const;
};

/// The visible text is searched in stretches of so much: a hundred kilobytes of somebody's newsletter before a lure
/// hide nothing. What is told in one stretch counts together.
inline constexpr std::size_t searched_for_lures = 32 * 1024;

/// So much is searched behind the first stretch, in folded bytes; where there is more, that is said (ToldLures::cut).
/// No honest mail of ours has as much text, and megabytes of beginnings of phrases took a quarter of a second each.
inline constexpr std::size_t most_searched = 256 * 1024;

/// What the subject, the sender's name, the beginning of the visible text, and the stretch behind it that tells most,
/// tell; each by itself. Linear in the text.
ToldLures told_lures(const mail::Mail& mail, const page::Page& page, const knowledge::Knowledge& knowledge);

}  // namespace fuwake::facts
