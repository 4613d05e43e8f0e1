// Pictures in JPEG. libjpeg ends at an error by a jump; what is alive then belongs to whoever called, so nothing leaks.
#include <setjmp.h>
#include <stdio.h>

// After <stdio.h>, which it needs.
#include <jpeglib.h>

#include <vector>

#include "inspector/smaller.h"

namespace fuwake::inspector {
namespace {

class Jpeg {
 public:
  Jpeg(std::string_view bytes, const Budget& budget) : budget_(budget) {
    jpeg_.err = jpeg_std_error(&errors_);
    errors_.error_exit = [](j_common_ptr jpeg) { longjmp(static_cast<Jpeg*>(jpeg->client_data)->jump_, 1); };
    errors_.emit_message = [](j_common_ptr, int) {};
    jpeg_.client_data = this;
    if (setjmp(jump_) != 0) return;
    jpeg_create_decompress(&jpeg_);
    jpeg_.client_data = this;
    jpeg_mem_src(&jpeg_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    // A picture of many passes is decoded anew with each: thousands of empty ones take minutes.
    progress_.progress_monitor = [](j_common_ptr jpeg) {
      Jpeg& self = *static_cast<Jpeg*>(jpeg->client_data);
      if (self.budget_.is_spent()) longjmp(self.jump_, 1);
    };
    jpeg_.progress = &progress_;
  }
  Jpeg(const Jpeg&) = delete;
  Jpeg& operator=(const Jpeg&) = delete;
  ~Jpeg() { jpeg_destroy_decompress(&jpeg_); }

  bool read_head() {
    if (setjmp(jump_) != 0) return false;
    return jpeg_read_header(&jpeg_, TRUE) == JPEG_HEADER_OK;
  }
  Size size() const { return {static_cast<long>(jpeg_.image_width), static_cast<long>(jpeg_.image_height)}; }
  bool has_passes() const {
    return jpeg_.progressive_mode != 0 || jpeg_has_multiple_scans(const_cast<j_decompress_ptr>(&jpeg_)) != 0;
  }

  /// As large as will be: decoding an eighth of the size takes a fraction of the time.
  bool begin(long wished_pixels) {
    if (setjmp(jump_) != 0) return false;
    jpeg_.scale_denom = 8;
    jpeg_.scale_num = 8;
    for (const unsigned scale : {1U, 2U, 4U})
      if (jpeg_.scale_num == 8 && size().width * scale / 8 * (size().height * scale / 8) >= wished_pixels)
        jpeg_.scale_num = scale;
    const bool inks = jpeg_.jpeg_color_space == JCS_CMYK || jpeg_.jpeg_color_space == JCS_YCCK;
    jpeg_.out_color_space = inks ? JCS_CMYK : JCS_GRAYSCALE;
    jpeg_.dct_method = JDCT_IFAST;
    jpeg_start_decompress(&jpeg_);
    return true;
  }
  Size scaled_size() const { return {static_cast<long>(jpeg_.output_width), static_cast<long>(jpeg_.output_height)}; }

  bool read_rows(Smaller& smaller) {
    if (setjmp(jump_) != 0) return false;
    line_.resize(static_cast<std::size_t>(jpeg_.output_width) * static_cast<std::size_t>(jpeg_.output_components));
    while (jpeg_.output_scanline < jpeg_.output_height) {
      if (jpeg_.output_scanline % rows_between_looks == 0 && budget_.is_spent()) return false;
      JSAMPROW row = line_.data();
      jpeg_read_scanlines(&jpeg_, &row, 1);
      add(smaller);
    }
    return true;
  }

 private:
  // Of inks the black one times the yellow, magenta and cyan together: Adobe writes them inverted.
  void add(Smaller& smaller) {
    if (jpeg_.output_components == 4)
      for (std::size_t x = 0; x + 3 < line_.size(); x += 4) {
        const unsigned colour = (line_[x] + line_[x + 1] + line_[x + 2]) / 3U * line_[x + 3] / 255U;
        line_[x / 4] = static_cast<unsigned char>(jpeg_.saw_Adobe_marker ? colour : 255U - colour);
      }
    smaller.add_row(line_.data());
  }

  const Budget& budget_;
  jpeg_decompress_struct jpeg_{};
  jpeg_error_mgr errors_{};
  jpeg_progress_mgr progress_{};
  jmp_buf jump_;
  std::vector<unsigned char> line_;
};

}  // namespace

void read_jpeg(std::string_view bytes, Content& content, const Budget& budget) {
  Jpeg jpeg(bytes, budget);
  if (!jpeg.read_head()) {
    content.cut = true;
    return;
  }
  if (jpeg.size().width < smallest_code || jpeg.size().height < smallest_code) return;
  // In passes its coefficients are held in memory, up to six bytes a pixel.
  const long most =
      jpeg.has_passes() ? most_pixels_of(bytes.size(), 5'000'000, 4) : most_pixels_of(bytes.size(), 40'000'000, 400);
  if (!jpeg.size().fits(most)) {
    content.cut = true;
    return;
  }
  constexpr long wished_pixels = 1'000'000;
  if (!jpeg.begin(wished_pixels)) {
    content.cut = true;
    return;
  }
  Smaller smaller(jpeg.scaled_size(), bytes.size());
  const bool whole = jpeg.read_rows(smaller);
  content.cut |= !whole;
  smaller.read_codes_of_it(content, budget);
}

}  // namespace fuwake::inspector
