#include "links/url_host.h"

#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <vector>

#include "links/url_characters.h"
#include "text/ascii.h"
#include "text/percent.h"

namespace fuwake::links {
namespace {

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
    if (!text::is_hex(c)) return std::nullopt;
    const auto digit = static_cast<unsigned>(text::hex_value(c));
    if (digit >= radix) return std::nullopt;
    value = std::min<std::uint64_t>(value * radix + digit, std::uint64_t{1} << 40);
  }
  return value;
}

// The "ends in a number checker".
bool ends_in_number(std::string_view host) {
  auto parts = text::split(host, '.');
  if (parts.back().empty()) {
    if (parts.size() == 1) return false;
    parts.pop_back();
  }
  const std::string_view last = parts.back();
  if (!last.empty() && std::all_of(last.begin(), last.end(), text::is_digit)) return true;
  return parse_ipv4_number(last).has_value();
}

std::optional<std::uint32_t> parse_ipv4(std::string_view host) {
  auto parts = text::split(host, '.');
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
  const auto here = [&](std::size_t ahead = 0) { return at + ahead < input.size() ? input[at + ahead] : '\0'; };
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
    while (length < 4 && at < input.size() && text::is_hex(here())) {
      value = value * 16 + static_cast<unsigned>(text::hex_value(here()));
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
        if (at >= input.size() || !text::is_digit(here())) return std::nullopt;
        while (at < input.size() && text::is_digit(here())) {
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

const icu::IDNA* uts46() {
  static const std::unique_ptr<icu::IDNA> instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::IDNA>(icu::IDNA::createUTS46Instance(
        UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE,
        status));
  }();
  return instance.get();
}

// ICU always checks hyphens and DNS lengths; the standard asks for that only if "beStrict".
constexpr std::uint32_t tolerated_errors = UIDNA_ERROR_HYPHEN_3_4 | UIDNA_ERROR_LEADING_HYPHEN |
                                           UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_EMPTY_LABEL |
                                           UIDNA_ERROR_LABEL_TOO_LONG | UIDNA_ERROR_DOMAIN_NAME_TOO_LONG;

}  // namespace

std::optional<Host> parse_host(std::string_view input, bool is_opaque) {
  if (input.starts_with('[')) {
    if (!input.ends_with(']')) return std::nullopt;
    const auto address = parse_ipv6(input.substr(1, input.size() - 2));
    if (!address) return std::nullopt;
    return Host{HostKind::ipv6, serialize_ipv6(*address)};
  }
  if (is_opaque) {
    if (std::any_of(input.begin(), input.end(), is_forbidden_host_code_point)) return std::nullopt;
    Host host{HostKind::opaque, ""};
    append_encoded(host.text, input, EncodeSet::c0_control);
    return host;
  }
  const auto ascii = domain_to_ascii(text::decode_percent(input));
  if (!ascii) return std::nullopt;
  if (ends_in_number(*ascii)) {
    const auto address = parse_ipv4(*ascii);
    if (!address) return std::nullopt;
    return Host{HostKind::ipv4, serialize_ipv4(*address)};
  }
  return Host{HostKind::domain, *ascii};
}

std::optional<std::string> domain_to_ascii(std::string_view domain, bool be_strict) {
  // No resolver takes a name of more than 253 bytes (RFC 1035, section 2.3.4). The standard does, and letters of
  // an alphabet take more room before they are encoded; but encoding takes time by the square of the length.
  constexpr std::size_t longest_domain = 1024;
  if (domain.size() > longest_domain) return std::nullopt;
  std::string ascii;
  if (!be_strict && text::is_ascii(domain)) {
    // Section 3.3, step 1: A-labels are not looked into, well-formed or not.
    ascii = text::to_lower(domain);
  } else {
    UErrorCode status = U_ZERO_ERROR;
    icu::IDNAInfo info;
    icu::StringByteSink<std::string> sink(&ascii);
    uts46()->nameToASCII_UTF8({domain.data(), static_cast<int32_t>(domain.size())}, sink, info, status);
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
  uts46()->nameToUnicodeUTF8({ascii_host.data(), static_cast<int32_t>(ascii_host.size())}, sink, info, status);
  return U_SUCCESS(status) && (info.getErrors() & ~tolerated_errors) == 0 ? unicode : std::string(ascii_host);
}

}  // namespace fuwake::links
