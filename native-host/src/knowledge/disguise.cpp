#include "knowledge/disguise.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "text/ascii.h"
#include "text/folding.h"

namespace fuwake::knowledge {
namespace {

using Letters = std::unordered_map<char32_t, char32_t>;

// Kana and ideographs that look alike, as one of them. Both sides of a comparison are read so, and what stands there
// as it is written was found before.
const Letters& shapes() {
  static const Letters table = {
      {U'卜', U'ト'}, {U'ソ', U'ン'}, {U'シ', U'ツ'}, {U'ッ', U'ツ'}, {U'二', U'ニ'}, {U'口', U'ロ'}, {U'囗', U'ロ'},
      {U'力', U'カ'}, {U'ヵ', U'カ'}, {U'夕', U'タ'}, {U'工', U'エ'}, {U'ェ', U'エ'}, {U'八', U'ハ'}, {U'千', U'チ'},
      {U'三', U'ミ'}, {U'丼', U'井'}, {U'へ', U'ヘ'}, {U'べ', U'ベ'}, {U'ぺ', U'ペ'}, {U'り', U'リ'}, {U'一', U'ー'},
      {U'—', U'ー'},  {U'―', U'ー'},  {U'‐', U'ー'},  {U'−', U'ー'},  {U'─', U'ー'},  {U'ョ', U'ヨ'}, {U'ャ', U'ヤ'},
      {U'ュ', U'ユ'}, {U'ァ', U'ア'}, {U'ィ', U'イ'}, {U'ゥ', U'ウ'}, {U'ォ', U'オ'}, {U'っ', U'つ'}, {U'ょ', U'よ'},
      {U'ゃ', U'や'}, {U'ゅ', U'ゆ'}, {U'ぁ', U'あ'}, {U'ぃ', U'い'}, {U'ぅ', U'う'}, {U'ぇ', U'え'}, {U'ぉ', U'お'},
      {U'曰', U'日'}, {U'末', U'未'}, {U'士', U'土'}, {U'已', U'己'}, {U'巳', U'己'}, {U'巿', U'市'},
  };
  return table;
}

// Simplified and old forms as Japan's.
const Letters& forms() {
  static const Letters table = {
      {U'乐', U'楽'}, {U'樂', U'楽'}, {U'银', U'銀'}, {U'证', U'証'}, {U'證', U'証'}, {U'號', U'号'}, {U'國', U'国'},
      {U'联', U'連'}, {U'聯', U'連'}, {U'邮', U'郵'}, {U'电', U'電'}, {U'东', U'東'}, {U'气', U'気'}, {U'氣', U'気'},
      {U'输', U'輸'}, {U'运', U'運'}, {U'关', U'関'}, {U'關', U'関'}, {U'样', U'様'}, {U'樣', U'様'}, {U'务', U'務'},
      {U'厅', U'庁'}, {U'廳', U'庁'}, {U'总', U'総'}, {U'總', U'総'}, {U'经', U'経'}, {U'經', U'経'}, {U'济', U'済'},
      {U'濟', U'済'}, {U'险', U'険'}, {U'險', U'険'}, {U'會', U'会'}, {U'县', U'県'}, {U'縣', U'県'}, {U'區', U'区'},
      {U'铁', U'鉄'}, {U'鐵', U'鉄'}, {U'动', U'動'}, {U'车', U'車'}, {U'发', U'発'}, {U'發', U'発'}, {U'业', U'業'},
      {U'债', U'債'}, {U'购', U'購'}, {U'买', U'買'}, {U'卖', U'売'}, {U'賣', U'売'}, {U'贷', U'貸'}, {U'预', U'預'},
      {U'广', U'広'}, {U'廣', U'広'}, {U'岛', U'島'}, {U'滨', U'浜'}, {U'濱', U'浜'}, {U'橫', U'横'}, {U'泽', U'沢'},
      {U'澤', U'沢'}, {U'冲', U'沖'}, {U'绳', U'縄'}, {U'繩', U'縄'}, {U'爱', U'愛'}, {U'飞', U'飛'}, {U'顺', U'順'},
      {U'达', U'達'}, {U'黑', U'黒'}, {U'费', U'費'}, {U'稅', U'税'}, {U'纳', U'納'}, {U'资', U'資'}, {U'产', U'産'},
      {U'员', U'員'}, {U'单', U'単'}, {U'户', U'戸'}, {U'护', U'護'}, {U'记', U'記'}, {U'录', U'録'}, {U'錄', U'録'},
      {U'药', U'薬'}, {U'藥', U'薬'}, {U'讬', U'託'}, {U'价', U'価'}, {U'贮', U'貯'}, {U'给', U'給'}, {U'设', U'設'},
      {U'话', U'話'}, {U'认', U'認'}, {U'约', U'約'}, {U'纪', U'紀'}, {U'线', U'線'}, {U'组', U'組'}, {U'续', U'続'},
      {U'维', U'維'}, {U'绿', U'緑'}, {U'驿', U'駅'}, {U'开', U'開'}, {U'门', U'門'}, {U'间', U'間'}, {U'时', U'時'},
      {U'阳', U'陽'}, {U'阴', U'陰'}, {U'头', U'頭'}, {U'题', U'題'}, {U'颜', U'顔'}, {U'风', U'風'}, {U'馆', U'館'},
      {U'马', U'馬'}, {U'鱼', U'魚'}, {U'鸟', U'鳥'}, {U'麥', U'麦'}, {U'龟', U'亀'}, {U'龙', U'竜'}, {U'龍', U'竜'},
      {U'畫', U'画'}, {U'处', U'処'}, {U'處', U'処'}, {U'边', U'辺'}, {U'邊', U'辺'}, {U'劳', U'労'}, {U'勞', U'労'},
      {U'盐', U'塩'}, {U'鹽', U'塩'}, {U'检', U'検'}, {U'檢', U'検'}, {U'权', U'権'}, {U'權', U'権'}, {U'变', U'変'},
      {U'變', U'変'}, {U'两', U'両'}, {U'兩', U'両'}, {U'读', U'読'}, {U'讀', U'読'}, {U'图', U'図'}, {U'圖', U'図'},
      {U'团', U'団'}, {U'團', U'団'}, {U'传', U'伝'}, {U'傳', U'伝'}, {U'寶', U'宝'}, {U'对', U'対'}, {U'對', U'対'},
      {U'专', U'専'}, {U'專', U'専'}, {U'择', U'択'}, {U'擇', U'択'}, {U'扩', U'拡'}, {U'擴', U'拡'}, {U'应', U'応'},
      {U'應', U'応'}, {U'晓', U'暁'}, {U'曉', U'暁'}, {U'荣', U'栄'}, {U'榮', U'栄'}, {U'樱', U'桜'}, {U'櫻', U'桜'},
      {U'涩', U'渋'}, {U'澁', U'渋'}, {U'泷', U'滝'}, {U'瀧', U'滝'}, {U'獨', U'独'}, {U'獻', U'献'}, {U'禮', U'礼'},
      {U'继', U'継'}, {U'繼', U'継'}, {U'觉', U'覚'}, {U'覺', U'覚'}, {U'译', U'訳'}, {U'譯', U'訳'}, {U'丰', U'豊'},
      {U'豐', U'豊'}, {U'转', U'転'}, {U'轉', U'転'}, {U'轻', U'軽'}, {U'輕', U'軽'}, {U'迟', U'遅'}, {U'遲', U'遅'},
      {U'钱', U'銭'}, {U'錢', U'銭'}, {U'钢', U'鋼'}, {U'灵', U'霊'}, {U'靈', U'霊'}, {U'靜', U'静'}, {U'验', U'験'},
      {U'驗', U'験'}, {U'髮', U'髪'},
  };
  return table;
}

void replace(std::vector<UChar32>& text, const Letters& letters) {
  for (UChar32& c : text)
    if (const auto found = letters.find(static_cast<char32_t>(c)); found != letters.end())
      c = static_cast<UChar32>(found->second);
}

bool is_kana(UChar32 c) {
  return c >= 0x3041 && c <= 0x30ff;
}

// Bytes that are no UTF-8 are U+FFFD.
std::vector<UChar32> characters_of(std::string_view text) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(text.data());
  std::vector<UChar32> out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    UChar32 character = 0;
    U8_NEXT_OR_FFFD(data, at, text.size(), character);
    out.push_back(character);
  }
  return out;
}

