#include "links/url.h"

#include "links/url_characters.h"
#include "text/ascii.h"

namespace fuwake::links {
namespace {

// Section 4.2.
struct SpecialScheme {
  std::string_view scheme;
  int default_port;
};
constexpr SpecialScheme special_schemes[] = {{"http", 80}, {"https", 443}, {"ftp", 21},
                                             {"ws", 80},   {"wss", 443},   {"file", -1}};

const SpecialScheme* find_special(std::string_view scheme) {
  for (const SpecialScheme& special : special_schemes)
    if (special.scheme == scheme) return &special;
  return nullptr;
}

// What follows is the basic URL parser, section 4.4.

bool is_windows_drive_letter(std::string_view text) {
  return text.size() == 2 && text::is_alpha(text[0]) && (text[1] == ':' || text[1] == '|');
}

bool starts_with_windows_drive_letter(std::string_view text) {
  if (text.size() < 2 || !is_windows_drive_letter(text.substr(0, 2))) return false;
  return text.size() == 2 || text[2] == '/' || text[2] == '\\' || text[2] == '?' || text[2] == '#';
}

bool is_single_dot(std::string_view segment) {
  return segment == "." || (segment.size() == 3 && text::to_lower(segment) == "%2e");
}

bool is_double_dot(std::string_view segment) {
  if (segment.size() > 6) return false;
  const std::string text = text::to_lower(segment);
  return text == ".." || text == ".%2e" || text == "%2e." || text == "%2e%2e";
}

class Parser {
 public:
  Parser(std::string_view input, const Url* base) : base_(base) {
    // Leading and trailing C0 controls and spaces, and tabs and newlines anywhere, are not there.
    const auto is_edge = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
    while (!input.empty() && is_edge(input.front())) input.remove_prefix(1);
    while (!input.empty() && is_edge(input.back())) input.remove_suffix(1);
    for (const char c : input)
      if (c != '\t' && c != '\n' && c != '\r') input_ += c;
  }

  std::optional<Url> parse() {
    if (!parse_scheme()) return std::nullopt;
    if (is_hierarchical_ && !has_host_) url_.host_kind = HostKind::none;
    return std::move(url_);
  }

 private:
  char at(std::size_t index) const { return index < input_.size() ? input_[index] : '\0'; }
  bool at_end(std::size_t index) const { return index >= input_.size(); }
  bool is_slash(std::size_t index) const {
    if (at_end(index)) return false;
    return input_[index] == '/' || (url_.is_special() && input_[index] == '\\');
  }

  // "Scheme start state", "scheme state" and "no scheme state".
  bool parse_scheme() {
    std::size_t colon = 0;
    if (!input_.empty() && text::is_alpha(input_[0])) {
      while (colon < input_.size() && (text::is_alpha(input_[colon]) || text::is_digit(input_[colon]) ||
                                       input_[colon] == '+' || input_[colon] == '-' || input_[colon] == '.'))
        ++colon;
    }
    if (colon > 0 && at(colon) == ':') {
      url_.scheme = text::to_lower(std::string_view(input_).substr(0, colon));
      const std::size_t rest = colon + 1;
      if (url_.scheme == "file") return parse_file(rest);
      if (url_.is_special()) {
        if (base_ != nullptr && base_->scheme == url_.scheme) {
          // "Special relative or authority state"
          if (at(rest) == '/' && at(rest + 1) == '/') return parse_slashes_and_authority(rest + 2);
          return parse_relative(rest);
        }
        return parse_slashes_and_authority(rest);
      }
      if (at(rest) == '/') return parse_path_or_authority(rest + 1);
      url_.opaque_path = true;
      return parse_opaque_path(rest);
    }
    if (base_ == nullptr) return false;
    if (base_->opaque_path) {
      if (at(0) != '#') return false;
      copy_from_base(true);
      url_.query = base_->query;
      return parse_fragment(1);
    }
    url_.scheme = base_->scheme;
    return base_->scheme == "file" ? parse_file(0) : parse_relative(0);
  }

  // "Path or authority state"
  bool parse_path_or_authority(std::size_t index) {
    if (at(index) == '/') return parse_authority(index + 1);
    return parse_path(index - 1);
  }

  // "Special authority slashes state" and "special authority ignore slashes state"
  bool parse_slashes_and_authority(std::size_t index) {
    while (at(index) == '/' || at(index) == '\\') ++index;
    return parse_authority(index);
  }

  void copy_from_base(bool with_path) {
    url_.scheme = base_->scheme;
    url_.username = base_->username;
    url_.password = base_->password;
    url_.host = base_->host;
    url_.host_kind = base_->host_kind;
    has_host_ = base_->host_kind != HostKind::none || base_->scheme == "file";
    url_.port = base_->port;
    if (!with_path) return;
    url_.path = base_->path;
    url_.opaque_path = base_->opaque_path;
    is_hierarchical_ = !base_->opaque_path;
  }

