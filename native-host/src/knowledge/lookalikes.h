// Names that look like others: what a hurried reader takes for a brand's domain or name.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "knowledge/brands.h"

namespace fuwake::knowledge {

enum class Resemblance {
  homograph,   // the same to the eye: "pаypal.com" with a Cyrillic а, "rnicrosoft.com"
  one_edit,    // one letter more, less or other: "paypa1.com", "amazzon.com"
  added_word,  // the name and a word that lures: "paypal-support.com", "login-amazon.example"
};

struct Lookalike {
  Resemblance resemblance;
  std::string original;  // the domain that is imitated
};

/// The "skeleton" of a text (UTS 39, section 4, by ICU uspoof), with "rn" read as "m" and "vv" as
/// "w": two texts with one skeleton look alike.
std::string skeleton(std::string_view text);

/// Does `domain`, a registrable domain in Unicode and lower case, look like `original`, another one?
/// one_edit is asked only of names of six letters and more: shorter ones have honest neighbours.
/// Not covered: the same name under another suffix ("amazon.shop"), since half of all brands own
/// theirs only under some.
std::optional<Lookalike> resembles(std::string_view domain, std::string_view original);

/// What looks like a brand's domain or name, found by the shape of it.
class Lookalikes {
 public:
  /// `brands` outlives it. `neighbours`: well-known domains that look like a brand's by chance
  /// ("mobile.de" and ymobile.jp).
  Lookalikes(const Brands& brands, std::unordered_set<std::string> neighbours);

  /// Reads the neighbours from a folder of data files. Throws DataError.
  static std::unordered_set<std::string> read_neighbours(const std::filesystem::path& folder);

  struct Found {
    const Brand* brand = nullptr;
    Lookalike lookalike;
  };
  /// The brand that a registrable domain (Unicode, lower case) imitates. A domain that belongs to a
  /// brand imitates none.
  std::optional<Found> imitated_by(std::string_view domain) const;

  /// The brand whose name stands in `text` in letters that only look like its own ("РауРаl").
  const Brand* disguised_in(std::string_view text) const;

 private:
  struct Entry {
    std::size_t brand;
    std::string domain;
  };
  void add_key(const std::string& key, std::size_t entry);

  const Brands& brands_;
  std::unordered_set<std::string> neighbours_;
  std::vector<Entry> entries_;
  // Domains by skeleton of the name, and by the name with each letter left out: names one edit apart
  // share one of these.
  std::unordered_map<std::string, std::vector<std::size_t>> by_key_;
  std::unordered_map<std::string, std::size_t> names_by_skeleton_;
};

}  // namespace fuwake::knowledge
