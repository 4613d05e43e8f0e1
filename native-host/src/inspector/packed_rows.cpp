// Rows of pixels as zlib packs them, which PDF has as they are.
#include <zlib.h>

#include <cstdlib>
#include <utility>
#include <vector>

#include "inspector/smaller.h"

namespace fuwake::inspector {
namespace {

unsigned char paeth(int left, int above, int corner) {
  const int guess = left + above - corner;
  const int by_left = std::abs(guess - left), by_above = std::abs(guess - above), by_corner = std::abs(guess - corner);
  if (by_left <= by_above && by_left <= by_corner) return static_cast<unsigned char>(left);
  return static_cast<unsigned char>(by_above <= by_corner ? above : corner);
}

// Undoes the filter of a row of PNG (section 9.2); `above` is the row before it, undone. False for one that is not
// known.
bool undo_filter(int filter, std::vector<unsigned char>& row, const std::vector<unsigned char>& above,
                 std::size_t channels) {
  for (std::size_t x = 0; x < row.size() && filter != 0; ++x) {
    const int left = x < channels ? 0 : row[x - channels], corner = x < channels ? 0 : above[x - channels];
    switch (filter) {
      case 1:
        row[x] += static_cast<unsigned char>(left);
        break;
      case 2:
        row[x] += above[x];
        break;
      case 3:
        row[x] += static_cast<unsigned char>((left + above[x]) / 2);
        break;
      case 4:
        row[x] += paeth(left, above[x], corner);
        break;
      default:
        return false;
    }
  }
  return true;
}

// What zlib unpacks, so many bytes at a time.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) {
    stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));  // zlib does not write there
    stream_.avail_in = static_cast<uInt>(bytes.size());
    // Its sum at the end may be wrong, as poppler has it.
    good_ = inflateInit(&stream_) == Z_OK && inflateValidate(&stream_, 0) == Z_OK;
  }
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;
  ~Unpacker() { inflateEnd(&stream_); }

  bool read(unsigned char* to, std::size_t count) {
    stream_.next_out = to;
    stream_.avail_out = static_cast<uInt>(count);
    const int state = good_ ? inflate(&stream_, Z_NO_FLUSH) : Z_STREAM_ERROR;
    return (state == Z_OK || state == Z_STREAM_END) && stream_.avail_out == 0;
  }

 private:
  z_stream stream_{};
  bool good_ = false;
};

}  // namespace

bool read_packed_rows(const PackedRows& rows, Content& content, const Budget& budget) {
  const Size size{rows.width, rows.height};
  if (!size.fits(most_pixels)) return false;
  const auto channels = static_cast<std::size_t>(rows.channels);
  std::vector<unsigned char> row(static_cast<std::size_t>(rows.width) * channels), above(row.size());
  std::vector<unsigned char> grey(static_cast<std::size_t>(rows.width));
  Smaller smaller(size, static_cast<std::size_t>(rows.width * rows.height));
  Unpacker unpacker(rows.bytes);
  for (long y = 0; y < rows.height; ++y) {
    if (y % rows_between_looks == 0 && budget.is_spent()) {
      content.cut = true;
      return true;
    }
    unsigned char filter = 0;
    if (rows.predicted && !unpacker.read(&filter, 1)) return false;
    if (!unpacker.read(row.data(), row.size()) || !undo_filter(filter, row, above, channels)) return false;
    make_grey(row.data(), rows.width, rows.channels, grey.data());
    smaller.add_row(rows.channels == 1 ? row.data() : grey.data());
    std::swap(row, above);
  }
  // Some writers leave a few bytes behind the last row; a row more, and it is another picture than was said.
  if (unpacker.read(row.data(), row.size())) return false;
  smaller.read_codes_of_it(content, budget);
  return true;
}

}  // namespace fuwake::inspector
