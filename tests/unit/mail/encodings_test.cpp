#include <gtest/gtest.h>

#include "mail/charsets.h"
#include "mail/mail.h"
#include "mail/transfer_encodings.h"

namespace fuwake::mail {
namespace {

TEST(TransferEncodings, SurviveWhatSendersWrite) {
  EXPECT_EQ(decode_quoted_printable("foo \r\nbar=\r\nbaz=3D=zz=\n x"), "foo\nbarbaz==zz x");
  EXPECT_EQ(decode_base64("aGVs\nbG8"), "hello");
  EXPECT_EQ(decode_base64("aGVsbG8=\naGVsbG8="), "hellohello");
  EXPECT_EQ(decode_base64("!!a!G!V!s!bG8==="), "hello");
  EXPECT_EQ(decode_base64("===="), "");
  EXPECT_EQ(decode_q("a_=5F="), "a _=");
  EXPECT_EQ(decode_quoted_printable("a= \nb"), "a= \nb") << "no soft line break to Thunderbird";
}

TEST(TransferEncodings, OfTheOldDays) {
  struct Row {
    const char* what;
    std::string decoded;
    std::string text;
  };
  for (const Row& row : {
           Row{"uuencode", decode_uuencode("words before\nbegin 644 x\n#86)C\n`\nend\nafter"), "abc"},
           Row{"without an end", decode_uuencode("begin 644 x\n#86)C"), "abc"},
           Row{"blanks for zeros", decode_uuencode("begin 644 x\n!80  \nend"), "a"},
           Row{"without a begin", decode_uuencode("#86)C\nend"), ""},
           Row{"a length that is not there", decode_uuencode("begin 644 x\nM86)C"), "abc"},
           Row{"only the first file", decode_uuencode("begin 644 x\n#86)C\nend\nbegin 644 y\n#86)C\nend"), "abc"},
           Row{"yEnc", decode_yenc("=ybegin line=128 size=3 name=x\n\x8b\x8c\x8d\n=yend size=3"), "abc"},
           Row{"yEnc with an escape", decode_yenc("=ybegin line=128 size=1 name=x\n=}\n=yend"), std::string(1, '\x13')},
           Row{"yEnc of several parts", decode_yenc("=ybegin part=1 name=x\n=ypart begin=1\n\x8b\n=yend"), "a"},
       })
    EXPECT_EQ(row.decoded.substr(0, row.text.size() + 1), row.text) << row.what;
}

TEST(TransferEncodings, FilesInTheMidstOfAText) {
  struct Row {
    const char* text;
    const char* name;  // "": none
  };
  for (const Row& row : {Row{"hi\nbegin 644 run.exe\n#86)C\nend\n", "run.exe"}, Row{"begin 644 a b.txt\r\n", "a b.txt"},
                         Row{"we begin 644 things\n", ""}, Row{"begin reading here\n", ""}, Row{"begin 644\n", ""},
                         Row{"begin 99 x\n", ""}, Row{"=ybegin line=128 size=3 name=y.html\n", "y.html"},
                         Row{"=ybegin line=128\n", ""}}) {
    const auto blocks = find_encoded_blocks(row.text, 10);
    EXPECT_EQ(blocks.empty() ? "" : blocks[0].name, row.name) << row.text;
  }
}

TEST(Charsets, AreThoseOfThunderbirdAndNoOthers) {
  struct Row {
    const char* label;
    std::string bytes;
    const char* text;
  };
  for (const Row& row : {
           Row{"utf-7", "+ADw-a+AD4-", "<a>"},
           Row{"UNICODE-1-1-UTF-7", "+ADw-", "<"},
           Row{" Shift_JIS ", "\x93\xfa", "日"},
           Row{"cp932", "\x93\xfa", "日"},
           Row{"x-sjis", "\x93\xfa", "日"},
           Row{"l1", "\x80", "€"},
           Row{"us-ascii", "\xe9", "é"},
           Row{"utf-16le", std::string("<\0", 2), "<"},
           Row{"unicode", std::string("<\0", 2), "<"},
           Row{"x-user-defined", "\x80", "\xEF\x9E\x80"},
           Row{"utf-7", "~\\\xe9", "~\\\uffe9"},
           Row{"shift_jis", "p\x85ypal", "p\uFFFDypal"},
           Row{"gbk", "\x80 1", "€ 1"},
           Row{"imap4-modified-utf7", "&AC8-", "&AC8-"},
           // A page that only an analyser reads as something else is a way to hide it.
           Row{"ibm037", "<a>", "<a>"},
           Row{"utf-32", "<a>", "<a>"},
           Row{"hz-gb-2312", "~{<a>~}", "~{<a>~}"},
           Row{"scsu", "<a>\xe9", "<a>\xEF\xBF\xBD"},
           Row{"iso-2022-kr", "<a>", "<a>"},
           Row{"x-foo", "日", "日"},
           Row{"'shift_jis'", "\x93", "\xEF\xBF\xBD"},
           Row{"shift_jis*ja", "\x93", "\xEF\xBF\xBD"},
       })
    EXPECT_EQ(to_utf8(row.bytes, row.label), row.text) << row.label;
}

// A sentence in the old charsets of Japan, without a label: Thunderbird guesses and shows it.
TEST(Charsets, OfATextWithoutALabelAreGuessed) {
  const std::string shift_jis =
      "\x82\xa8\x8b\x71\x97\x6c\x82\xcc\x83\x41\x83\x4a\x83\x45\x83\x93\x83\x67\x82\xaa\x92\xe2\x8e\x7e\x82\xb3\x82\xea"
      "\x82\xdc\x82\xb5\x82\xbd\x81\x42"
      "\x8e\x8a\x8b\x7d\x82\xb2\x8a\x6d\x94\x46\x82\xad\x82\xbe\x82\xb3\x82\xa2\x81\x42";
  const Mail mail = parse_mail("Content-Type: text/plain\n\n" + shift_jis + shift_jis);
  ASSERT_EQ(mail.bodies.size(), 1U);
  EXPECT_TRUE(mail.bodies[0].text.starts_with("お客様のアカウント")) << mail.bodies[0].text;
  EXPECT_EQ(guess_charset("plain"), "");
  EXPECT_EQ(guess_charset("日本"), "");
  EXPECT_EQ(guess_charset("\x1b$BF|K\\\x1b(B"), "iso-2022-jp");
}

}  // namespace
}  // namespace fuwake::mail
