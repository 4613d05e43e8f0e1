#include "report/pattern.h"

#include <unicode/locid.h>
#include <unicode/messagepattern.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace fuwake::report {
namespace {

using Node = Pattern::Node;
using Nodes = Pattern::Nodes;
using What = Node::What;

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  return text.toUTF8String(out);
}

// Turns the parts that ICU finds in a pattern into nodes.
class Reader {
 public:
  explicit Reader(const icu::MessagePattern& pattern) : pattern_(pattern), text_(pattern.getPatternString()) {}

  // The message that begins at part `start`. `number_of`: the plural around it, for its "#".
  Nodes message(std::int32_t start, const std::string& number_of = "") {
    Nodes nodes;
    std::int32_t done = pattern_.getPart(start).getLimit();
    const std::int32_t end = pattern_.getLimitPartIndex(start);
    for (std::int32_t i = start + 1; i <= end; ++i) {
      const auto& part = pattern_.getPart(i);
      add_text(nodes, done, part.getIndex());
      done = part.getLimit();
      if (part.getType() == UMSGPAT_PART_TYPE_REPLACE_NUMBER) nodes.push_back({What::number, number_of, {}});
      if (part.getType() != UMSGPAT_PART_TYPE_ARG_START) continue;
      nodes.push_back(argument(i));
      i = pattern_.getLimitPartIndex(i);
      done = pattern_.getPart(i).getLimit();
    }
    return nodes;
  }

  bool understood() const { return understood_; }

 private:
  void add_text(Nodes& nodes, std::int32_t begin, std::int32_t end) const {
    if (begin >= end) return;
    std::string text = utf8(text_.tempSubStringBetween(begin, end));
    if (!nodes.empty() && nodes.back().what == What::text)
      nodes.back().text += text;  // an apostrophe stood between
    else
      nodes.push_back({What::text, std::move(text), {}});
  }

  Node argument(std::int32_t start) {
    const std::string name = utf8(pattern_.getSubstring(pattern_.getPart(start + 1)));
    switch (pattern_.getPart(start).getArgType()) {
      case UMSGPAT_ARG_TYPE_NONE:
        return {What::argument, name, {}};
      case UMSGPAT_ARG_TYPE_SELECT:
        return {What::select, name, cases(start, "")};
      case UMSGPAT_ARG_TYPE_PLURAL:
        return {What::plural, name, cases(start, name)};
      default:
        understood_ = false;
        return {};
    }
  }

  std::map<std::string, Nodes> cases(std::int32_t start, const std::string& number_of) {
    std::map<std::string, Nodes> out;
    const std::int32_t end = pattern_.getLimitPartIndex(start);
    std::string keyword;
    for (std::int32_t i = start + 2; i < end; ++i) {
      const auto& part = pattern_.getPart(i);
      if (part.getType() == UMSGPAT_PART_TYPE_ARG_SELECTOR) keyword = utf8(pattern_.getSubstring(part));
      if (part.getType() != UMSGPAT_PART_TYPE_MSG_START) continue;
      out[keyword] = message(i, number_of);
      i = pattern_.getLimitPartIndex(i);
    }
    return out;
  }

  const icu::MessagePattern& pattern_;
  const icu::UnicodeString& text_;
  bool understood_ = true;
};

UChar32 first_of(std::string_view text) {
  UChar32 character = 0;
  U8_GET(reinterpret_cast<const std::uint8_t*>(text.data()), 0, 0, static_cast<std::int32_t>(text.size()), character);
  return character;
}

UChar32 last_of(std::string_view text) {
  auto at = static_cast<std::int32_t>(text.size());
  UChar32 character = 0;
  U8_PREV(reinterpret_cast<const std::uint8_t*>(text.data()), 0, at, character);
  return character;
}

bool is_latin(UChar32 character) {
  constexpr UChar32 beyond_latin = 0x2000;  // full-width letters are as wide as kanji
  UErrorCode status = U_ZERO_ERROR;
  return character < beyond_latin && (u_isdigit(character) || uscript_getScript(character, &status) == USCRIPT_LATIN);
}

bool is_japanese(UChar32 character) {
  if (!u_isalpha(character)) return false;  // 「, which those scripts share
  return uscript_hasScript(character, USCRIPT_HIRAGANA) || uscript_hasScript(character, USCRIPT_KATAKANA) ||
         uscript_hasScript(character, USCRIPT_HAN);
}

// "Xserver" and 「から」: a blank stands between them, as in Mozilla's Japanese texts. A brand's name may be of either
// letters, so no pattern can know.
bool are_parted(std::string_view before, std::string_view behind) {
  const UChar32 last = last_of(before), first = first_of(behind);
  return (is_latin(last) && is_japanese(first)) || (is_japanese(last) && is_latin(first));
}