std::string utf8(const std::vector<UChar32>& characters) {
  std::string out;
  out.reserve(characters.size());
  for (const UChar32 c : characters) {
    std::array<char, U8_MAX_LENGTH> bytes{};
    std::size_t length = 0;
    U8_APPEND_UNSAFE(bytes.data(), length, c);
    out.append(bytes.data(), length);
  }
  return out;
}

bool is_ascii_letter(UChar32 c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

UScriptCode script_of(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(c, &status);
}

// "ọ" → "o"; what Latin languages write ("é", "ü", "ç") stays.
UChar32 without_strange_mark(UChar32 c) {
  if (c < 0x1e00 || c > 0x1eff) return c;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString apart;
  return U_SUCCESS(status) && nfd->getDecomposition(c, apart) ? apart.char32At(0) : c;
}

// The Latin letter that a character looks like; itself where it looks like none. The confusables of UTS 39 by ICU.
UChar32 latin_of(UChar32 c) {
  constexpr UChar32 palochka = 0x4cf;  // "ӏ": UTS 39 takes it for an i, the eye for an l ("аррӏе")
  if (c < 0x80) return c;
  if (c == palochka) return 'l';
  if (const UChar32 plain = without_strange_mark(c); is_ascii_letter(plain)) return plain;
  const UScriptCode script = script_of(c);
  const bool may_be = script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK || script == USCRIPT_CHEROKEE ||
                      script == USCRIPT_ARMENIAN || script == USCRIPT_COPTIC || script == USCRIPT_LISU ||
                      script == USCRIPT_LATIN;
  if (!may_be || !u_isalpha(c) || c == 0xb5) return c;
  // The capital form of a letter may be what looks like ours ("т" does not, "Т" does).
  static const auto checker = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<USpoofChecker, decltype(&uspoof_close)>(uspoof_open(&status), &uspoof_close);
  }();
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString skeleton;
  uspoof_getSkeletonUnicodeString(checker.get(), 0, icu::UnicodeString(c), skeleton, &status);
  const UChar32 first = skeleton.char32At(0);
  return U_SUCCESS(status) && skeleton.length() == 1 && is_ascii_letter(first) ? first : c;
}

