// What holds for any bytes.
#pragma once

#include <string_view>

#include "dissection/dissection.h"
#include "report/sentences.h"

namespace fuwake::fuzz {

/// Says what does not hold and aborts, for the fuzzer to keep the input.
void require(bool holds, std::string_view what);

/// What was not looked at is at least `caution`; `verified` has a single author, whose domain the
/// receiver's results confirm, and no contradiction in it; evidence lies within the mail.
void require_sound(const dissection::Dissection& dissection);

/// The document is strict UTF-8 below 1 MB in which nothing acts on a terminal; the text and the
/// HTML drawn from it neither; no web address in them works; the HTML has the tags that the report
/// is made of alone.
void require_harmless(const dissection::Dissection& dissection, const dissection::Engine& engine,
                      const report::Sentences& sentences);

/// The language files, read once.
const report::Languages& languages();

}  // namespace fuwake::fuzz
