// The names that mails are forged in: what they are called in every script, and the domains and
// networks that are really theirs. Data: native-host/data/brands/*.txt (format: docs/brands.md).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "knowledge/host_table.h"
#include "knowledge/name_finder.h"
#include "knowledge/other_entities.h"
#include "knowledge/stanzas.h"

namespace fuwake::knowledge {

struct Brand {
  std::string id;
  ByLanguage<std::string> names;             // for showing
  std::vector<std::string> known_as;         // folded: found anywhere in a name, as words
  std::vector<std::string> named_exactly;    // folded: only as the whole name ("au")
  std::vector<std::string> known_not_as;     // folded: names of others that hold one of its own ("apple bank")
  std::vector<std::string> domains;          // its own: it mails from and logs in at these
  std::vector<std::string> mails_from;       // further domains that it mails from, or shortens links to itself at
  std::vector<std::string> customers_below;  // domains whose subdomains are its customers', not its own
  std::vector<std::uint32_t> networks;       // autonomous systems that it runs itself
  std::vector<std::string> speaks_for;       // sectors, or ids of brands, whose names its mails bear rightly
  bool installed = false;                    // a program that writes in its own name from whose site it runs on
  bool family_name = false;                  // people are called so as well ("Elster")
  std::string group;                         // brands of one owner share it ("meta"); "" where it stands alone
  std::string sector;
  std::string source;
};

class Brands {
 public:
  /// Throws DataError for an entry without a name, without a domain or without a source, where two brands claim the
  /// same domain, and for a domain that anybody could register a match of ("ca-*.fr").
  explicit Brands(const std::vector<Stanza>& stanzas, OtherEntities others = {});

  /// True where a folded text is nothing but who speaks in a firm's name ("helpdesk", "サポート").
  bool is_role(std::string_view text) const { return others_.is_role(text); }

  static Brands read(const std::filesystem::path& folder, OtherEntities others);

  /// The brands whose name a reader finds in `text`, a display name or a subject, in the order in
  /// which they stand there. A name counts as words: between letters of its own script it is not
  /// found, but a change from lower to upper case is a border ("eKagoya" names Kagoya). A name in
  /// kana or kanji counts anywhere. A brand's domain as a word ("eki-net.com") names it as well. A name that is part
  /// of another entity's ("Apple Valley School", "Hannes Elster") is not the brand's.
  std::vector<const Brand*> named_in(std::string_view text) const;

  /// True where `brand`'s name stands in `display_name` only as a part of another entity's: nobody claims the brand.
  bool names_another_entity(std::string_view display_name, const Brand& brand) const;

  /// Mails of `owner` may bear the name of `named`: the same brand, one of its group, or one for which it speaks
  /// (a payment network names the bank, a government's mailer its offices).
  bool answers_for(const Brand& owner, const Brand& named) const;

  /// The brand to which a host (lower-case ASCII) belongs, by the longest domain that it is within;
  /// nullptr where there is none. Domains that it only mails from count, its customers' subdomains do not.
  const Brand* owner_of(std::string_view host) const;

  /// The part of a host that decides whose it is: the registrable domain, or the customer's name below a domain at
  /// which a brand hosts its customers ("attacker.zendesk.com").
  std::string deciding_domain(std::string_view host) const;

  /// The brand that runs an autonomous system; nullptr where there is none.
  const Brand* operator_of(std::uint32_t asn) const;

  const std::vector<Brand>& all() const { return brands_; }

 private:
  void index(std::size_t number, const std::string& where);
  bool is_not_its(std::string_view folded, NameFinder::Match match) const;
  // A text with a word of it taken apart, and the part that may be a name.
  struct Reading {
    std::string text, name;
  };
  std::vector<Reading> readings_of_glued(std::string_view text) const;
  // `alone`: only where it is called so; any name where that is empty.
  void add_named(const std::string& folded, std::vector<const Brand*>& found, std::string_view alone = {}) const;

  std::vector<Brand> brands_;
  OtherEntities others_;
  NameFinder names_;
  NameFinder other_names_;  // "known-not-as"
  struct Domain {
    std::optional<std::size_t> brand;
    bool customers_below = false;
  };
  HostTable<Domain> domains_;
  std::unordered_map<std::uint32_t, std::size_t> by_network_;
};

}  // namespace fuwake::knowledge
