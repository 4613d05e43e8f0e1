#include "links/url.h"

#include <unicode/idna.h>
#include <unicode/bytestream.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

namespace fuwake::links {
namespace {

// ---- characters -------------------------------------------------------------------------------

bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  return (c | 0x20) - 'a' + 10;
}
char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), to_lower);
  return out;
}

// ---- percent encoding, section 1.3 --------------------------------------------------------------

enum class EncodeSet { c0_control, fragment, query, special_query, path, userinfo };

bool is_in(EncodeSet set, unsigned char c) {
  if (c <= 0x1f || c > 0x7e) return true;
  const auto one_of = [c](std::string_view characters) {
    return characters.find(static_cast<char>(c)) != std::string_view::npos;
  };
  switch (set) {
    case EncodeSet::c0_control: return false;
    case EncodeSet::fragment: return one_of(" \"<>`");
    case EncodeSet::query: return one_of(" \"#<>");
    case EncodeSet::special_query: return one_of(" \"#<>'");
    case EncodeSet::path: return one_of(" \"#<>?^`{}");
    case EncodeSet::userinfo: return one_of(" \"#<>?^`{}/:;=@[\\]|");
  }
  return false;
}

void percent_encode(std::string& out, unsigned char c) {
  constexpr char digits[] = "0123456789ABCDEF";
  out += '%';
  out += digits[c >> 4];
  out += digits[c & 15];
}

void append_encoded(std::string& out, std::string_view text, EncodeSet set) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_in(set, byte))
      percent_encode(out, byte);
    else
      out += c;
  }
}

std::string percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2])) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

// ---- schemes, section 4.2 -----------------------------------------------------------------------

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

// ---- hosts, section 3.5 -------------------------------------------------------------------------

bool is_forbidden_host_code_point(char c) {
  constexpr std::string_view forbidden("\0\t\n\r #/:<>?@[\\]^|", 17);
  return forbidden.find(c) != std::string_view::npos;
}

bool is_forbidden_domain_code_point(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return is_forbidden_host_code_point(c) || byte <= 0x1f || c == '%' || byte == 0x7f;
}

// The IPv4 number parser. nullopt: failure. Values beyond 32 bits are capped, the caller refuses
// them.
std::optional<std::uint64_t> parse_ipv4_number(std::string_view text) {
  if (text.empty()) return std::nullopt;
  unsigned radix = 10;
  if (text.size() >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
    text.remove_prefix(2);
    radix = 16;
  } else if (text.size() >= 2 && text[0] == '0') {
    text.remove_prefix(1);
    radix = 8;
  }
  std::uint64_t value = 0;
  for (const char c : text) {
    if (!is_hex(c)) return std::nullopt;
    const auto digit = static_cast<unsigned>(hex_value(c));
    if (digit >= radix) return std::nullopt;
    value = std::min<std::uint64_t>(value * radix + digit, std::uint64_t{1} << 40);
  }
  return value;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// The "ends in a number checker".
bool ends_in_number(std::string_view host) {
  auto parts = split(host, '.');
  if (parts.back().empty()) {
    if (parts.size() == 1) return false;
    parts.pop_back();
  }
  const std::string_view last = parts.back();
  if (!last.empty() && std::all_of(last.begin(), last.end(), is_digit)) return true;
  return parse_ipv4_number(last).has_value();
}

std::optional<std::uint32_t> parse_ipv4(std::string_view host) {
  auto parts = split(host, '.');
  if (parts.back().empty() && parts.size() > 1) parts.pop_back();
  if (parts.size() > 4) return std::nullopt;
  std::vector<std::uint64_t> numbers;
  for (const std::string_view part : parts) {
    const auto number = parse_ipv4_number(part);
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  for (std::size_t i = 0; i + 1 < numbers.size(); ++i)
    if (numbers[i] > 255) return std::nullopt;
  const auto last_limit = std::uint64_t{1} << (8 * (5 - numbers.size()));
  if (numbers.back() >= last_limit) return std::nullopt;
  std::uint64_t address = numbers.back();
  for (std::size_t i = 0; i + 1 < numbers.size(); ++i) address += numbers[i] << (8 * (3 - i));
  return static_cast<std::uint32_t>(address);
}

std::string serialize_ipv4(std::uint32_t address) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) {
    out += std::to_string((address >> shift) & 255);
    if (shift > 0) out += '.';
  }
  return out;
}

