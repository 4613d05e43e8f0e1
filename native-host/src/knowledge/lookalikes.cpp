#include "knowledge/lookalikes.h"

#include <unicode/unistr.h>
#include <unicode/uspoof.h>

#include <algorithm>
#include <array>
#include <memory>

#include "knowledge/disguise.h"
#include "knowledge/public_suffixes.h"
#include "text/ascii.h"
#include "text/folding.h"

namespace fuwake::knowledge {
namespace {

constexpr std::size_t shortest_for_edits = 6;
constexpr std::size_t longest_name = 63;

// Words that phishing domains put beside a brand's name; each of them promises what the brand does.
constexpr std::array<std::string_view, 36> lure_words = {
    "support", "secure",  "security", "login",   "signin", "account", "accounts", "verify", "verification",
    "update",  "service", "services", "billing", "order",  "orders",  "payment",  "refund", "help",
    "center",  "online",  "web",      "mail",    "info",   "alert",   "alerts",   "notice", "card",
    "bank",    "id",      "auth",     "confirm", "member", "members", "portal",   "jp",     "customer"};

// "paypal" of "paypal.com": what people know a domain by.
std::string_view name_of(std::string_view domain) {
  return domain.substr(0, domain.find('.'));
}

bool is_one_edit_apart(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a == b) return false;
  const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin());
  if (a.size() == b.size()) {
    // Two neighbours in each other's place ("amzaon") are one slip as well.
    const bool swapped =
        right + 1 != b.end() && left[0] == right[1] && left[1] == right[0] && std::equal(left + 2, a.end(), right + 2);
    return swapped || std::equal(left + 1, a.end(), right + 1);
  }
  return std::equal(left, a.end(), right + 1);
}

// "wwwpaypal", "paypalsupport": the name and a word that lures without anything between them, as where a
// dot was dropped: the names without such a word. Short words are parts of honest names.
std::vector<std::string> without_glued_word(std::string_view name) {
  constexpr std::array<std::string_view, 20> glued = {
      "www",     "login",    "signin",  "support", "secure", "security", "account", "accounts", "verify",   "update",
      "service", "services", "billing", "payment", "refund", "online",   "webmail", "alert",    "customer", "notice"};
  std::vector<std::string> names;
  for (const std::string_view word : glued) {
    if (name.size() < word.size() + shortest_for_edits) continue;
    if (name.starts_with(word)) names.emplace_back(name.substr(word.size()));
    if (name.ends_with(word) && word != "www") names.emplace_back(name.substr(0, name.size() - word.size()));
  }
  return names;
}

std::string icu_skeleton(std::string_view text) {
  static const auto checker = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<USpoofChecker, decltype(&uspoof_close)>(uspoof_open(&status), &uspoof_close);
  }();
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString result;
  const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  uspoof_getSkeletonUnicodeString(checker.get(), 0, source, result, &status);
  std::string out;
  result.toUTF8String(out);
  return out;
}

// The skeleton of ASCII is that of its characters, one after the other: nothing in it is composed or put in
// another order. Thousands of links to thousands of domains are asked for theirs.
std::string skeleton_of_ascii(std::string_view text) {
  static const auto skeletons = [] {
    std::array<std::string, 0x80> each;
    for (std::size_t c = 0; c < each.size(); ++c) each[c] = icu_skeleton(std::string(1, static_cast<char>(c)));
    return each;
  }();
  std::string out;
  for (const char c : text) out += skeletons[static_cast<unsigned char>(c)];
  return out;
}

// In one pass: "rnrnrn…" moved all that follows at each of them.
void replace_all(std::string& text, std::string_view from, std::string_view to) {
  std::string out;
  std::size_t begin = 0;
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, begin)) {
    out.append(text, begin, at - begin).append(to);
    begin = at + from.size();
  }
  text = out.append(text, begin);
}

