#include "mail/addresses.h"

#include <algorithm>

#include "mail/charsets.h"
#include "mail/encoded_words.h"
#include "mail/headers.h"

namespace fuwake::mail {
namespace {

class AddressListParser {
 public:
  explicit AddressListParser(std::string_view raw) : raw_(raw) {}

  std::vector<Address> parse() {
    while (at_ < raw_.size() && addresses_.size() < most_addresses) step();
    flush();
    return std::move(addresses_);
  }

  /// After parse().
  SenderField form(const std::vector<Address>& addresses) const {
    using Form = SenderField::Form;
    const auto mailboxes = static_cast<std::size_t>(std::count_if(
        addresses.begin(), addresses.end(), [](const Address& each) { return !each.spec().empty(); }));
    if (raw_.find('\x1b') != std::string_view::npos) return {Form::undecodable, ""};
    if (mailboxes > 1) return {Form::several, ""};
    if (!second_angle_.empty()) return {Form::two_addresses, second_angle_};
    if (!in_comment_.empty()) return {Form::comment, in_comment_};
    if (group_) return {Form::group, ""};
    if (route_) return {Form::route, ""};
    return {broken_ ? Form::broken : Form::plain, ""};
  }

 private:
  void step() {
    const char c = raw_[at_];
    switch (c) {
      case '"': quoted(phrase_); return;
      case '(': comment(); return;
      case '<': angle(); return;
      case ',':
      case ';':
        flush();
        ++at_;
        return;
      case ':':
        // "group name:"; but an unquoted colon in a name is more common than a group.
        if (!has_angle_ && group_follows()) {
          phrase_.clear();
          group_ = true;
        } else {
          phrase_ += c;
        }
        ++at_;
        return;
      default:
        sign_in_phrase_ |= c == '@';
        broken_ |= is_control(c);
        phrase_ += c;
        ++at_;
    }
  }

  static bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\r' && c != '\n') || byte == 0x7f;
  }

  // The phrase is not searched for its "@": with 32,000 colons behind it that took 32,000 times as long.
  bool group_follows() const {
    return last_semicolon_ != std::string_view::npos && last_semicolon_ > at_ && !sign_in_phrase_;
  }

  void quoted(std::string& into) {
    for (++at_; at_ < raw_.size() && raw_[at_] != '"'; ++at_) {
      if (raw_[at_] == '\\' && at_ + 1 < raw_.size()) ++at_;
      broken_ |= raw_[at_] == '\0';
      into += raw_[at_];
    }
    broken_ |= at_ >= raw_.size();
    if (at_ < raw_.size()) ++at_;
  }

  void comment() {
    int depth = 0;
    std::string text;
    for (; at_ < raw_.size(); ++at_) {
      const char c = raw_[at_];
      if (c == '\\' && at_ + 1 < raw_.size()) {
        text += raw_[++at_];
        continue;
      }
      if (c == '(' && depth++ == 0) continue;
      if (c == ')' && --depth == 0) {
        ++at_;
        break;
      }
      text += c;
    }
    broken_ |= depth > 0;
    if (in_comment_.empty()) in_comment_ = address_in(text);
    if (comment_.empty()) comment_ = std::move(text);
  }

