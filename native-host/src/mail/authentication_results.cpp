#include "mail/authentication_results.h"

#include <algorithm>

#include "mail/headers.h"
#include "text/ascii.h"

namespace fuwake::mail {
namespace {

using Words = std::vector<std::string>;

constexpr std::size_t enough_words = 100;  // of one statement; real ones have ten

// Comments out, quoted strings without their quotes, white space around "=" out. Calls `each` with the words of each
// statement between semicolons. Keeps one statement at a time: a field of 64 KB may hold 30,000.
// Returns whether every comment and quoted string ends where it seems to.
template <typename Each>
bool read_statements(std::string_view raw, const Each& each) {
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

bool is_keyword(std::string_view text) {
  return !text.empty() &&
         text::to_lower(text).find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_./") == std::string::npos;
}

// "none", or results and properties by their names, and nothing beside them (RFC 8601, section 2.2). An address that
// the sender chose and the server copied as it is ("x;dmarc=pass header.from=paypal.com;y"@evil.example, RFC 5321,
// section 4.1.2) begins statements of its own, and its end stands where nothing could.
bool is_whole(const Words& words) {
  if (words.empty() || (words.size() == 1 && text::to_lower(words.front()) == "none")) return true;
  if (words.size() >= enough_words) return false;  // what comes behind nobody has seen
  return std::all_of(words.begin(), words.end(), [](const std::string& word) {
    const auto equals = word.find('=');
    return equals != std::string::npos && is_keyword(std::string_view(word).substr(0, equals));
  });
}

// Two values for one name: "smtp.mailfrom=b@paypal.com smtp.mailfrom=@evil.example".
bool contradicts_itself(const Words& words) {
  std::map<std::string, std::string_view> values;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view word = words[i];
    const auto equals = std::min(word.find('='), word.size());
    const auto [at, is_new] = values.emplace(text::to_lower(word.substr(0, equals)), word.substr(equals));
    if (!is_new && at->second != word.substr(equals)) return true;
  }
  return false;
}

// One says what two were asked: there may be many signatures, but there is one rule, and one path. SPF may be asked
// for the greeting as well (RFC 8601, section 2.7.2), which is another property.
bool contradict_each_other(const AuthenticationResult& one, const AuthenticationResult& other) {
  const auto path = [](const AuthenticationResult& each) { return each.properties.find("smtp.mailfrom"); };
  if (one.method == "dmarc") return one.result != other.result || one.properties != other.properties;
  if (one.method != "spf" || path(one) == one.properties.end() || path(other) == other.properties.end()) return false;
  return one.result != other.result || path(one)->second != path(other)->second;
}

bool has_contradictions(const std::vector<AuthenticationResult>& results) {
  std::map<std::string_view, const AuthenticationResult*> first;
  return std::any_of(results.begin(), results.end(), [&first](const AuthenticationResult& each) {
    const auto [at, is_new] = first.emplace(each.method, &each);
    return !is_new && contradict_each_other(*at->second, each);
  });
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

// Where comments, quoted strings and what a sender chose cannot be told from the rest, what passed counts for nothing,
// and what failed anywhere counts: an open parenthesis in a sender's address hid "dmarc=fail" behind it.
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
  bool first = true, whole = true;
  const bool clear = read_statements(raw, [&](const Words& words) {
    const bool names_server = first && !words.empty() && words[0].find('=') == std::string::npos;
    first = false;
    if (names_server) {
      results.authserv_id = text::to_lower(words[0]);
      return;
    }
    whole = whole && is_whole(words) && !contradicts_itself(words);
    auto result = read_result(words);
    if (!result || (seen.size() >= enough_methods && !seen.contains(result->method))) return;
    if (++seen[result->method] <= enough_of_method) results.results.push_back(std::move(*result));
  });
  if (!clear || !whole || has_contradictions(results.results)) take_failures_alone(raw, results);
  if (results.authserv_id.empty() && results.results.empty()) return std::nullopt;
  return results;
}

}  // namespace fuwake::mail
