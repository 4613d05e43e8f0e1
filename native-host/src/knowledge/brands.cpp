#include "knowledge/brands.h"

#include <algorithm>

#include "knowledge/public_suffixes.h"
#include "text/ascii.h"
#include "text/folding.h"

namespace fuwake::knowledge {
namespace {

bool begins_capital(std::string_view text, std::size_t at) {
  return at > 0 && at < text.size() && text[at - 1] >= 'a' && text[at - 1] <= 'z' && text[at] >= 'A' && text[at] <= 'Z';
}

// "eKagoya" → "e Kagoya": attackers glue a letter to a name, brands write theirs in one word.
std::string split_at_capitals(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (begins_capital(text, i)) out += ' ';
    out += text[i];
  }
  return out;
}

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

// "DHL|Express", "DHL|2026": behind three capitals at least.
bool ends_capitals(std::string_view word, std::size_t at) {
  constexpr std::size_t shortest = 3, year = 4;
  if (at < shortest || !std::all_of(word.begin() + static_cast<std::ptrdiff_t>(at - shortest),
                                    word.begin() + static_cast<std::ptrdiff_t>(at), is_capital))
    return false;
  const bool word_follows = is_capital(word[at]) && at + 1 < word.size() && word[at + 1] >= 'a' && word[at + 1] <= 'z';
  const bool year_follows =
      word.size() == at + year && (word.substr(at).starts_with("19") || word.substr(at).starts_with("20"));
  return word_follows || year_follows;
}

// Where parts of a word begin that is written in one: "Caixa|Bank|Now|App", "Caixa|Bank|2". Behind short names a figure
// belongs to them ("Line2", "au2").
std::vector<std::size_t> parts_of(std::string_view word) {
  constexpr std::size_t shortest_before_figure = 6;
  std::vector<std::size_t> parts = {0};
  for (std::size_t at = 1; at < word.size(); ++at) {
    const bool figure = at >= shortest_before_figure && text::is_digit(word[at]) != text::is_digit(word[at - 1]);
    if (figure || begins_capital(word, at) || ends_capitals(word, at)) parts.push_back(at);
  }
  parts.push_back(word.size());
  return parts;
}

// "Mynetflix", "Meinepost"
std::size_t length_of_my(std::string_view word) {
  constexpr std::size_t shortest_name = 6;
  const std::string lower = text::to_lower(word);
  for (const std::string_view my : {"my", "mein", "mijn"})
    if (lower.starts_with(my) && lower.size() >= my.size() + shortest_name) return my.size();
  return 0;
}

// "Net flix": the next word, where it may be the rest of this one. In a short text alone: "Linked in the post".
std::string_view rest_of_broken(std::string_view text, std::string_view word, std::string_view after) {
  constexpr std::size_t longest_text = 40, shortest = 3, longest = 8;
  if (text.size() > longest_text || word.size() < shortest || word.size() > longest || !after.starts_with(' '))
    return {};
  const std::string_view next = after.substr(1, std::min(after.find(' ', 1), after.size()) - 1);
  const bool small = std::all_of(next.begin(), next.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return small && next.size() >= shortest && next.size() <= longest ? next : std::string_view();
}

// "McAfee™" → "McAfee ": compatibility folding would make one word of it, "mcafeetm".
std::string without_marks(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 0;
    for (const std::string_view mark : {"™", "®", "©"})
      if (text.substr(at).starts_with(mark)) length = mark.size();
    plain += length > 0 ? ' ' : text[at];
    at += std::max<std::size_t>(length, 1);
  }
  return plain;
}

void add_domains(const Stanza& stanza, const std::string& value, std::vector<std::string>& domains) {
  if (value.find('*') != std::string::npos)
    throw DataError(stanza.where + ": anybody can register a match of " + value + "; list them: a-{b,c}.example");
  for (std::string& domain : alternatives(value, stanza.where)) domains.push_back(std::move(domain));
}

void read_field(Brand& brand, const Stanza& stanza, const std::string& key, const std::string& value) {
  if (key == "named-exactly") brand.named_exactly.push_back(text::fold(value));
  if (key == "known-as") brand.known_as.push_back(text::fold(value));
  if (key == "known-not-as") brand.known_not_as.push_back(text::fold(value));
  if (key == "domain") add_domains(stanza, value, brand.domains);
  if (key == "mails-from") add_domains(stanza, value, brand.mails_from);
  if (key == "customers-below") brand.customers_below.push_back(value);
  if (key == "network") brand.networks.push_back(network_number(stanza, value));
  if (key == "speaks-for") brand.speaks_for.push_back(value);
  if (key == "installed") brand.installed = value == "yes";
  if (key == "family-name") brand.family_name = value == "yes";
  if (key == "group") brand.group = value;
  if (key == "sector") brand.sector = value;
  if (key == "source") brand.source = value;
}

Brand read_brand(const Stanza& stanza) {
  Brand brand;
  brand.id = stanza.id;
  brand.names = stanza.names();
  for (const auto& [key, value] : stanza.fields) read_field(brand, stanza, key, value);
  if (brand.domains.empty()) throw DataError(stanza.where + ": no domain");
  if (brand.source.empty()) throw DataError(stanza.where + ": no source");
  return brand;
}

// As far as the words that make another entity of a name stand from it, in bytes.
constexpr std::size_t far = 120;

// Hosts of a brand itself among its customers'.
bool is_own_label(std::string_view below) {
  return below == "www" || below == "support" || below == "mail";
}

}  // namespace

