// Pictures in PNG. libpng ends at an error by a jump; what is alive then belongs to whoever called, so nothing leaks.
#include <png.h>
#include <setjmp.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <vector>

#include "inspector/smaller.h"

namespace fuwake::inspector {
namespace {

class Png {
 public:
  Png(std::string_view bytes, const Budget& budget) : bytes_(bytes), budget_(budget) {
    png_ = png_create_read_struct(
        PNG_LIBPNG_VER_STRING, this,
        [](png_structp png, png_const_charp) { longjmp(static_cast<Png*>(png_get_error_ptr(png))->jump_, 1); },
        [](png_structp, png_const_charp) {});
    if (png_ != nullptr) info_ = png_create_info_struct(png_);
  }
  Png(const Png&) = delete;
  Png& operator=(const Png&) = delete;
  ~Png() { png_destroy_read_struct(&png_, &info_, nullptr); }

  bool read_head() {
    if (info_ == nullptr || setjmp(jump_) != 0) return false;
    png_set_read_fn(png_, this, [](png_structp png, png_bytep to, size_t length) {
      Png& self = *static_cast<Png*>(png_get_io_ptr(png));
      if (length > self.bytes_.size()) png_error(png, "ends");
      std::memcpy(to, self.bytes_.data(), length);
      self.bytes_.remove_prefix(length);
    });
    png_set_crc_action(png_, PNG_CRC_QUIET_USE, PNG_CRC_QUIET_USE);
#ifdef PNG_IGNORE_ADLER32
    png_set_option(png_, PNG_IGNORE_ADLER32, PNG_OPTION_ON);
#endif
    png_set_user_limits(png_, 1'000'000, 1'000'000);
    png_set_keep_unknown_chunks(png_, PNG_HANDLE_CHUNK_NEVER, nullptr, 0);
    png_set_chunk_malloc_max(png_, 1024 * 1024);
    png_read_info(png_, info_);
    size_ = {static_cast<long>(png_get_image_width(png_, info_)), static_cast<long>(png_get_image_height(png_, info_))};
    return true;
  }
  Size size() const {
    return size_;
  }
  bool is_interlaced() const {
    return png_get_interlace_type(png_, info_) != PNG_INTERLACE_NONE;
  }

  /// False where it ends before the last row, or the budget does.
  bool read_rows(Smaller& smaller) {
    if (setjmp(jump_) != 0) return false;
    prepare();
    for (row_ = 0; row_ < size_.height; ++row_) {
      if (row_ % rows_between_looks == 0 && budget_.is_spent()) return false;
      png_read_row(png_, line_.data(), nullptr);
      add(smaller, line_.data());
    }
    return true;
  }

  /// Interlaced, a row is complete only with the last pass: the whole is held in memory.
  bool read_passes(Smaller& smaller) {
    if (setjmp(jump_) != 0) return false;
    passes_ = png_set_interlace_handling(png_);
    prepare();
    whole_.resize(line_.size() * static_cast<std::size_t>(size_.height));
    for (pass_ = 0; pass_ < passes_; ++pass_)
      for (row_ = 0; row_ < size_.height; ++row_) {
        if (row_ % rows_between_looks == 0 && budget_.is_spent()) return false;
        png_read_row(png_, whole_.data() + line_.size() * static_cast<std::size_t>(row_), nullptr);
      }
    for (row_ = 0; row_ < size_.height; ++row_)
      add(smaller, whole_.data() + line_.size() * static_cast<std::size_t>(row_));
    return true;
  }

 private:
  void prepare() {
    png_set_strip_16(png_);
    if (png_get_color_type(png_, info_) == PNG_COLOR_TYPE_PALETTE) {
      png_set_packing(png_);
      read_palette();
    } else {
      png_set_expand(png_);
    }
    png_read_update_info(png_, info_);
    channels_ = png_get_channels(png_, info_);
    line_.resize(png_get_rowbytes(png_, info_));
  }

  // The brightness of each colour, once; what has no entry is black, as libpng has it.
  void read_palette() {
    png_colorp colours = nullptr;
    png_bytep alphas = nullptr;
    int count = 0, count_of_alphas = 0;
    png_get_PLTE(png_, info_, &colours, &count);
    png_get_tRNS(png_, info_, &alphas, &count_of_alphas, nullptr);
    palette_.emplace();
    palette_->fill(0);
    for (int i = 0; i < std::min(count, 256); ++i) {
      const unsigned char grey = brightness(colours[i].red, colours[i].green, colours[i].blue);
      (*palette_)[static_cast<std::size_t>(i)] = i < count_of_alphas ? on_white(grey, alphas[i]) : grey;
    }
  }

  void add(Smaller& smaller, const unsigned char* line) {
    if (channels_ == 1 && !palette_) return smaller.add_row(line);
    grey_.resize(static_cast<std::size_t>(size_.width));
    if (palette_)
      for (std::size_t x = 0; x < grey_.size(); ++x) grey_[x] = (*palette_)[line[x]];
    else
      make_grey(line, size_.width, channels_, grey_.data());
    smaller.add_row(grey_.data());
  }

  std::string_view bytes_;
  const Budget& budget_;
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
  jmp_buf jump_;
  Size size_;
  int channels_ = 1, passes_ = 1, pass_ = 0;
  std::optional<std::array<unsigned char, 256>> palette_;
  long row_ = 0;
  std::vector<unsigned char> line_, grey_, whole_;
};

}  // namespace

void read_png(std::string_view bytes, Content& content, const Budget& budget) {
  Png png(bytes, budget);
  if (!png.read_head()) {
    content.cut = true;  // other readers may be more lenient
    return;
  }
  if (png.size().width < smallest_code || png.size().height < smallest_code) return;
  constexpr long widest = 100'000;  // a row is held in memory
  const long most =
      png.is_interlaced() ? most_pixels_of(bytes.size(), 4'000'000, 8) : most_pixels_of(bytes.size(), 40'000'000, 400);
  if (!png.size().fits(most) || png.size().width > widest) {
    content.cut = true;
    return;
  }
  Smaller smaller(png.size(), bytes.size());
  const bool whole = png.is_interlaced() ? png.read_passes(smaller) : png.read_rows(smaller);
  content.cut |= !whole;
  smaller.read_codes_of_it(content, budget);
}

}  // namespace fuwake::inspector