  // What both the relative and the file state do with a query, a fragment or nothing after the base's
  // path. nullopt: a path follows.
  std::optional<bool> parse_after_base_path(std::size_t index) {
    if (at(index) == '?' && !at_end(index)) return parse_query(index + 1);
    if (!at_end(index) && at(index) != '#') return std::nullopt;
    url_.query = base_->query;
    return at_end(index) || parse_fragment(index + 1);
  }

  // "Relative state" and "relative slash state"
  bool parse_relative(std::size_t index) {
    if (is_slash(index)) {
      if (is_slash(index + 1)) {
        if (url_.is_special()) return parse_slashes_and_authority(index + 2);
        return parse_authority(index + 2);
      }
      copy_from_base(false);
      return parse_path(index);
    }
    copy_from_base(true);
    if (const auto done = parse_after_base_path(index)) return *done;
    shorten_path();
    return parse_path(index);
  }

  // "Authority state", "host state" and "port state"
  bool parse_authority(std::size_t index) {
    std::size_t end = index;
    while (!at_end(end) && !is_slash(end) && input_[end] != '?' && input_[end] != '#') ++end;
    std::string_view authority = std::string_view(input_).substr(index, end - index);
    const auto at_sign = authority.rfind('@');
    if (at_sign != std::string_view::npos) {
      const std::string_view credentials = authority.substr(0, at_sign);
      authority.remove_prefix(at_sign + 1);
      if (authority.empty()) return false;
      const auto colon = credentials.find(':');
      append_encoded(url_.username, credentials.substr(0, colon), EncodeSet::userinfo);
      if (colon != std::string_view::npos)
        append_encoded(url_.password, credentials.substr(colon + 1), EncodeSet::userinfo);
    }
    // The colon before the port is the first outside brackets.
    std::size_t host_end = 0;
    bool in_brackets = false;
    while (host_end < authority.size() && (in_brackets || authority[host_end] != ':')) {
      if (authority[host_end] == '[') in_brackets = true;
      if (authority[host_end] == ']') in_brackets = false;
      ++host_end;
    }
    const std::string_view host = authority.substr(0, host_end);
    if (host_end < authority.size()) {
      if (host.empty()) return false;
      if (!parse_port(authority.substr(host_end + 1))) return false;
    }
    if (host.empty() && url_.is_special()) return false;
    if (!set_host(host)) return false;
    return parse_path_start(end);
  }

  bool parse_port(std::string_view digits) {
    if (digits.empty()) return true;
    std::uint32_t port = 0;
    for (const char c : digits) {
      if (!text::is_digit(c)) return false;
      port = port * 10 + static_cast<std::uint32_t>(c - '0');
      if (port > 65535) return false;
    }
    const SpecialScheme* special = find_special(url_.scheme);
    if (special == nullptr || static_cast<int>(port) != special->default_port)
      url_.port = static_cast<std::uint16_t>(port);
    return true;
  }

  bool set_host(std::string_view text) {
    has_host_ = true;
    if (text.empty()) {
      url_.host_kind = HostKind::opaque;
      url_.host.clear();
      return true;
    }
    auto host = parse_host(text, !url_.is_special());
    if (!host) return false;
    url_.host_kind = host->kind;
    url_.host = std::move(host->text);
    return true;
  }

  // "File state", "file slash state" and "file host state"
  bool parse_file(std::size_t index) {
    url_.scheme = "file";
    url_.host_kind = HostKind::opaque;
    url_.host.clear();
    has_host_ = true;
    const bool file_base = base_ != nullptr && base_->scheme == "file";
    if (is_slash(index)) {
      if (is_slash(index + 1)) return parse_file_host(index + 2);
      if (file_base) {
        url_.host = base_->host;
        url_.host_kind = base_->host_kind;
        if (!starts_with_windows_drive_letter(std::string_view(input_).substr(index + 1)) && base_->path.size() >= 3) {
          const auto first = text::split(std::string_view(base_->path).substr(1), '/').front();
          if (first.size() == 2 && text::is_alpha(first[0]) && first[1] == ':') url_.path.append("/").append(first);
        }
      }
      return parse_path(index);
    }
    if (!file_base) return parse_path(index);
    copy_from_base(true);
    if (const auto done = parse_after_base_path(index)) return *done;
    if (starts_with_windows_drive_letter(std::string_view(input_).substr(index)))
      url_.path.clear();
    else
      shorten_path();
    return parse_path(index);
  }

