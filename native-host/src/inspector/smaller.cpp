#include "inspector/smaller.h"

#include <algorithm>
#include <cmath>

namespace fuwake::inspector {

Smaller::Smaller(Size size, std::size_t bytes) {
  constexpr long least = 600'000, most = 1'500'000, of_each_byte = 10;
  const long pixels = std::clamp(of_each_byte * static_cast<long>(bytes), least, most);
  step_ = std::max(
      1, static_cast<int>(std::ceil(std::sqrt(static_cast<double>(size.width) * static_cast<double>(size.height) /
                                              static_cast<double>(pixels)))));
  // A picture narrower than a step is no wider than its pixels.
  step_ = std::min(step_, static_cast<int>(std::max(1L, size.width)));
  width_ = static_cast<int>(size.width) / step_;
  sums_.assign(static_cast<std::size_t>(width_), 0);
}

// A step that the compiler knows takes a third of the time; 0: any.
template <int known_step>
void Smaller::add_sums(const unsigned char* row) {
  const int step = known_step == 0 ? step_ : known_step;
  unsigned* sums = sums_.data();
  for (int x = 0; x < width_; ++x) {
    unsigned sum = 0;
    for (int i = 0; i < step; ++i) sum += row[x * step + i];
    sums[x] += sum;
  }
}

void Smaller::add_row(const unsigned char* row) {
  if (step_ == 1) {
    pixels_.insert(pixels_.end(), row, row + width_);
    ++height_;
    return;
  }
  switch (step_) {
    case 2:
      add_sums<2>(row);
      break;
    case 3:
      add_sums<3>(row);
      break;
    case 4:
      add_sums<4>(row);
      break;
    default:
      add_sums<0>(row);
  }
  if (++rows_ < step_) return;
  const auto area = static_cast<unsigned>(step_ * step_);
  for (unsigned& sum : sums_) {
    pixels_.push_back(static_cast<unsigned char>(sum / area));
    sum = 0;
  }
  rows_ = 0;
  ++height_;
}

void Smaller::read_codes_of_it(Content& content, const Budget& budget) const {
  if (height_ > 0) read_codes(pixels_.data(), width_, height_, content, budget);
}

unsigned char brightness(unsigned red, unsigned green, unsigned blue) {
  return static_cast<unsigned char>((red * 54 + green * 183 + blue * 19) >> 8);
}
unsigned char on_white(unsigned char grey, unsigned char alpha) {
  return alpha < 127 ? 255 : grey;
}

void make_grey(const unsigned char* row, long width, int channels, unsigned char* grey) {
  if (channels == 2)
    for (long x = 0; x < width; ++x) grey[x] = on_white(row[x * 2], row[x * 2 + 1]);
  if (channels == 3)
    for (long x = 0; x < width; ++x) grey[x] = brightness(row[x * 3], row[x * 3 + 1], row[x * 3 + 2]);
  if (channels == 4)
    for (long x = 0; x < width; ++x)
      grey[x] = on_white(brightness(row[x * 4], row[x * 4 + 1], row[x * 4 + 2]), row[x * 4 + 3]);
}

}  // namespace fuwake::inspector
