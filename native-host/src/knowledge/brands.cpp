#include "knowledge/brands.h"

#include <algorithm>
#include <charconv>

#include "text/folding.h"

namespace fuwake::knowledge {
namespace {

// Long enough that few names share it, short enough for every name.
constexpr std::size_t start_length = 2;

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_letter_of_name(std::string_view name, std::size_t at) {
  return at < name.size() && is_word_byte(name[at]);
}

// "eKagoya" → "e Kagoya": attackers glue a letter to a name, brands write theirs in one word.
std::string split_at_capitals(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool lower_before = i > 0 && text[i - 1] >= 'a' && text[i - 1] <= 'z';
    if (lower_before && text[i] >= 'A' && text[i] <= 'Z') out += ' ';
    out += text[i];
  }
  return out;
}

Brand read_brand(const Stanza& stanza) {
  Brand brand;
  brand.id = stanza.id;
  for (const auto& [key, value] : stanza.fields) {
    if (key == "name") brand.names["en"] = value;
    if (key == "name-ja") brand.names["ja"] = value;
    if (key == "named-exactly") brand.named_exactly.push_back(text::fold(value));
    if (key == "known-as") brand.known_as.push_back(text::fold(value));
    if (key == "domain") brand.domains.push_back(value);
    if (key == "mails-from") brand.mails_from.push_back(value);
    if (key == "customers-below") brand.customers_below.push_back(value);
    if (key == "passes-on") brand.passes_on.push_back(value);
    if (key == "network") {
      std::uint32_t asn = 0;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), asn);
      if (error != std::errc() || end != value.data() + value.size())
        throw DataError(stanza.where + ": network is not a number: " + value);
      brand.networks.push_back(asn);
    }
    if (key == "sector") brand.sector = value;
    if (key == "source") brand.source = value;
  }
  if (!brand.names.contains("en")) throw DataError(stanza.where + ": no name");
  if (brand.domains.empty()) throw DataError(stanza.where + ": no domain");
  if (brand.source.empty()) throw DataError(stanza.where + ": no source");
  return brand;
}

}  // namespace

const std::string& Brand::name(std::string_view language) const {
  const auto own = names.find(std::string(language));
  return own != names.end() ? own->second : names.at("en");
}

Brands::Brands(const std::vector<Stanza>& stanzas) {
  for (const Stanza& stanza : stanzas) {
    const std::size_t index = brands_.size();
    brands_.push_back(read_brand(stanza));
    const Brand& brand = brands_.back();
    for (const auto* list : {&brand.domains, &brand.mails_from})
      for (const std::string& domain : *list) {
        auto& owner = domains_[domain].brand;
        if (owner) throw DataError(stanza.where + ": " + domain + " belongs to " + brands_[*owner].id + " already");
        owner = index;
      }
    for (const std::string& domain : brand.customers_below) domains_[domain].customers_below = true;
    for (const std::uint32_t asn : brand.networks) by_network_.emplace(asn, index);
    for (const std::string& name : brand.known_as) names_.push_back({name, index, false});
    for (const std::string& name : brand.named_exactly) names_.push_back({name, index, true});
  }
  for (std::size_t i = 0; i < names_.size(); ++i)
    names_by_start_[names_[i].folded.substr(0, start_length)].push_back(i);
}

Brands Brands::read(const std::filesystem::path& folder) {
  return Brands(read_stanzas(folder, {"name", "name-ja", "known-as", "named-exactly", "domain", "mails-from",
                                      "customers-below", "passes-on", "network", "sector", "source"}));
}

void Brands::find_names(const std::string& folded, std::vector<const Brand*>& found) const {
  for (std::size_t at = 0; at + start_length <= folded.size(); ++at) {
    const auto candidates = names_by_start_.find(folded.substr(at, start_length));
    if (candidates == names_by_start_.end()) continue;
    for (const std::size_t candidate : candidates->second) {
      const Name& name = names_[candidate];
      if (folded.compare(at, name.folded.size(), name.folded) != 0) continue;
      if (name.exactly && folded.size() != name.folded.size()) continue;
      // "ann@mozilla" mentions where somebody is; whole addresses in names have a check of their own.
      const bool glued_before =
          is_letter_of_name(name.folded, 0) && at > 0 && (is_word_byte(folded[at - 1]) || folded[at - 1] == '@');
      const bool glued_after =
          is_letter_of_name(name.folded, name.folded.size() - 1) && is_letter_of_name(folded, at + name.folded.size());
      const Brand* brand = &brands_[name.brand];
      if (!glued_before && !glued_after && std::find(found.begin(), found.end(), brand) == found.end())
        found.push_back(brand);
    }
  }
}

std::vector<const Brand*> Brands::named_in(std::string_view text) const {
  std::vector<const Brand*> found;
  // Compatibility folding would make "McAfee™" one word, "mcafeetm".
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 0;
    for (const std::string_view mark : {"™", "®", "©"})
      if (text.substr(at).starts_with(mark)) length = mark.size();
    plain += length > 0 ? ' ' : text[at];
    at += std::max<std::size_t>(length, 1);
  }
  find_names(text::fold(plain), found);
  find_names(text::fold(split_at_capitals(plain)), found);
  return found;
}

const Brand* Brands::owner_of(std::string_view host) const {
  const Brand* owner = nullptr;
  domains_.endings_of(host, [&](std::string_view ending, const Domain& domain) {
    // "attacker.zendesk.com" is a customer's; "www.zendesk.com" and "support.zendesk.com" are Zendesk's.
    if (domain.customers_below && ending.size() < host.size()) {
      const std::string_view below = host.substr(0, host.size() - ending.size() - 1);
      if (below != "www" && below != "support" && below != "mail") return true;
    }
    if (domain.brand) owner = &brands_[*domain.brand];
    return domain.brand.has_value();
  });
  return owner;
}

const Brand* Brands::operator_of(std::uint32_t asn) const {
  const auto own = by_network_.find(asn);
  return own != by_network_.end() ? &brands_[own->second] : nullptr;
}

}  // namespace fuwake::knowledge