  bool parse_file_host(std::size_t index) {
    std::size_t end = index;
    while (!at_end(end) && input_[end] != '/' && input_[end] != '\\' && input_[end] != '?' && input_[end] != '#') ++end;
    const std::string_view text = std::string_view(input_).substr(index, end - index);
    if (is_windows_drive_letter(text)) return parse_path(index);
    if (!set_host(text)) return false;
    if (url_.host == "localhost") {
      url_.host.clear();
      url_.host_kind = HostKind::opaque;
    }
    return parse_path_start(end);
  }

  // "Path start state"
  bool parse_path_start(std::size_t index) {
    if (url_.is_special()) return parse_path(index);
    if (at_end(index)) {
      is_hierarchical_ = true;
      return true;
    }
    if (at(index) == '?' || at(index) == '#') {
      is_hierarchical_ = true;
      return at(index) == '?' ? parse_query(index + 1) : parse_fragment(index + 1);
    }
    return parse_path(index);
  }

  // "Path state". A first slash is taken off here.
  bool parse_path(std::size_t index) {
    is_hierarchical_ = true;
    if (is_slash(index)) ++index;
    std::size_t begin = index;
    while (true) {
      const bool stop = at_end(index) || input_[index] == '?' || input_[index] == '#';
      const bool slash = !stop && is_slash(index);
      if (!stop && !slash) {
        ++index;
        continue;
      }
      add_segment(std::string_view(input_).substr(begin, index - begin), slash);
      if (stop) break;
      begin = ++index;
    }
    if (at_end(index)) return true;
    return input_[index] == '?' ? parse_query(index + 1) : parse_fragment(index + 1);
  }

  void add_segment(std::string_view raw, bool slash_follows) {
    if (is_double_dot(raw)) {
      shorten_path();
      if (!slash_follows) url_.path += '/';
      return;
    }
    if (is_single_dot(raw)) {
      if (!slash_follows) url_.path += '/';
      return;
    }
    const bool first = url_.path.empty();
    url_.path += '/';
    append_encoded(url_.path, raw, EncodeSet::path);
    if (url_.scheme == "file" && first && is_windows_drive_letter(std::string_view(url_.path).substr(1)))
      url_.path[2] = ':';
  }

  void shorten_path() {
    if (url_.path.empty()) return;
    const bool drive =
        url_.scheme == "file" && url_.path.size() == 3 && text::is_alpha(url_.path[1]) && url_.path[2] == ':';
    if (!drive) url_.path.resize(url_.path.rfind('/'));
  }

  // "Opaque path state": a space stays as it is unless it ends the path.
  bool parse_opaque_path(std::size_t index) {
    std::size_t end = index;
    while (!at_end(end) && input_[end] != '?' && input_[end] != '#') ++end;
    const std::string_view text = std::string_view(input_).substr(index, end - index);
    append_encoded(url_.path, text, EncodeSet::c0_control);
    if (!at_end(end) && url_.path.ends_with(' ')) {
      url_.path.pop_back();
      url_.path += "%20";
    }
    if (at_end(end)) return true;
    return input_[end] == '?' ? parse_query(end + 1) : parse_fragment(end + 1);
  }

  bool parse_query(std::size_t index) {
    const auto hash = input_.find('#', index);
    const std::string_view text =
        std::string_view(input_).substr(index, hash == std::string::npos ? hash : hash - index);
    url_.query.emplace();
    append_encoded(*url_.query, text, url_.is_special() ? EncodeSet::special_query : EncodeSet::query);
    return hash == std::string::npos || parse_fragment(hash + 1);
  }

  bool parse_fragment(std::size_t index) {
    url_.fragment.emplace();
    append_encoded(*url_.fragment, std::string_view(input_).substr(index), EncodeSet::fragment);
    return true;
  }

  const Url* base_;
  std::string input_;
  Url url_;
  bool has_host_ = false;
  bool is_hierarchical_ = false;  // its path is segments, "/a/b", no opaque text
};

}  // namespace

bool Url::is_special() const {
  return find_special(scheme) != nullptr;
}

std::string Url::serialize() const {
  std::string out = scheme + ":";
  if (host_kind != HostKind::none) {
    out += "//";
    if (!username.empty() || !password.empty()) {
      out += username;
      if (!password.empty()) out += ":" + password;
      out += "@";
    }
    out += host;
    if (port) out += ":" + std::to_string(*port);
  } else if (!opaque_path && path.starts_with("//")) {
    out += "/.";
  }
  out += path;
  if (query) out += "?" + *query;
  if (fragment) out += "#" + *fragment;
  return out;
}

std::optional<Url> parse_url(std::string_view input, const Url* base) {
  return Parser(input, base).parse();
}

}  // namespace fuwake::links
