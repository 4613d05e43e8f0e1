#include "mail/addresses.h"

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
        if (!has_angle_ && group_follows())
          phrase_.clear();
        else
          phrase_ += c;
        ++at_;
        return;
      default: phrase_ += c; ++at_;
    }
  }

  bool group_follows() const {
    return last_semicolon_ != std::string_view::npos && last_semicolon_ > at_ &&
           phrase_.find('@') == std::string::npos;
  }

  void quoted(std::string& into) {
    for (++at_; at_ < raw_.size() && raw_[at_] != '"'; ++at_) {
      if (raw_[at_] == '\\' && at_ + 1 < raw_.size()) ++at_;
      into += raw_[at_];
    }
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
    if (comment_.empty()) comment_ = std::move(text);
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
    if (at_ < raw_.size()) ++at_;
    if (has_angle_) return;  // readers take the first
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
        if (const auto colon = rest.find(':'); colon != std::string_view::npos)
          rest.remove_prefix(colon + 1);
      const auto at = rest.rfind('@');
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
  }

  std::string_view raw_;
  std::size_t last_semicolon_ = raw_.rfind(';');
  std::size_t at_ = 0;
  std::string phrase_, angle_, comment_;
  bool has_angle_ = false;
  std::vector<Address> addresses_;
};

}  // namespace

std::string Address::spec() const {
  return domain.empty() ? local_part : local_part + "@" + domain;
}

std::vector<Address> parse_addresses(std::string_view raw) {
  return AddressListParser(raw).parse();
}

}  // namespace fuwake::mail
