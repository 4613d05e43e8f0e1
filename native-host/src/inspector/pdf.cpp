// PDF: the addresses that its annotations lead to, and those that stand in its text (poppler). Pictures of
// pages are not drawn, so a QR code in a PDF that is drawn by lines is not read; pictures in it are.
#include <cairo.h>
#include <poppler.h>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <vector>

#include "inspector/inspect.h"

namespace fuwake::inspector {
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename Object>
using Owned = std::unique_ptr<Object, Unref>;

// Where "(a \\) (b))" ends.
std::size_t end_of_string(std::string_view bytes, std::size_t at) {
  int depth = 0;
  for (; at < bytes.size(); ++at) {
    if (bytes[at] == '\\')
      ++at;
    else if (bytes[at] == '(')
      ++depth;
    else if (bytes[at] == ')' && --depth == 0)
      break;
  }
  return at;
}

void read_action(const PopplerAction* action, Content& content) {
  if (action == nullptr) return;
  if (action->type == POPPLER_ACTION_URI && action->uri.uri != nullptr) add_target(content, "pdf", action->uri.uri);
  content.active |= action->type == POPPLER_ACTION_LAUNCH || action->type == POPPLER_ACTION_JAVASCRIPT;
}

void read_links(PopplerPage* page, Content& content) {
  GList* links = poppler_page_get_link_mapping(page);
  for (GList* each = links; each != nullptr; each = each->next)
    read_action(static_cast<PopplerLinkMapping*>(each->data)->action, content);
  poppler_page_free_link_mapping(links);
  // Buttons lead somewhere as well.
  GList* fields = poppler_page_get_form_field_mapping(page);
  for (GList* each = fields; each != nullptr; each = each->next)
    read_action(poppler_form_field_get_action(static_cast<PopplerFormFieldMapping*>(each->data)->field), content);
  poppler_page_free_form_field_mapping(fields);
}

// "https://…" in the text: readers of PDF make links of them.
void read_text(PopplerPage* page, Content& content) {
  const std::unique_ptr<char, decltype(&g_free)> owned(poppler_page_get_text(page), &g_free);
  if (!owned) return;
  const std::string_view text(owned.get());
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  for (const std::string_view scheme : {"https://", "http://"})
    for (auto at = lower.find(scheme); at != std::string::npos; at = lower.find(scheme, at + 1)) {
      const auto end = text.find_first_of(" \t\r\n<>\"", at);
      add_target(content, "pdf", text.substr(at, end == std::string_view::npos ? end : end - at));
    }
}

// The codes in pictures of the page, where it draws more than `known`.
void read_pictures(PopplerPage* page, std::size_t known, Content& content, const Budget& budget) {
  constexpr int most_pictures = 10;
  GList* pictures = poppler_page_get_image_mapping(page);
  int count = g_list_length(pictures) > known ? 0 : most_pictures;
  for (GList* each = pictures; each != nullptr && count < most_pictures && !budget.is_spent();
       each = each->next, ++count) {
    const auto* mapping = static_cast<PopplerImageMapping*>(each->data);
    cairo_surface_t* surface = poppler_page_get_image(page, mapping->image_id);
    if (surface == nullptr) continue;
    cairo_surface_flush(surface);
    const int width = cairo_image_surface_get_width(surface);
    const int height = cairo_image_surface_get_height(surface);
    if (width > 20 && height > 20 && cairo_image_surface_get_format(surface) != CAIRO_FORMAT_A1) {
      const unsigned char* data = cairo_image_surface_get_data(surface);
      const int stride = cairo_image_surface_get_stride(surface);
      const bool grey = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_A8;
      Content picture;
      read_rows(data, stride, grey ? 1 : 4, width, height, picture, budget);
      for (const Target& target : picture.targets) add_target(content, "qrCode", target.text);
      content.cut |= picture.cut;
    }
    cairo_surface_destroy(surface);
  }
  content.cut |= budget.is_spent();
  poppler_page_free_image_mapping(pictures);
}

// How deep arrays and dictionaries stand in each other, outside of strings and streams: poppler goes into each, and
// an array of a million "[" kept it for seconds. Writers of PDF need some ten.
bool is_too_deep(std::string_view bytes) {
  constexpr int deepest = 200;
  constexpr std::string_view end_of_stream = "endstream";
  int depth = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (c == '[' || c == '<') {
      if (++depth > deepest) return true;
    } else if (c == ']' || c == '>') {
      depth = std::max(0, depth - 1);
    } else if (c == '(') {
      at = end_of_string(bytes, at);
    } else if (c == '%') {
      at = std::min(bytes.find_first_of("\r\n", at), bytes.size());
    } else if (c == 's' && bytes.substr(at).starts_with("stream")) {
      depth = 0;
      // Behind the word: "stream" stands in it as well.
      const auto end = bytes.find(end_of_stream, at);
      at = end == std::string_view::npos ? bytes.size() : end + end_of_stream.size() - 1;
    } else if (c == 'e' && bytes.substr(at).starts_with("endobj")) {
      depth = 0;
    }
  }
  return false;
}

