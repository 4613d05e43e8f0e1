#include "report/spoken_arguments.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>

#include "knowledge/public_suffixes.h"
#include "links/url_host.h"
#include "mail/dates.h"
#include "report/printable.h"

namespace fuwake::report {
namespace {

constexpr std::size_t longest_value = 120;
constexpr std::size_t longest_host = 300;  // 253 octets in A-labels; some more where they are shown in Unicode

bool is_of_host(UChar32 character) {
  if (character < 0) return false;
  if (character == '-' || character == '.' || character == '_') return true;
  return u_isalnum(character) || (U_GET_GC_MASK(character) & U_GC_M_MASK) != 0;
}

bool is_host_name(std::string_view host) {
  std::size_t at = 0;
  while (at < host.size()) {
    UChar32 character = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(host.data()), at, host.size(), character);
    if (!is_of_host(character)) return false;
  }
  return !host.empty() && host.size() <= longest_host;
}

// "[2001:db8::1]"
bool is_ipv6(std::string_view host) {
  return host.size() > 2 && host.size() < 50 && host.front() == '[' && host.back() == ']' &&
         host.find_first_not_of("0123456789abcdefABCDEF:.", 1) == host.size() - 1;
}

// How many labels of a host its registrable domain has; 0 where that cannot be told.
std::size_t registrable_labels(const std::string& host) {
  const auto ascii = links::domain_to_ascii(host);
  if (!ascii) return 0;
  const std::string registrable = knowledge::registrable_domain(*ascii);
  return static_cast<std::size_t>(std::count(registrable.begin(), registrable.end(), '.')) + 1;
}

// Where the last `labels` labels begin; 0 where there are no more than these.
std::size_t begin_of_last(std::size_t labels, const std::string& host) {
  std::size_t dot = host.size();
  for (; labels > 0; --labels) {
    if (dot == 0) return 0;
    dot = host.rfind('.', dot - 1);
    if (dot == std::string::npos) return 0;
  }
  return dot + 1;
}

std::optional<std::int64_t> number_in(const std::string& digits) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

Argument quotation(const std::string& value) {
  return {SegmentKind::quotation, printable(value, longest_value)};
}

}  // namespace

Segments deciding_domain(const std::string& domain) {
  if (is_ipv6(domain)) return {{SegmentKind::deciding_domain, domain}};
  if (!is_host_name(domain)) return quotation(domain).segments;
  const std::size_t labels = registrable_labels(domain);
  // Made harmless as a whole: "www" and what stands behind it are a link together.
  const std::string shown = printable(domain, longest_host);
  const std::size_t begin = labels == 0 ? 0 : begin_of_last(labels, shown);
  Segments out;
  if (begin > 0) out.push_back({SegmentKind::foreign_domain, shown.substr(0, begin)});
  out.push_back({SegmentKind::deciding_domain, shown.substr(begin)});
  return out;
}

std::string SpokenArguments::brand_name(const std::string& id) const {
  for (const knowledge::Brand& brand : knowledge_.brands.all())
    if (brand.id == id) return brand.names.in(say_.language());
  return "";
}

std::string SpokenArguments::service_name(const std::string& id) const {
  const knowledge::MailService* service = knowledge_.mail_services.by_id(id);
  return service == nullptr ? "" : service->names.in(say_.language());
}

Argument SpokenArguments::spoken(evidence::ArgumentType type, const std::string& value) const {
  using Type = evidence::ArgumentType;
  switch (type) {
    case Type::text:
    case Type::name:
    case Type::quotation:
    case Type::file:
      return quotation(value);
    case Type::domain:
      return deciding_domain(value);
    case Type::foreign_domain:
    case Type::host:
      return {SegmentKind::foreign_domain, printable(value, longest_value)};
    case Type::address:
      return {SegmentKind::address, printable(value, longest_value)};
    case Type::brand:
      return {SegmentKind::brand, brand_name(value)};
    case Type::service:
      return {SegmentKind::brand, service_name(value)};
    case Type::mail_operator:
      return {SegmentKind::brand, operator_name_};
    case Type::organisation:
      return {SegmentKind::brand, printable(value, longest_value)};
    case Type::country:
      return say_.country(value);
    case Type::time:
      if (const auto time = mail::parse_rfc3339(value)) return {SegmentKind::time, say_.moment(*time)};
      return quotation(value);
    case Type::number:
      if (const auto number = number_in(value)) return *number;
      return quotation(value);
    case Type::choice:
      return value;
  }
  return quotation(value);
}

Arguments SpokenArguments::of(const evidence::Finding& finding) const {
  Arguments arguments;
  for (const evidence::Argument& argument : finding.type.get().arguments)
    if (const auto given = finding.arguments.find(argument.name); given != finding.arguments.end())
      arguments[argument.name] = spoken(argument.type, given->second);
  return arguments;
}

}  // namespace fuwake::report