Brands::Brands(const std::vector<Stanza>& stanzas, OtherEntities others) : others_(std::move(others)) {
  for (const Stanza& stanza : stanzas) {
    brands_.push_back(read_brand(stanza));
    index(brands_.size() - 1, stanza.where);
  }
  for (const Brand& brand : brands_)
    for (const std::string& other : brand.speaks_for)
      if (std::none_of(brands_.begin(), brands_.end(),
                       [&other](const Brand& each) { return each.id == other || each.sector == other; }))
        throw DataError(brand.id + ": speaks for " + other + ", which is neither a brand nor a sector");
}

void Brands::index(std::size_t number, const std::string& where) {
  const Brand& brand = brands_[number];
  for (const auto* list : {&brand.domains, &brand.mails_from})
    for (const std::string& domain : *list) {
      auto& owner = domains_[domain].brand;
      if (owner) throw DataError(where + ": " + domain + " belongs to " + brands_[*owner].id + " already");
      owner = number;
    }
  for (const std::string& domain : brand.customers_below) domains_[domain].customers_below = true;
  for (const std::uint32_t asn : brand.networks) by_network_.emplace(asn, number);
  for (const std::string& name : brand.known_as) names_.add(name, number);
  for (const std::string& name : brand.named_exactly) names_.add(name, number, true);
  for (const std::string& name : brand.known_not_as) other_names_.add(name, number);
}

Brands Brands::read(const std::filesystem::path& folder, OtherEntities others) {
  return Brands(read_stanzas(folder, {"name", "name-*", "known-as", "named-exactly", "known-not-as", "domain",
                                      "mails-from", "customers-below", "network", "speaks-for", "installed",
                                      "family-name", "group", "sector", "source"}),
                std::move(others));
}

bool Brands::is_not_its(std::string_view folded, NameFinder::Match match) const {
  const Brand& brand = brands_[match.owner];
  // "au", "ING Klantenservice"; but not "Restaurant au Lac".
  if (match.exactly && folded.size() != match.end - match.begin) {
    if (folded.size() > far || (match.begin > 0 && match.end < folded.size())) return true;
    return !others_.is_role(match.begin > 0 ? folded.substr(0, match.begin) : folded.substr(match.end));
  }
  // A body may hold the name ten thousand times: each is judged by what stands near it.
  const std::size_t cut = match.begin > far ? match.begin - far : 0;
  folded = folded.substr(cut, match.end - cut + far);
  match.begin -= cut;
  match.end -= cut;
  if (!brand.known_not_as.empty())
    for (const NameFinder::Match& other : other_names_.find(folded))
      if (other.owner == match.owner && other.begin <= match.begin && match.end <= other.end) return true;
  std::vector<std::string> own_names = brand.known_as;
  own_names.push_back(text::fold(brand.names.in(fallback_language)));
  return others_.are_named(folded, match.begin, match.end, own_names, brand.family_name);
}

void Brands::add_named(const std::string& folded, std::vector<const Brand*>& found, std::string_view alone) const {
  for (const NameFinder::Match& match : names_.find(folded)) {
    if (!alone.empty() && std::string_view(folded).substr(match.begin, match.end - match.begin) != alone) continue;
    const Brand* brand = &brands_[match.owner];
    if (std::find(found.begin(), found.end(), brand) == found.end() && !is_not_its(folded, match))
      found.push_back(brand);
  }
}

