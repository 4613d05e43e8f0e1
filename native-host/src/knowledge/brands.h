// The names that mails are forged in: what they are called in every script, and the domains and
// networks that are really theirs. Data: native-host/data/brands/*.txt (format: docs/brands.md).
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "knowledge/host_table.h"
#include "knowledge/stanzas.h"

namespace fuwake::knowledge {

struct Brand {
  std::string id;
  std::map<std::string, std::string> names;  // by language ("en", "ja"): for showing
  std::vector<std::string> known_as;         // folded: found anywhere in a name, as words
  std::vector<std::string> named_exactly;    // folded: only as the whole name ("au")
  std::vector<std::string> domains;          // its own: it mails from and logs in at these
  std::vector<std::string> mails_from;       // further domains that it mails from
  std::vector<std::string> customers_below;  // domains whose subdomains are its customers', not its own
  std::vector<std::string> passes_on;        // its addresses whose mails hold strangers' words, lower case
  std::vector<std::uint32_t> networks;       // autonomous systems that it runs itself
  std::string sector;
  std::string source;

  /// In the reader's language, or else in English.
  const std::string& name(std::string_view language) const;
};

class Brands {
 public:
  /// Throws DataError for an entry without a name, without a domain or without a source, and where
  /// two brands claim the same domain.
  explicit Brands(const std::vector<Stanza>& stanzas);

  static Brands read(const std::filesystem::path& folder);

  /// The brands whose name a reader finds in `text`, a display name or a subject, in the order in
  /// which they stand there. A name counts as words: between letters of its own script it is not
  /// found, but a change from lower to upper case is a border ("eKagoya" names Kagoya). A name in
  /// kana or kanji counts anywhere.
  std::vector<const Brand*> named_in(std::string_view text) const;

  /// The brand to which a host (lower-case ASCII) belongs, by the longest domain that it is within;
  /// nullptr where there is none. Domains that it only mails from count, its customers' subdomains do not.
  const Brand* owner_of(std::string_view host) const;

  /// The brand that runs an autonomous system; nullptr where there is none.
  const Brand* operator_of(std::uint32_t asn) const;

  const std::vector<Brand>& all() const { return brands_; }

 private:
  struct Name {
    std::string folded;
    std::size_t brand;
    bool exactly;
  };
  void find_names(const std::string& folded, std::vector<const Brand*>& found) const;

  std::vector<Brand> brands_;
  std::vector<Name> names_;
  std::unordered_map<std::string, std::vector<std::size_t>> names_by_start_;
  struct Domain {
    std::optional<std::size_t> brand;
    bool customers_below = false;
  };
  HostTable<Domain> domains_;
  std::unordered_map<std::uint32_t, std::size_t> by_network_;
};

}  // namespace fuwake::knowledge
