// What the host says, in the reader's language: ICU MessageFormat patterns in
// native-host/data/sentences/*.json.
#pragma once

#include <unicode/locdspnm.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/languages.h"
#include "report/pattern.h"

namespace fuwake::report {

/// The sentences of one language.
class Sentences {
 public:
  /// Throws knowledge::DataError where the text is not such a file.
  static Sentences parse(std::string_view json, std::string language);

  const std::string& language() const { return language_; }

  /// A pattern of a group ("findings", "headlines", "labels", "levels") with its arguments filled
  /// in; an argument that is missing is empty. Nothing where there is no such pattern.
  Segments tell(const std::string& group, const std::string& key, const Arguments& arguments = {}) const;
  /// The same as plain text.
  std::string say(const std::string& group, const std::string& key, const Arguments& arguments = {}) const;
  /// nullptr where there is none.
  const Pattern* pattern(const std::string& group, const std::string& key) const;

  /// The advice of a kind (see AdviceKind); what says nothing with these arguments is left out.
  std::vector<Segments> advice(const std::string& kind, const Arguments& arguments) const;

  /// A country's name in this language, as short as people say it (ISO 3166-1 alpha-2 → "日本", "香港", "UK"); "" for
  /// "".
  std::string country(const std::string& code) const;

  /// "3 minutes", "2 days": in the largest unit of which there is at least one; a minus sign before what
  /// runs backwards.
  std::string duration(std::int64_t seconds) const;

  /// Date and time of day on this machine's clock, as people write them in this language: "14 Mar 2023,
  /// 06:12:43", "2023/03/14 6:12:43". `time`: seconds since 1970.
  std::string moment(std::int64_t time) const;

 private:
  explicit Sentences(std::string language);
  Pattern read(std::string_view pattern) const;

  std::string language_;
  Counting counting_;
  std::shared_ptr<const icu::LocaleDisplayNames> names_;
  std::map<std::string, std::map<std::string, Pattern>> groups_;
  std::map<std::string, std::vector<Pattern>> advice_;
};

/// All languages that there are sentences for.
class Languages {
 public:
  /// The languages that have a file in the folder ("en", "ja" for en.json and ja.json), in the order of the alphabet.
  static std::vector<std::string> offered(const std::filesystem::path& folder);

  /// Reads all of them. Throws knowledge::DataError, also for a file that is called like no language, and where English
  /// is missing.
  static Languages read(const std::filesystem::path& folder);

  /// The sentences for a locale such as "ja", "ja-JP" or "ja_JP.UTF-8"; English for a language that is not there.
  const Sentences& choose(std::string_view locale) const { return sentences_.in(locale); }

 private:
  knowledge::ByLanguage<Sentences> sentences_;
};

}  // namespace fuwake::report
