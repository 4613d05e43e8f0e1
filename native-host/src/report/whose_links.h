// Whose a link's target is, and where the link would lead if it were what it looks like: for whoever asks the reader
// before it opens.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "dissection/dissection.h"

namespace fuwake::report {

class WhoseLinks {
 public:
  /// `language`: in which brands are named.
  WhoseLinks(const dissection::Dissection& dissection, std::string language);

  /// "forged": the site of a brand in whose name the mail deceives (a domain of its own, or "www" there); "reader": of
  /// the reader's own domain; "other": of anybody else as far as known, and wherever anybody may have got a page.
  const char* owner_of(const links::Link& link) const;

  /// {"brand": "KAGOYA JAPAN", "domain": "kagoya.com"}: by what a deception about the link shows, else by the brand
  /// that the mail claims; "brand" is null where the domain is no brand's. Null where there is none, or the link goes
  /// there. `findings`: those about the link.
  nlohmann::json instead_of(const links::Link& link, const std::vector<const evidence::Finding*>& findings) const;

 private:
  const knowledge::Brand* forged_owner_of(const links::Link& link) const;
  nlohmann::json home_of(const knowledge::Brand& brand, const std::string& shown) const;
  nlohmann::json shown_in(const evidence::Finding& deception) const;
  const knowledge::Brand* brand_in(const evidence::Finding& finding) const;

  const facts::Facts& facts_;
  std::string language_;
  std::vector<const knowledge::Brand*> forged_;
};

}  // namespace fuwake::report