using Ipv6 = std::array<std::uint16_t, 8>;

// The IPv6 parser, step by step as the standard has it.
std::optional<Ipv6> parse_ipv6(std::string_view input) {
  Ipv6 address{};
  std::size_t piece = 0;
  std::optional<std::size_t> compress;
  std::size_t at = 0;
  const auto here = [&](std::size_t ahead = 0) {
    return at + ahead < input.size() ? input[at + ahead] : '\0';
  };
  if (here() == ':') {
    if (here(1) != ':') return std::nullopt;
    at += 2;
    compress = ++piece;
  }
  while (at < input.size()) {
    if (piece == 8) return std::nullopt;
    if (here() == ':') {
      if (compress) return std::nullopt;
      ++at;
      compress = ++piece;
      continue;
    }
    unsigned value = 0;
    int length = 0;
    while (length < 4 && at < input.size() && is_hex(here())) {
      value = value * 16 + static_cast<unsigned>(hex_value(here()));
      ++at;
      ++length;
    }
    if (here() == '.' && at < input.size()) {
      if (length == 0) return std::nullopt;
      at -= static_cast<std::size_t>(length);
      if (piece > 6) return std::nullopt;
      int numbers_seen = 0;
      while (at < input.size()) {
        std::optional<unsigned> ipv4_piece;
        if (numbers_seen > 0) {
          if (here() != '.' || numbers_seen >= 4) return std::nullopt;
          ++at;
        }
        if (at >= input.size() || !is_digit(here())) return std::nullopt;
        while (at < input.size() && is_digit(here())) {
          const auto number = static_cast<unsigned>(here() - '0');
          if (!ipv4_piece)
            ipv4_piece = number;
          else if (*ipv4_piece == 0)
            return std::nullopt;
          else
            ipv4_piece = *ipv4_piece * 10 + number;
          if (*ipv4_piece > 255) return std::nullopt;
          ++at;
        }
        address[piece] = static_cast<std::uint16_t>(address[piece] * 256 + *ipv4_piece);
        ++numbers_seen;
        if (numbers_seen == 2 || numbers_seen == 4) ++piece;
      }
      if (numbers_seen != 4) return std::nullopt;
      break;
    }
    if (at < input.size()) {
      if (here() != ':') return std::nullopt;
      ++at;
      if (at >= input.size()) return std::nullopt;
    }
    address[piece++] = static_cast<std::uint16_t>(value);
  }
  if (compress) {
    std::size_t swaps = piece - *compress;
    piece = 7;
    while (piece != 0 && swaps > 0) {
      std::swap(address[piece], address[*compress + swaps - 1]);
      --piece;
      --swaps;
    }
  } else if (piece != 8) {
    return std::nullopt;
  }
  return address;
}

std::string serialize_ipv6(const Ipv6& address) {
  // The first longest run of zeros, of at least two, is compressed.
  std::size_t best = 8, best_length = 1;
  for (std::size_t i = 0; i < 8;) {
    std::size_t end = i;
    while (end < 8 && address[end] == 0) ++end;
    if (end - i > best_length) {
      best = i;
      best_length = end - i;
    }
    i = end == i ? i + 1 : end;
  }
  std::string out = "[";
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == best) {
      out += i == 0 ? "::" : ":";
      i += best_length - 1;
      continue;
    }
    char piece[8];
    std::snprintf(piece, sizeof piece, "%x", address[i]);
    out += piece;
    if (i != 7) out += ':';
  }
  return out + "]";
}

struct Host {
  Url::HostKind kind = Url::HostKind::none;
  std::string text;
};

std::optional<Host> parse_host(std::string_view input, bool is_opaque) {
  if (input.starts_with('[')) {
    if (!input.ends_with(']')) return std::nullopt;
    const auto address = parse_ipv6(input.substr(1, input.size() - 2));
    if (!address) return std::nullopt;
    return Host{Url::HostKind::ipv6, serialize_ipv6(*address)};
  }
  if (is_opaque) {
    if (std::any_of(input.begin(), input.end(), is_forbidden_host_code_point)) return std::nullopt;
    Host host{Url::HostKind::opaque, ""};
    append_encoded(host.text, input, EncodeSet::c0_control);
    return host;
  }
  const auto ascii = domain_to_ascii(percent_decode(input));
  if (!ascii) return std::nullopt;
  if (ends_in_number(*ascii)) {
    const auto address = parse_ipv4(*ascii);
    if (!address) return std::nullopt;
    return Host{Url::HostKind::ipv4, serialize_ipv4(*address)};
  }
  return Host{Url::HostKind::domain, *ascii};
}

