// PDF: the addresses that its annotations lead to, and those that stand in its text (poppler). Pictures of
// pages are not drawn, so a QR code in a PDF that is drawn by lines is not read; pictures in it are.
#include <cairo.h>
#include <poppler.h>

#include <memory>

#include "inspector/inspect.h"

namespace fuwake::inspector {
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename Object>
using Owned = std::unique_ptr<Object, Unref>;

void add(Content& content, const char* where, std::string_view text) {
  if (content.targets.size() >= most_targets) {
    content.cut = true;
    return;
  }
  for (const Target& known : content.targets)
    if (known.text == text) return;
  content.targets.push_back({where, std::string(text.substr(0, 4096))});
}

void read_links(PopplerPage* page, Content& content) {
  GList* links = poppler_page_get_link_mapping(page);
  for (GList* each = links; each != nullptr; each = each->next) {
    const auto* action = static_cast<PopplerLinkMapping*>(each->data)->action;
    if (action == nullptr) continue;
    if (action->type == POPPLER_ACTION_URI && action->uri.uri != nullptr) add(content, "pdf", action->uri.uri);
    content.active |= action->type == POPPLER_ACTION_LAUNCH || action->type == POPPLER_ACTION_JAVASCRIPT;
  }
  poppler_page_free_link_mapping(links);
}

// "https://…" in the text: readers of PDF make links of them.
void read_text(PopplerPage* page, Content& content) {
  const std::unique_ptr<char, decltype(&g_free)> owned(poppler_page_get_text(page), &g_free);
  if (!owned) return;
  const std::string_view text(owned.get());
  for (const std::string_view scheme : {"https://", "http://"})
    for (auto at = text.find(scheme); at != std::string_view::npos; at = text.find(scheme, at + 1)) {
      const auto end = text.find_first_of(" \t\r\n<>\"", at);
      add(content, "pdf", text.substr(at, end == std::string_view::npos ? end : end - at));
    }
}

// The codes in pictures of the page.
void read_pictures(PopplerPage* page, Content& content) {
  constexpr int most_pictures = 10;
  GList* pictures = poppler_page_get_image_mapping(page);
  int count = 0;
  for (GList* each = pictures; each != nullptr && count < most_pictures; each = each->next, ++count) {
    const auto* mapping = static_cast<PopplerImageMapping*>(each->data);
    cairo_surface_t* surface = poppler_page_get_image(page, mapping->image_id);
    if (surface == nullptr) continue;
    cairo_surface_flush(surface);
    const int width = cairo_image_surface_get_width(surface);
    const int height = cairo_image_surface_get_height(surface);
    const bool fits = width > 20 && height > 20 && static_cast<long>(width) * height <= most_pixels;
    if (fits && cairo_image_surface_get_format(surface) != CAIRO_FORMAT_A1) {
      // As a PGM, the form in which pictures come from elsewhere too.
      std::string pgm = "P5 " + std::to_string(width) + " " + std::to_string(height) + " 255\n";
      const unsigned char* data = cairo_image_surface_get_data(surface);
      const int stride = cairo_image_surface_get_stride(surface);
      const bool grey = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_A8;
      for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
          pgm += static_cast<char>(data[y * stride + (grey ? x : x * 4 + 1)]);
      Content picture;
      picture.type = "image/x-portable-greymap";
      read_picture(pgm, picture);
      for (const Target& target : picture.targets) add(content, "qrCode", target.text);
    }
    cairo_surface_destroy(surface);
  }
  poppler_page_free_image_mapping(pictures);
}

}  // namespace

void read_pdf(std::string_view bytes, Content& content) {
  content.type = "application/pdf";
  for (const std::string_view mark : {"/JavaScript", "/Launch", "/EmbeddedFile"})
    content.active |= bytes.find(mark) != std::string_view::npos;
  GError* error = nullptr;
  const std::unique_ptr<GBytes, decltype(&g_bytes_unref)> data(
      g_bytes_new_static(bytes.data(), bytes.size()), &g_bytes_unref);
  const Owned<PopplerDocument> document(poppler_document_new_from_bytes(data.get(), nullptr, &error));
  if (!document) {
    content.encrypted = error != nullptr && error->code == POPPLER_ERROR_ENCRYPTED;
    if (error != nullptr) g_error_free(error);
    return;
  }
  const int pages = poppler_document_get_n_pages(document.get());
  content.cut |= pages > most_pages;
  for (int i = 0; i < std::min(pages, most_pages); ++i) {
    const Owned<PopplerPage> page(poppler_document_get_page(document.get(), i));
    if (!page) continue;
    read_links(page.get(), content);
    read_text(page.get(), content);
    if (i < 5) read_pictures(page.get(), content);
  }
}

}  // namespace fuwake::inspector
