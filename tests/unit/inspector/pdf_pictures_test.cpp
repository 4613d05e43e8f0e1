// Pictures in a PDF that are rows packed by zlib: read without poppler, which draws the page anew for each.
#define ZX_USE_UTF8 1
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <gtest/gtest.h>
#include <png.h>
#include <zlib.h>

#include "inspector/inspect.h"

namespace fuwake::inspector {
namespace {

const std::string target = "https://evil-login.example.top/?u=user@recipient.example";

struct Pixels {
  int width = 0, height = 0;
  std::string grey;  // a byte each
};

Pixels code() {
  constexpr int scale = 4;
  ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
  const ZXing::BitMatrix modules = writer.setMargin(4).encode(target, 0, 0);
  Pixels out{modules.width() * scale, modules.height() * scale, {}};
  for (int y = 0; y < out.height; ++y)
    for (int x = 0; x < out.width; ++x) out.grey += modules.get(x / scale, y / scale) ? '\0' : '\xff';
  return out;
}

std::string packed(const std::string& bytes) {
  uLongf length = compressBound(bytes.size());
  std::string out(length, '\0');
  compress(reinterpret_cast<Bytef*>(out.data()), &length, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  return out.substr(0, length);
}

std::string as_colours(const Pixels& pixels) {
  std::string out;
  for (const char grey : pixels.grey) out += {grey, grey == '\0' ? '\x30' : '\xff', '\xff'};
  return out;
}

// The rows as libpng packs them with that filter (PNG, section 9.2).
std::string filtered(const Pixels& pixels, int filter) {
  std::string file;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(
      png, &file,
      [](png_structp to, png_bytep bytes, size_t length) {
        static_cast<std::string*>(png_get_io_ptr(to))->append(reinterpret_cast<char*>(bytes), length);
      },
      nullptr);
  png_set_IHDR(png, info, static_cast<png_uint_32>(pixels.width), static_cast<png_uint_32>(pixels.height), 8,
               PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, filter);
  png_write_info(png, info);
  for (int y = 0; y < pixels.height; ++y)
    png_write_row(png, reinterpret_cast<png_const_bytep>(pixels.grey.data()) + y * pixels.width);
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  std::string rows;
  for (auto at = file.find("IDAT"); at != std::string::npos; at = file.find("IDAT", at + 4)) {
    std::size_t length = 0;
    for (std::size_t i = 4; i > 0; --i) length = length << 8 | static_cast<unsigned char>(file[at - i]);
    rows += file.substr(at + 4, length);
  }
  return rows;
}

std::string as_ascii85(const std::string& bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 4) {
    std::uint64_t group = 0;
    const std::size_t count = std::min<std::size_t>(4, bytes.size() - at);
    for (std::size_t i = 0; i < 4; ++i)
      group = group << 8 | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    std::string digits(5, '!');
    for (std::size_t i = 5; i-- > 0; group /= 85) digits[i] = static_cast<char>('!' + group % 85);
    out += group == 0 && digits == "!!!!!" && count == 4 ? "z" : digits.substr(0, count + 1);
    if (at % 60 == 0) out += '\n';
  }
  return out + "~>";
}

// A page that draws one picture.
std::string pdf_of(const std::string& dictionary, const std::string& data) {
  const std::string content = "q 300 0 0 300 0 0 cm /I Do Q";
  return "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\n"
         "endobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</XObject<</I 5 0 "
         "R>>>>>>\nendobj\n4 0 obj\n<</Length " +
         std::to_string(content.size()) + ">>\nstream\n" + content + "\nendstream\nendobj\n5 0 obj\n<</Type/XObject" +
         "/Subtype/Image/Length " + std::to_string(data.size()) + dictionary + ">>\nstream\n" + data +
         "\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n";
}

std::string size_of(const Pixels& pixels) {
  return "/Width " + std::to_string(pixels.width) + "/Height " + std::to_string(pixels.height) + "/BitsPerComponent 8";
}

std::vector<std::string> codes_in(const std::string& pdf) {
  std::vector<std::string> out;
  for (const Target& found : inspect(pdf).targets)
    if (std::string(found.where) == "qrCode") out.push_back(found.text);
  return out;
}

const std::vector<std::string> the_code = {target};

TEST(PdfPictures, AreReadHoweverTheirRowsArePacked) {
  const Pixels pixels = code();
  const std::string size = size_of(pixels), grey = size + "/ColorSpace/DeviceGray";
  const struct {
    const char* what;
    std::string dictionary, data;
  } rows[] = {
      {"grey", grey + "/Filter/FlateDecode", packed(pixels.grey)},
      {"colours", size + "/ColorSpace /DeviceRGB /Filter [ /FlateDecode ]", packed(as_colours(pixels))},
      {"in ASCII", grey + "/Filter[/ASCII85Decode/FlateDecode]/Decode [ 0 1 ]", as_ascii85(packed(pixels.grey))},
      {"a few bytes too many", grey + "/Filter/FlateDecode", packed(pixels.grey + "tail")},
      {"a sum that is wrong", grey + "/Filter/FlateDecode",
       packed(pixels.grey).replace(packed(pixels.grey).size() - 4, 4, "oops")},
  };
  for (const auto& row : rows) EXPECT_EQ(codes_in(pdf_of(row.dictionary, row.data)), the_code) << row.what;
}

TEST(PdfPictures, WhatIsSaidInTwoWaysIsLeftToPoppler) {
  const Pixels pixels = code();
  const std::string height = "/Height " + std::to_string(pixels.height),
                    width = "/Width " + std::to_string(pixels.width);
  const std::string rest = "/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode";
  const std::string half = "/Width " + std::to_string(pixels.width / 2);
  for (const std::string& dictionary :
       {half + height + rest + width, "%" + half + "\n" + width + height + rest,
        "/Note(" + half + ")" + width + height + rest, "/W#69dth 20" + width + height + rest,
        width + height + "/Filter/FlateDecode/BitsPerComponent 8/ColorSpace 6 0 R"}) {
    const std::string pdf = pdf_of(dictionary, packed(pixels.grey)) + "\n6 0 obj\n/DeviceGray\nendobj\n";
    EXPECT_EQ(codes_in(pdf), the_code) << dictionary;
  }
}

TEST(PdfPictures, PackedRowsThatAreNoneAreRefused) {
  const Pixels pixels = code();
  const Budget budget(std::chrono::seconds(10));
  Content content;
  const std::string good = packed(pixels.grey), short_of_a_row = packed(pixels.grey.substr(1)),
                    a_row_more = packed(pixels.grey + std::string(static_cast<std::size_t>(pixels.width), 'x'));
  EXPECT_TRUE(read_packed_rows({good, pixels.width, pixels.height}, content, budget));
  for (const std::string& bytes : {short_of_a_row, a_row_more, std::string("no zlib"), std::string()})
    EXPECT_FALSE(read_packed_rows({bytes, pixels.width, pixels.height}, content, budget));
  EXPECT_FALSE(read_packed_rows({good, pixels.width, 0}, content, budget));
  EXPECT_FALSE(read_packed_rows({good, 1'000'000, 1'000'000}, content, budget));
  EXPECT_FALSE(read_packed_rows({packed(std::string(22, '\x05')), 10, 2, 1, true}, content, budget))
      << "no such filter";
}

TEST(PdfPictures, EachFilterOfPngIsUndone) {
  const Pixels pixels = code();
  const std::string said = size_of(pixels) + "/ColorSpace/DeviceGray/Filter/FlateDecode/DecodeParms<</Predictor 15" +
                           "/Columns " + std::to_string(pixels.width) + ">>";
  for (const int filter : {PNG_FILTER_NONE, PNG_FILTER_SUB, PNG_FILTER_UP, PNG_FILTER_AVG, PNG_FILTER_PAETH}) {
    const std::string rows = filtered(pixels, filter);
    EXPECT_EQ(codes_in(pdf_of(said, rows)), the_code) << filter;
    Content content;
    EXPECT_TRUE(
        read_packed_rows({rows, pixels.width, pixels.height, 1, true}, content, Budget(std::chrono::seconds(9))));
    ASSERT_EQ(content.targets.size(), 1U) << filter;
    EXPECT_EQ(content.targets.front().text, target) << filter;
  }
}

}  // namespace
}  // namespace fuwake::inspector
