// The program that opens attachments, without its process: pictures with a code and without.
//   build/release/bench/pictures
#include <benchmark/benchmark.h>
#include <gd.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

#include "inspector/inspect.h"

namespace fuwake::bench {
namespace {

std::string read_attachment(const std::string& name) {
  std::ifstream stream(std::string(FUWAKE_SOURCE_DIR "/tests/attachments/") + name, std::ios::binary);
  if (!stream) throw std::runtime_error("no attachment " + name);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

using Encode = void* (*)(gdImage*, int*);

// A landscape of waves and grain: nothing in it is empty, as in a photo.
std::string photo(int width, int height, Encode encode) {
  const std::unique_ptr<gdImage, decltype(&gdImageDestroy)> image(gdImageCreateTrueColor(width, height),
                                                                  &gdImageDestroy);
  unsigned grain = 1;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      grain = grain * 1664525 + 1013904223;
      const int light = 96 + (x * x / 64 + y * 3) % 128 / 2 + static_cast<int>(grain >> 27);
      gdImageSetPixel(image.get(), x, y, gdTrueColor(light, light * 3 / 4, 255 - light));
    }
  int length = 0;
  void* bytes = encode(image.get(), &length);
  std::string out(static_cast<const char*>(bytes), static_cast<std::size_t>(length));
  gdFree(bytes);
  return out;
}

// A word on white, as logos are.
std::string logo(int width, int height) {
  const std::unique_ptr<gdImage, decltype(&gdImageDestroy)> image(gdImageCreateTrueColor(width, height),
                                                                  &gdImageDestroy);
  gdImageFilledRectangle(image.get(), 0, 0, width, height, 0xFFFFFF);
  for (int i = 0; i < 6; ++i) {
    const int left = width / 10 + i * width / 8;
    gdImageFilledRectangle(image.get(), left, height / 4, left + width / 40, height * 3 / 4, 0x203080);
    gdImageArc(image.get(), left + width / 20, height / 2, width / 12, height / 3, 0, 360, 0x203080);
  }
  int length = 0;
  void* bytes = gdImagePngPtr(image.get(), &length);
  std::string out(static_cast<const char*>(bytes), static_cast<std::size_t>(length));
  gdFree(bytes);
  return out;
}

void* jpeg(gdImage* image, int* length) {
  return gdImageJpegPtr(image, length, 85);
}

void inspect(benchmark::State& state, const std::string& bytes) {
  for ([[maybe_unused]] auto turn : state) benchmark::DoNotOptimize(inspector::inspect(bytes));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}

BENCHMARK_CAPTURE(inspect, code_in_png, read_attachment("qr-code.png"))->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(inspect, links_in_pdf, read_attachment("links.pdf"))->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(inspect, logo_in_png, logo(400, 120))->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(inspect, photo_in_png, photo(800, 600, gdImagePngPtr))->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(inspect, photo_in_jpeg, photo(800, 600, jpeg))->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(inspect, large_photo_in_jpeg, photo(4000, 3000, jpeg))->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace fuwake::bench
