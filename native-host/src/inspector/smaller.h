// A picture in brightness, made smaller while it is read, to the size that a reader of codes needs: a photo of 12
// megapixels is 48 MB in memory, one of a few kilobytes that says it has 5000 × 5000 pixels is empty.
#pragma once

#include <cstddef>
#include <vector>

#include "inspector/inspect.h"

namespace fuwake::inspector {

inline constexpr int smallest_code = 10;  // modules of a Data Matrix' side

/// After so many rows whoever reads a picture looks whether there is time left.
inline constexpr int rows_between_looks = 16;

struct Size {
  long width = 0, height = 0;
  bool fits(long most) const { return width > 0 && height > 0 && width <= most / height; }
};

/// Averages a picture into fewer pixels, row by row.
class Smaller {
 public:
  /// As small as `bytes` of compressed picture can fill with detail, and not so small that codes are lost.
  Smaller(Size size, std::size_t bytes);

  /// A row of brightness, a byte a pixel.
  void add_row(const unsigned char* row);

  void read_codes_of_it(Content& content, const Budget& budget) const;

 private:
  template <int known_step>
  void add_sums(const unsigned char* row);

  int step_ = 1, width_ = 0, height_ = 0, rows_ = 0;
  std::vector<unsigned> sums_;
  std::vector<unsigned char> pixels_;
};

/// Of a colour, as ITU-R BT.709 weighs them.
unsigned char brightness(unsigned red, unsigned green, unsigned blue);

/// What is transparent is white, as on the page.
unsigned char on_white(unsigned char grey, unsigned char alpha);

/// A row of pixels of two bytes (grey, alpha), three (red, green, blue) or four.
void make_grey(const unsigned char* row, long width, int channels, unsigned char* grey);

}  // namespace fuwake::inspector