// U+04CF "ӏ" is an i to UTS 39 and an l to the eye ("аррӏе.com").
std::string with_l_for_palochka(std::string_view text) {
  std::string out(text);
  replace_all(out, "\u04cf", "l");
  return out;
}

// "0ffice" → "office", "paypa1" → "paypal".
std::string digits_as_letters(std::string name) {
  for (char& c : name) c = c == '0' ? 'o' : c == '1' ? 'l' : c == '3' ? 'e' : c == '5' ? 's' : c;
  return name;
}

// "1office.vn", "office-service.example", "visa-online.example" are firms of their own: what is a word of the language
// belongs to all. Letters that only look alike ("0ffice") are no such firm's.
bool is_common_word(std::string_view name) {
  constexpr std::array<std::string_view, 14> words = {"office", "target", "square", "orange", "discover",
                                                      "live",   "visa",   "notion", "stripe", "teams",
                                                      "line",   "next",   "box",    "zoom"};
  return std::find(words.begin(), words.end(), name) != words.end();
}

// "amazọn", "раураl̇": marks set on letters go unseen.
std::string without_marks(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const auto next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
    const bool mark = lead == 0xcc || (lead == 0xcd && next < 0xb0);  // U+0300 to U+036F
    if (mark)
      ++at;
    else
      out += text[at];
  }
  return out;
}

// "jabank" → "ja": what is left where a word is taken away that says what a firm does.
std::string_view distinctive_part(std::string_view name) {
  for (const std::string_view trade : {"bank", "post", "card", "mail", "group", "online", "web", "net", "pay", "tv"})
    if (name.size() > trade.size() && name.ends_with(trade)) return name.substr(0, name.size() - trade.size());
  return name;
}

// One letter wrong where the eye passes over it.
bool is_misread(std::string_view name, std::string_view original) {
  constexpr std::size_t fewest_distinctive = 4;
  if (name.size() < 2 || distinctive_part(original).size() < fewest_distinctive) return false;
  const bool swapped = name.size() == original.size() && name[0] == original[1] && name[1] == original[0];
  return name[0] == original[0] || swapped;
}

}  // namespace

bool is_lure_word(std::string_view word) {
  return std::find(lure_words.begin(), lure_words.end(), word) != lure_words.end();
}

std::string skeleton(std::string_view text) {
  std::string out = text::is_ascii(text) ? skeleton_of_ascii(text) : icu_skeleton(with_l_for_palochka(text));
  replace_all(out, "rn", "m");
  replace_all(out, "vv", "w");
  return out;
}

namespace {

// "conference-2026" and "conference-2027", "mx1" and "mx2": years and numbers make families.
bool differ_in_figures(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin());
  return left != a.end() && text::is_digit(*left) && text::is_digit(*right);
}

}  // namespace

std::optional<Lookalike> resembles(std::string_view domain, std::string_view original) {
  if (domain == original || domain.size() > longest_name * 2) return std::nullopt;
  const std::string_view name = name_of(domain);
  const std::string_view original_name = name_of(original);
  if (name == original_name) return std::nullopt;
  if (original_name.size() >= 4 && (without_marks(skeleton(name)) == skeleton(original_name) ||
                                    digits_as_letters(std::string(name)) == original_name))
    return Lookalike{Resemblance::homograph, std::string(original)};
  if (original_name.size() >= shortest_for_edits && text::is_ascii(name) && is_one_edit_apart(name, original_name) &&
      !differ_in_figures(name, original_name))
    return Lookalike{Resemblance::one_edit, std::string(original)};
  const auto words = text::split_at_any(name, "-_");
  const bool named = std::any_of(words.begin(), words.end(),
                                 [original_name](const std::string& word) { return word == original_name; });
  const bool lured = std::any_of(words.begin(), words.end(), is_lure_word);
  const auto unglued = without_glued_word(name);
  const bool glued = std::find(unglued.begin(), unglued.end(), original_name) != unglued.end();
  if ((original_name.size() >= 4 && words.size() > 1 && named && lured) || glued)
    return Lookalike{Resemblance::added_word, std::string(original)};
  return std::nullopt;
}

