// Words that stand by themselves in a folded text.
#pragma once

#include <cstddef>
#include <string_view>

namespace fuwake::text {

/// Of Latin, accents included, or a figure: beside such a letter a Latin word goes on. Where Japanese and Chinese words
/// begin and end no letter tells.
bool is_letter_before(std::string_view text, std::size_t at);
bool is_letter_at(std::string_view text, std::size_t at);

/// Where `word` stands in `text` (both folded) from `from` on, and is no part of another; npos where it does not.
/// `stem`: it may go on ("liebe kolleg").
std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0, bool stem = false);

}  // namespace fuwake::text
