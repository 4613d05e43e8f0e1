// An ICU MessageFormat pattern, read once, that gives segments.
#pragma once

#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>

#include <concepts>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/segments.h"

namespace fuwake::report {

/// What a pattern is given for a name: text of ours, a number, or segments.
struct Argument {
  Segments segments;
  std::optional<std::int64_t> number;  // written as the language writes numbers; plurals go by it

  Argument() = default;
  Argument(std::string text) : segments{{SegmentKind::text, std::move(text)}} {}
  Argument(const char* text) : Argument(std::string(text)) {}
  Argument(SegmentKind kind, std::string text) : segments{{kind, std::move(text)}} {}
  Argument(Segments whole) : segments(std::move(whole)) {}
  Argument(std::integral auto whole)
      : number(std::in_range<std::int64_t>(whole) ? static_cast<std::int64_t>(whole) : INT64_MAX) {}

  bool empty() const { return !number && plain(segments).empty(); }
};

using Arguments = std::map<std::string, Argument>;

/// How a language counts. Copies are cheap; safe to use from several threads.
class Counting {
 public:
  explicit Counting(const std::string& language);
  std::string write(std::int64_t number) const;
  /// CLDR's category: "one", "other", …
  std::string category(std::int64_t number) const;

 private:
  icu::number::LocalizedNumberFormatter formatter_;
  std::shared_ptr<const icu::PluralRules> rules_;
};

/// Where what is filled in meets the words around it, a Latin letter or a figure and a kana or kanji are parted by a
/// blank, and a full stop that it ends with is the sentence's as well.
///
/// {name}, {name, select, …} and {name, plural, …} (without offset); apostrophes as ICU has them. What is filled in is
/// never read as a pattern.
class Pattern {
 public:
  /// nullopt where it is no such pattern.
  static std::optional<Pattern> parse(std::string_view pattern);

  /// What is missing is empty; for a choice, it is "other".
  Segments fill(const Arguments& arguments, const Counting& counting) const;

  /// The names of what it shows, wherever it is shown in it.
  std::set<std::string> shown() const;
  /// The names of what it chooses by.
  std::set<std::string> chosen_by() const;

  /// As it was written.
  const std::string& source() const { return source_; }

  struct Node;
  using Nodes = std::vector<Node>;

 private:
  std::string source_;
  Nodes nodes_;
};

struct Pattern::Node {
  enum class What { text, argument, number, select, plural };  // number: the "#" of a plural
  What what = What::text;
  std::string text;                    // or the argument's name
  std::map<std::string, Nodes> cases;  // by keyword; "=1" for exactly one
};

}  // namespace fuwake::report
