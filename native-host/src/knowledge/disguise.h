// Names in letters that only look like their own: what is left of them once each letter is read as the one that it
// looks like. One skeleton for brands' names and for the names in mails.
#pragma once

#include <string>
#include <string_view>

namespace fuwake::knowledge {

/// Letters of other scripts that look like Latin ones as these ("РауРаl" → "PayPal", "ΑΝΑマイル" → "ANAマイル",
/// "ᏞedGer", "аррӏе", "amazọn"). Greek and Cyrillic words are left as they are where the text has letters of that
/// script that look like none of ours: it is written in it. In a word that mixes them with Latin letters they are
/// disguise wherever it stands.
std::string with_latin_letters(std::string_view text);

/// What a name looks like at a glance, folded: with_latin_letters(), single letters with blanks between them joined
/// ("三 菱 Ｕ Ｆ Ｊ", "C o i n b a s e"), "Iedger" as "ledger", kana and ideographs that look alike as one ("ヤマ卜",
/// "セゾソ", "三丼"), small kana as big ones; beside kana simplified and old forms as Japan's
/// ("ヤマト运输").
std::string name_skeleton(std::string_view text);

/// Latin letters written as symbols (mathematical bold, circled, small capitals of phonetics: "𝘀𝘂𝗽𝗽𝗼𝗿𝘁", "Ⓟⓐⓨ"), a word
/// of four or more: filters read none of them, people all. Full-width letters are Japan's own and do not count.
bool has_letters_as_symbols(std::string_view text);

}  // namespace fuwake::knowledge
