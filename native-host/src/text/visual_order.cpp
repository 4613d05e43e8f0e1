#include "text/visual_order.h"

#include <unicode/ubidi.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <memory>

namespace fuwake::text {
namespace {

template <typename Take>
void for_each_line(std::string_view text, Take take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    take(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
}

}  // namespace

bool has_direction_controls(std::string_view text) {
  for (auto at = text.find("\xE2\x80"); at != std::string_view::npos; at = text.find("\xE2\x80", at + 1))
    if (at + 2 < text.size() && static_cast<unsigned char>(text[at + 2]) >= 0xAA &&
        static_cast<unsigned char>(text[at + 2]) <= 0xAE)
      return true;
  for (auto at = text.find("\xE2\x81"); at != std::string_view::npos; at = text.find("\xE2\x81", at + 1))
    if (at + 2 < text.size() && static_cast<unsigned char>(text[at + 2]) >= 0xA6 &&
        static_cast<unsigned char>(text[at + 2]) <= 0xA9)
      return true;
  return false;
}

std::string in_visual_order(std::string_view line) {
  if (!has_direction_controls(line)) return std::string(line);
  const icu::UnicodeString logical = icu::UnicodeString::fromUTF8({line.data(), static_cast<int32_t>(line.size())});
  const std::unique_ptr<UBiDi, decltype(&ubidi_close)> bidi(ubidi_open(), ubidi_close);
  UErrorCode status = U_ZERO_ERROR;
  ubidi_setPara(bidi.get(), logical.getBuffer(), logical.length(), UBIDI_LTR, nullptr, &status);
  icu::UnicodeString visual;
  constexpr std::uint16_t options = UBIDI_DO_MIRRORING | UBIDI_REMOVE_BIDI_CONTROLS | UBIDI_KEEP_BASE_COMBINING;
  const int32_t room = logical.length() + 1;
  const int32_t length =
      U_SUCCESS(status) ? ubidi_writeReordered(bidi.get(), visual.getBuffer(room), room, options, &status) : 0;
  visual.releaseBuffer(U_SUCCESS(status) ? length : 0);
  std::string out;
  if (U_FAILURE(status)) return std::string(line);
  return visual.toUTF8String(out);
}

std::string reordered_lines(std::string_view text) {
  std::string out;
  if (!has_direction_controls(text)) return out;
  for_each_line(text, [&out](std::string_view line) {
    if (has_direction_controls(line)) out += in_visual_order(line) + "\n";
  });
  return out;
}

namespace {

constexpr std::string_view no_break = "\xC2\xA0";

// How many bytes of blank stand here, ASCII or not.
std::size_t blank_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == ' ' || text[at] == '\t' || text[at] == '\r') return 1;
  return text.substr(at).starts_with(no_break) ? no_break.size() : 0;
}

std::size_t letter_at(std::string_view text, std::size_t at) {
  if (at >= text.size() || blank_at(text, at) > 0) return 0;
  std::size_t end = at + 1;
  while (end < text.size() && (text[end] & 0xC0) == 0x80) ++end;
  return end - at;
}

// A run of letters one by one that begins at `at`: where it ends, and what it reads.
struct Run {
  std::size_t end = 0, letters = 0;
  std::string word;
};

Run run_at(std::string_view line, std::size_t at) {
  Run run{at, 0, {}};
  while (true) {
    const std::size_t length = letter_at(line, at);
    if (length == 0) break;
    std::size_t next = at + length, blanks = 0;
    bool parts = false;
    while (const std::size_t blank = blank_at(line, next)) {
      parts |= ++blanks > 1 || blank > 1;
      next += blank;
    }
    if (blanks == 0 && next < line.size()) break;  // a longer word
    run.word += line.substr(at, length);
    if (parts) run.word += ' ';
    ++run.letters;
    run.end = at = next;
  }
  return run;
}

constexpr std::size_t fewest = 8;

// At a glance, for nearly no line has one.
bool may_have_run(std::string_view line) {
  std::size_t run = 0;
  for (std::size_t at = 0; at < line.size() && run < fewest;) {
    const std::size_t length = letter_at(line, at), blank = blank_at(line, at + length);
    if (length > 0) run = blank > 0 || at + length == line.size() ? run + 1 : 0;
    at += length + blank;
    while (length > 0 && blank == 0 && at < line.size() && blank_at(line, at) == 0) ++at;
    while (const std::size_t more = blank_at(line, at)) at += more;
  }
  return run >= fewest;
}

std::string with_words(std::string_view line, bool& changed) {
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    const Run run = run_at(line, at);
    const bool spread = run.letters >= fewest;
    changed |= spread;
    if (run.end > at) {
      out += spread ? run.word + " " : std::string(line.substr(at, run.end - at));
      at = run.end;
      continue;
    }
    while (letter_at(line, at) > 0) {
      out += line.substr(at, letter_at(line, at));
      at += letter_at(line, at);
    }
    while (const std::size_t blank = blank_at(line, at)) {
      out += line.substr(at, blank);
      at += blank;
    }
  }
  return out;
}

}  // namespace

std::string lines_with_spread_words(std::string_view text) {
  std::string out;
  for_each_line(text, [&out](std::string_view line) {
    if (!may_have_run(line)) return;
    bool changed = false;
    std::string words = with_words(line, changed);
    if (changed) out += words + "\n";
  });
  return out;
}

}  // namespace fuwake::text
