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
#include "knowledge/name_finder.h"

namespace fuwake::knowledge {

enum class Resemblance {
  homograph,   // the same to the eye: "pаypal.com" with a Cyrillic а, "rnicrosoft.com"
  one_edit,    // one letter more, less or other: "paypa1.com", "amazzon.com"
  added_word,  // the name and a word that lures: "paypal-support.com", "login-amazon.example", "wwwpaypal.com"
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

/// Domains of which one that resembles another is found without a look at all of them.
class LookalikeIndex {
 public:
  /// Registrable domains, Unicode, lower case. Numbered from 0 in the order of their adding.
  void add(const std::string& domain);

  struct Match {
    std::size_t number = 0;
    Lookalike lookalike;
  };
  /// The first of the domains that `domain` resembles (see resembles()).
  std::optional<Match> find(std::string_view domain) const;

 private:
  void add_key(const std::string& key, std::size_t number);

  std::vector<std::string> domains_;
  // By the skeleton of the name, and by the name with each letter left out: names one edit apart share
  // one of these.
  std::unordered_map<std::string, std::vector<std::size_t>> by_key_;
};

/// True for a word that phishing domains put beside a brand's name ("support", "login").
bool is_lure_word(std::string_view word);

/// What looks like a brand's by chance.
struct Neighbours {
  std::unordered_set<std::string> domains;  // well-known ones ("mobile.de" and ymobile.jp)
  std::unordered_set<std::string> words;    // of a language, and names of places and people: "channel", "milton"
};

/// What looks like a brand's domain or name, found by the shape of it.
class Lookalikes {
 public:
  /// `brands` outlives it.
  Lookalikes(const Brands& brands, Neighbours neighbours);

  /// Reads the neighbours from a folder of data files. Throws DataError.
  static Neighbours read_neighbours(const std::filesystem::path& folder);

  struct Found {
    const Brand* brand = nullptr;
    Lookalike lookalike;
  };
  /// The brand that a registrable domain (Unicode, lower case) imitates. A domain that belongs to a
  /// brand imitates none, nor does one that only an office or a school can have (has_restricted_suffix()). One letter
  /// more, less or other counts inside a name alone: nobody misreads its first letter ("hetzner", "getzner"), and of
  /// "jabank" too little is a name.
  std::optional<Found> imitated_by(std::string_view domain) const;

  /// The brand whose name stands in `text` in letters that only look like its own ("РауРаl", "ヤマ卜運輸", "三 菱 Ｕ Ｆ
  /// Ｊ"; see name_skeleton()), and is not there as it is written.
  const Brand* disguised_in(std::string_view text) const;

  struct Misspelt {
    const Brand* brand = nullptr;
    std::string word;  // as it stands in the text, in small letters
  };
  /// A brand's name of six Latin letters and more with one of them wrong inside ("Aamzon.co.jp", "Mircosoft"), with a
  /// figure for a letter ("Amaz0n"), broken off ("Coinb…"), or misspelt in look-alikes ("Соіоbаѕе"). For a sender's
  /// name and only where his own domain does not bear that word: firms may be called so.
  std::optional<Misspelt> misspelt_in(std::string_view text) const;

 private:
  const Brand* misspelt(const std::string& word) const;
  const Brand* broken_off(const std::string& start) const;

  const Brands& brands_;
  Neighbours neighbours_;
  LookalikeIndex index_;
  std::vector<std::size_t> brand_of_;  // by number in the index
  NameFinder names_;                   // by their skeletons
  LookalikeIndex long_names_;
  std::vector<std::pair<std::string, std::size_t>> name_of_;  // by number in long_names_: the name, the brand
};

}  // namespace fuwake::knowledge
