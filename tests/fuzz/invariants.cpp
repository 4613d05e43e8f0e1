#include "invariants.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <string>

#include "mail/charsets.h"
#include "native_messaging/frames.h"
#include "report/document.h"
#include "report/html.h"
#include "report/text.h"
#include "text/ascii.h"

namespace fuwake::fuzz {
namespace {

// Escape sequences and the like drive a terminal; our own line ends are all that is needed of
// these.
bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f;
}

// U+202A to U+202E and U+2066 to U+2069 turn text around, U+200E and U+200F its neighbours.
bool turns_text_around(std::string_view text) {
  for (auto at = text.find("\xE2\x80"); at != text.npos; at = text.find("\xE2\x80", at + 1)) {
    const auto last = at + 2 < text.size() ? static_cast<unsigned char>(text[at + 2]) : 0;
    if ((last >= 0xaa && last <= 0xae) || last == 0x8e || last == 0x8f) return true;
  }
  for (auto at = text.find("\xE2\x81"); at != text.npos; at = text.find("\xE2\x81", at + 1)) {
    const auto last = at + 2 < text.size() ? static_cast<unsigned char>(text[at + 2]) : 0;
    if (last >= 0xa6 && last <= 0xa9) return true;
  }
  return false;
}

// What terminals and mail programs make links of: a scheme and what it leads to. "mailto: ", before a blank, is none.
bool has_working_link(std::string_view output) {
  static constexpr std::array<std::string_view, 4> schemes = {"http://", "https://", "ftp://", "file://"};
  const std::string lower = text::to_lower(output);
  if (std::any_of(schemes.begin(), schemes.end(),
                  [&](std::string_view scheme) { return lower.find(scheme) != lower.npos; }))
    return true;
  constexpr std::string_view mailto = "mailto:";
  for (auto at = lower.find(mailto); at != lower.npos; at = lower.find(mailto, at + 1))
    if (const auto end = at + mailto.size(); end < lower.size() && static_cast<unsigned char>(lower[end]) > ' ')
      return true;
  return false;
}

// What the report is drawn with. No tag of these loads, runs or leads anywhere.
bool is_tag_of_ours(std::string_view tag) {
  static constexpr std::array<std::string_view, 30> ours = {
      "!doctype", "b",     "body", "br", "code",    "div", "em", "h1",    "h2",   "head",
      "html",     "li",    "meta", "a",  "caption", "ol",  "p",  "small", "span", "style",
      "strong",   "table", "td",   "th", "title",   "tr",  "ul", "tbody", "main", "thead"};
  return std::find(ours.begin(), ours.end(), tag) != ours.end();
}

// The one that leads anywhere leads to a row of the page: <a href="#link-12">.
bool leads_to_row(std::string_view attributes) {
  constexpr std::string_view begin = " href=\"#link-";
  if (!attributes.starts_with(begin) || !attributes.ends_with('"')) return false;
  const std::string_view number = attributes.substr(begin.size(), attributes.size() - begin.size() - 1);
  return !number.empty() && std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void require_tags_of_ours(const std::string& html) {
  for (auto at = html.find('<'); at != html.npos; at = html.find('<', at + 1)) {
    const auto end = html.find('>', at);
    require(end != html.npos, "every tag of the report ends");
    std::string_view tag = std::string_view(html).substr(at + 1, end - at - 1);
    if (tag.starts_with('/')) tag.remove_prefix(1);
    const auto blank = std::min(tag.find(' '), tag.size());
    require(is_tag_of_ours(text::to_lower(tag.substr(0, blank))), "the report has tags of ours alone");
    const std::string_view attributes = tag.substr(blank);
    if (tag.starts_with("meta ")) continue;  // the policy that forbids all of these
    if (tag.starts_with("a ")) {
      require(leads_to_row(attributes), "a link of the report leads to a row of it");
      continue;
    }
    for (const std::string_view word : {"href", "src", " on", "style="})
      require(attributes.find(word) == attributes.npos, "no attribute of the report loads or runs anything");
  }
}

void require_harmless_text(const std::string& output, std::string_view of_what) {
  const std::string name(of_what);
  require(mail::is_valid_utf8(output), name + " is UTF-8");
  require(std::none_of(output.begin(), output.end(), is_control), name + " has no control characters");
  require(!turns_text_around(output), name + " turns no text around");
  require(!has_working_link(output), name + " has no link that works");
}

bool is_within(const mail::Span& span, std::size_t size) {
  return span.offset <= size && span.length <= size - span.offset;
}

}  // namespace

void require(bool holds, std::string_view what) {
  if (holds) return;
  std::cerr << "does not hold: " << what << std::endl;
  std::abort();
}

void require_sound(const dissection::Dissection& dissection) {
  for (const evidence::Finding& finding : dissection.findings)
    for (const evidence::Evidence& evidence : finding.evidence)
      require(is_within(evidence.span, dissection.source_size), finding.id() + ": evidence lies in the mail");
  const auto unseen = [](const evidence::Finding& finding) { return finding.family() == evidence::Family::unseen; };
  if (std::any_of(dissection.findings.begin(), dissection.findings.end(), unseen))
    require(dissection.verdict.level == verdict::Level::caution || dissection.verdict.level == verdict::Level::danger,
            "what was not looked at is at least caution");
  if (dissection.verdict.level != verdict::Level::verified) return;
  require(dissection.facts.mail.from.size() == 1, "who is verified is one");
  require(dissection.facts.authentication.has_value(), "who is verified was authenticated");
  require(dissection.facts.authentication->authenticates(dissection.facts.mail.from.front().domain),
          "who is verified was authenticated as who he says he is");
  for (const evidence::Finding& finding : dissection.findings)
    require(finding.kind() != evidence::Kind::deception, "who is verified does not deceive");
}

void require_harmless(const dissection::Dissection& dissection, const dissection::Engine& engine,
                      const report::Sentences& sentences) {
  const auto document = report::make_document(dissection, engine, sentences);
  std::string json;
  try {
    json = document.dump();
  } catch (const nlohmann::json::exception& error) {
    require(false, std::string("the document is UTF-8: ") + error.what());
  }
  require(json.size() < native_messaging::largest_answer - 48 * 1024, "the document stays below 1 MB");
  require(nlohmann::json::parse(json) == document, "the document is read back as it was");
  require_harmless_text(json, "the document");
  require_harmless_text(report::to_text(document, sentences), "the text");
  const std::string html = report::to_html(document, sentences);
  require_harmless_text(html, "the HTML");
  require_tags_of_ours(html);
}

const report::Languages& languages() {
  static const auto read = report::Languages::read(std::filesystem::path(FUWAKE_DATA_DIR) / "sentences");
  return read;
}

}  // namespace fuwake::fuzz
