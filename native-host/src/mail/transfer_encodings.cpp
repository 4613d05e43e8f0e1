#include "mail/transfer_encodings.h"

#include <mimetic/codec/base64.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "interruption/interruption.h"
#include "mail/headers.h"

namespace fuwake::mail {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// The byte that text[at], a sign such as "=" or "%", and two hexadecimal digits stand for; or -1.
int escaped_byte(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size()) return -1;
  const int high = hex_value(text[at + 1]);
  const int low = hex_value(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::string decode_escapes(std::string_view text, bool underscore_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int byte = text[at] == '=' ? escaped_byte(text, at) : -1;
    if (byte >= 0) {
      out += static_cast<char>(byte);
      at += 2;
    } else {
      out += underscore_is_space && text[at] == '_' ? ' ' : text[at];
    }
  }
  return out;
}

// A line's first character is the number of its bytes, each other one six bits.
void append_uu_line(std::string& out, std::string_view line) {
  if (line.empty()) return;
  const auto bits_at = [line](std::size_t at) {
    return at < line.size() ? static_cast<unsigned>(line[at] - ' ') & 0x3fU : 0U;
  };
  std::size_t left = bits_at(0);
  for (std::size_t at = 1; left > 0 && at < line.size(); at += 4) {
    const unsigned three = bits_at(at) << 18 | bits_at(at + 1) << 12 | bits_at(at + 2) << 6 | bits_at(at + 3);
    for (int shift = 16; shift >= 0 && left > 0; shift -= 8, --left) out += static_cast<char>(three >> shift & 0xffU);
  }
}

void append_yenc_line(std::string& out, std::string_view line) {
  if (line.starts_with("=ypart ")) return;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool escaped = line[at] == '=' && at + 1 < line.size();
    const unsigned byte = escaped ? static_cast<unsigned char>(line[++at]) - 64U : static_cast<unsigned char>(line[at]);
    out += static_cast<char>((byte - 42U) & 0xffU);
  }
}

// In pieces, for one may be a whole mail.
void append_base64(std::string& out, std::string_view text) {
  constexpr std::size_t piece = 64 * 1024;
  mimetic::Base64::Decoder decoder;
  auto end = std::back_inserter(out);
  do {
    interruption::check();
    for (const char c : text.substr(0, piece)) decoder.process(static_cast<unsigned char>(c), end);
    text.remove_prefix(std::min(piece, text.size()));
  } while (!text.empty());
  decoder.flush(end);
}

bool is_uu_end(std::string_view line) {
  return trim_blanks(line) == "end";
}

bool is_yenc_end(std::string_view line) {
  return line.starts_with("=yend");
}

// Line by line, as long as `take` wants more.
template <typename Take>
void read_lines(std::string_view text, Take take) {
  for (std::size_t offset = 0; offset < text.size();) {
    interruption::check();
    const Line line = line_at(text, offset);
    if (!take(line, offset)) return;
    offset = line.next;
  }
}

// The first file in `text`, from behind the line of `begin` on.
std::string decode_block(std::string_view text, std::string_view begin, bool (*is_end)(std::string_view),
                         void (*append)(std::string&, std::string_view)) {
  std::string out;
  bool begun = false;
  read_lines(text, [&](const Line& line, std::size_t) {
    if (begun && is_end(line.text)) return false;
    if (begun) append(out, line.text);
    begun = begun || line.text.starts_with(begin);
    return true;
  });
  return out;
}

// "begin 644 run.exe", "=ybegin line=128 size=85 name=run.exe"; nullopt for a line of text.
std::optional<EncodedBlock> block_begun_by(std::string_view line) {
  EncodedBlock block;
  if (line.starts_with("=ybegin ")) {
    const auto name = line.find(" name=");
    if (name == std::string_view::npos) return std::nullopt;
    block.yenc = true;
    block.name = trim_blanks(line.substr(name + 6));
  } else if (line.starts_with("begin ")) {
    const std::string_view rest = line.substr(6);
    const auto digits = rest.find_first_not_of("01234567");
    if (digits < 3 || digits > 4 || rest[digits] != ' ') return std::nullopt;
    block.name = trim_blanks(rest.substr(digits));
  }
  if (block.name.empty() || block.name.size() > 255) return std::nullopt;
  return block;
}

}  // namespace

std::string decode_base64(std::string_view text) {
  // mimetic's decoder loses step after a padding, which anybody can put into the middle of a
  // body; so each padded stretch gets a decoder of its own.
  std::string out;
  out.reserve(text.size() / 4 * 3 + 3);
  while (!text.empty()) {
    const auto padding = text.find('=');
    append_base64(out, text.substr(0, padding));
    text.remove_prefix(padding == std::string_view::npos ? text.size() : padding + 1);
  }
  return out;
}

std::string decode_quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t offset = 0;
  while (offset < text.size()) {
    interruption::check();
    const Line line = line_at(text, offset);
    std::string_view content = line.text;
    const bool soft = content.ends_with('=');
    if (soft) {
      content.remove_suffix(1);
    } else if (const auto last = content.find_last_not_of(" \t"); last == content.npos || content[last] != '=') {
      content = content.substr(0, last + 1);
    }  // "=" and blanks at the end of a line is no soft break to Thunderbird: it stays
    out += decode_escapes(content, false);
    const bool has_line_end = line.next > offset + line.text.size();
    if (!soft && has_line_end) out += '\n';
    offset = line.next;
  }
  return out;
}

std::string decode_uuencode(std::string_view text) {
  return decode_block(text, "begin ", is_uu_end, append_uu_line);
}

std::string decode_yenc(std::string_view text) {
  return decode_block(text, "=ybegin ", is_yenc_end, append_yenc_line);
}

std::vector<EncodedBlock> find_encoded_blocks(std::string_view text, std::size_t limit) {
  std::vector<EncodedBlock> blocks;
  bool open = false;
  read_lines(text, [&](const Line& line, std::size_t offset) {
    if (open) {
      blocks.back().length = line.next - blocks.back().offset;
      open = blocks.back().yenc ? !is_yenc_end(line.text) : !is_uu_end(line.text);
    } else if (const auto block = block_begun_by(line.text)) {
      if (blocks.size() >= limit) return false;
      blocks.push_back({offset, line.next - offset, block->name, block->yenc});
      open = true;
    }
    return true;
  });
  return blocks;
}

std::string decode_q(std::string_view text) {
  return decode_escapes(text, true);
}

}  // namespace fuwake::mail
