#include "mail/address_tokens.h"

#include <algorithm>

#include "mail/charsets.h"
#include "mail/encoded_words.h"

namespace fuwake::mail {
namespace {

constexpr auto none = std::string_view::npos;
constexpr std::string_view blanks = " \t\r\n";

// The length of the encoded word that begins `text`, or 0: "=?charset?q?text?=".
std::size_t encoded_word(std::string_view text) {
  if (!text.starts_with("=?")) return 0;
  const auto charset = text.find('?', 2);
  if (charset == none || charset + 2 >= text.size() || text[charset + 2] != '?') return 0;
  if (std::string_view("BbQq").find(text[charset + 1]) == none) return 0;
  const auto end = text.find('?', charset + 3);
  return end != none && end + 1 < text.size() && text[end + 1] == '=' ? end + 2 : 0;
}

// Of encoded words with nothing but blanks between them, which are one text.
std::size_t encoded_words(std::string_view text) {
  std::size_t length = 0;
  for (std::size_t next = 0; next < text.size();) {
    const std::size_t word = encoded_word(text.substr(next));
    if (word == 0) break;
    length = next + word;
    next = text.find_first_not_of(blanks, length);
  }
  return length;
}

std::string without_escapes(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && ++at >= text.size()) break;
    out += text[at];
  }
  return out;
}

class Cutter {
 public:
  explicit Cutter(std::string_view raw) : raw_(raw) {}

  std::vector<AddressToken> cut() {
    while (at_ < raw_.size()) step();
    end_atom();
    return std::move(tokens_);
  }

 private:
  void step() {
    const char c = raw_[at_];
    if (c == '\\') {
      at_ = std::min(at_ + 2, raw_.size());
      while (at_ < raw_.size() && (static_cast<unsigned char>(raw_[at_]) & 0xC0) == 0x80) ++at_;  // a whole character
    } else if (const std::size_t words = words_at(at_); words > 0) {
      end_atom();
      tokens_.push_back({'\0', decode_text(raw_.substr(at_, words))});
      at_ += words;
    } else if (c == '"' || c == '[') {
      end_atom();
      quoted(c == '"' ? '"' : ']');
    } else if (c == '(' || c == ')') {
      comment(c);
      ++at_;
    } else if (blanks.find(c) != none) {
      end_atom();
      ++at_;
    } else if (depth_ == 0 && std::string_view(":,;<>@").find(c) != none) {
      special(c);
      ++at_;
    } else {
      begin_atom();
      ++at_;
    }
  }

  // How much is taken for encoded words from "=?" on. jsmime looks for the next words behind it,
  // and takes as much as they are long from here: "=?x <a@b.example> =?utf-8?q?…?=" hides an
  // address in a name.
  std::size_t words_at(std::size_t begin) {
    if (!raw_.substr(begin).starts_with("=?")) return 0;
    if (words_ != none && (words_length_ == 0 || words_ < begin)) find_words(begin);
    if (words_ == none) return 0;
    std::size_t length = words_length_;
    for (std::size_t at = words_; at > begin && blanks.find(raw_[at - 1]) != none; --at) ++length;
    return std::min(length, raw_.size() - begin);
  }

  void find_words(std::size_t from) {
    for (words_ = raw_.find("=?", from); words_ != none; words_ = raw_.find("=?", words_ + 1))
      if (words_length_ = encoded_words(raw_.substr(words_)); words_length_ > 0) return;
  }

  void begin_atom() {
    if (atom_ == none) atom_ = at_;
  }
  void end_atom() {
    if (atom_ != none) tokens_.push_back({'\0', to_utf8(without_escapes(raw_.substr(atom_, at_ - atom_)), "")});
    atom_ = none;
  }
  void special(char c) {
    end_atom();
    tokens_.push_back({c, ""});
  }

  // Only the outermost brackets of a comment are signs; those within are words of it.
  void comment(char c) {
    if (c == ')' && depth_ > 0) --depth_;
    if (depth_ == 0)
      special(c);
    else
      begin_atom();
    if (c == '(') ++depth_;
  }

  // One that is not closed goes to the end, and its encoded words stay as they are.
  void quoted(char end) {
    const std::size_t begin = at_++;
    while (at_ < raw_.size() && raw_[at_] != end) at_ += raw_[at_] == '\\' ? 2 : 1;
    const bool closed = at_ < raw_.size();
    at_ = std::min(at_, raw_.size());
    const std::string_view inner = raw_.substr(begin + 1, at_ - begin - 1);
    if (closed) ++at_;
    if (end == ']')
      tokens_.push_back({'\0', to_utf8(without_escapes(raw_.substr(begin, at_ - begin)), "")});
    else
      tokens_.push_back({'\0', closed ? without_escapes(decode_text(inner)) : to_utf8(without_escapes(inner), "")});
  }

  std::string_view raw_;
  std::size_t at_ = 0;
  std::size_t atom_ = none;
  std::size_t words_ = 0;         // where the next encoded words stand,
  std::size_t words_length_ = 0;  // and how long they are; 0: not looked for yet
  int depth_ = 0;
  std::vector<AddressToken> tokens_;
};

}  // namespace

std::vector<AddressToken> cut_into_address_tokens(std::string_view raw) {
  return Cutter(raw).cut();
}

}  // namespace fuwake::mail
