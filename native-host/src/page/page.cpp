#include "page/page.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "interruption/interruption.h"
#include "text/visual_order.h"

namespace fuwake::page {
namespace {

class Collector {
 public:
  void add(const mail::TextBody& body) {
    interruption::check();
    page_.bodies.emplace_back();
    if (body.form == mail::TextBody::Form::html)
      add_html(body);
    else if (!body.attached)
      add_plain(body.text);
  }

  Page take() { return std::move(page_); }

 private:
  void add_plain(const std::string& text) {
    remember_drawn(find_drawn_codes(text));
    add_text(text);
    add_otherwise(text::reordered_lines(text));
    add_otherwise(text::lines_with_spread_words(text));
  }

  void add_otherwise(const std::string& lines) {
    if (!lines.empty()) add_text(lines);
  }

  void add_html(const mail::TextBody& body) {
    HtmlDocument document = read_html(body.text);
    add_references(std::move(document.links), document.cut);
    std::move(document.data_pictures.begin(), document.data_pictures.end(), std::back_inserter(page_.data_pictures));
    if (document.pictures_cut) page_.unseen.insert(mail::Unseen::attachments);
    if (body.attached)
      add_attached(body.part, std::move(document));
    else
      add_shown(std::move(document));
  }

  void add_references(std::vector<Reference> found, bool cut) {
    const std::size_t room = most_references - references_;
    if (cut || found.size() > room) page_.unseen.insert(mail::Unseen::links);
    if (found.size() > room) {
      found.resize(room);
      found.shrink_to_fit();
    }
    references_ += found.size();
    page_.bodies.back().references = std::move(found);
  }

  void add_attached(std::size_t part, HtmlDocument document) {
    page_.bodies.back().base = std::move(document.base);
    page_.attached.push_back({part, document.asks_password, document.has_script});
  }

  void add_shown(HtmlDocument document) {
    if (page_.base.empty()) page_.base = std::move(document.base);
    page_.bodies.back().image_sources = std::move(document.image_sources);
    page_.hidden += document.hidden;
    page_.zero_width += document.zero_width;
    page_.broken_words += document.broken_words;
    page_.scattered += document.scattered;
    if (document.letters_cut) page_.unseen.insert(mail::Unseen::text);
    page_.words_cut_by_style += document.words_cut_by_style;
    page_.images += document.images;
    page_.asks_password |= document.asks_password;
    page_.covers_above |= document.covers_above;
    page_.said_by_style += document.said_by_style;
    remember_drawn(std::move(document.drawn));
    remember_drawn(find_drawn_codes(document.text));
    add_text(document.text);
    add_otherwise(document.drawn_otherwise);
    add_otherwise(
        text::lines_with_spread_words(document.drawn_otherwise.empty() ? document.text : document.drawn_otherwise));
  }

  void remember_drawn(std::vector<DrawnCode> codes) {
    for (DrawnCode& code : codes)
      if (page_.drawn.size() < most_drawn) page_.drawn.push_back(std::move(code));
  }

  // Twice as much room as there is text would be most of what a mail takes.
  void add_text(std::string_view text) {
    std::string& all = page_.text;
    if (all.capacity() - all.size() <= text.size()) all.reserve(all.size() + std::max(text.size() + 1, all.size() / 2));
    all += text;
    all += '\n';
  }

  Page page_;
  std::size_t references_ = 0;
};

}  // namespace

Page read_page(const mail::Mail& mail) {
  Collector collector;
  for (const mail::TextBody& body : mail.bodies) collector.add(body);
  return collector.take();
}

}  // namespace fuwake::page
