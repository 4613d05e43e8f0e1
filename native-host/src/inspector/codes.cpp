// QR codes, Data Matrix and Aztec in the brightness of pixels (zxing-cpp).
#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>

#include "inspector/inspect.h"

namespace fuwake::inspector {
namespace {

// Dark and light in turn through the middle of a finder pattern, 1:1:3:1:1 (ISO/IEC 18004, section 6.3.3).
bool is_finder(const std::array<int, 5>& runs) {
  const int total = std::accumulate(runs.begin(), runs.end(), 0);
  if (total < 7) return false;
  for (const std::size_t i : {0U, 1U, 3U, 4U})
    if (std::abs(runs[i] * 7 - total) > total * 7 / 10) return false;
  return std::abs(runs[2] * 7 - total * 3) <= total * 2;
}

class Grid {
 public:
  Grid(const unsigned char* pixels, int width, int height) : pixels_(pixels), width_(width), height_(height) {
    const std::size_t count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    const auto [darkest, lightest] = std::minmax_element(pixels, pixels + count);
    contrast_ = *lightest - *darkest;
    middle_ = (*lightest + *darkest) / 2;
  }
  int contrast() const { return contrast_; }
  bool is_dark(int x, int y) const {
    return pixels_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)] <
           middle_;
  }

  /// The five runs downwards whose middle one holds the point; shorter where the picture ends.
  std::array<int, 5> runs_through(int x, int y, int longest) const {
    std::array<int, 5> runs{};
    for (const int step : {-1, 1}) {
      int at = step < 0 ? y : y + 1;
      for (int i = 0; i < 3; ++i)
        for (const bool dark = i % 2 == 0; at >= 0 && at < height_ && is_dark(x, at) == dark &&
                                           runs[static_cast<std::size_t>(2 + step * i)] <= longest;
             at += step)
          ++runs[static_cast<std::size_t>(2 + step * i)];
    }
    return runs;
  }

 private:
  const unsigned char* pixels_;
  int width_, height_, contrast_ = 0, middle_ = 0;
};

struct Seen {
  std::size_t changes = 0;  // from dark to light and back, along the rows
  double finders = 0;       // finder patterns, by the lines that go through the middle of one across and downwards
};

Seen look_at(const Grid& grid, int width, int height) {
  Seen seen;
  for (int y = 0; y < height; ++y) {
    std::array<int, 5> runs{};
    bool dark = false;
    for (int x = 0; x < width; ++x) {
      if (grid.is_dark(x, y) != dark) {
        ++seen.changes;
        const int total = std::accumulate(runs.begin(), runs.end(), 0);
        if (dark && is_finder(runs) && is_finder(grid.runs_through(x - total / 2, y, total)))
          seen.finders += 7.0 / (3.0 * total);  // three modules of seven are its middle: so many rows go through it
        std::rotate(runs.begin(), runs.begin() + 1, runs.end());
        runs[4] = 0;
        dark = !dark;
      }
      ++runs[4];
    }
  }
  return seen;
}

}  // namespace

void read_codes(const unsigned char* pixels, int width, int height, Content& content, const Budget& budget) {
  constexpr int smallest_code = 10;  // modules of a Data Matrix' side
  if (width < smallest_code || height < smallest_code) return;
  if (budget.is_spent()) {
    content.cut = true;
    return;
  }
  // An empty page has no code, and takes as long as one that has.
  constexpr int least_contrast = 30;
  constexpr std::size_t fewest_changes = 60;
  const Grid grid(pixels, width, height);
  if (grid.contrast() < least_contrast) return;
  const Seen seen = look_at(grid, width, height);
  if (seen.changes < fewest_changes) return;
  // The reader tries each three patterns together: thousands of them take minutes, and a page of labels has some 150.
  constexpr double most_finders = 250;
  if (seen.finders > most_finders) {
    content.cut = true;
    return;
  }
  ZXing::DecodeHints hints;
  hints.setFormats(ZXing::BarcodeFormat::QRCode | ZXing::BarcodeFormat::DataMatrix | ZXing::BarcodeFormat::Aztec);
  hints.setTryHarder(true);
  hints.setTryRotate(false);
  const ZXing::ImageView view(pixels, width, height, ZXing::ImageFormat::Lum);
  for (const ZXing::Result& code : ZXing::ReadBarcodes(view, hints))
    if (code.isValid() && content.targets.size() < most_targets)
      content.targets.push_back({"qrCode", code.text().substr(0, 4096)});
}

}  // namespace fuwake::inspector