long number_after(std::string_view text, std::string_view key) {
  const auto at = text.find(key);
  if (at == std::string_view::npos) return 0;
  constexpr std::size_t longest_number = 12;
  return std::strtol(std::string(text.substr(at + key.size(), longest_number)).c_str(), nullptr, 10);
}

struct Picture {
  long width = 0, height = 0;
  std::string_view jpeg;             // its bytes, where it is a JPEG as it stands
  std::optional<PackedRows> packed;  // where it is nothing but rows packed by zlib,
  bool as_ascii85 = false;           // and those written in ASCII
  bool read = false;
};

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

// "/ColorSpace /DeviceRGB", "/Filter[/FlateDecode]"
bool has_value(std::string_view dictionary, std::string_view key, std::string_view value) {
  const auto at = dictionary.find(key);
  if (at == std::string_view::npos) return false;
  dictionary.remove_prefix(at + key.size());
  dictionary.remove_prefix(std::min(dictionary.size(), dictionary.find_first_not_of(" \t\r\n[")));
  if (!dictionary.starts_with(value)) return false;
  return dictionary.size() == value.size() || !g_ascii_isalnum(dictionary[value.size()]);
}

// ISO 32000-1, section 7.4.3; nullopt for what is none, up to "~>".
std::optional<std::string> decode_ascii85(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 5 * 4);
  std::uint64_t group = 0;
  int count = 0;
  const auto end_group = [&] {
    for (int i = count; i < 5; ++i) group = group * 85 + 84;
    for (int i = 0; i + 1 < count; ++i) out += static_cast<char>(group >> (24 - 8 * i) & 0xff);
    group = 0;
    count = 0;
  };
  for (const char c : text) {
    if (g_ascii_isspace(c)) continue;
    if (c == '~') {
      end_group();
      return out;
    }
    if (c == 'z' && count == 0) {
      out.append(4, '\0');
      continue;
    }
    if (c < '!' || c > 'u') return std::nullopt;
    group = group * 85 + static_cast<std::uint64_t>(c - '!');
    if (++count == 5) end_group();
  }
  return std::nullopt;
}

// "/Decode [0 1]" says nothing; any other turns the brightness about.
bool says_nothing(std::string_view dictionary, std::string_view key) {
  auto rest = dictionary.substr(dictionary.find(key) + key.size());
  std::string without_blanks;
  for (const char c : rest.substr(0, rest.find(']')))
    if (!g_ascii_isspace(c)) without_blanks += c;
  return without_blanks == "[01";
}

constexpr std::string_view ascii85 = "/ASCII85Decode";

