#include "links/plain_text.h"

#include <algorithm>
#include <array>

#include "interruption/interruption.h"

namespace fuwake::links {
namespace {

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// The length of the white space at `at`, or 0; U+3000 and U+00A0 separate words as well.
std::size_t blank_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') return 1;
  if (text.substr(at).starts_with("\xE3\x80\x80")) return 3;
  if (text.substr(at).starts_with("\xC2\xA0")) return 2;
  return 0;
}

std::size_t end_of_link(std::string_view text, std::size_t begin) {
  bool round = false, square = false;
  std::size_t end = begin;
  for (; end < text.size(); ++end) {
    const char c = text[end];
    if (blank_at(text, end) > 0 || std::string_view("><\"`}{|").find(c) != std::string_view::npos)
      break;
    if ((c == ')' && !round) || (c == ']' && !square)) break;
    round |= c == '(';
    square |= c == '[';
  }
  while (end > begin && std::string_view(".,;!?-:'").find(text[end - 1]) != std::string_view::npos)
    --end;
  return end;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
}

constexpr std::array<std::string_view, 4> openings = {"https://", "http://", "ftp://", "www."};

}  // namespace

std::vector<RawLink> find_links_in_text(std::string_view text) {
  constexpr std::size_t longest_tail = 200;
  std::vector<RawLink> links;
  for (std::size_t at = 0; at < text.size() && links.size() < most_raw_links; ++at) {
    const char c = text[at] | 0x20;
    if (c != 'h' && c != 'f' && c != 'w') continue;
    interruption::check();
    const auto rest = text.substr(at);
    const auto* opening =
        std::find_if(openings.begin(), openings.end(), [rest](std::string_view candidate) {
          return starts_with_ignoring_case(rest, candidate);
        });
    if (opening == openings.end() || (at > 0 && is_alphanumeric(text[at - 1]))) continue;
    const std::size_t end = end_of_link(text, at);
    if (end <= at + opening->size()) continue;
    RawLink link;
    link.kind = LinkKind::plain_text;
    link.target = *opening == "www." ? "http://" : "";
    link.target += text.substr(at, std::min(end - at, longest_link + 1));
    link.text = text.substr(at, std::min(end - at, longest_link_text));
    std::size_t tail_end = end;
    while (tail_end < text.size() && tail_end - end < longest_tail && blank_at(text, tail_end) == 0)
      ++tail_end;
    link.tail = text.substr(end, tail_end - end);
    links.push_back(std::move(link));
    at = end - 1;
  }
  return links;
}

}  // namespace fuwake::links
