// QR codes in pictures (zxing-cpp). The size is read from the header first, for unpacking takes memory by it.
#include <gd.h>

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

#include <memory>
#include <optional>

#include "inspector/inspect.h"

namespace fuwake::inspector {
namespace {

struct Size {
  long width = 0, height = 0;
};

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}
long big_endian(std::string_view bytes, std::size_t at, int count) {
  long value = 0;
  for (int i = 0; i < count; ++i) value = value * 256 + byte_at(bytes, at + static_cast<std::size_t>(i));
  return value;
}
long little_endian(std::string_view bytes, std::size_t at, int count) {
  long value = 0;
  for (int i = count; i-- > 0;) value = value * 256 + byte_at(bytes, at + static_cast<std::size_t>(i));
  return value;
}

// The frame header of a JPEG: SOF0 to SOF15 without DHT, JPG and DAC.
std::optional<Size> size_of_jpeg(std::string_view bytes) {
  std::size_t at = 2;
  while (at + 9 < bytes.size()) {
    if (byte_at(bytes, at) != 0xff) return std::nullopt;
    const unsigned marker = byte_at(bytes, at + 1);
    if (marker == 0xff) {
      ++at;
      continue;
    }
    const bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (frame) return Size{big_endian(bytes, at + 7, 2), big_endian(bytes, at + 5, 2)};
    at += 2 + static_cast<std::size_t>(big_endian(bytes, at + 2, 2));
  }
  return std::nullopt;
}

std::optional<Size> size_of(std::string_view bytes, const std::string& type) {
  if (type == "image/png") return Size{big_endian(bytes, 16, 4), big_endian(bytes, 20, 4)};
  if (type == "image/gif") return Size{little_endian(bytes, 6, 2), little_endian(bytes, 8, 2)};
  if (type == "image/jpeg") return size_of_jpeg(bytes);
  if (type == "image/bmp" || type == "image/x-ms-bmp")
    return Size{little_endian(bytes, 18, 4), little_endian(bytes, 22, 4)};
  return std::nullopt;
}

using Image = std::unique_ptr<gdImage, decltype(&gdImageDestroy)>;

Image decode(std::string_view bytes, const std::string& type) {
  // libgd takes a pointer that is not const, and does not write.
  void* data = const_cast<char*>(bytes.data());
  const int length = static_cast<int>(bytes.size());
  gdImagePtr image = nullptr;
  if (type == "image/png") image = gdImageCreateFromPngPtr(length, data);
  if (type == "image/gif") image = gdImageCreateFromGifPtr(length, data);
  if (type == "image/jpeg") image = gdImageCreateFromJpegPtrEx(length, data, 1);
  if (type == "image/bmp" || type == "image/x-ms-bmp") image = gdImageCreateFromBmpPtr(length, data);
  return Image(image, &gdImageDestroy);
}

// Brightness by row; what is transparent is white, as on the page.
std::vector<std::uint8_t> brightness_of(gdImagePtr image, int& width, int& height) {
  constexpr int longest_side = 2000;
  const int step = std::max(1, std::max(gdImageSX(image), gdImageSY(image)) / longest_side);
  width = gdImageSX(image) / step;
  height = gdImageSY(image) / step;
  std::vector<std::uint8_t> out;
  out.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const int pixel = gdImageGetTrueColorPixel(image, x * step, y * step);
      const int grey = (gdTrueColorGetRed(pixel) * 299 + gdTrueColorGetGreen(pixel) * 587 +
                        gdTrueColorGetBlue(pixel) * 114) / 1000;
      out.push_back(gdTrueColorGetAlpha(pixel) > 64 ? 255 : static_cast<std::uint8_t>(grey));
    }
  return out;
}

// Binary PGM (Netpbm "P5"), in which links/ hands over what is drawn by cells of a table.
bool read_pgm(std::string_view bytes, std::vector<std::uint8_t>& pixels, int& width, int& height) {
  int maximum = 0;
  int read = 0;
  const std::string head(bytes.substr(0, 64));
  if (std::sscanf(head.c_str(), "P5 %d %d %d%n", &width, &height, &maximum, &read) != 3) return false;
  const auto begin = static_cast<std::size_t>(read) + 1;
  const long size = static_cast<long>(width) * height;
  if (width <= 0 || height <= 0 || size > most_pixels || bytes.size() < begin + static_cast<std::size_t>(size))
    return false;
  pixels.assign(bytes.begin() + static_cast<std::ptrdiff_t>(begin),
                bytes.begin() + static_cast<std::ptrdiff_t>(begin) + size);
  return true;
}

}  // namespace

void read_picture(std::string_view bytes, Content& content) {
  std::vector<std::uint8_t> pixels;
  int width = 0, height = 0;
  if (content.type == "image/x-portable-greymap") {
    if (!read_pgm(bytes, pixels, width, height)) return;
  } else {
    const auto size = size_of(bytes, content.type);
    if (!size || size->width <= 0 || size->height <= 0) return;
    if (size->width > most_pixels / size->height) {
      content.cut = true;
      return;
    }
    constexpr long smallest_code = 21;  // modules of a QR code's side
    if (size->width < smallest_code || size->height < smallest_code) return;
    const Image image = decode(bytes, content.type);
    if (!image) return;
    pixels = brightness_of(image.get(), width, height);
  }
  ZXing::DecodeHints hints;
  hints.setFormats(ZXing::BarcodeFormat::QRCode | ZXing::BarcodeFormat::DataMatrix | ZXing::BarcodeFormat::Aztec);
  hints.setTryHarder(true);
  hints.setTryRotate(false);
  const ZXing::ImageView view(pixels.data(), width, height, ZXing::ImageFormat::Lum);
  for (const ZXing::Result& code : ZXing::ReadBarcodes(view, hints))
    if (code.isValid() && content.targets.size() < most_targets)
      content.targets.push_back({"qrCode", code.text().substr(0, 4096)});
}

}  // namespace fuwake::inspector
