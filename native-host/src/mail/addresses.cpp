#include "mail/addresses.h"

#include <algorithm>

#include "mail/address_tokens.h"
#include "mail/charsets.h"
#include "mail/encoded_words.h"
#include "mail/headers.h"
#include "mail/one_mailbox.h"
#include "text/ascii.h"

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
    const auto mailboxes = static_cast<std::size_t>(
        std::count_if(addresses.begin(), addresses.end(), [](const Address& each) { return !each.spec().empty(); }));
    if (raw_.find('\x1b') != std::string_view::npos) return {Form::undecodable, ""};
    if (mailboxes > 1) return {Form::several, ""};
    if (!first_angle_.empty()) return {Form::two_addresses, first_angle_};
    if (!in_comment_.empty()) return {Form::comment, in_comment_};
    if (group_) return {Form::group, ""};
    if (route_) return {Form::route, ""};
    return {broken_ ? Form::broken : Form::plain, ""};
  }

 private:
  void step() {
    const char c = raw_[at_];
    switch (c) {
      case '"':
        quoted(phrase_);
        return;
      case '(':
        comment();
        return;
      case '<':
        angle();
        return;
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
    return end > sign + 1 && begin < sign ? std::string(text.substr(begin, std::min<std::size_t>(end - begin, 320)))
                                          : "";
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
    // Thunderbird takes the last; the first is shown as part of the name.
    if (has_angle_ && first_angle_.empty()) first_angle_ = without_blanks(angle_.substr(0, 320));
    has_angle_ = true;
    angle_ = std::move(inside);
  }

  void flush() {
    const std::string spec = without_blanks(has_angle_ ? angle_ : phrase_);
    if (!spec.empty() || has_angle_) {
      Address address;
      const std::string_view name =
          has_angle_ && !trim_blanks(phrase_).empty() ? std::string_view(phrase_) : std::string_view(comment_);
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
        address.domain = text::to_lower(to_utf8(rest.substr(at + 1), ""));
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
      return byte <= 0x20 || byte == 0x7f ||
             std::string_view("()<>@,;:\\\"[]/=?!#$%&*+'`{}|~^").find(c) != std::string_view::npos;
    });
  }

  std::string_view raw_;
  std::size_t last_semicolon_ = raw_.rfind(';');
  std::size_t at_ = 0;
  std::string phrase_, angle_, comment_;
  bool has_angle_ = false;
  bool sign_in_phrase_ = false;
  bool group_ = false, route_ = false, broken_ = false;
  std::string first_angle_, in_comment_;
  std::vector<Address> addresses_;
};

// As Thunderbird's reader of addresses (jsmime's parseAddressingHeader) reads them. Until an "@" or a "<" comes
// nobody knows whether what stands there is a name or the beginning of an address: both are kept.
class ShownAddresses {
 public:
  std::vector<Address> read(std::string_view raw) {
    for (const AddressToken& token : cut_into_address_tokens(raw)) {
      if (token.special == '\0')
        take_text(token.text);
      else
        take_special(token.special);
      if (addresses_.size() >= most_addresses) return std::move(addresses_);
    }
    add();
    return std::move(addresses_);
  }

 private:
  void take_special(char c) {
    switch (c) {
      case ':':
        forget();
        break;  // the name of a group, which is not shown
      case '<':
        open_angle();
        break;
      case '>':
        if (after_address_) break;
        in_angle_ = false;
        last_comment_.clear();
        after_address_ = true;
        break;
      case '(':
        open_comment();
        return;
      case ')':
        close_comment();
        return;
      case '@':
        take_sign();
        break;
      default:
        add();
    }
    needs_space_ = false;
  }

  void open_angle() {
    // Of "<a@b.example> <c@d.example>" the last one is the address, and the first is shown as if it were a name.
    if (after_address_ && !in_angle_) {
      name_ += " <" + address_ + ">";
      local_part_.clear();
      address_.clear();
      after_address_ = false;
    }
    if (in_angle_) {
      if (!address_.empty()) name_ = address_;
      local_part_.clear();
      address_.clear();
    }
    in_angle_ = true;
  }

  void open_comment() {
    in_comment_ = true;
    space_before_comment_ = needs_space_;
    comment_ = needs_space_ || (!name_.empty() && name_.back() != ' ') ? " (" : "(";
    comment_closed_ = false;
    needs_space_ = false;
  }

