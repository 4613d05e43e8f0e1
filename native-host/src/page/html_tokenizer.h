// HTML cut into tags, attributes and text as browsers do it: the HTML Standard, section 13.2.5
// (https://html.spec.whatwg.org/multipage/parsing.html#tokenization).
//
// Linear in any input, no recursion. Not covered: parse errors are not reported, and a DOCTYPE's
// identifiers are passed over.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fuwake::page {

struct HtmlAttribute {
  std::string name;   // lower case
  std::string value;  // character references decoded
};

struct HtmlToken {
  enum class Kind { text, start_tag, end_tag, comment, doctype };
  Kind kind = Kind::text;
  std::string data;                       // text, comment, or a tag's name in lower case
  std::vector<HtmlAttribute> attributes;  // the first of two with one name counts
  bool self_closing = false;
  std::size_t offset = 0;  // where the token begins in the input

  /// The attribute's value, or nullptr.
  const std::string* attribute(std::string_view lower_name) const;
};

/// An element may carry 100,000 attributes, to exhaust readers or to hide a link behind them; so many are kept, and
/// those that bear on what is seen, and on where it leads, wherever they stand.
inline constexpr std::size_t most_attributes = 200;

class HtmlTokenizer {
 public:
  /// In which way text is read until the end tag of the element that is open.
  enum class Content { data, rcdata, rawtext, script, plaintext };

  /// `input` is UTF-8 and outlives the tokenizer.
  explicit HtmlTokenizer(std::string_view input);

  /// The next token, or nullopt at the end. After a start tag the tokenizer sets its content model
  /// itself, as a tree builder would (title, textarea: rcdata; style, xmp, iframe, noembed,
  /// noframes: rawtext; script; plaintext), scripting off.
  std::optional<HtmlToken> next();

  /// For tests and fragments: reads as within an element of that name.
  void enter(Content content, std::string_view element);

  /// Whether what follows stands in SVG or MathML: there a title holds markup like any other element, and CDATA
  /// sections are text.
  void set_foreign(bool foreign) { foreign_ = foreign; }

 private:
  std::optional<HtmlToken> read_markup();
  std::optional<HtmlToken> read_tag(bool end_tag);
  void read_attributes(HtmlToken& tag);
  std::string read_attribute_name();
  std::string read_attribute_value();
  HtmlToken read_comment();
  HtmlToken read_bogus_comment();
  HtmlToken read_cdata();
  HtmlToken read_doctype();
  HtmlToken read_text();
  void set_content_for(const std::string& element);
  bool at_appropriate_end_tag(std::size_t at) const;
  std::size_t end_of_script_text() const;
  void append_normalized(std::string& out, std::string_view raw, bool keep_nul) const;
  void append_character_reference(std::string& out, bool in_attribute);
  char here(std::size_t ahead = 0) const { return at_ + ahead < input_.size() ? input_[at_ + ahead] : '\0'; }

  std::string_view input_;
  std::size_t at_ = 0;
  Content content_ = Content::data;
  bool foreign_ = false;
  std::string open_element_;  // whose end tag ends rcdata, rawtext and script
};

}  // namespace fuwake::page
