// The phrases that lures are made of. One finding a lure; the phrases are data.
#include <algorithm>

#include "evidence/checks.h"
#include "knowledge/folding.h"

namespace fuwake::evidence {

/// So much of the visible text is searched for phrases: a lure is told at the beginning.
constexpr std::size_t searched_text = 64 * 1024;

Findings check_lures(const Material& material) {
  const std::string text = knowledge::fold(
      material.mail.subject + "\n" + material.links.text.substr(0, searched_text));
  Findings findings;
  for (const knowledge::PhraseFound& found : material.knowledge.wording.find(text)) {
    const std::string quote = text.substr(found.offset, found.length);
    const mail::Span span =
        material.mail.bodies.empty()
            ? mail::Span{}
            : material.mail.parts[material.mail.bodies.front().part].body;
    findings.push_back({"wording." + found.phrase->lure,
                        Family::wording,
                        Kind::anomaly,
                        {{"phrase", quote}},
                        {{span, quote}}});
  }
  return findings;
}

}  // namespace fuwake::evidence
