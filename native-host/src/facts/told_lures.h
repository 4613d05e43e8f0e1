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
  std::string text;         // what was searched: the subject, the sender's name ("Casino Team") and the beginning of
                            // the visible text, folded; each by itself, so that no phrase is found across two of them
  std::size_t subject = 0;  // so many bytes of it are the subject
  std::vector<std::size_t> line_ends;       // where in `text` a line ended and another began; a blank stands there
  std::vector<knowledge::LureFound> lures;  // those that are told (LureFound::is_told), wherever their phrases stand;
                                            // offsets into `text`

  std::optional<knowledge::LureFound> warning;  // it warns of lures, or asks about one; not among `lures`

  knowledge::LureGroupSet hinted;  // of which lures one phrase at least was found, told or not

  /// The first told of a group. Null where there is none.
  const knowledge::LureFound* first_of(knowledge::LureGroup group) const;

  bool has(knowledge::LureGroup group) const { return first_of(group) != nullptr; }

  bool hints_at(knowledge::LureGroup group) const { return hinted.test(static_cast<std::size_t>(group)); }

  /// What to show of a lure: a phrase of several words rather than a single one, and where it has hints alone three of
  /// them. What stands on two lines, or far apart, was not written in one breath: "…" stands between.
  std::string quote(const knowledge::LureFound& lure) const;

 private:
  std::string quote(const knowledge::PhraseFound& found) const;
};

/// So much of the visible text is searched: a lure is told at the beginning.
inline constexpr std::size_t searched_for_lures = 32 * 1024;

/// What the subject, the sender's name and the beginning of the visible text tell; each by itself.
ToldLures told_lures(const mail::Mail& mail, const page::Page& page, const knowledge::Knowledge& knowledge);

}  // namespace fuwake::facts