// ---- the basic URL parser, section 4.4 ----------------------------------------------------------

bool is_windows_drive_letter(std::string_view text) {
  return text.size() == 2 && is_alpha(text[0]) && (text[1] == ':' || text[1] == '|');
}

bool starts_with_windows_drive_letter(std::string_view text) {
  if (text.size() < 2 || !is_windows_drive_letter(text.substr(0, 2))) return false;
  return text.size() == 2 || text[2] == '/' || text[2] == '\\' || text[2] == '?' || text[2] == '#';
}

bool is_single_dot(std::string_view segment) {
  return segment == "." || lower(segment) == "%2e";
}

bool is_double_dot(std::string_view segment) {
  if (segment.size() > 6) return false;
  const std::string text = lower(segment);
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
    if (has_segments_) finish_path();
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
    if (!input_.empty() && is_alpha(input_[0])) {
      while (colon < input_.size() && (is_alpha(input_[colon]) || is_digit(input_[colon]) ||
                                       input_[colon] == '+' || input_[colon] == '-' ||
                                       input_[colon] == '.'))
        ++colon;
    }
    if (colon > 0 && at(colon) == ':') {
      url_.scheme = lower(std::string_view(input_).substr(0, colon));
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
    has_host_ = base_->host_kind != Url::HostKind::none || base_->scheme == "file";
    url_.port = base_->port;
    if (!with_path) return;
    url_.path = base_->path;
    url_.opaque_path = base_->opaque_path;
    if (!base_->opaque_path) {
      has_segments_ = true;
      if (!base_->path.empty())
        for (const std::string_view segment : split(std::string_view(base_->path).substr(1), '/'))
          segments_.emplace_back(segment);
    }
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
    if (at_end(index)) {
      url_.query = base_->query;
      return true;
    }
    if (at(index) == '?') return parse_query(index + 1);
    if (at(index) == '#') {
      url_.query = base_->query;
      return parse_fragment(index + 1);
    }
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
      if (!is_digit(c)) return false;
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
      url_.host_kind = Url::HostKind::opaque;
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
    url_.host_kind = Url::HostKind::opaque;
    url_.host.clear();
    has_host_ = true;
    const bool file_base = base_ != nullptr && base_->scheme == "file";
    if (is_slash(index)) {
      if (is_slash(index + 1)) return parse_file_host(index + 2);
      if (file_base) {
        url_.host = base_->host;
        url_.host_kind = base_->host_kind;
        if (!starts_with_windows_drive_letter(std::string_view(input_).substr(index + 1)) &&
            base_->path.size() >= 3) {
          const auto first = split(std::string_view(base_->path).substr(1), '/').front();
          if (first.size() == 2 && is_alpha(first[0]) && first[1] == ':')
            segments_.emplace_back(first);
        }
      }
      return parse_path(index);
    }
    if (!file_base) return parse_path(index);
    copy_from_base(true);
    if (at_end(index)) {
      url_.query = base_->query;
      return true;
    }
    if (at(index) == '?') return parse_query(index + 1);
    if (at(index) == '#') {
      url_.query = base_->query;
      return parse_fragment(index + 1);
    }
    if (starts_with_windows_drive_letter(std::string_view(input_).substr(index)))
      segments_.clear();
    else
      shorten_path();
    return parse_path(index);
  }

  bool parse_file_host(std::size_t index) {
    std::size_t end = index;
    while (!at_end(end) && input_[end] != '/' && input_[end] != '\\' && input_[end] != '?' &&
           input_[end] != '#')
      ++end;
    const std::string_view text = std::string_view(input_).substr(index, end - index);
    if (is_windows_drive_letter(text)) return parse_path(index);
    if (!set_host(text)) return false;
    if (url_.host == "localhost") {
      url_.host.clear();
      url_.host_kind = Url::HostKind::opaque;
    }
    return parse_path_start(end);
  }

  // "Path start state"
  bool parse_path_start(std::size_t index) {
    if (url_.is_special()) return parse_path(index);
    if (at_end(index)) {
      has_segments_ = true;
      return true;
    }
    if (at(index) == '?' || at(index) == '#') {
      has_segments_ = true;
      return at(index) == '?' ? parse_query(index + 1) : parse_fragment(index + 1);
    }
    return parse_path(index);
  }

  // "Path state". A first slash is taken off here.
  bool parse_path(std::size_t index) {
    has_segments_ = true;
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
      if (!slash_follows) segments_.emplace_back();
      return;
    }
    if (is_single_dot(raw)) {
      if (!slash_follows) segments_.emplace_back();
      return;
    }
    std::string segment;
    append_encoded(segment, raw, EncodeSet::path);
    if (url_.scheme == "file" && segments_.empty() && is_windows_drive_letter(segment))
      segment[1] = ':';
    segments_.push_back(std::move(segment));
  }

  void shorten_path() {
    if (segments_.empty()) return;
    const bool drive = url_.scheme == "file" && segments_.size() == 1 &&
                       segments_[0].size() == 2 && is_alpha(segments_[0][0]) &&
                       segments_[0][1] == ':';
    if (!drive) segments_.pop_back();
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
    append_encoded(*url_.query, text,
                   url_.is_special() ? EncodeSet::special_query : EncodeSet::query);
    return hash == std::string::npos || parse_fragment(hash + 1);
  }

  bool parse_fragment(std::size_t index) {
    url_.fragment.emplace();
    append_encoded(*url_.fragment, std::string_view(input_).substr(index), EncodeSet::fragment);
    return true;
  }

  void finish_path() {
    url_.path.clear();
    for (const std::string& segment : segments_) url_.path += "/" + segment;
    if (!has_host_) url_.host_kind = Url::HostKind::none;
  }

  const Url* base_;
  std::string input_;
  Url url_;
  bool has_host_ = false;
  bool has_segments_ = false;
  std::vector<std::string> segments_;
};

