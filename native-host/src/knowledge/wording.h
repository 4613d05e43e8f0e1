// Phrases that lures are made of, by language and lure. Data: native-host/data/wording/*.txt.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/stanzas.h"

namespace fuwake::knowledge {

struct Phrase {
  std::string lure;                // "storage-full"
  std::vector<std::string> parts;  // folded; in this order, not far from one another
};

struct PhraseFound {
  const Phrase* phrase = nullptr;
  std::size_t offset = 0;  // in the folded text
  std::size_t length = 0;
};

class Wording {
 public:
  /// A phrase is written as it stands in mails; "…" in it stands for up to 80 bytes of other text.
  explicit Wording(const std::vector<Stanza>& stanzas);

  static Wording read(const std::filesystem::path& folder);

  /// The first phrase of each lure that stands in `folded`, a text that fold() made.
  std::vector<PhraseFound> find(std::string_view folded) const;

 private:
  std::vector<Phrase> phrases_;
};

}  // namespace fuwake::knowledge