// A word that is written in one may hold a name between others ("MyCommerzbankOnline"), before a role
// ("commerzbanksupport"), behind "my", or cut in two ("Commerz-bank", "Net flix"). Whole texts are read, for what
// stands beside a name tells whose it is. Not covered: names glued to other words in small letters.
std::vector<Brands::Reading> Brands::readings_of_glued(std::string_view text) const {
  constexpr std::size_t most = 100, longest_word = 40, shortest_name = 6;
  std::vector<Reading> readings;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view before = text.substr(0, begin), word = text.substr(begin, end - begin),
                           after = text.substr(end);
    begin = end + 1;
    if (readings.size() > most) break;
    const auto add = [&](std::string_view first, std::string_view name, std::string_view last,
                         std::string_view behind) {
      std::string reading(before);
      for (const std::string& part : {split_at_capitals(first), std::string(name), split_at_capitals(last)})
        if (!part.empty()) reading.append(part).append(" ");
      readings.push_back({reading.append(behind), std::string(name)});
    };
    if (const auto rest = rest_of_broken(text, word, after); !rest.empty())
      add({}, std::string(word).append(rest), {}, after.substr(1 + rest.size()));
    if (word.size() <= shortest_name || word.size() > longest_word) continue;
    const auto parts = parts_of(word);
    for (std::size_t i = 0; i + 1 < parts.size(); ++i)
      for (std::size_t j = i + 1; j < parts.size(); ++j)
        if (j - i + 1 < parts.size())
          add(word.substr(0, parts[i]), word.substr(parts[i], parts[j] - parts[i]), word.substr(parts[j]), after);
    for (std::size_t j = 1; j < parts.size(); ++j)
      for (std::size_t at = shortest_name; at < parts[j]; ++at)
        if (text::is_alpha(word[at]) && others_.is_role(text::fold(word.substr(at, parts[j] - at))))
          add({}, word.substr(0, at), word.substr(at), after);
    if (const std::size_t my = length_of_my(word); my > 0) add(word.substr(0, my), word.substr(my), {}, after);
    if (std::string whole(word); std::erase(whole, '-') > 0 && !word.starts_with('-') && !word.ends_with('-'))
      add({}, whole, {}, after);
  }
  return readings;
}

std::vector<const Brand*> Brands::named_in(std::string_view text) const {
  std::vector<const Brand*> found;
  const std::string plain = without_marks(text);
  const std::string folded = text::fold(plain);
  add_named(folded, found);
  add_named(text::fold(split_at_capitals(plain)), found);
  for (const Reading& reading : readings_of_glued(plain.substr(0, far)))
    add_named(text::fold(reading.text), found, text::fold(reading.name));
  // "eki-net.com", "Proton.me Support": a name that begins with a domain.
  const std::string first = folded.substr(0, folded.find(' '));
  if (const Brand* brand = first.find('.') != std::string::npos ? owner_of(first) : nullptr;
      brand != nullptr && std::find(found.begin(), found.end(), brand) == found.end())
    found.push_back(brand);
  return found;
}

bool Brands::names_another_entity(std::string_view display_name, const Brand& brand) const {
  const std::string folded = text::fold(without_marks(display_name));
  bool stands_there = false;
  for (const NameFinder::Match& match : names_.find(folded)) {
    if (&brands_[match.owner] != &brand) continue;
    if (!is_not_its(folded, match)) return false;
    stands_there = true;
  }
  return stands_there;
}

bool Brands::answers_for(const Brand& owner, const Brand& named) const {
  if (owner.id == named.id || (!owner.group.empty() && owner.group == named.group)) return true;
  return std::any_of(owner.speaks_for.begin(), owner.speaks_for.end(),
                     [&named](const std::string& other) { return other == named.id || other == named.sector; });
}

std::string Brands::deciding_domain(std::string_view host) const {
  std::string customer;
  domains_.endings_of(host, [&](std::string_view ending, const Domain& domain) {
    if (!domain.customers_below || ending.size() >= host.size()) return false;
    const std::string_view below = host.substr(0, host.size() - ending.size() - 1);
    if (is_own_label(below)) return false;
    const auto dot = below.rfind('.');
    customer = std::string(host.substr(dot == std::string_view::npos ? 0 : dot + 1));
    return true;
  });
  return customer.empty() ? registrable_domain(host) : customer;
}

const Brand* Brands::owner_of(std::string_view host) const {
  const Brand* owner = nullptr;
  domains_.endings_of(host, [&](std::string_view ending, const Domain& domain) {
    // "attacker.zendesk.com" is a customer's; "www.zendesk.com" and "support.zendesk.com" are Zendesk's.
    if (domain.customers_below && ending.size() < host.size()) {
      const std::string_view below = host.substr(0, host.size() - ending.size() - 1);
      if (!is_own_label(below)) return true;
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
