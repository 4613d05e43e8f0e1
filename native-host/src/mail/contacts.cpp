#include "mail/contacts.h"

#include <algorithm>

#include "knowledge/public_suffixes.h"
#include "text/folding.h"

namespace fuwake::mail {
namespace {

// "Lane, Ann" and "Ann Lane" are one name, 山田 太郎 and 山田太郎 as well: the words in order of the
// alphabet where they are Latin, without spaces. "" for a name that is too common to mean somebody.
std::string key_of(std::string_view name) {
  constexpr std::size_t longest_name = 200;
  const std::string folded = text::fold(name.substr(0, longest_name));
  std::vector<std::string> words(1);
  bool ascii = true;
  for (const char c : folded) {
    ascii &= static_cast<unsigned char>(c) < 0x80;
    if (c == ' ' || c == ',' || c == '.' || c == '"' || c == '\'') {
      if (!words.back().empty()) words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  if (words.back().empty()) words.pop_back();
  if (ascii && words.size() < 2) return {};
  if (ascii) std::sort(words.begin(), words.end());
  std::string key;
  for (const std::string& word : words) key += ascii ? word + " " : word;
  constexpr std::size_t three_kanji = 9;  // bytes
  return !ascii && key.size() < three_kanji ? "" : key;
}

}  // namespace

Contacts::Contacts(std::vector<Contact> contacts) : contacts_(std::move(contacts)) {
  if (contacts_.size() > most_contacts) contacts_.resize(most_contacts);
  for (std::size_t i = 0; i < contacts_.size(); ++i) {
    if (const std::string key = key_of(contacts_[i].name); !key.empty()) by_name_[key].push_back(i);
    for (const std::string& address : contacts_[i].addresses) {
      by_address_.emplace(address, i);
      const auto at = address.rfind('@');
      if (at == std::string::npos) continue;
      const std::string domain = knowledge::registrable_domain(address.substr(at + 1));
      if (domains_.insert(domain).second) lookalikes_.add(domain);
    }
  }
}

const Contact* Contacts::named(std::string_view name) const {
  const auto found = by_name_.find(key_of(name));
  return found == by_name_.end() ? nullptr : &contacts_[found->second.front()];
}

}  // namespace fuwake::mail
