// What elements of HTML are by themselves, before any style: the HTML Standard, section 15.3.
#pragma once

#include <string>
#include <string_view>

#include "page/html_tokenizer.h"

namespace fuwake::page {

bool is_void_element(std::string_view name);

/// It begins and ends a line.
bool is_block_element(std::string_view name);

/// Whatever its style, nothing of what stands in it is shown: <style>, a closed <dialog>, what is there instead of a
/// <video>. A template is shown where it is a shadow root, open or closed: a link in one is alive. What a
/// closed <details> holds a click shows, so it is read as if it were open.
bool is_never_shown(const HtmlToken& tag);

/// What hides it may be taken back by a `display`: not that of a template or a <video>.
bool is_shown_by_display(const HtmlToken& tag);

/// What the reader sees of a tag's attributes: the text instead of a picture, what stands in a field and what is to be
/// typed there, the label of an option.
std::string shown_by_attributes(const HtmlToken& tag);

}  // namespace fuwake::page
