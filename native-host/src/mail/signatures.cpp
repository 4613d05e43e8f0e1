#include "mail/signatures.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "text/ascii.h"

namespace fuwake::mail {
namespace {

using Tags = std::map<std::string, std::string, std::less<>>;

// A tag list (RFC 6376, section 3.2): "v=1; a=rsa-sha256; d=example.net". Folds inside values mean
// nothing in the tags that are read here. The first of two tags with one name wins.
Tags parse_tags(std::string_view raw) {
  constexpr std::size_t most_tags = 50;
  Tags tags;
  while (!raw.empty() && tags.size() < most_tags) {
    const auto end = std::min(raw.find(';'), raw.size());
    const std::string_view tag = raw.substr(0, end);
    raw.remove_prefix(std::min(end + 1, raw.size()));
    const auto equals = tag.find('=');
    if (equals == std::string_view::npos) continue;
    tags.emplace(text::to_lower(without_blanks(tag.substr(0, equals))), without_blanks(tag.substr(equals + 1)));
  }
  return tags;
}

std::string value_of(const Tags& tags, std::string_view name) {
  const auto found = tags.find(name);
  return found == tags.end() ? "" : found->second;
}

template <typename Number>
std::optional<Number> number_of(const Tags& tags, std::string_view name) {
  const std::string text = value_of(tags, name);
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

std::vector<std::string> split_at_colons(const std::string& text) {
  constexpr std::size_t most_names = 200;
  std::vector<std::string> names;
  std::size_t begin = 0;
  while (begin <= text.size() && names.size() < most_names) {
    const auto end = std::min(text.find(':', begin), text.size());
    if (end > begin) names.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return names;
}

}  // namespace

bool DkimSignature::covers(std::string_view lower_name) const {
  return std::find(headers.begin(), headers.end(), lower_name) != headers.end();
}

bool DkimSignature::oversigns(std::string_view lower_name, std::size_t occurrences) const {
  const auto named = std::count(headers.begin(), headers.end(), lower_name);
  return static_cast<std::size_t>(named) > occurrences;
}

std::optional<DkimSignature> parse_dkim_signature(std::string_view raw) {
  const Tags tags = parse_tags(raw);
  DkimSignature signature;
  signature.domain = text::to_lower(value_of(tags, "d"));
  signature.headers = split_at_colons(text::to_lower(value_of(tags, "h")));
  if (signature.domain.empty() || signature.headers.empty()) return std::nullopt;
  signature.selector = value_of(tags, "s");
  signature.algorithm = text::to_lower(value_of(tags, "a"));
  signature.body_length = number_of<std::uint64_t>(tags, "l");
  signature.relaxed_body = text::to_lower(value_of(tags, "c")).ends_with("/relaxed");
  signature.signed_at = number_of<UnixTime>(tags, "t");
  signature.expires = number_of<UnixTime>(tags, "x");
  return signature;
}

std::uint64_t canonical_body_length(std::string_view body, bool relaxed) {
  std::uint64_t length = 0;
  std::uint64_t up_to_last_text = 0;  // empty lines at the end do not count
  for (std::size_t at = 0; at < body.size();) {
    const Line line = line_at(body, at);
    std::uint64_t of_line = line.text.size();
    if (relaxed) {
      of_line = 0;
      bool pending = false;
      for (const char c : line.text) {
        if (c == ' ' || c == '\t') {
          pending = true;
          continue;
        }
        of_line += pending ? 2 : 1;
        pending = false;
      }
    }
    length += of_line + 2;
    if (of_line > 0) up_to_last_text = length;
    at = line.next;
  }
  return up_to_last_text;
}

std::vector<ArcSet> read_arc_sets(const HeaderSection& headers) {
  std::map<int, ArcSet, std::greater<>> sets;
  const auto instance_of = [](const Tags& tags) {
    const auto instance = number_of<int>(tags, "i");
    return instance && *instance >= 1 && *instance <= most_arc_sets ? *instance : 0;
  };
  for (const HeaderField* field : headers.all("arc-authentication-results")) {
    // "i=1; mx.example; spf=pass …": an instance, then what Authentication-Results holds.
    const auto semicolon = field->value.find(';');
    if (semicolon == std::string_view::npos) continue;
    const int instance = instance_of(parse_tags(field->value.substr(0, semicolon)));
    auto results = parse_authentication_results(field->value.substr(semicolon + 1));
    if (instance == 0 || !results || sets.contains(instance)) continue;
    sets[instance] = {instance, "", "", std::move(*results), field->span};
  }
  for (const HeaderField* field : headers.all("arc-seal")) {
    const Tags tags = parse_tags(field->value);
    const auto set = sets.find(instance_of(tags));
    if (set == sets.end() || !set->second.sealed_by.empty()) continue;
    set->second.sealed_by = text::to_lower(value_of(tags, "d"));
    set->second.chain = text::to_lower(value_of(tags, "cv"));
  }
  std::vector<ArcSet> out;
  out.reserve(sets.size());
  for (auto& [instance, set] : sets) out.push_back(std::move(set));
  return out;
}

}  // namespace fuwake::mail
