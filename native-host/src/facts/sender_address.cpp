#include "facts/sender_address.h"

#include <algorithm>
#include <array>
#include <vector>

#include "knowledge/public_suffixes.h"
#include "links/url_host.h"
#include "text/ascii.h"

namespace fuwake::facts {
namespace {

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

// Long, and either letters and digits change places time and again, or consonants stand in a row as in no
// language ("ch", "sch", "ck" and their like are one: Rechtsschutz, Nachtschicht).
bool looks_made_up(std::string_view name) {
  constexpr std::size_t shortest = 8;
  if (name.size() < shortest || name.starts_with("xn--")) return false;
  std::size_t changes = 0, row = 0, longest_row = 0, letters = 0, digits = 0, vowels = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c == '-' || c == '.' || c == '_' || c == '+') return false;  // words with something between them
    const bool digit = c >= '0' && c <= '9';
    const bool letter = c >= 'a' && c <= 'z';
    if (!digit && !letter) return false;
    digits += digit;
    letters += letter;
    vowels += letter && is_vowel(c);
    if (i > 0) changes += digit != (name[i - 1] >= '0' && name[i - 1] <= '9');
    const bool goes_on = c == 'h' || (c == 'k' && i > 0 && name[i - 1] == 'c') ||
                         (c == 'c' && i > 0 && name[i - 1] == 's' && i + 1 < name.size() && name[i + 1] == 'h');
    if (!(goes_on && row > 0)) row = letter && !is_vowel(c) ? row + 1 : 0;
    longest_row = std::max(longest_row, row);
  }
  if (letters == 0) return false;
  if (digits > 0 && changes >= 4) return true;
  constexpr std::size_t unpronounceable = 6;
  return longest_row >= unpronounceable || (digits == 0 && letters >= 10 && vowels * 6 < letters);
}

// The words of "JohnSmithUK": "John", "Smith", "UK". Empty where there is anything but letters.
std::vector<std::string_view> words_by_capitals(std::string_view name) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (!is_upper(name[i]) && !is_lower(name[i])) return {};
    const bool after_small = i > 0 && is_lower(name[i - 1]) && is_upper(name[i]);
    const bool last_of_capitals =
        i > 0 && is_upper(name[i - 1]) && is_upper(name[i]) && i + 1 < name.size() && is_lower(name[i + 1]);
    if (!after_small && !last_of_capitals) continue;
    words.push_back(name.substr(begin, i - begin));
    begin = i;
  }
  words.push_back(name.substr(begin));
  return words;
}

bool is_capitals(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "DanvlIyBH", "kAAMtavkB": capitals thrown in, by two signs or more. "JohnSmithUK", "MaryJaneOBrien", "eBayNews" are
// names, "GmbH" and "PwC" are written so.
bool has_thrown_in_capitals(std::string_view local_part) {
  constexpr std::size_t shortest = 5;
  const auto words = words_by_capitals(local_part);
  if (local_part.size() < shortest || words.size() < 2 || local_part.find("GmbH") != std::string_view::npos ||
      local_part.starts_with("PwC"))
    return false;
  constexpr std::array<std::string_view, 6> without_vowel = {"Mc", "Dr", "Mr", "Mrs", "St", "Jr"};
  int signs = 0, row = 0, longest_row = 0;
  bool capitals_inside = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (is_capitals(word)) {
      capitals_inside |= i > 0 && i + 1 < words.size() && word != "O";
      continue;
    }
    const bool small = word.front() >= 'a';  // "nttDocomo": an abbreviation at the beginning
    const bool mute =
        std::none_of(word.begin(), word.end(), [](char c) { return is_vowel(static_cast<char>(c | 0x20)); });
    signs += mute && word.size() > 1 && !(i == 0 && small) &&
             std::find(without_vowel.begin(), without_vowel.end(), word) == without_vowel.end();
  }
  for (const char c : text::to_lower(local_part)) {
    if (c != 'h' || row == 0) row = is_vowel(c) ? 0 : row + 1;
    longest_row = std::max(longest_row, row);
  }
  signs += capitals_inside;
  signs += words.back().size() == 1;
  signs += longest_row >= 4;
  signs += words.size() >= 4 && local_part.size() < 3 * words.size();
  return signs >= 2;
}