bool is_foreign_letter(UChar32 c) {
  const UScriptCode script = script_of(c);
  return u_isalpha(c) && (script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK) && c != 0xb5 && c != 0x2126;
}

// Letters without a blank or a sign between them.
std::size_t end_of_word(const std::vector<UChar32>& characters, std::size_t begin) {
  std::size_t end = begin;
  while (end < characters.size() && u_isalnum(characters[end])) ++end;
  return std::max(end, begin + 1);
}

// "三 菱 Ｕ Ｆ Ｊ": four single letters or more, one blank apart.
std::vector<UChar32> joined(const std::vector<UChar32>& characters) {
  constexpr std::size_t fewest = 4;
  const auto blank = [&](std::size_t at) {
    return at >= characters.size() || characters[at] == ' ' || characters[at] == 0x3000;
  };
  const auto single = [&](std::size_t at) { return at < characters.size() && !blank(at) && blank(at + 1); };
  std::vector<UChar32> out;
  for (std::size_t at = 0; at < characters.size();) {
    std::size_t letters = 0;
    if (at == 0 || blank(at - 1))
      while (single(at + 2 * letters)) ++letters;
    for (std::size_t i = 0; letters >= fewest && i < letters; ++i) out.push_back(characters[at + 2 * i]);
    if (letters >= fewest) {
      at += 2 * letters - 1;
    } else {
      out.push_back(characters[at++]);
    }
  }
  return out;
}

bool is_capital(UChar32 c) {
  return c >= 'A' && c <= 'Z';
}

bool is_small(UChar32 c) {
  return c >= 'a' && c <= 'z';
}

// "Iedger" → "ledger": a capital I where a word goes on in small letters reads as an l; "lTAUCARD" → "ITAUCARD".
void read_bars(std::vector<UChar32>& text) {
  const auto at = [&text](std::size_t i) { return i < text.size() ? text[i] : ' '; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const UChar32 before = i > 0 ? text[i - 1] : ' ';
    if (text[i] == 'l' && is_capital(at(i + 1)) && is_capital(at(i + 2)) && before == ' ') text[i] = 'I';
    if (text[i] == 'I' && (is_small(at(i + 1)) || is_small(before))) text[i] = 'l';
  }
}

}  // namespace

std::string with_latin_letters(std::string_view text) {
  if (text::is_ascii(text)) return std::string(text);
  std::vector<UChar32> characters = characters_of(text);
  const bool written_in_it = std::any_of(characters.begin(), characters.end(),
                                         [](UChar32 c) { return is_foreign_letter(c) && latin_of(c) == c; });
  for (std::size_t begin = 0; begin < characters.size();) {
    const std::size_t end = end_of_word(characters, begin);
    const auto first = characters.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = characters.begin() + static_cast<std::ptrdiff_t>(end);
    const bool mixed = std::any_of(first, last, is_ascii_letter);
    if (mixed || !written_in_it) std::transform(first, last, first, latin_of);
    begin = end;
  }
  return utf8(characters);
}

std::string name_skeleton(std::string_view text) {
  std::vector<UChar32> characters = joined(characters_of(with_latin_letters(text)));
  read_bars(characters);
  std::vector<UChar32> out = characters_of(text::fold(utf8(characters)));
  replace(out, shapes());
  // In a Chinese name they are its own.
  if (std::any_of(out.begin(), out.end(), is_kana)) replace(out, forms());
  return utf8(out);
}

bool has_letters_as_symbols(std::string_view text) {
  constexpr std::size_t fewest = 4;
  std::size_t run = 0;
  for (const UChar32 c : characters_of(text)) {
    const bool mathematical = c >= 0x1d400 && c <= 0x1d7ff;
    const bool enclosed = (c >= 0x24b6 && c <= 0x24e9) || (c >= 0x1f110 && c <= 0x1f189);
    run = mathematical || enclosed ? run + 1 : c == ' ' ? run : 0;
    if (run >= fewest) return true;
  }
  return false;
}

}  // namespace fuwake::knowledge
