// Words that make another entity of a brand's name: "Apple Valley School", "Netflix Book Club", "Hannes Elster" and
// "Ayuntamiento de Santander" claim no brand. Data: native-host/data/other-entities/*.txt.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "knowledge/stanzas.h"

namespace fuwake::knowledge {

class OtherEntities {
 public:
  OtherEntities() = default;

  /// Keys, all folded on reading: "after" (follows a name directly; phrases of several words within the next three),
  /// "before" (stands directly before it), "given-name" (a person's, before a brand that is a family name as well),
  /// "role" (who speaks in a firm's name: "support", "kundenservice").
  explicit OtherEntities(const std::vector<Stanza>& stanzas);

  static OtherEntities read(const std::filesystem::path& folder);

  /// True where the name from `begin` to `end` of a folded text is a part of another entity's. `own_names`: the
  /// brand's own ("navy federal credit union" is no other credit union). `family_name`: people are
  /// called so as well.
  /// Not covered: entities that only their place tells ("Citizens Bank, Dhaka"); brand data list these by
  /// "known-not-as".
  bool are_named(std::string_view text, std::size_t begin, std::size_t end, const std::vector<std::string>& own_names,
                 bool family_name) const;

  /// True where a folded text is nothing but roles: what may stand beside a name that counts only as the whole name
  /// ("ING Klantenservice", "auサポート").
  bool is_role(std::string_view text) const;

 private:
  bool follows(std::string_view rest, const std::vector<std::string>& own_names) const;
  bool precedes(std::string_view before) const;
  bool are_of_person(std::string_view before, std::string_view rest) const;

  std::vector<std::string> after_;
  std::vector<std::string> before_;
  std::vector<std::string> roles_;
  std::unordered_set<std::string> given_names_;
};

}  // namespace fuwake::knowledge
