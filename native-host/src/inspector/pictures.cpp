// QR codes in pictures. A picture is made smaller while it is read, to the size that a reader of codes needs: a photo
// of 12 megapixels is 48 MB in memory, one of a few kilobytes that says it has 5000 × 5000 pixels is empty.
#include <gd.h>
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <webp/decode.h>
#include <zlib.h>

// After <stdio.h>, which it needs.
#include <jpeglib.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <vector>

#include "inspector/inspect.h"

namespace fuwake::inspector {
namespace {

constexpr int smallest_code = 10;  // modules of a Data Matrix' side

struct Size {
  long width = 0, height = 0;
  bool fits(long most) const { return width > 0 && height > 0 && width <= most / height; }
};

/// A picture in brightness, averaged into fewer pixels row by row.
class Smaller {
 public:
  /// As small as `bytes` of compressed picture can fill with detail, and not so small that codes are lost.
  Smaller(Size size, std::size_t bytes) {
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

  /// A row of brightness, a byte a pixel.
  void add_row(const unsigned char* row) {
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

  void read_codes_of_it(Content& content, const Budget& budget) const {
    if (height_ > 0) read_codes(pixels_.data(), width_, height_, content, budget);
  }

 private:
  // A step that the compiler knows takes a third of the time; 0: any.
  template <int known_step>
  void add_sums(const unsigned char* row) {
    const int step = known_step == 0 ? step_ : known_step;
    unsigned* sums = sums_.data();
    for (int x = 0; x < width_; ++x) {
      unsigned sum = 0;
      for (int i = 0; i < step; ++i) sum += row[x * step + i];
      sums[x] += sum;
    }
  }

  int step_ = 1, width_ = 0, height_ = 0, rows_ = 0;
  std::vector<unsigned> sums_;
  std::vector<unsigned char> pixels_;
};

// The brightness of colours, as ITU-R BT.709 weighs them; what is transparent is white, as on the page.
unsigned char brightness(unsigned red, unsigned green, unsigned blue) {
  return static_cast<unsigned char>((red * 54 + green * 183 + blue * 19) >> 8);
}
unsigned char on_white(unsigned char grey, unsigned char alpha) {
  return alpha < 127 ? 255 : grey;
}

// A row of pixels of two bytes (grey, alpha), three (red, green, blue) or four.
void make_grey(const unsigned char* row, long width, int channels, unsigned char* grey) {
  if (channels == 2)
    for (long x = 0; x < width; ++x) grey[x] = on_white(row[x * 2], row[x * 2 + 1]);
  if (channels == 3)
    for (long x = 0; x < width; ++x) grey[x] = brightness(row[x * 3], row[x * 3 + 1], row[x * 3 + 2]);
  if (channels == 4)
    for (long x = 0; x < width; ++x)
      grey[x] = on_white(brightness(row[x * 4], row[x * 4 + 1], row[x * 4 + 2]), row[x * 4 + 3]);
}

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}
long little_endian(std::string_view bytes, std::size_t at, int count) {
  long value = 0;
  for (int i = count; i-- > 0;) value = value * 256 + byte_at(bytes, at + static_cast<std::size_t>(i));
  return value;
}

constexpr int rows_between_looks = 16;

// libpng and libjpeg end at an error by a jump; what is alive then belongs to whoever called, so nothing leaks.

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

void read_webp(std::string_view bytes, Content& content, const Budget& budget) {
  WebPDecoderConfig config;
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  if (WebPInitDecoderConfig(&config) == 0 || WebPGetFeatures(data, bytes.size(), &config.input) != VP8_STATUS_OK) {
    content.cut = true;
    return;
  }
  const Size size{config.input.width, config.input.height};
  if (size.width < smallest_code || size.height < smallest_code) return;
  constexpr int lossless = 2;  // held in memory whole
  if (!size.fits(config.input.format == lossless ? most_pixels_of(bytes.size(), 3'000'000, 8)
                                                 : most_pixels_of(bytes.size(), 6'000'000, 40))) {
    content.cut = true;
    return;
  }
  constexpr double wished_pixels = 1'000'000;
  const double scale =
      std::min(1.0, std::sqrt(wished_pixels / (static_cast<double>(size.width) * static_cast<double>(size.height))));
  config.options.use_scaling = 1;
  config.options.scaled_width = std::max(1, static_cast<int>(static_cast<double>(size.width) * scale));
  config.options.scaled_height = std::max(1, static_cast<int>(static_cast<double>(size.height) * scale));
  config.output.colorspace = MODE_YUVA;
  if (WebPDecode(data, bytes.size(), &config) == VP8_STATUS_OK) {
    const WebPYUVABuffer& planes = config.output.u.YUVA;
    Smaller smaller({config.output.width, config.output.height}, bytes.size());
    for (int y = 0; y < config.output.height; ++y) {
      std::vector<unsigned char> line(planes.y + static_cast<long>(y) * planes.y_stride,
                                      planes.y + static_cast<long>(y) * planes.y_stride + config.output.width);
      if (planes.a != nullptr)
        for (std::size_t x = 0; x < line.size(); ++x)
          if (planes.a[static_cast<long>(y) * planes.a_stride + static_cast<long>(x)] < 127) line[x] = 255;
      smaller.add_row(line.data());
    }
    smaller.read_codes_of_it(content, budget);
  } else {
    content.cut = true;
  }
  WebPFreeDecBuffer(&config.output);
}

// Bitmaps of three or four bytes a pixel stand in the file as they are, from the lowest row upwards; Outlook pastes
// them. False where it is another kind.
bool read_plain_bmp(std::string_view bytes, Content& content, const Budget& budget) {
  const long begin = little_endian(bytes, 10, 4), depth = little_endian(bytes, 28, 2),
             compression = little_endian(bytes, 30, 4);
  constexpr long none = 0, bit_fields = 3;
  if ((depth != 24 && depth != 32) || (compression != none && compression != bit_fields)) return false;
  const Size size{little_endian(bytes, 18, 4), std::labs(static_cast<std::int32_t>(little_endian(bytes, 22, 4)))};
  if (size.width < smallest_code || size.height < smallest_code || !size.fits(most_pixels)) return true;
  const bool downwards = static_cast<std::int32_t>(little_endian(bytes, 22, 4)) < 0;
  const long length = (size.width * depth + 31) / 32 * 4;
  if (static_cast<long>(bytes.size()) < begin + length * size.height) {
    content.cut = true;
    return true;
  }
  const auto* first = reinterpret_cast<const unsigned char*>(bytes.data()) + begin;
  const auto* top = downwards ? first : first + length * (size.height - 1);
  read_rows(top, static_cast<int>(downwards ? length : -length), static_cast<int>(depth / 8),
            static_cast<int>(size.width), static_cast<int>(size.height), content, budget);
  return true;
}

// GIF and other BMP, which libgd unpacks whole.
void read_by_gd(std::string_view bytes, Content& content, const Budget& budget) {
  const bool gif = content.type == "image/gif";
  const Size size = gif ? Size{little_endian(bytes, 6, 2), little_endian(bytes, 8, 2)}
                        : Size{little_endian(bytes, 18, 4), little_endian(bytes, 22, 4)};
  if (size.width < smallest_code || size.height < smallest_code) return;
  if (!size.fits(most_pixels_of(bytes.size(), 2'000'000, gif ? 30 : 8))) {
    content.cut = true;
    return;
  }
  // libgd takes a pointer that is not const, and does not write.
  void* data = const_cast<char*>(bytes.data());
  const int length = static_cast<int>(bytes.size());
  const std::unique_ptr<gdImage, decltype(&gdImageDestroy)> image(
      gif ? gdImageCreateFromGifPtr(length, data) : gdImageCreateFromBmpPtr(length, data), &gdImageDestroy);
  if (!image) {
    content.cut = true;
    return;
  }
  Smaller smaller({gdImageSX(image.get()), gdImageSY(image.get())}, bytes.size());
  std::vector<unsigned char> line(static_cast<std::size_t>(gdImageSX(image.get())));
  for (int y = 0; y < gdImageSY(image.get()); ++y) {
    for (int x = 0; x < gdImageSX(image.get()); ++x) {
      const int pixel = gdImageGetTrueColorPixel(image.get(), x, y);
      const int grey =
          (gdTrueColorGetRed(pixel) * 299 + gdTrueColorGetGreen(pixel) * 587 + gdTrueColorGetBlue(pixel) * 114) / 1000;
      line[static_cast<std::size_t>(x)] = gdTrueColorGetAlpha(pixel) > 64 ? 255 : static_cast<unsigned char>(grey);
    }
    smaller.add_row(line.data());
  }
  smaller.read_codes_of_it(content, budget);
}

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

// Binary PGM (Netpbm "P5"), in which links/ hands over what is drawn by cells of a table.
void read_pgm(std::string_view bytes, Content& content, const Budget& budget) {
  int maximum = 0, read = 0, width = 0, height = 0;
  const std::string head(bytes.substr(0, 64));
  if (std::sscanf(head.c_str(), "P5 %d %d %d%n", &width, &height, &maximum, &read) != 3) return;
  const auto begin = static_cast<std::size_t>(read) + 1;
  const Size size{width, height};
  if (!size.fits(most_pixels) || bytes.size() < begin + static_cast<std::size_t>(size.width * size.height)) return;
  read_rows(reinterpret_cast<const unsigned char*>(bytes.data() + begin), width, 1, width, height, content, budget);
}

}  // namespace

void read_rows(const unsigned char* data, int row_length, int pixel_length, int width, int height, Content& content,
               const Budget& budget) {
  const Size size{width, height};
  Smaller smaller(size, static_cast<std::size_t>(size.width * size.height));
  std::vector<unsigned char> line(static_cast<std::size_t>(std::max(0, width)));
  for (int y = 0; y < height; ++y) {
    const unsigned char* row = data + static_cast<long>(y) * row_length + (pixel_length > 1 ? 1 : 0);
    for (int x = 0; x < width; ++x) line[static_cast<std::size_t>(x)] = row[static_cast<long>(x) * pixel_length];
    smaller.add_row(line.data());
  }
  smaller.read_codes_of_it(content, budget);
}

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

void read_picture(std::string_view bytes, Content& content, const Budget& budget) {
  const std::string& type = content.type;
  if (type == "image/png") read_png(bytes, content, budget);
  if (type == "image/jpeg") read_jpeg(bytes, content, budget);
  if (type == "image/webp") read_webp(bytes, content, budget);
  const bool bmp = type == "image/bmp" || type == "image/x-ms-bmp";
  if (bmp && read_plain_bmp(bytes, content, budget)) return;
  if (type == "image/gif" || bmp) read_by_gd(bytes, content, budget);
  if (type == "image/x-portable-greymap") read_pgm(bytes, content, budget);
  // Thunderbird shows these in the mail as well, and nobody here reads them.
  content.cut |=
      type == "image/avif" || type == "image/jxl" || type == "image/vnd.microsoft.icon" || type == "image/x-icon";
}

}  // namespace fuwake::inspector
