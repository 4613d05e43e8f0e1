// A few values in a constant.
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>

namespace fuwake::evidence {

/// At most so many values; a constant of more does not compile.
template <typename Value, std::size_t most>
class Few {
 public:
  constexpr Few() = default;
  constexpr Few(std::initializer_list<Value> values) {
    for (const Value& value : values) values_[size_++] = value;
  }

  constexpr const Value* begin() const { return values_.data(); }
  constexpr const Value* end() const { return values_.data() + size_; }
  constexpr std::size_t size() const { return size_; }

 private:
  std::array<Value, most> values_{};
  std::size_t size_ = 0;
};

}  // namespace fuwake::evidence