const icu::IDNA* uts46() {
  static const std::unique_ptr<icu::IDNA> instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::IDNA>(icu::IDNA::createUTS46Instance(
        UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII |
            UIDNA_NONTRANSITIONAL_TO_UNICODE,
        status));
  }();
  return instance.get();
}

// ICU always checks hyphens and DNS lengths; the standard asks for that only if "beStrict".
constexpr std::uint32_t tolerated_errors =
    UIDNA_ERROR_HYPHEN_3_4 | UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN |
    UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG | UIDNA_ERROR_DOMAIN_NAME_TOO_LONG;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

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

std::optional<std::string> domain_to_ascii(std::string_view domain, bool be_strict) {
  // A host of megabytes is no host: DNS ends at 253 bytes, and what is longer only costs time.
  constexpr std::size_t longest_domain = 16 * 1024;
  if (domain.size() > longest_domain) return std::nullopt;
  std::string ascii;
  if (!be_strict && is_ascii(domain)) {
    // Section 3.3, step 1: A-labels are not looked into, well-formed or not.
    ascii = lower(domain);
  } else {
    UErrorCode status = U_ZERO_ERROR;
    icu::IDNAInfo info;
    icu::StringByteSink<std::string> sink(&ascii);
    uts46()->nameToASCII_UTF8({domain.data(), static_cast<int32_t>(domain.size())}, sink, info,
                              status);
    const std::uint32_t errors = info.getErrors() & ~(be_strict ? 0u : tolerated_errors);
    if (U_FAILURE(status) || errors != 0) return std::nullopt;
  }
  if (ascii.empty()) return std::nullopt;
  if (std::any_of(ascii.begin(), ascii.end(), is_forbidden_domain_code_point)) return std::nullopt;
  return ascii;
}

std::string domain_to_unicode(std::string_view ascii_host) {
  if (ascii_host.find("xn--") == std::string_view::npos) return std::string(ascii_host);
  UErrorCode status = U_ZERO_ERROR;
  icu::IDNAInfo info;
  std::string unicode;
  icu::StringByteSink<std::string> sink(&unicode);
  uts46()->nameToUnicodeUTF8({ascii_host.data(), static_cast<int32_t>(ascii_host.size())}, sink,
                             info, status);
  return U_SUCCESS(status) && (info.getErrors() & ~tolerated_errors) == 0 ? unicode
                                                                          : std::string(ascii_host);
}

}  // namespace fuwake::links