// Where the dictionary says it in one way alone, and nothing that poppler might understand otherwise (two widths, a
// comment, names with "#") stands in it.
bool is_plain(std::string_view dictionary) {
  for (const std::string_view key : {"/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Filter"})
    if (count_of(dictionary, key) != 1) return false;
  const std::size_t parameters = count_of(dictionary, "/DecodeParms"), filters = 1 + count_of(dictionary, ascii85),
                    turned = count_of(dictionary, "/Decode") - parameters;
  return dictionary.find_first_of("%(#") == std::string_view::npos && count_of(dictionary, "/FlateDecode") == 1 &&
         count_of(dictionary, "Decode") == filters + parameters + turned && turned <= 1 && filters <= 2 &&
         (turned == 0 || says_nothing(dictionary, "/Decode")) && count_of(dictionary, "<<") == 1 + parameters &&
         (filters == 1 || parameters == 0) && count_of(dictionary, "/ImageMask") == 0 &&
         number_after(dictionary, "/BitsPerComponent") == 8 &&
         has_value(dictionary, "/Filter", filters == 1 ? "/FlateDecode" : ascii85);
}

std::optional<PackedRows> packed_rows(std::string_view dictionary, std::string_view data) {
  if (!is_plain(dictionary)) return std::nullopt;
  PackedRows rows{data, number_after(dictionary, "/Width"), number_after(dictionary, "/Height")};
  const bool colours = has_value(dictionary, "/ColorSpace", "/DeviceRGB");
  if (!colours && !has_value(dictionary, "/ColorSpace", "/DeviceGray")) return std::nullopt;
  rows.channels = colours ? 3 : 1;
  const long predictor = number_after(dictionary, "/Predictor");  // ISO 32000-1, table 8: 10 and more are PNG's
  rows.predicted = predictor >= 10;
  const bool as_said = number_after(dictionary, "/Columns") == rows.width &&
                       std::max(1L, number_after(dictionary, "/Colors")) == rows.channels;
  if ((predictor > 1 && !rows.predicted) || (rows.predicted && !as_said)) return std::nullopt;
  return rows;
}

// The pictures of the document, by the dictionaries of their streams, which stand uncompressed in the file.
std::vector<Picture> pictures_in(std::string_view bytes) {
  constexpr std::size_t most_pictures = 2000, longest_dictionary = 2048;
  std::vector<Picture> out;
  std::size_t before = 0;  // what was looked at already
  for (auto at = bytes.find("stream"); at != std::string_view::npos && out.size() < most_pictures;
       at = bytes.find("stream", at)) {
    const std::size_t first = std::max(before, at - std::min(at, longest_dictionary));
    std::string_view head = bytes.substr(first, at - first);
    const auto begin = head.rfind(" obj");
    if (begin != std::string_view::npos) head.remove_prefix(begin);
    const auto end = std::min(bytes.find("endstream", at), bytes.size());
    std::string_view data = bytes.substr(at + 6, end - at - 6);
    const std::string_view packed = data.substr(data.starts_with("\r\n") ? 2 : std::min<std::size_t>(1, data.size()));
    while (data.starts_with('\r') || data.starts_with('\n')) data.remove_prefix(1);
    if (head.find("/Image") != std::string_view::npos) {
      const bool jpeg = head.find("/DCTDecode") != std::string_view::npos && data.starts_with("\xFF\xD8");
      out.push_back({number_after(head, "/Width"), number_after(head, "/Height"), jpeg ? data : std::string_view(),
                     begin == std::string_view::npos ? std::nullopt : packed_rows(head, packed),
                     count_of(head, ascii85) != 0});
    }
    at = before = std::min(end + 9, bytes.size());
  }
  return out;
}

// A picture that is larger than its bytes can fill is left to what comes after, which refuses it.
bool fits(const Picture& picture, std::size_t bytes) {
  constexpr long of_a_page = 9'000'000;  // A4 at 300 dots an inch
  return picture.width > 0 && picture.height > 0 &&
         picture.width <= most_pixels_of(bytes, of_a_page, 12) / picture.height;
}