  // The word with an "@" in it; "" where there is none.
  static std::string address_in(std::string_view text) {
    constexpr std::string_view ends = " \t\r\n<>()\",;:[]";
    const auto sign = text.find('@');
    if (sign == std::string_view::npos || sign == 0) return {};
    const auto before = text.find_last_of(ends, sign - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const auto end = std::min(text.find_first_of(ends, sign), text.size());
    return end > sign + 1 && begin < sign ? std::string(text.substr(begin, std::min<std::size_t>(end - begin, 320))) : "";
  }

  void angle() {
    std::string inside;
    for (++at_; at_ < raw_.size() && raw_[at_] != '>';) {
      if (raw_[at_] == '"') {
        quoted(inside);
      } else {
        inside += raw_[at_++];
      }
    }
    broken_ |= at_ >= raw_.size() || inside.find_first_of("(<") != std::string::npos;
    if (at_ < raw_.size()) ++at_;
    if (has_angle_) {  // readers take the first
      if (second_angle_.empty()) second_angle_ = without_blanks(inside.substr(0, 320));
      return;
    }
    has_angle_ = true;
    angle_ = std::move(inside);
  }

  static std::string without_blanks(std::string_view text) {
    std::string out;
    for (const char c : text)
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n') out += c;
    return out;
  }

  void flush() {
    const std::string spec = without_blanks(has_angle_ ? angle_ : phrase_);
    if (!spec.empty() || has_angle_) {
      Address address;
      const std::string_view name = has_angle_ && !trim_blanks(phrase_).empty()
                                        ? std::string_view(phrase_)
                                        : std::string_view(comment_);
      address.display_name = decode_text(name);
      std::string_view rest = spec;
      if (rest.starts_with('@'))  // an obsolete route
        if (const auto colon = rest.find(':'); colon != std::string_view::npos) {
          route_ = true;
          rest.remove_prefix(colon + 1);
        }
      const auto at = rest.rfind('@');
      broken_ |= at != std::string_view::npos && is_broken(rest, at, has_angle_ ? angle_ : phrase_);
      address.local_part = to_utf8(rest.substr(0, at), "");
      if (at != std::string_view::npos) {
        address.domain = to_lower_ascii(to_utf8(rest.substr(at + 1), ""));
        while (address.domain.ends_with('.')) address.domain.pop_back();
      } else if (!has_angle_) {
        // A bare phrase is a name without an address.
        address.display_name = decode_text(phrase_);
        address.local_part.clear();
      }
      if (!address.display_name.empty() || !address.local_part.empty() || !address.domain.empty())
        addresses_.push_back(std::move(address));
    }
    phrase_.clear();
    angle_.clear();
    comment_.clear();
    has_angle_ = false;
    sign_in_phrase_ = false;
  }

  // Two "@", blanks within the address, a domain of characters that none has, stops that only look like one.
  static bool is_broken(std::string_view spec, std::size_t sign, std::string_view written) {
    const std::string_view domain = spec.substr(sign + 1);
    if (spec.substr(0, sign).find_first_of("@<>\"") != std::string_view::npos) return true;
    if (trim_blanks(written).find_first_of(" \t\r\n") != std::string_view::npos) return true;
    for (const std::string_view stop : {"\u3002", "\uff0e", "\uff61"})
      if (domain.find(stop) != std::string_view::npos) return true;
    if (domain.starts_with('[') && domain.ends_with(']')) return false;
    return std::any_of(domain.begin(), domain.end(), [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return byte <= 0x20 || byte == 0x7f || std::string_view("()<>@,;:\\\"[]/=?!#$%&*+'`{}|~^").find(c) != std::string_view::npos;
    });
  }

  std::string_view raw_;
  std::size_t last_semicolon_ = raw_.rfind(';');
  std::size_t at_ = 0;
  std::string phrase_, angle_, comment_;
  bool has_angle_ = false;
  bool sign_in_phrase_ = false;
  bool group_ = false, route_ = false, broken_ = false;
  std::string second_angle_, in_comment_;
  std::vector<Address> addresses_;
};

}  // namespace

std::string Address::spec() const {
  return domain.empty() ? local_part : local_part + "@" + domain;
}

std::vector<Address> parse_addresses(std::string_view raw) {
  return AddressListParser(raw).parse();
}

SenderField read_sender_field(std::string_view raw) {
  AddressListParser parser(raw);
  const std::vector<Address> addresses = parser.parse();
  SenderField field = parser.form(addresses);
  // "ann@lane.example (ann@lane.example)": the same once more.
  const bool repeated = !addresses.empty() && equals_ignoring_case(field.other, addresses.front().spec());
  return repeated ? SenderField{} : field;
}

}  // namespace fuwake::mail
