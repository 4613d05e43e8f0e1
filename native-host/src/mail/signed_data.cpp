#include "mail/signed_data.h"

#include <algorithm>
#include <cstdint>

namespace fuwake::mail {
namespace {

enum Tag : std::uint8_t {
  octet_string = 0x04,
  object_identifier = 0x06,
  octet_strings = 0x24,
  sequence = 0x30,
  explicit_0 = 0xa0
};

// 1.2.840.113549.1.7.2
constexpr std::string_view signed_data_id("\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", 9);

struct Element {
  std::uint8_t tag = 0;
  std::string_view content;  // of an element of no given length all that follows
  bool to_end_mark = false;  // its length is not given (BER): it goes on to two zero bytes
};

// Takes the element at the begin of `rest`; behind it `rest` goes on, and behind the head of one without a length.
std::optional<Element> take_element(std::string_view& rest) {
  if (rest.size() < 2) return std::nullopt;
  Element element;
  element.tag = static_cast<std::uint8_t>(rest[0]);
  std::size_t length = static_cast<std::uint8_t>(rest[1]);
  rest.remove_prefix(2);
  element.to_end_mark = length == 0x80;
  if (length > 0x80) {
    const std::size_t digits = length - 0x80;
    if (digits > 4 || digits > rest.size()) return std::nullopt;
    length = 0;
    for (const char c : rest.substr(0, digits)) length = length << 8 | static_cast<std::uint8_t>(c);
    rest.remove_prefix(digits);
  }
  element.content = element.to_end_mark ? rest : rest.substr(0, length);
  rest.remove_prefix(element.to_end_mark ? 0 : std::min(length, rest.size()));
  return element;
}

// The content of the next element, if it has that tag.
std::optional<std::string_view> enter(std::string_view& rest, Tag tag) {
  const auto element = take_element(rest);
  if (!element || element->tag != tag) return std::nullopt;
  return element->content;
}

// An octet string in one piece, or in pieces.
std::optional<std::string> octets(std::string_view rest) {
  auto element = take_element(rest);
  if (!element) return std::nullopt;
  if (element->tag == octet_string) return std::string(element->content);
  if (element->tag != octet_strings) return std::nullopt;
  std::string whole;
  for (std::string_view pieces = element->content; (element = take_element(pieces)) && element->tag == octet_string;)
    whole += element->content;
  return whole;
}

}  // namespace

std::optional<std::string> signed_content(std::string_view der) {
  auto info = enter(der, sequence);
  if (!info || enter(*info, object_identifier) != signed_data_id) return std::nullopt;
  auto wrapped = enter(*info, explicit_0);
  auto data = wrapped ? enter(*wrapped, sequence) : std::nullopt;
  // Its version and the names of digests stand before what is signed.
  if (!data || !take_element(*data) || !take_element(*data)) return std::nullopt;
  auto signed_part = enter(*data, sequence);
  if (!signed_part || !enter(*signed_part, object_identifier)) return std::nullopt;
  const auto content = enter(*signed_part, explicit_0);
  return content ? octets(*content) : std::nullopt;
}

}  // namespace fuwake::mail