bool read_packed(const Picture& picture, Content& content, const Budget& budget) {
  if (!picture.as_ascii85) return read_packed_rows(*picture.packed, content, budget);
  const auto decoded = decode_ascii85(picture.packed->bytes);
  if (!decoded) return false;
  PackedRows rows = *picture.packed;
  rows.bytes = *decoded;
  return read_packed_rows(rows, content, budget);
}

// JPEGs are read as any other, and so are rows that zlib has packed; what poppler alone can read it unpacks to four
// bytes a pixel, page by page, and the same picture again for each page that draws it.
void read_plain_pictures(std::vector<Picture>& pictures, std::size_t bytes, Content& content, const Budget& budget) {
  constexpr std::size_t most_read = 50;
  std::size_t count = 0;
  for (Picture& picture : pictures) {
    const bool packed = picture.packed && fits(picture, bytes);
    if ((picture.jpeg.empty() && !packed) || ++count > most_read) continue;
    if (budget.is_spent()) {
      content.cut = true;
      return;
    }
    Content inside;
    inside.type = "image/jpeg";
    if (!picture.jpeg.empty())
      read_picture(picture.jpeg, inside, budget);
    else
      picture.read = read_packed(picture, inside, budget);
    for (const Target& target : inside.targets) add_target(content, "qrCode", target.text);
    content.cut |= inside.cut;
  }
}

// Does poppler have to look for pictures? How many does the page draw that are known already, in which case not;
// nullopt where it must not.
std::optional<std::size_t> known_pictures(const std::vector<Picture>& pictures, std::size_t bytes, Content& content) {
  std::size_t left = 0, not_jpeg = 0;
  for (const Picture& picture : pictures) {
    if (!picture.jpeg.empty()) continue;
    ++not_jpeg;
    if (picture.read) continue;
    ++left;
    if (!fits(picture, bytes)) {
      content.cut = true;
      return std::nullopt;
    }
  }
  if (not_jpeg == 0) return std::nullopt;
  // What stands in the page itself ("BI … EI") has no dictionary here.
  return left > 0 ? 0 : pictures.size();
}

}  // namespace

void read_pdf(std::string_view bytes, Content& content, const Budget& budget) {
  content.type = "application/pdf";
  for (const std::string_view mark : {"/JavaScript", "/Launch", "/EmbeddedFile"})
    content.active |= bytes.find(mark) != std::string_view::npos;
  if (is_too_deep(bytes)) {
    content.cut = true;
    return;
  }
  GError* error = nullptr;
  const std::unique_ptr<GBytes, decltype(&g_bytes_unref)> data(g_bytes_new_static(bytes.data(), bytes.size()),
                                                               &g_bytes_unref);
  const Owned<PopplerDocument> document(poppler_document_new_from_bytes(data.get(), nullptr, &error));
  if (!document) {
    content.encrypted = error != nullptr && error->code == POPPLER_ERROR_ENCRYPTED;
    content.cut |= !content.encrypted;  // other readers may repair it
    if (error != nullptr) g_error_free(error);
    return;
  }
  const int count = poppler_document_get_n_pages(document.get());
  content.cut |= count > most_pages;
  const auto each_page = [&](int most, const auto& read) {
    for (int i = 0; i < std::min(count, most); ++i) {
      if (budget.is_spent()) {
        content.cut = true;
        return;
      }
      if (const Owned<PopplerPage> page(poppler_document_get_page(document.get(), i)); page) read(page.get());
    }
  };
  // The links of all pages before the text of any: what can be clicked, and is soonest read.
  each_page(most_pages, [&](PopplerPage* page) { read_links(page, content); });
  auto pictures = pictures_in(bytes);
  read_plain_pictures(pictures, bytes.size(), content, budget);
  constexpr int most_pages_of_text = 50, most_pages_of_pictures = 5;
  each_page(most_pages_of_text, [&](PopplerPage* page) { read_text(page, content); });
  if (const auto known = known_pictures(pictures, bytes.size(), content))
    each_page(most_pages_of_pictures, [&](PopplerPage* page) { read_pictures(page, *known, content, budget); });
}

}  // namespace fuwake::inspector
