#include "knowledge/other_entities.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/folding.h"

namespace fuwake::knowledge {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

bool is_filler(char c) {
  return c == ' ' || c == '-' || c == ',' || c == '"' || c == '\'' || c == '(';
}

// The text as words, one blank apart, without what stands between them.
std::string words_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_letter(c))
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::size_t words_before(std::string_view text, std::size_t at) {
  return static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), ' '));
}

bool begins_with_word(std::string_view text, std::string_view word) {
  return text.starts_with(word) && (text.size() == word.size() || text[word.size()] == ' ');
}

// Of kana and ideographs, which know no blanks, within so many bytes behind the name.
constexpr std::size_t near_ideographs = 36;
constexpr std::size_t near_words = 3;

}  // namespace

OtherEntities::OtherEntities(const std::vector<Stanza>& stanzas) {
  for (const Stanza& stanza : stanzas) {
    for (const std::string& phrase : stanza.all("after")) after_.push_back(words_of(text::fold(phrase)));
    for (const std::string& phrase : stanza.all("before")) before_.push_back(words_of(text::fold(phrase)));
    for (const std::string& phrase : stanza.all("role")) roles_.push_back(words_of(text::fold(phrase)));
    for (const std::string& name : stanza.all("given-name")) given_names_.insert(text::fold(name));
  }
  // "customer service" before "customer".
  std::stable_sort(roles_.begin(), roles_.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
}

OtherEntities OtherEntities::read(const std::filesystem::path& folder) {
  return OtherEntities(read_stanzas(folder, {"after", "before", "given-name", "role", "source"}));
}

bool OtherEntities::follows(std::string_view rest, const std::vector<std::string>& own_names) const {
  const std::string words = words_of(rest);
  return std::any_of(after_.begin(), after_.end(), [&](const std::string& phrase) {
    const bool of_letters = text::is_ascii(phrase) || static_cast<unsigned char>(phrase.front()) < 0xd8;
    const bool own = std::any_of(own_names.begin(), own_names.end(),
                                 [&](const std::string& name) { return name.find(phrase) != std::string::npos; });
    if (own) return false;
    if (!of_letters) return std::string_view(words).substr(0, near_ideographs).find(phrase) != std::string::npos;
    if (phrase.find(' ') == std::string::npos) return begins_with_word(words, phrase);
    const auto at = words.find(phrase);
    return at != std::string::npos && (at == 0 || words[at - 1] == ' ') &&
           begins_with_word(std::string_view(words).substr(at), phrase) && words_before(words, at) <= near_words;
  });
}

bool OtherEntities::precedes(std::string_view before) const {
  const std::string words = words_of(before);
  return std::any_of(before_.begin(), before_.end(), [&](const std::string& phrase) {
    return words.ends_with(phrase) && (words.size() == phrase.size() || words[words.size() - phrase.size() - 1] == ' ');
  });
}

// "Dr. Hannes Elster", "Anna M. Lindt", "Elster, Hannes"; but "Alex from Lindt" speaks for the firm.
bool OtherEntities::are_of_person(std::string_view before, std::string_view rest) const {
  const std::string first = words_of(before);
  if (first.empty()) return rest.starts_with(", ") && given_names_.contains(words_of(rest));
  bool given = false;
  for (std::size_t at = 0; at < first.size();) {
    const auto end = std::min(first.find(' ', at), first.size());
    const std::string word = first.substr(at, end - at);
    const bool title = word.size() <= 2 || word == "prof" || word == "von" || word == "van";
    if (!title && !given_names_.contains(word)) return false;
    given |= given_names_.contains(word);
    at = end + 1;
  }
  return given && words_of(rest).empty();
}

bool OtherEntities::is_role(std::string_view text) const {
  const std::string words = words_of(text);
  std::string_view rest = words;
  while (!rest.empty()) {
    const auto role = std::find_if(roles_.begin(), roles_.end(), [rest](const std::string& each) {
      return text::is_ascii(each) || static_cast<unsigned char>(each[0]) < 0xd8 ? begins_with_word(rest, each)
                                                                                : rest.starts_with(each);
    });
    if (role == roles_.end()) return false;
    rest.remove_prefix(role->size());
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  }
  return !words.empty();
}

bool OtherEntities::are_named(std::string_view text, std::size_t begin, std::size_t end,
                              const std::vector<std::string>& own_names, bool family_name) const {
  std::string_view before = text.substr(0, begin);
  const std::string_view rest = text.substr(end);
  // "d'orange", "l'apple": the article goes with what stands before it.
  while (!before.empty() && is_filler(before.back())) before.remove_suffix(1);
  return follows(rest, own_names) || precedes(before) || (family_name && are_of_person(before, rest));
}

}  // namespace fuwake::knowledge