Neighbours Lookalikes::read_neighbours(const std::filesystem::path& folder) {
  Neighbours neighbours;
  for (const Stanza& stanza : read_stanzas(folder, {"domain", "word", "source"})) {
    for (std::string& domain : stanza.all("domain")) neighbours.domains.insert(std::move(domain));
    for (std::string& word : stanza.all("word")) neighbours.words.insert(std::move(word));
  }
  return neighbours;
}

void LookalikeIndex::add(const std::string& domain) {
  const std::size_t number = domains_.size();
  domains_.push_back(domain);
  const std::string name(name_of(domain));
  add_key(name, number);
  add_key(skeleton(name), number);
  if (name.size() >= shortest_for_edits && name.size() <= longest_name)
    for (std::size_t at = 0; at < name.size(); ++at) add_key(std::string(name).erase(at, 1), number);
}

void LookalikeIndex::add_key(const std::string& key, std::size_t number) {
  auto& numbers = by_key_[key];
  if (numbers.empty() || numbers.back() != number) numbers.push_back(number);
}

std::optional<LookalikeIndex::Match> LookalikeIndex::find(std::string_view domain) const {
  const std::string name(name_of(domain));
  if (name.size() < 4 || name.size() > longest_name) return std::nullopt;
  std::vector<std::string> keys = text::split_at_any(name, "-_");
  keys.push_back(name);
  keys.push_back(skeleton(name));
  keys.push_back(without_marks(keys.back()));
  keys.push_back(digits_as_letters(name));
  for (std::string& key : without_glued_word(name)) keys.push_back(std::move(key));
  for (std::size_t at = 0; at < name.size(); ++at) keys.push_back(std::string(name).erase(at, 1));
  for (const std::string& key : keys) {
    const auto candidates = by_key_.find(key);
    if (candidates == by_key_.end()) continue;
    for (const std::size_t candidate : candidates->second)
      if (auto found = resembles(domain, domains_[candidate])) return Match{candidate, std::move(*found)};
  }
  return std::nullopt;
}

Lookalikes::Lookalikes(const Brands& brands, Neighbours neighbours)
    : brands_(brands), neighbours_(std::move(neighbours)) {
  constexpr std::size_t shortest_latin = 4;
  for (std::size_t i = 0; i < brands.all().size(); ++i) {
    const Brand& brand = brands.all()[i];
    for (const std::string& domain : brand.domains) {
      // "cyber.promise.co.jp" is a host: what would be imitated is its domain.
      index_.add(registrable_domain(domain));
      brand_of_.push_back(i);
    }
    for (const std::string& name : brand.known_as) {
      if (!text::is_ascii(name) || name.size() >= shortest_latin) names_.add(name_skeleton(name), i);
      if (!text::is_ascii(name) || name.size() < shortest_for_edits || name.find_first_of(" .-'&") != std::string::npos)
        continue;
      long_names_.add(name);
      name_of_.emplace_back(name, i);
    }
    for (const std::string& name : brand.named_exactly)
      if (!text::is_ascii(name) || name.size() >= shortest_latin) names_.add(name_skeleton(name), i, true);
  }
}

std::optional<Lookalikes::Found> Lookalikes::imitated_by(std::string_view domain) const {
  if (domain.find('.') == std::string_view::npos || brands_.owner_of(domain) != nullptr ||
      neighbours_.domains.contains(std::string(domain)) || has_restricted_suffix(domain))
    return std::nullopt;
  auto match = index_.find(domain);
  if (!match) return std::nullopt;
  const Resemblance resemblance = match->lookalike.resemblance;
  const std::string_view original = name_of(match->lookalike.original);
  const bool by_chance = is_common_word(original) || neighbours_.words.contains(std::string(name_of(domain)));
  if (resemblance != Resemblance::homograph && by_chance) return std::nullopt;
  if (resemblance == Resemblance::one_edit && !is_misread(name_of(domain), original)) return std::nullopt;
  return Found{&brands_.all()[brand_of_[match->number]], std::move(match->lookalike)};
}