// "Xserver Inc." at the end of a sentence.
bool ends_with_full_stop(std::string_view text) {
  return text.ends_with('.') && !text.ends_with("..");
}

bool is_full_stop_first(const Segment& segment) {
  return segment.kind == SegmentKind::text && segment.text.starts_with('.') && !segment.text.starts_with("..");
}

// Fills nodes with arguments.
class Filling {
 public:
  Filling(const Arguments& arguments, const Counting& counting) : arguments_(arguments), counting_(counting) {}

  void add(const Nodes& nodes) {
    for (const Node& node : nodes) add(node);
  }

  Segments take() { return std::move(out_); }

 private:
  void add(const Node& node) {
    switch (node.what) {
      case What::text:
        return add(Segment{SegmentKind::text, node.text});
      case What::argument:
      case What::number:
        return add(argument(node.text));
      case What::select:
      case What::plural:
        return add_case(node);
    }
  }

  void add(const Argument& argument) {
    if (argument.number) return add(Segment{SegmentKind::number, counting_.write(*argument.number)});
    for (const Segment& segment : argument.segments) add(segment);
  }

  void add(const Segment& segment) {
    if (!out_.empty() && ends_with_full_stop(out_.back().text) && is_full_stop_first(segment)) {
      if (segment.text.size() > 1) add_parted({SegmentKind::text, segment.text.substr(1)});
    } else {
      add_parted(segment);
    }
  }

  void add_parted(const Segment& segment) {
    if (segment.text.empty()) return;
    if (!out_.empty() && are_parted(out_.back().text, segment.text)) append({SegmentKind::text, " "});
    append(segment);
  }

  void append(const Segment& segment) {
    const bool goes_on = segment.kind == SegmentKind::text && !out_.empty() && out_.back().kind == SegmentKind::text;
    if (goes_on)
      out_.back().text += segment.text;
    else
      out_.push_back(segment);
  }

  void add_case(const Node& node) {
    for (const std::string& keyword : keywords(node)) {
      const auto found = node.cases.find(keyword);
      if (found != node.cases.end()) return add(found->second);
    }
  }

  // The keywords that fit, the closest first.
  std::vector<std::string> keywords(const Node& node) const {
    const Argument& by = argument(node.text);
    if (node.what == What::select) return {plain(by.segments), "other"};
    if (!by.number) return {"other"};
    return {"=" + std::to_string(*by.number), counting_.category(*by.number), "other"};
  }

  const Argument& argument(const std::string& name) const {
    static const Argument none;
    const auto found = arguments_.find(name);
    return found != arguments_.end() ? found->second : none;
  }

  const Arguments& arguments_;
  const Counting& counting_;
  Segments out_;
};

void collect(const Nodes& nodes, bool shown, std::set<std::string>& names) {
  for (const Node& node : nodes) {
    const bool chooses = node.what == What::select || node.what == What::plural;
    if (node.what != What::text && chooses != shown) names.insert(node.text);
    for (const auto& [keyword, inside] : node.cases) collect(inside, shown, names);
  }
}

}  // namespace

Counting::Counting(const std::string& language)
    : formatter_(icu::number::NumberFormatter::withLocale(icu::Locale(language.c_str()))) {
  UErrorCode status = U_ZERO_ERROR;
  rules_.reset(icu::PluralRules::forLocale(icu::Locale(language.c_str()), status));
}

std::string Counting::write(std::int64_t number) const {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text = formatter_.formatInt(number, status).toString(status);
  return U_SUCCESS(status) ? utf8(text) : std::to_string(number);
}

std::string Counting::category(std::int64_t number) const {
  return rules_ ? utf8(rules_->select(static_cast<double>(number))) : "other";
}

std::optional<Pattern> Pattern::parse(std::string_view pattern) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessagePattern parts(icu::UnicodeString::fromUTF8(pattern), nullptr, status);
  if (U_FAILURE(status)) return std::nullopt;
  Reader reader(parts);
  Pattern out;
  out.source_ = pattern;
  out.nodes_ = reader.message(0);
  if (!reader.understood()) return std::nullopt;
  return out;
}

Segments Pattern::fill(const Arguments& arguments, const Counting& counting) const {
  Filling filling(arguments, counting);
  filling.add(nodes_);
  return filling.take();
}

std::set<std::string> Pattern::shown() const {
  std::set<std::string> names;
  collect(nodes_, true, names);
  return names;
}

std::set<std::string> Pattern::chosen_by() const {
  std::set<std::string> names;
  collect(nodes_, false, names);
  return names;
}

}  // namespace fuwake::report
