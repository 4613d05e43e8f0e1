#include "links/unwrap.h"

#include <algorithm>

#include "mail/transfer_encodings.h"
#include "text/ascii.h"
#include "text/percent.h"

namespace fuwake::links {
namespace {

using knowledge::WrapperRule;
using Method = WrapperRule::Method;

std::string replace(std::string text, char from, char to) {
  std::replace(text.begin(), text.end(), from, to);
  return text;
}

// base64 or base64url; a "+" that a query made a space is one again.
std::string decode_base64_parameter(std::string text) {
  text = replace(replace(replace(std::move(text), '-', '+'), '_', '/'), ' ', '+');
  return mail::decode_base64(text);
}

// "https:/example.com" of a path in which a proxy made one slash of two; "https%3A%2F%2F…".
std::string repair(std::string text) {
  if (text.find("://") == std::string::npos && text.find('%') != std::string::npos) text = text::decode_percent(text);
  for (const std::string_view scheme : {"https:/", "http:/"})
    if (text.starts_with(scheme) && text.size() > scheme.size() && text[scheme.size()] != '/')
      return text.insert(scheme.size(), "/");
  return text;
}

// "__https://a.example/*b__;Iw!!…": each "*" stands for the next of the bytes in base64 behind "__;", and
// "**" with a letter for a run of them ("**B": two and so on, "A" being 2).
std::string undo_proofpoint3(std::string_view path) {
  const auto begin = path.find("__");
  if (begin == std::string_view::npos) return {};
  const auto end = path.rfind("__;");
  if (end == std::string_view::npos || end <= begin + 2) return {};
  const std::string_view text = path.substr(begin + 2, end - begin - 2);
  std::string_view code = path.substr(end + 3);
  code = code.substr(0, code.find('!'));
  const std::string taken_out = decode_base64_parameter(std::string(code));
  std::string out;
  std::size_t next = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '*') {
      out += text[i];
      continue;
    }
    std::size_t count = 1;
    if (i + 2 < text.size() && text[i + 1] == '*' && text::is_alpha(text[i + 2])) {
      const char letter = text[i + 2];
      count = static_cast<std::size_t>(letter <= 'Z' ? letter - 'A' : letter - 'a' + 26) + 2;
      i += 2;
    }
    for (; count > 0 && next < taken_out.size(); --count) out += taken_out[next++];
  }
  return repair(out);
}

// "https" and the host with its dots as dashes: "www-example-co--op-org.translate.goog".
std::string undo_dashes(const Url& url) {
  const std::string label = url.host.substr(0, url.host.find('.'));
  std::string host;
  for (std::size_t i = 0; i < label.size(); ++i) {
    const bool twice = label[i] == '-' && i + 1 < label.size() && label[i + 1] == '-';
    host += twice ? '-' : label[i] == '-' ? '.' : label[i];
    i += twice ? 1 : 0;
  }
  return "https://" + host + url.path;
}

std::string inner_text(const Url& url, const WrapperRule& rule) {
  const std::string query = url.query.value_or("");
  const auto parameter = [&] { return query_parameter(query, text::to_lower(rule.argument)).value_or(""); };
  const auto after_path = [&] {
    std::string rest = url.path.substr(std::min(rule.path.size(), url.path.size()));
    return url.query ? rest + "?" + query : rest;
  };
  switch (rule.method) {
    case Method::parameter:
      return repair(parameter());
    case Method::base64:
      return repair(decode_base64_parameter(parameter()));
    case Method::bing: {
      const std::string value = parameter();
      return value.size() < 3 ? "" : repair(decode_base64_parameter(value.substr(2)));
    }
    case Method::proofpoint2:
      return repair(text::decode_percent(replace(replace(parameter(), '-', '%'), '_', '/')));
    case Method::proofpoint3:
      return undo_proofpoint3(after_path());
    case Method::rest: {
      // Amazon writes "https:%2F%2Fexample.com%2Fa/1/0100…": the target ends at the first real slash.
      const std::string rest = url.path.substr(std::min(rule.path.size(), url.path.size()));
      const bool encoded = rest.starts_with("https:%2F") || rest.starts_with("http:%2F");
      return repair(text::decode_percent(encoded ? rest.substr(0, rest.find('/')) : after_path()));
    }
    case Method::secure_rest:
      return "https://" + text::decode_percent(after_path());
    case Method::last_segment:
      return repair(text::decode_percent(url.path.substr(url.path.rfind('/') + 1)));
    case Method::dashes:
      return undo_dashes(url);
    case Method::domain: {
      const std::string host = parameter();
      return host.empty() ? "" : "https://" + host + "/";
    }
  }
  return {};
}

}  // namespace

std::optional<std::string> query_parameter(std::string_view query, std::string_view lower_name) {
  constexpr int most_parameters = 200;
  int count = 0;
  while (!query.empty() && ++count <= most_parameters) {
    // "&amp;" that was encoded once too often parts parameters as well.
    const auto end = std::min(query.find('&'), query.size());
    std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.starts_with("amp;")) pair.remove_prefix(4);
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos || text::to_lower(pair.substr(0, equals)) != lower_name) continue;
    return text::decode_percent(replace(std::string(pair.substr(equals + 1)), '+', ' '));
  }
  return std::nullopt;
}

std::optional<Unwrapped> unwrap(const Url& url, const knowledge::Wrappers& wrappers) {
  std::optional<Unwrapped> out;
  for (int depth = 0; depth < most_wrappings; ++depth) {
    const Url& outer = out ? out->url : url;
    if (outer.scheme != "http" && outer.scheme != "https") break;
    std::optional<Url> inner;
    const WrapperRule* used = nullptr;
    for (const WrapperRule* rule : wrappers.rules_for(outer.host, outer.path)) {
      auto candidate = parse_url(inner_text(outer, *rule));
      const bool web = candidate && (candidate->scheme == "http" || candidate->scheme == "https");
      if (!web || candidate->host.find('.') == std::string::npos) continue;
      // One that leads to its own host is none, but for Bing's, which leads to another redirector there.
      if (candidate->host == outer.host &&
          (candidate->path.starts_with(rule->path) || wrappers.rules_for(candidate->host, candidate->path).empty()))
        continue;
      inner = std::move(candidate);
      used = rule;
      break;
    }
    if (!inner) break;
    if (!out) out.emplace();
    out->url = std::move(*inner);
    out->around.push_back(&wrappers.wrapper_of(*used));
  }
  return out;
}

}  // namespace fuwake::links