// "lina_Ricky_79748", "NEWS_OFFRE_48522": two words and a number, as lists of made-up people are numbered. A year is
// somebody's own.
bool is_numbered_name(std::string_view local_part) {
  const auto first = local_part.find('_');
  const auto second = first == std::string_view::npos ? first : local_part.find('_', first + 1);
  if (second == std::string_view::npos) return false;
  const auto is_word = [](std::string_view text) {
    return text.size() >= 2 &&
           std::all_of(text.begin(), text.end(), [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
  };
  const std::string_view number = local_part.substr(second + 1);
  const bool digits = std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool year = number.size() == 4 && (number.starts_with("19") || number.starts_with("20"));
  return is_word(local_part.substr(0, first)) && is_word(local_part.substr(first + 1, second - first - 1)) && digits &&
         number.size() >= 4 && number.size() <= 6 && !year;
}

}  // namespace

bool is_no_address(const Facts& facts, const mail::Address& from) {
  // "From: root", "alerta@desk": a machine of one's own, unless it came from outside; "root@vps77" is somebody's too.
  const bool local = from.domain.find('.') == std::string::npos && !from.local_part.empty() &&
                     from.local_part.find(' ') == std::string::npos;
  constexpr std::array<std::string_view, 5> programs = {"root", "cron", "www-data", "nobody", "postmaster"};
  const bool program =
      !from.domain.empty() && std::find(programs.begin(), programs.end(), from.local_part) != programs.end();
  if (local && (program || from.domain == "localhost" || facts.route.from_outside() == nullptr)) return false;
  if (local) return true;
  if (from.domain.empty() || from.local_part.empty() || from.domain.ends_with('.')) return true;
  if (from.domain.starts_with('[')) return false;
  const auto ascii = links::domain_to_ascii(from.domain);
  if (!ascii || ascii->find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-._") != std::string::npos) return true;
  const bool example = ascii->ends_with(".example") || ascii->ends_with(".test") || ascii->ends_with(".invalid") ||
                       ascii->ends_with(".local") || ascii->ends_with(".localdomain") || ascii->ends_with(".lan");
  return !example && ascii->find('.') != std::string::npos && !knowledge::has_known_suffix(*ascii);
}

bool is_at_free_hosting(const Facts& facts, const mail::Address& from) {
  using knowledge::LinkHostKind;
  const auto& hosts = facts.knowledge.link_hosts;
  const auto kind = hosts.find(from.domain);
  if (kind != LinkHostKind::free_hosting && kind != LinkHostKind::storage && kind != LinkHostKind::ipfs &&
      kind != LinkHostKind::tunnel)
    return false;
  if (facts.knowledge.mail_services.is_free_mail(from.domain) ||
      facts.knowledge.brands.owner_of(from.domain) != nullptr)
    return false;
  // "noreply@hoster.example" and "noreply@mail.hoster.example" are the hoster's own, "x.hoster.example" anybody's.
  const auto dot = from.domain.find('.');
  constexpr std::array<std::string_view, 8> own = {"mail",          "email", "news",    "notify",
                                                   "notifications", "info",  "support", "www"};
  const std::string label = from.domain.substr(0, dot);
  return dot != std::string::npos && hosts.find(from.domain.substr(dot + 1)) == kind &&
         std::find(own.begin(), own.end(), label) == own.end();
}

bool is_made_up_domain(const Facts& facts, const std::string& registrable_domain) {
  return looks_made_up(registrable_domain.substr(0, registrable_domain.find('.'))) &&
         facts.knowledge.brands.owner_of(registrable_domain) == nullptr;
}

bool is_programs_mailbox(const Facts& facts, const mail::Address& from) {
  if (facts.knowledge.brands.owner_of(from.domain) != nullptr) return false;
  if (has_thrown_in_capitals(from.local_part)) return true;
  const bool numbers_people = facts.knowledge.mail_services.is_free_mail(from.domain) ||
                              from.domain.ends_with(".edu") || from.domain.find(".edu.") != std::string::npos ||
                              from.domain.find(".ac.") != std::string::npos;
  return is_numbered_name(from.local_part) && !numbers_people;
}

bool is_made_up_mailbox(const Facts& facts, const mail::Address& from) {
  return is_programs_mailbox(facts, from) ||
         (looks_made_up(text::to_lower(from.local_part)) && facts.knowledge.brands.owner_of(from.domain) == nullptr);
}

}  // namespace fuwake::facts
