#include "mail/authentication_results.h"

#include "mail/headers.h"
#include "text/ascii.h"

namespace fuwake::mail {
namespace {

using Words = std::vector<std::string>;

// Comments out, quoted strings without their quotes, white space around "=" out. Calls `each` with the words of each
// statement between semicolons. Keeps one statement at a time: a field of 64 KB may hold 30,000.
// Returns whether every comment and quoted string ends where it seems to.
template <typename Each>
bool read_statements(std::string_view raw, const Each& each) {
  constexpr std::size_t enough_words = 100;  // of one statement; real ones have ten
  constexpr std::size_t longest_word = 1000;
  Words words;
  std::string word;
  int depth = 0;
  bool quoted = false;
  bool clear = true;
  bool quote_in_comment = false;
  bool after_equals = false;
  const auto add = [&word](char c) {
    if (word.size() < longest_word) word += c;
  };
  const auto end_word = [&] {
    if (!word.empty() && words.size() < enough_words) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const char c = raw[i];
    if (quoted) {
      if (c == '\\' && i + 1 < raw.size())
        add(raw[++i]);
      else if (c == '"')
        quoted = false;
      else
        add(c);
      continue;
    }
    if (depth > 0 || c == '(') {
      // Servers copy a sender's address into comments as it is: "x) ; dmarc=pass ("@evil.example.
      if (c == '"') quote_in_comment = !quote_in_comment;
      if (c == '\\' || (c == ')' && quote_in_comment)) clear = false;
      if (c == '(') ++depth;
      if (c == ')') --depth;
      if (depth == 0) quote_in_comment = false;
      continue;
    }
    if (c == '"') {
      quoted = true;
    } else if (c == ';') {
      end_word();
      each(words);
      words.clear();
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      if (!after_equals) end_word();
      continue;
    } else if (c == '=' && word.empty() && !words.empty()) {
      word = std::move(words.back());
      add('=');
      words.pop_back();
    } else {
      add(c);
    }
    after_equals = c == '=';
  }
  end_word();
  each(words);
  return clear && !quoted && depth == 0;
}

std::optional<AuthenticationResult> read_result(const std::vector<std::string>& words) {
  if (words.empty()) return std::nullopt;
  const auto equals = words.front().find('=');
  if (equals == std::string::npos) return std::nullopt;
  AuthenticationResult result;
  result.method = text::to_lower(words.front().substr(0, words.front().find_first_of("=/")));
  result.result = text::to_lower(words.front().substr(equals + 1));
  for (std::size_t i = 1; i < words.size(); ++i) {
    const auto sign = words[i].find('=');
    if (sign == std::string::npos) continue;
    const std::string key = text::to_lower(words[i].substr(0, sign));
    if (key == "reason")
      result.reason = words[i].substr(sign + 1);
    else
      result.properties.emplace(key, words[i].substr(sign + 1));
  }
  return result;
}

// Where comments and quoted strings cannot be told from the rest, what passed counts for nothing, and what failed
// anywhere counts: an open parenthesis in a sender's address hid "dmarc=fail" behind it.
void take_failures_alone(std::string_view raw, AuthenticationResults& results) {
  std::erase_if(results.results, [](const AuthenticationResult& each) { return each.result == "pass"; });
  constexpr std::size_t enough = 1000;
  for (std::size_t statement = 0; !raw.empty() && statement < enough; ++statement) {
    const auto end = std::min(raw.find(';'), raw.size());
    std::string plain(raw.substr(0, std::min<std::size_t>(end, 1000)));
    std::erase_if(plain, [](char c) { return c == '"' || c == '(' || c == ')' || c == '\\'; });
    raw.remove_prefix(std::min(end + 1, raw.size()));
    read_statements(plain, [&results](const Words& words) {
      if (auto result = read_result(words); result && result->method == "dmarc" && result->result == "fail")
        results.results.push_back(std::move(*result));
    });
  }
}

}  // namespace

std::optional<AuthenticationResults> parse_authentication_results(std::string_view raw) {
  // Of each method, so that a hundred signatures that a sender put there hide no "dmarc=fail" behind them.
  constexpr std::size_t enough_of_method = 100;
  constexpr std::size_t enough_methods = 20;
  AuthenticationResults results;
  std::map<std::string, std::size_t> seen;
  bool first = true;
  const bool clear = read_statements(raw, [&](const Words& words) {
    const bool names_server = first && !words.empty() && words[0].find('=') == std::string::npos;
    first = false;
    if (names_server) {
      results.authserv_id = text::to_lower(words[0]);
      return;
    }
    auto result = read_result(words);
    if (!result || (seen.size() >= enough_methods && !seen.contains(result->method))) return;
    if (++seen[result->method] <= enough_of_method) results.results.push_back(std::move(*result));
  });
  if (!clear) take_failures_alone(raw, results);
  if (results.authserv_id.empty() && results.results.empty()) return std::nullopt;
  return results;
}

}  // namespace fuwake::mail
