#include "mail/authentication_results.h"

#include "mail/charsets.h"
#include "mail/headers.h"

namespace fuwake::mail {
namespace {

// Comments out, quoted strings without their quotes, white space around "=" out; the statements
// between semicolons.
std::vector<std::vector<std::string>> statements(std::string_view raw) {
  constexpr std::size_t enough_statements = 100;
  std::vector<std::vector<std::string>> out(1);
  std::string word;
  int depth = 0;
  bool quoted = false;
  bool after_equals = false;
  const auto end_word = [&] {
    if (word.empty()) return;
    out.back().push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < raw.size() && out.size() < enough_statements; ++i) {
    const char c = raw[i];
    if (quoted) {
      if (c == '\\' && i + 1 < raw.size())
        word += raw[++i];
      else if (c == '"')
        quoted = false;
      else
        word += c;
      continue;
    }
    if (depth > 0 || c == '(') {
      if (c == '(') ++depth;
      if (c == ')') --depth;
      continue;
    }
    if (c == '"') {
      quoted = true;
    } else if (c == ';') {
      end_word();
      out.emplace_back();
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      if (!after_equals) end_word();
      continue;
    } else if (c == '=' && word.empty() && !out.back().empty()) {
      word = std::move(out.back().back()) + "=";
      out.back().pop_back();
    } else {
      word += c;
    }
    after_equals = c == '=';
  }
  end_word();
  return out;
}

std::optional<AuthenticationResult> read_result(const std::vector<std::string>& words) {
  if (words.empty()) return std::nullopt;
  const auto equals = words.front().find('=');
  if (equals == std::string::npos) return std::nullopt;
  AuthenticationResult result;
  result.method = to_lower_ascii(words.front().substr(0, words.front().find_first_of("=/")));
  result.result = to_lower_ascii(words.front().substr(equals + 1));
  for (std::size_t i = 1; i < words.size(); ++i) {
    const auto sign = words[i].find('=');
    if (sign == std::string::npos) continue;
    const std::string key = to_lower_ascii(words[i].substr(0, sign));
    if (key == "reason")
      result.reason = words[i].substr(sign + 1);
    else
      result.properties.emplace(key, words[i].substr(sign + 1));
  }
  return result;
}

}  // namespace

std::optional<AuthenticationResults> parse_authentication_results(std::string_view raw) {
  AuthenticationResults results;
  const auto parts = statements(raw);
  std::size_t first = 0;
  if (!parts[0].empty() && parts[0][0].find('=') == std::string::npos) {
    results.authserv_id = to_lower_ascii(parts[0][0]);
    first = 1;
  }
  for (std::size_t i = first; i < parts.size(); ++i)
    if (auto result = read_result(parts[i])) results.results.push_back(std::move(*result));
  if (results.authserv_id.empty() && results.results.empty()) return std::nullopt;
  return results;
}

}  // namespace fuwake::mail
