// What is in one attachment. These functions run in a program of their own (main.cpp), for the libraries that
// they call were not made for an attacker's every byte.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inspector/budget.h"

namespace fuwake::inspector {

struct Target {
  const char* where;  // "pdf", "document", "qrCode"
  std::string text;   // UTF-8
};

struct Content {
  std::string type;
  std::vector<std::string> names;
  std::vector<Target> targets;
  std::vector<std::string> fetched;  // what an Office document fetches when it is opened, as written; UTF-8
  bool encrypted = false;
  bool macros = false;
  bool active = false;
  bool cut = false;
  bool nested = false;  // it is an archive in another; what is deeper is not read

  std::map<std::string, std::size_t> extensions;  // of the names so far, and how many of each
};

/// So much is listed of one attachment: of the names in an archive the first, and beyond them some of each
/// extension, so that a program is told behind 5,000 pictures as well.
inline constexpr std::size_t most_names = 200;
inline constexpr std::size_t most_names_of_extension = 5;
inline constexpr std::size_t most_extensions = 500;
inline constexpr std::size_t most_targets = 100;
inline constexpr std::size_t longest_target = 4096;
/// Of an Office document: reports have hundreds of links, slides a part of relationships each.
inline constexpr std::size_t most_links_of_document = 1000;
inline constexpr std::size_t most_fetched = 50;
inline constexpr std::size_t most_relationships_parts = 1000;
inline constexpr std::size_t longest_relationships = 1024 * 1024;
inline constexpr int most_pages = 500;

/// A picture of 50,000 × 50,000 fits into a few kilobytes. No more is unpacked of one than this, and than this for
/// each of its bytes: what is larger is nearly empty, and no camera, scanner or screen makes it.
inline constexpr long most_pixels = 200'000'000;
constexpr long most_pixels_of(std::size_t bytes, long least, long of_each_byte) {
  return std::min(most_pixels, least + of_each_byte * static_cast<long>(bytes));
}

/// Opens what libmagic needs; call it once, before any file can be reached no more.
void prepare();

/// Never throws but std::bad_alloc. What `budget` was too small for is cut.
Content inspect(std::string_view bytes, const Budget& budget = Budget(std::chrono::seconds(10)));

// The kinds of content, one a file.
/// What libarchive reads. What is none, or ends before its end, is cut. A single compressed file is named by its head
/// where that tells it.
void read_archive(std::string_view bytes, Content& content, const Budget& budget);
/// By the beginning and by the end: programs go by either, and what a decoy at one of them hides is told.
void read_archives(std::string_view bytes, Content& content, const Budget& budget);
/// Media type by libmagic, "" where not known.
std::string type_of(std::string_view bytes);
/// Does it begin as a kind of archive or disc image does?
bool begins_as_archive(std::string_view bytes);
/// Would an archive program open it by its name? Office documents and the like are zip files, and no archives to
/// anyone.
bool is_nested_archive(std::string_view name);
/// Adds what is in an archive in an archive; nullopt is one that could not be unpacked.
void read_nested(std::string_view name, const std::optional<std::string>& bytes, Content& content,
                 const Budget& budget);
/// Nothing longer is unpacked of an archive.
inline constexpr std::size_t longest_unpacked = 32 * 1024 * 1024;
/// The content of the file whose local header (APPNOTE.TXT, section 4.3.7) the bytes begin with; nullopt where it is
/// broken, longer than `longest`, or takes too long.
std::optional<std::string> unpack_first(std::string_view bytes, const Budget& budget,
                                        std::size_t longest = longest_unpacked);
/// Is it by its name a part that tells what an Office document leads to?
bool is_relationships(std::string_view name);
/// Adds to `targets` and `fetched` what such a part (XML) leads to outside of its document.
void read_relationships(std::string_view part, Content& content, const Budget& budget);
/// The same of a document that is one XML file with all its parts ("Flat OPC"), which Word opens by any name.
void read_flat_document(std::string_view bytes, Content& content, const Budget& budget);
void read_pdf(std::string_view bytes, Content& content, const Budget& budget);
void read_picture(std::string_view bytes, Content& content, const Budget& budget);
void read_png(std::string_view bytes, Content& content, const Budget& budget);
void read_jpeg(std::string_view bytes, Content& content, const Budget& budget);
/// The codes in a picture that is in memory already: rows of `row_length` bytes, pixels of `pixel_length`.
void read_rows(const unsigned char* data, int row_length, int pixel_length, int width, int height, Content& content,
               const Budget& budget);
/// The same, a byte of brightness for each pixel, as large as a reader of codes needs it and no larger.
void read_codes(const unsigned char* pixels, int width, int height, Content& content, const Budget& budget);
/// Pixels of one byte (grey) or three (red, green, blue), row after row, as zlib packs them; `predicted`: each row
/// begins with the number of a filter (PNG, section 9).
struct PackedRows {
  std::string_view bytes;
  long width = 0, height = 0;
  int channels = 1;
  bool predicted = false;
};
/// The codes in them. False where the bytes are not just that: then something else has to read them.
bool read_packed_rows(const PackedRows& rows, Content& content, const Budget& budget);
void read_office(std::string_view bytes, Content& content, const Budget& budget);
void read_rtf(std::string_view bytes, Content& content, const Budget& budget);

/// A zip file by the directory at its end, as Windows and 7-Zip read it, whatever stands before; false where there
/// is none. Names that its files themselves tell, or another directory, count as well.
bool read_zip(std::string_view bytes, Content& content, const Budget& budget);

/// A 7z or RAR archive behind other bytes, as in what unpacks itself: 7-Zip and WinRAR look for them too. "" where
/// there is none.
std::string_view archive_behind_junk(std::string_view bytes);

/// Adds the name of a file in an archive, if it is one of those that are listed.
void add_name(Content& content, std::string_view name);

/// Adds where something leads, once, if there is room for it.
void add_target(Content& content, const char* where, std::string_view text, std::size_t most = most_targets);

/// Adds what a document fetches when it is opened, once, if there is room for it.
void add_fetched(Content& content, std::string_view target);

}  // namespace fuwake::inspector
