#include "page/drawn_codes.h"

#include <algorithm>
#include <optional>

namespace fuwake::page {
namespace {

struct Dots {
  bool upper = false, lower = false;
};

// The dots of the character at `at`, which is moved behind it; nullopt for one that draws nothing.
std::optional<Dots> take_character(std::string_view line, std::size_t& at) {
  struct Known {
    std::string_view bytes;
    Dots dots;
  };
  static constexpr Known characters[] = {{" ", {false, false}},
                                         {"\xE2\x96\x88", {true, true}},  // █
                                         {"\xE2\x96\x80", {true, false}},
                                         {"\xE2\x96\x84", {false, true}},  // ▀ ▄
                                         {"\xC2\xA0", {false, false}}};
  for (const Known& known : characters)
    if (line.substr(at).starts_with(known.bytes)) {
      at += known.bytes.size();
      return known.dots;
    }
  return std::nullopt;
}

// A line as two rows of dots; empty where it holds anything else, or no dark dot.
std::vector<Dots> read_line(std::string_view line) {
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
  std::vector<Dots> dots;
  bool dark = false;
  for (std::size_t at = 0; at < line.size();) {
    const auto next = take_character(line, at);
    if (!next || dots.size() > largest_drawn) return {};
    dots.push_back(*next);
    dark |= next->upper || next->lower;
  }
  return dark ? dots : std::vector<Dots>{};
}

void add_drawing(const std::vector<std::vector<Dots>>& lines, std::vector<DrawnCode>& out) {
  std::size_t width = 0;
  for (const auto& line : lines) width = std::max(width, line.size());
  if (lines.size() * 2 < smallest_drawn || width < smallest_drawn || lines.size() > largest_drawn) return;
  DrawnCode code;
  for (const auto& line : lines) {
    std::vector<bool> upper(width), lower(width);
    for (std::size_t x = 0; x < line.size(); ++x) {
      upper[x] = line[x].upper;
      lower[x] = line[x].lower;
    }
    code.push_back(std::move(upper));
    code.push_back(std::move(lower));
  }
  out.push_back(std::move(code));
}

}  // namespace

std::vector<DrawnCode> find_drawn_codes(std::string_view text) {
  std::vector<DrawnCode> out;
  if (text.find("\xE2\x96") == std::string_view::npos) return out;
  std::vector<std::vector<Dots>> lines;
  while (!text.empty() && out.size() < most_drawn) {
    const auto end = std::min(text.find('\n'), text.size());
    auto dots = read_line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!dots.empty()) {
      lines.push_back(std::move(dots));
      continue;
    }
    add_drawing(lines, out);
    lines.clear();
  }
  add_drawing(lines, out);
  return out;
}

std::string to_pgm(const DrawnCode& code) {
  constexpr std::size_t scale = 4;
  constexpr std::size_t border = 4;  // modules
  const std::size_t width = (code.front().size() + 2 * border) * scale;
  const std::size_t height = (code.size() + 2 * border) * scale;
  std::string out = "P5 " + std::to_string(width) + " " + std::to_string(height) + " 255\n";
  for (std::size_t y = 0; y < height; ++y)
    for (std::size_t x = 0; x < width; ++x) {
      const std::size_t row = y / scale, column = x / scale;
      const bool inside =
          row >= border && row < code.size() + border && column >= border && column < code.front().size() + border;
      out += inside && code[row - border][column - border] ? '\x00' : '\xff';
    }
  return out;
}

}  // namespace fuwake::page
