// Phrases that lures are made of, by language and lure. Data: native-host/data/wording/*.txt, and what each lure is:
// native-host/data/lures/*.txt.
#pragma once

#include <bitset>
#include <cstdint>
#include <filesystem>
#include <list>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/lure_groups.h"
#include "knowledge/stanzas.h"

namespace fuwake::knowledge {

/// One of its alternatives, folded, stands in the text.
using PartOfPhrase = std::span<const std::string_view>;

struct Phrase {
  std::string_view lure;  // "storage-full"; the Wording's, as all else that is pointed to
  std::span<const PartOfPhrase> parts;
  bool any_order = false;
  std::size_t gap = 0;  // so many bytes of other text may stand between two parts
  bool hint = false;    // says little by itself, as the data say: "urgent", "当選", what anybody says
  LureGroupSet groups;  // the lure's
  const std::vector<std::string>* unless = nullptr;  // folded: it is not meant where one of these stands by it
};

struct PhraseFound {
  const Phrase* phrase = nullptr;
  std::size_t offset = 0;  // in the folded text
  std::size_t length = 0;

  /// Where a part stands, from `offset` on.
  struct Place {
    std::size_t begin = 0, length = 0;
  };
  std::vector<Place> parts;  // in the order of the text
};

/// What was found of one lure: its phrases, each once, in the order of the text, none within another.
struct LureFound {
  std::string lure;
  std::vector<PhraseFound> phrases;

  /// One phrase that is no hint, or three hints, make a lure.
  bool is_told() const;

  bool is_in(LureGroup group) const;
};

/// Texts one behind the other, each of which stays where it is: tens of thousands by themselves took most of the time
/// of a start.
class Letters {
 public:
  std::string_view keep(std::string_view text);

 private:
  std::vector<std::vector<char>> blocks_;  // none grows beyond what it was made for
};

/// Can be moved, and not copied: phrases point to its names.
class Wording {
 public:
  /// A phrase is written as it stands in mails; "…" in it stands for up to 80 bytes of other text, and "{a,b}" for one
  /// of them. What is "near" has two or three parts, in any order and up to 160 bytes from one another. A phrase
  /// that begins with a Latin letter begins where a word does; one that is a single word of up to four letters
  /// ends where it does. "unless" takes back every phrase of its stanza by which it stands in the same sentence ("our
  /// bank details have not changed"). A lure's phrase that several languages share counts once. Throws DataError for a
  /// beginning of less than three bytes, for "near" of one part or more than three, and for groups of a lure that has
  /// no phrases.
  explicit Wording(const std::vector<Stanza>& stanzas, const LureGroups& groups = {});
  Wording(Wording&&) = default;
  Wording& operator=(Wording&&) = default;
  Wording(const Wording&) = delete;
  Wording& operator=(const Wording&) = delete;

  /// Phrases and groups, a folder each. Throws DataError.
  static Wording read(const std::filesystem::path& folder, const std::filesystem::path& groups);

  /// What stands in `folded`, a text that text::fold() made; lures in the order of their first phrase. The time is
  /// linear in the text.
  std::vector<LureFound> find(std::string_view folded) const;

  /// Every lure that there are phrases of, each once, by name; without what warns of lures (LureGroup::warning).
  std::vector<std::string> lures() const;

 private:
  // By what a phrase may begin: an alternative of one of its parts.
  struct Start {
    std::uint32_t hash = 0;  // of its first six bytes or three
    std::uint32_t phrase = 0;
    std::uint16_t part = 0, alternative = 0;
  };

  void add(const Stanza& stanza, LureGroupSet groups);
  void add_phrase(Phrase phrase, const std::string& line, const std::string& where);
  void join_parts();
  void drop_repetitions();
  void add_starts_of(std::uint32_t phrase);

  std::set<std::string> lures_;
  std::list<std::vector<std::string>> unless_;  // a stanza's each
  Letters letters_;
  std::vector<std::string_view> alternatives_;  // of one part after the other,
  std::vector<PartOfPhrase> parts_;             // and parts of one phrase after the other
  std::vector<Phrase> phrases_;
  std::vector<Start> by_start_;  // sorted by the hash
  // Most places begin no phrase, which a bit tells.
  std::bitset<std::size_t{1} << 18> starts_;
};

}  // namespace fuwake::knowledge
