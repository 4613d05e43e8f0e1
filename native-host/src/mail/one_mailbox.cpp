#include "mail/one_mailbox.h"

#include <algorithm>

#include "mail/charsets.h"
#include "mail/headers.h"
#include "text/ascii.h"

namespace fuwake::mail {
namespace {

constexpr auto none = std::string_view::npos;
constexpr std::string_view blanks = " \t\r\n";

bool is_atext(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte > 0x20 && byte < 0x7f && std::string_view("()<>[]:;@\\,\"").find(c) == none);
}

class Scanner {
 public:
  explicit Scanner(std::string_view raw) : rest_(raw) {}

  std::optional<Address> read() {
    std::string_view in_name;  // an address in the name
    std::string_view bare;
    while (skip_comments() && !rest_.empty() && rest_.front() != '<') {
      const std::size_t length = word();
      if (length == 0) return bare.empty() || !ends() ? std::nullopt : address(bare);
      const std::string_view text = rest_.substr(0, length);
      if (text.front() != '"' && text.front() != '[' && text.find('@') != none) {
        if (!in_name.empty()) return std::nullopt;
        in_name = text;
      }
      bare = bare.empty() && !words_ ? text : std::string_view();
      words_ = true;
      rest_.remove_prefix(length);
    }
    if (broken_) return std::nullopt;
    if (rest_.empty()) return bare.empty() ? std::nullopt : address(bare);
    const auto close = rest_.find('>');
    if (close == none) return std::nullopt;
    const std::string_view inside = trim_blanks(rest_.substr(1, close - 1));
    rest_.remove_prefix(close + 1);
    if (!ends()) return std::nullopt;
    // "ann@lane.example <ann@lane.example>"; another address there is one that a server may take.
    if (!in_name.empty() && text::to_lower(in_name) != text::to_lower(inside)) return std::nullopt;
    return address(inside);
  }

 private:
  bool skip_comments() {
    for (;;) {
      rest_.remove_prefix(std::min(rest_.find_first_not_of(blanks), rest_.size()));
      if (rest_.empty() || rest_.front() != '(') return true;
      const std::size_t length = comment();
      broken_ |= length == 0;
      if (length == 0) return false;
      rest_.remove_prefix(length);
    }
  }

  std::size_t comment() const {
    int depth = 0;
    for (std::size_t at = 0; at < rest_.size(); ++at) {
      if (rest_[at] == '\\') {
        ++at;
      } else if (rest_[at] == '(') {
        ++depth;
      } else if (rest_[at] == ')' && --depth == 0) {
        return at + 1;
      }
    }
    return 0;
  }

  std::size_t quoted() const {
    for (std::size_t at = 1; at < rest_.size(); ++at) {
      if (rest_[at] == '\\')
        ++at;
      else if (rest_[at] == '"')
        return at + 1;
    }
    return 0;
  }

  // A word of a name: a quoted string, brackets, or atoms with what nobody quotes ("Ann :-)").
  std::size_t word() const {
    if (rest_.front() == '"') return quoted();
    if (rest_.front() == '[') {
      const auto end = rest_.find_first_of("]<>@\"()\\[", 1);
      return end == none || rest_[end] != ']' ? 0 : end + 1;
    }
    std::size_t length = 0;
    while (length < rest_.size() && (is_atext(rest_[length]) || std::string_view("@,:)").find(rest_[length]) != none))
      ++length;
    return length;
  }

  bool ends() {
    if (!skip_comments()) return false;
    while (!rest_.empty() && (rest_.front() == ',' || rest_.front() == ';')) rest_.remove_prefix(1);
    return rest_.find_first_not_of(blanks) == none;
  }

  static std::optional<Address> address(std::string_view spec) {
    while (spec.ends_with(',')) spec.remove_suffix(1);
    const auto sign = spec.rfind('@');
    if (sign == none || sign == 0 || sign + 1 == spec.size()) return std::nullopt;
    Address out;
    std::string_view local = spec.substr(0, sign);
    if (local.size() > 2 && local.starts_with('"') && local.ends_with('"')) local = local.substr(1, local.size() - 2);
    const std::string_view domain = spec.substr(sign + 1);
    const bool literal = domain.size() > 2 && domain.starts_with('[') && domain.ends_with(']');
    const std::string_view name = literal ? domain.substr(1, domain.size() - 2) : domain;
    const auto is_domain = [literal](char c) { return is_atext(c) || (literal && c == ':'); };
    if (!std::all_of(local.begin(), local.end(), is_atext) || !std::all_of(name.begin(), name.end(), is_domain))
      return std::nullopt;
    out.local_part = to_utf8(local, "");
    out.domain = text::to_lower(to_utf8(domain, ""));
    while (out.domain.ends_with('.')) out.domain.pop_back();
    return out;
  }

  std::string_view rest_;
  bool words_ = false;
  bool broken_ = false;
};

}  // namespace

std::optional<Address> one_mailbox(std::string_view raw) {
  return Scanner(raw).read();
}

}  // namespace fuwake::mail