  // A comment is shown as part of the name, and is no part of an address.
  void close_comment() {
    in_comment_ = false;
    comment_ += ')';
    last_comment_ = comment_;
    if (!in_angle_) name_ += last_comment_;
    needs_space_ = in_angle_ ? space_before_comment_ : true;
    comment_closed_ = true;
  }

  void take_sign() {
    if (after_address_) return;
    if (!in_angle_) {
      address_ = std::move(local_part_);
      local_part_.clear();
      name_.clear();
      in_angle_ = true;
    }
    address_ += '@';
  }

  void take_text(const std::string& text) {
    const bool dotted = text.starts_with('.');
    const std::string spaced = (needs_space_ && !text.empty() && !dotted ? " " : "") + text;
    if (in_comment_) {
      comment_ += spaced;
    } else if (in_angle_) {
      address_ += spaced;
    } else {
      if (!after_address_) name_ += spaced;
      local_part_ += comment_closed_ ? text : spaced;
      comment_closed_ = false;
    }
    needs_space_ = !text.empty() && !dotted;
  }

  // Blanks as one, none outside.
  static std::string single_spaced(std::string_view text) {
    std::string out;
    for (const char c : trim_blanks(text)) {
      const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
      if (!blank)
        out += c;
      else if (!out.ends_with(' '))
        out += ' ';
    }
    return out;
  }

  void add() {
    Address address;
    address.display_name = single_spaced(name_);
    // "a@b.example (Ann)", as it was written before RFC 822
    if (address.display_name.empty() && last_comment_.size() > 2)
      address.display_name = trim_blanks(
          last_comment_.substr(last_comment_.find('(') + 1, last_comment_.size() - last_comment_.find('(') - 2));
    const auto sign = address_.rfind('@');
    address.local_part = address_.substr(0, sign);
    if (sign != std::string::npos) address.domain = text::to_lower(std::string_view(address_).substr(sign + 1));
    while (address.domain.ends_with('.')) address.domain.pop_back();
    if (!address.display_name.empty() || !address_.empty()) addresses_.push_back(std::move(address));
    forget();
  }

  void forget() {
    name_.clear();
    local_part_.clear();
    address_.clear();
    last_comment_.clear();
    in_angle_ = in_comment_ = after_address_ = needs_space_ = false;
  }

  std::string name_, local_part_, address_, comment_, last_comment_;
  bool in_angle_ = false, in_comment_ = false, after_address_ = false;
  bool needs_space_ = false, space_before_comment_ = false, comment_closed_ = false;
  std::vector<Address> addresses_;
};

}  // namespace

std::string Address::spec() const {
  return domain.empty() ? local_part : local_part + "@" + domain;
}

std::vector<Address> parse_addresses(std::string_view raw) {
  return ShownAddresses().read(raw);
}

namespace {

// Two parsers have to agree on who it is: the strict one of servers, and the one of the program that shows the mail.
// `<a@b.example>:c@d.example` is the first for one and the second for the other.
SenderField compare_readings(std::string_view raw) {
  using Form = SenderField::Form;
  std::vector<Address> shown = parse_addresses(raw);
  std::erase_if(shown, [](const Address& each) { return each.domain.empty(); });
  if (shown.empty()) return {};
  const auto strict = one_mailbox(raw);
  // Raw Shift_JIS holds bytes that look like signs of the syntax: in good faith, and never confirmed.
  if (!strict) return {is_valid_utf8(raw) ? Form::broken : Form::undecodable, ""};
  if (shown.size() == 1 && text::to_lower(shown.front().spec()) == text::to_lower(strict->spec())) return {};
  return {Form::two_addresses, strict->spec()};
}

}  // namespace

SenderField read_sender_field(std::string_view raw) {
  AddressListParser parser(raw);
  const std::vector<Address> addresses = parser.parse();
  const SenderField field = parser.form(addresses);
  // "ann@lane.example (ann@lane.example)": the same once more.
  const bool repeated = !addresses.empty() && equals_ignoring_case(field.other, addresses.front().spec());
  return field.form == SenderField::Form::plain || repeated ? compare_readings(raw) : field;
}

}  // namespace fuwake::mail
