// Codes in pictures: by the kind of picture, and of kinds that need no more than a few lines.
#include <gd.h>
#include <webp/decode.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <vector>

#include "inspector/inspect.h"
#include "inspector/smaller.h"

namespace fuwake::inspector {
namespace {

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}
long little_endian(std::string_view bytes, std::size_t at, int count) {
  long value = 0;
  for (int i = count; i-- > 0;) value = value * 256 + byte_at(bytes, at + static_cast<std::size_t>(i));
  return value;
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
