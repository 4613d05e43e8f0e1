// What is in one attachment. These functions run in a program of their own (main.cpp), for the libraries that
// they call were not made for an attacker's every byte.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fuwake::inspector {

struct Target {
  const char* where;  // "pdf", "qrCode"
  std::string text;   // UTF-8
};

struct Content {
  std::string type;
  std::vector<std::string> names;
  std::vector<Target> targets;
  bool encrypted = false;
  bool macros = false;
  bool active = false;
  bool cut = false;
};

/// So much is listed of one attachment.
inline constexpr std::size_t most_names = 200;
inline constexpr std::size_t most_targets = 100;
inline constexpr int most_pages = 50;
/// A picture of 50,000 × 50,000 fits into a few kilobytes; a larger one than this is not unpacked.
inline constexpr long most_pixels = 25'000'000;

/// Opens what libmagic needs; call it once, before any file can be reached no more.
void prepare();

/// Never throws but std::bad_alloc.
Content inspect(std::string_view bytes);

// The kinds of content, one a file.
void read_archive(std::string_view bytes, Content& content);
void read_pdf(std::string_view bytes, Content& content);
void read_picture(std::string_view bytes, Content& content);
void read_office(std::string_view bytes, Content& content);

}  // namespace fuwake::inspector
