#include "mail/received.h"

#include <vector>

#include "mail/charsets.h"
#include "mail/headers.h"

namespace fuwake::mail {
namespace {

struct Token {
  bool comment = false;
  std::string text;
};

// Words and comments; a comment keeps its inner parentheses as spaces.
std::vector<Token> tokenize(std::string_view text) {
  constexpr std::size_t enough = 200;
  std::vector<Token> tokens;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) tokens.push_back({false, std::move(word)});
    word.clear();
  };
  std::size_t at = 0;
  while (at < text.size() && tokens.size() < enough) {
    const char c = text[at];
    if (c == '(') {
      end_word();
      int depth = 0;
      std::string comment;
      for (; at < text.size(); ++at) {
        if (text[at] == '(') {
          if (depth++ > 0) comment += ' ';
        } else if (text[at] == ')') {
          if (--depth == 0) break;
          comment += ' ';
        } else {
          comment += text[at];
        }
      }
      tokens.push_back({true, std::move(comment)});
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      end_word();
    } else {
      word += c;
    }
    ++at;
  }
  end_word();
  return tokens;
}

enum class Clause { none, from, by, via, with, id, recipient };

Clause clause_of(std::string_view word) {
  const std::string lower = to_lower_ascii(word.substr(0, 5));
  if (lower == "from") return Clause::from;
  if (lower == "by") return Clause::by;
  if (lower == "via") return Clause::via;
  if (lower == "with") return Clause::with;
  if (lower == "id") return Clause::id;
  if (lower == "for") return Clause::recipient;
  return Clause::none;
}

// "[192.0.2.1]", "192.0.2.1", "[IPv6:2001:db8::1]", "[192.0.2.1]:25".
std::optional<knowledge::IpAddress> address_in(std::string_view word) {
  if (word.starts_with('[')) {
    word.remove_prefix(1);
    word = word.substr(0, word.find(']'));
  }
  if (word.size() > 5 && equals_ignoring_case(word.substr(0, 5), "ipv6:")) word.remove_prefix(5);
  if (const auto scope = word.find('%'); scope != std::string_view::npos) word = word.substr(0, scope);
  return knowledge::IpAddress::parse(word);
}

bool looks_like_host(std::string_view word) {
  if (word.empty() || word.size() > 255 || word.front() == '[') return false;
  for (const char c : word) {
    const bool host_character = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
                                c == '-' || c == '_';
    if (!host_character) return false;
  }
  return word.find('.') != std::string_view::npos;
}

std::string host(std::string_view word) {
  std::string lower = to_lower_ascii(word.substr(0, 255));
  while (!lower.empty() && (lower.back() == '.' || lower.back() == ';' || lower.back() == ','))
    lower.pop_back();
  return lower;
}

std::vector<std::string_view> split_blanks(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return words;
    const auto end = text.find_first_of(" \t\r\n", begin);
    words.push_back(text.substr(begin, end == std::string_view::npos ? end : end - begin));
    if (end == std::string_view::npos) return words;
    text.remove_prefix(end);
  }
}

// What the receiver recorded of the sender stands in the comment after "from":
// "(mail.example [192.0.2.1])", "([192.0.2.1] helo=mail.example)", "(HELO mail.example) (192.0.2.1)".
void read_from_comment(std::string_view comment, Received& received) {
  const auto words = split_blanks(comment);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view word = words[i];
    if (const auto at = word.rfind('@'); at != std::string_view::npos) word.remove_prefix(at + 1);
    const std::string lower = to_lower_ascii(word.substr(0, 300));
    if (lower == "helo" || lower == "ehlo") {
      if (i + 1 < words.size()) received.from = host(words[++i]);
    } else if (lower.starts_with("helo=")) {
      received.from = host(std::string_view(lower).substr(5));
    } else if (const auto ip = address_in(word)) {
      if (!received.ip) received.ip = ip;
    } else if (i == 0 && received.rdns.empty() && looks_like_host(host(word))) {
      received.rdns = host(word);
    }
  }
}

}  // namespace

std::optional<Received> parse_received(std::string_view raw) {
  Received received;
  const auto semicolon = raw.rfind(';');
  if (semicolon != std::string_view::npos) received.time = parse_date(raw.substr(semicolon + 1));
  const auto tokens = tokenize(raw.substr(0, semicolon));
  Clause clause = Clause::none;
  bool first_of_clause = false;
  for (const Token& token : tokens) {
    if (token.comment) {
      if (clause == Clause::from) read_from_comment(token.text, received);
      continue;
    }
    if (const Clause next = clause_of(token.text);
        next != Clause::none && !(first_of_clause && clause == Clause::from)) {
      clause = next;
      first_of_clause = true;
      if (clause == Clause::from) received.has_from = true;
      continue;
    }
    if (!first_of_clause) {
      if (clause == Clause::from && !received.ip) received.ip = address_in(token.text);
      continue;
    }
    first_of_clause = false;
    switch (clause) {
      case Clause::from:
        received.from = host(token.text);
        if (token.text.starts_with('[')) received.ip = address_in(token.text);
        break;
      case Clause::by: received.by = host(token.text); break;
      case Clause::with: received.protocol = token.text; break;
      case Clause::id: received.id = token.text; break;
      case Clause::recipient: {
        std::string_view address = token.text;
        if (address.starts_with('<')) address.remove_prefix(1);
        received.recipient = address.substr(0, address.find('>'));
        break;
      }
      default: break;
    }
  }
  if (!received.has_from && received.by.empty()) return std::nullopt;
  return received;
}

}  // namespace fuwake::mail
