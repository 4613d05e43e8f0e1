// Tables of hosts in which a host, or whatever it is within, is looked up.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

namespace fuwake::knowledge {

/// What is known of hosts and of all hosts below them. Only endings as long as the longest key are looked up: a
/// host of 8,000 labels ("a.a.a.…") has 8,000 endings of 16 KB, and to hash each of them takes minutes a mail.
template <typename Value>
class HostTable {
 public:
  /// The value of `host`, made anew where it was not known.
  Value& operator[](const std::string& host) {
    longest_ = std::max(longest_, host.size());
    return values_[host];
  }
  bool contains(const std::string& host) const { return values_.contains(host); }

  /// Calls `visit(ending, value)` for each known ending of `host`, the longest first, until it returns true.
  template <typename Visit>
  void endings_of(std::string_view host, Visit visit) const {
    while (!host.empty()) {
      if (host.size() <= longest_)
        if (const auto found = values_.find(std::string(host)); found != values_.end())
          if (visit(host, found->second)) return;
      const auto dot = host.find('.');
      if (dot == std::string_view::npos) return;
      host.remove_prefix(dot + 1);
    }
  }

  /// The value of the longest known ending, or nullptr.
  const Value* find(std::string_view host) const {
    const Value* out = nullptr;
    endings_of(host, [&out](std::string_view, const Value& value) {
      out = &value;
      return true;
    });
    return out;
  }

 private:
  std::unordered_map<std::string, Value> values_;
  std::size_t longest_ = 0;
};

}  // namespace fuwake::knowledge