namespace {

constexpr std::size_t longest_text = 200;

}  // namespace

namespace {

// U+30A1 to U+30FF in UTF-8, at that byte.
bool is_katakana(std::string_view text, std::size_t at) {
  const std::string_view letter = text.substr(at, 3);
  return letter.size() == 3 && ((letter[0] == '\xE3' && letter[1] == '\x82' && letter[2] >= '\xA1') ||
                                (letter[0] == '\xE3' && letter[1] == '\x83'));
}

// "ベルメゾンネット" holds what looks like "ソネット": a word in katakana goes on from its first letter.
bool goes_on_from_before(std::string_view text, std::size_t begin) {
  return begin >= 3 && is_katakana(text, begin) && is_katakana(text, begin - 3);
}

}  // namespace

const Brand* Lookalikes::disguised_in(std::string_view text) const {
  text = text.substr(0, longest_text);
  const std::string plain = name_skeleton(text);
  // Most names are what they look like.
  if (text::is_ascii(text) && plain == text::fold(text)) return nullptr;
  const auto found = names_.find(plain);
  if (found.empty()) return nullptr;
  const auto as_written = brands_.named_in(text);
  for (const NameFinder::Match& match : found) {
    const Brand* brand = &brands_.all()[match.owner];
    if (match.exactly && match.end - match.begin != plain.size()) continue;
    if (goes_on_from_before(plain, match.begin)) continue;
    if (std::find(as_written.begin(), as_written.end(), brand) == as_written.end() &&
        !brands_.names_another_entity(text, *brand))
      return brand;
  }
  return nullptr;
}

const Brand* Lookalikes::misspelt(const std::string& word) const {
  if (word.size() < shortest_for_edits || neighbours_.words.contains(word)) return nullptr;
  // "Correos" is no misspelt Correios.
  if (!brands_.named_in(word).empty()) return nullptr;
  const auto match = long_names_.find(word);
  if (!match || match->lookalike.resemblance == Resemblance::added_word) return nullptr;
  const auto& [name, brand] = name_of_[match->number];
  const bool same_end = word.back() == name.back() || skeleton(word) == skeleton(name);
  const bool figures = digits_as_letters(word) == name;
  if (is_common_word(name) || !(figures || (same_end && is_misread(word, name)))) return nullptr;
  return &brands_.all()[brand];
}

const Brand* Lookalikes::broken_off(const std::string& start) const {
  constexpr std::size_t fewest = 5;
  if (start.size() < fewest) return nullptr;
  for (const auto& [name, brand] : name_of_)
    if (name.size() > start.size() && name.starts_with(start)) return &brands_.all()[brand];
  return nullptr;
}

std::optional<Lookalikes::Misspelt> Lookalikes::misspelt_in(std::string_view text) const {
  text = text.substr(0, longest_text);
  // "…" is folded to three dots.
  const std::string plain = text::fold(with_latin_letters(text));
  for (std::size_t at = 0; at < plain.size();) {
    std::size_t end = at;
    while (end < plain.size() && ((plain[end] >= 'a' && plain[end] <= 'z') || (plain[end] >= '0' && plain[end] <= '9')))
      ++end;
    const std::string word = plain.substr(at, end - at);
    const Brand* brand = misspelt(word);
    const bool last = end + 3 >= plain.size() && std::string_view(plain).substr(end).starts_with("..");
    if (brand == nullptr && last) brand = broken_off(word);
    if (brand != nullptr && !brands_.names_another_entity(text, *brand)) return Misspelt{brand, word};
    at = std::max(end, at + 1);
  }
  return std::nullopt;
}

}  // namespace fuwake::knowledge
