#include <gtest/gtest.h>
#include <mimetic/codec/base64.h>

#include <algorithm>

#include "mail/charsets.h"
#include "mail/content_fields.h"
#include "mail/encoded_words.h"
#include "mail/mail.h"
#include "mail/recipient.h"
#include "mail/signed_data.h"
#include "mail/transfer_encodings.h"

namespace fuwake::mail {
namespace {

TEST(Headers, AreReadAsMailReadersDo) {
  struct Row {
    const char* what;
    std::string source;
    std::string subject;
  };
  for (const Row& row : {Row{"LF", "A: b\nSubject: x\n\n", "x"}, Row{"CRLF", "A: b\r\nSubject: x\r\n\r\n", "x"},
                         Row{"bare CR", "A: b\rSubject: x\r\rbody", "x"}, Row{"folded", "Subject: x\n y\n\n", "x y"},
                         Row{"mbox line first", "From a@b Tue\nSubject: x\n\n", "x"},
                         Row{"blank before the colon", "Subject : x\n\n", "x"}, Row{"no end", "Subject: x", "x"},
                         Row{"line without a colon", "junk\nSubject: x\n\n", "x"},
                         Row{"a body that looks like one", "A: b\n\nSubject: x\n", ""}, Row{"nothing", "", ""}})
    EXPECT_EQ(parse_mail(row.source).subject, row.subject) << row.what;
}

TEST(Headers, WhatAMailIsJudgedByIsFoundBehindAnythingElse) {
  std::string flood;
  for (int i = 0; i < 100'000; ++i) flood += "X-" + std::to_string(i) + ": a\n";
  const Mail mail = parse_mail(flood + "From: a@b.example\nSubject: x\nContent-Type: text/html\n\n<p>y");
  ASSERT_EQ(mail.from.size(), 1U);
  EXPECT_EQ(mail.subject, "x");
  ASSERT_EQ(mail.bodies.size(), 1U);
  EXPECT_TRUE(mail.bodies[0].form == TextBody::Form::html);
  EXPECT_TRUE(mail.unseen.empty()) << "nobody sees the fields that were left out";
  EXPECT_LE(mail.headers().fields.size(), most_other_fields + 3);
}

TEST(Headers, OfAFloodTheFirstAndTheLastAreKept) {
  std::string source;
  for (int i = 0; i < 5000; ++i) source += "Received: from h" + std::to_string(i) + " by x; y\nX: y\n";
  source += "\n";
  const HeaderSection section = parse_headers(source, 0);
  const auto received = section.all("received");
  ASSERT_EQ(received.size(), most_of_one_name);
  EXPECT_NE(received.front()->value.find("h0 "), std::string_view::npos);
  EXPECT_NE(received.back()->value.find("h4999 "), std::string_view::npos);
  EXPECT_TRUE(section.cut);
}

TEST(Headers, OfPartsOnlyADelimiterEndsThem) {
  struct Row {
    const char* what;
    const char* part;
    const char* media_type;
  };
  for (const Row& row : {Row{"a field that looks like one", "--x: y\nContent-Type: text/html\n\n<p>z", "text/html"},
                         Row{"the first of two", "Content-Type: text/html\nContent-Type: text/plain\n\nz", "text/html"},
                         Row{"an empty one first", "Content-Type:\nContent-Type: text/html\n\nz", "text/plain"},
                         Row{"a line of blanks", "X: y\n \nContent-Type: text/html\n\nz", "text/html"}}) {
    const Mail mail =
        parse_mail(std::string("Content-Type: multipart/mixed; boundary=bb\n\n--bb\n") + row.part + "\n--bb--\n");
    ASSERT_EQ(mail.parts.size(), 2U) << row.what;
    EXPECT_EQ(mail.parts[1].media_type, row.media_type) << row.what;
  }
}

TEST(EncodedWords, AreDecodedAsReadersSeeThem) {
  struct Row {
    const char* raw;
    const char* text;
  };
  for (const Row& row : {Row{"=?utf-8?b?6Z2e5bi444Gr?= =?utf-8?b?6YeN6KaB?=", "非常に重要"},
                         Row{"=?iso-2022-jp?b?GyRCSHM+byRLPUVNVxsoQg==?=", "非常に重要"},
                         Row{"=?utf-8?q?a_b=3D?= c", "a b= c"}, Row{"a =?utf-8?q?b?=", "a b"},
                         Row{"=?utf-8?b?6Z0=?= =?utf-8?b?ng==?=", "非"},  // a character split between two words
                         Row{"=?x?", "=?x?"}, Row{"=?utf-8?z?a?=", "=?utf-8?z?a?="},
                         Row{"=?iso-8859-1?q?caf=E9?=", "café"}, Row{"caf\xC3\xA9", "café"}, Row{"caf\xE9", "café"}})
    EXPECT_EQ(decode_text(row.raw), row.text) << row.raw;
  EXPECT_EQ(decode_text("=?utf-8?q?a=00b=0Ac?="), std::string("a\0b\nc", 5))
      << "what a word holds is text; showing it safely is the report's task";
}

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

TEST(ContentFields, TakeParametersAsTheyComeInMail) {
  struct Row {
    const char* raw;
    const char* value;
    const char* name;
    const char* parameter;
  };
  for (const Row& row :
       {Row{"text/html; charset=\"utf-8\"", "text/html", "charset", "utf-8"},
        Row{"multipart/mixed; boundary=\"a;b\"", "multipart/mixed", "boundary", "a;b"},
        Row{"multipart/mixed;\r\n boundary=abc", "multipart/mixed", "boundary", "abc"},
        // As Thunderbird 153 reads them; each was a way to show it another part than an analyser saw.
        Row{"text/plain; charset = utf-8", "text/plain", "charset", "utf-8"},
        Row{"text/plain; (comment) charset=utf-8", "text/plain", "charset", ""},
        Row{"text/html(c); charset=utf-8", "text/html(c)", "charset", "utf-8"},
        Row{"text/html, charset=utf-8", "text/html", "charset", "utf-8"},
        Row{"multipart/mixed, boundary=bb", "multipart/mixed", "boundary", "bb"},
        Row{"multipart/mixed boundary=bb", "multipart/mixed", "boundary", ""},
        Row{"multipart/mixed; foo boundary=bb", "multipart/mixed", "boundary", ""},
        Row{"multipart/mixed; foo=\"a; boundary=cc\"; boundary=bb", "multipart/mixed", "boundary", "bb"},
        Row{"multipart/mixed; boundary=b b", "multipart/mixed", "boundary", "b b"},
        Row{"multipart/mixed; boundary=\" bb \"", "multipart/mixed", "boundary", " bb "},
        Row{"multipart/mixed; boundary='bb'", "multipart/mixed", "boundary", "'bb'"},
        Row{"multipart/mixed; boundary=\"b\\b\"", "multipart/mixed", "boundary", "bb"},
        Row{"multipart/mixed; boundary=cc; boundary*0=b; boundary*1=b", "multipart/mixed", "boundary", "bb"},
        Row{"multipart/mixed; boundary*=utf-8''b%62", "multipart/mixed", "boundary", "bb"},
        Row{"multipart/mixed; boundary=\"=?utf-8?q?bb?=\"", "multipart/mixed", "boundary", "=?utf-8?q?bb?="},
        Row{";;; boundary=bb", "", "boundary", "bb"},
        Row{"\"attachment\"; filename=a", "\"attachment\"", "filename", "a"},
        Row{"a/b; name*0=\"foo\"; name*1=bar.png", "a/b", "name", "foobar.png"},
        Row{"a/b; name*=utf-8''%E8%AB%8B.pdf", "a/b", "name", "請.pdf"},
        Row{"a/b; name=\"=?utf-8?b?6KuLLnBkZg==?=\"", "a/b", "name", "請.pdf"}, Row{"a/b; x=1; x=2", "a/b", "x", "1"},
        Row{"", "", "x", ""}, Row{";;;=", "", "x", ""},
        Row{"text/html; charset=\"utf-8", "text/html", "charset", "utf-8"}}) {
    const ContentField field = parse_content_field(row.raw);
    EXPECT_EQ(field.value, row.value) << row.raw;
    EXPECT_EQ(field.parameter(row.name), row.parameter) << row.raw;
  }
}

TEST(ContentFields, KeepWhatAPartIsReadByBehindAnyNumberOfOthers) {
  std::string raw = "multipart/mixed";
  for (int i = 0; i < 50'000; ++i) raw += "; x" + std::to_string(i) + "=y";
  const ContentField field = parse_content_field(raw + "; boundary=bb");
  EXPECT_EQ(field.parameter("boundary"), "bb");
  EXPECT_LE(field.parameters.size(), most_parameters + 1);
}

TEST(Addresses, AreWhatTheyAreAndNotWhatTheyShow) {
  struct Row {
    const char* raw;
    const char* name;
    const char* spec;
  };
  for (const Row& row :
       {Row{"eKagoya ISP <mori@office.example>", "eKagoya ISP", "mori@office.example"},
        Row{"\"support@paypal.com\" <x@evil.example>", "support@paypal.com", "x@evil.example"},
        Row{"x@evil.example (PayPal)", "PayPal", "x@evil.example"},
        Row{"=?utf-8?q?=3Cservice=40paypal=2Ecom=3E=2C?= <x@evil.example>", "<service@paypal.com>,", "x@evil.example"},
        Row{"<@relay.example:x@Evil.EXAMPLE>", "", "x@evil.example"},
        Row{"friends: a@b.example, c@d.example;", "", "a@b.example"},
        Row{"Re: your mail <a@b.example>", "your mail", "a@b.example"},
        Row{"\"a\\\"b\" <a@b.example>", "a\"b", "a@b.example"}, Row{"Name Only", "Name Only", ""}}) {
    const auto addresses = parse_addresses(row.raw);
    ASSERT_FALSE(addresses.empty()) << row.raw;
    EXPECT_EQ(addresses[0].display_name, row.name) << row.raw;
    EXPECT_EQ(addresses[0].spec(), row.spec) << row.raw;
  }
  EXPECT_EQ(parse_addresses("a@b.example, c@d.example").size(), 2U);
  EXPECT_TRUE(parse_addresses(" , ;").empty());
}

TEST(SenderFields, SayInWhatFormTheyNameTheSender) {
  using Form = SenderField::Form;
  struct Row {
    std::string raw;
    Form form;
    const char* other;
  };
  for (const Row& row :
       {Row{"Ann <a@b.example>", Form::plain, ""}, Row{"a@b.example (Ann)", Form::plain, ""},
        Row{"a@b.example (A@B.example)", Form::plain, ""}, Row{"Lane, Ann <a@b.example>", Form::plain, ""},
        Row{"Re: x <a@b.example>", Form::plain, ""}, Row{"a@b.example, c@d.example", Form::several, ""},
        Row{"<a@b.example><c@d.example>", Form::two_addresses, "a@b.example"},
        Row{"a@b.example (<c@d.example>)", Form::comment, "c@d.example"}, Row{"Ann: a@b.example;", Form::group, ""},
        Row{"<@c.example:a@b.example>", Form::route, ""}, Row{"<a@b@c.example>", Form::broken, ""},
        Row{"<a@b.example c>", Form::broken, ""}, Row{"Ann a@b.example", Form::broken, ""},
        Row{"<a@b\u3002example>", Form::broken, ""}, Row{"\"Ann <a@b.example>", Form::broken, ""},
        Row{"Ann <a@b.example", Form::broken, ""}, Row{"Ann (x <a@b.example>", Form::comment, "a@b.example"},
        Row{std::string("<a@b.example\0>", 14), Form::broken, ""}, Row{"<a@[192.0.2.1]>", Form::plain, ""},
        Row{"<\u7528\u6237@\u4f8b\u3048.jp>", Form::plain, ""}, Row{"", Form::plain, ""},
        // What honest mailers write
        Row{"a@b.example <a@b.example>", Form::plain, ""}, Row{"[Lane] A. Lane <a@b.example>", Form::plain, ""},
        Row{"\"Lane, \\\"Ann\\\"\" <a@b.example>", Form::plain, ""}, Row{"Lane<a..b.@b.example> ", Form::plain, ""},
        Row{"(Ann) a@b.example (Lane (Inc.))", Form::plain, ""},
        Row{"=?utf-8?b?w4TDpA==?= <a@b.example>,", Form::plain, ""},
        Row{"\x83\x5c\x83\x6a\x81\x5b <a@b.example>", Form::plain, ""}, Row{"Ann :-) <a@b.example>", Form::plain, ""},
        Row{"Ann", Form::plain, ""},
        // What is one address for a server and another for the reader
        Row{"<a@b.example>:c@d.example", Form::broken, ""}, Row{"[<a@b.example>] c@d.example", Form::broken, ""},
        Row{"<a@b.example> ( ) : c@d.example", Form::broken, ""}, Row{"c@d.example[<a@b.example>", Form::broken, ""},
        Row{"<c@d.example> a@b.example", Form::broken, ""}, Row{"<a@b.example> Ann", Form::broken, ""},
        Row{"a@b.example <c@d.example>", Form::broken, ""}, Row{"a@b.example:c@d.example", Form::broken, ""},
        Row{"\\<a@b.example> c@d.example", Form::broken, ""},
        Row{"=?x <a@b.example> =?utf-8?q?aaaaaaaaaaa?= <c@d.example>", Form::two_addresses, "a@b.example"}}) {
    const SenderField field = read_sender_field(row.raw);
    EXPECT_EQ(field.form, row.form) << row.raw;
    EXPECT_EQ(field.other, row.other) << row.raw;
  }
}

// Each seen in Thunderbird 153 (parseEncodedHeaderW): what is shown as the sender is what is judged.
TEST(Addresses, AreThoseThatThunderbirdShows) {
  struct Row {
    const char* raw;
    const char* name;
    const char* spec;
  };
  for (const Row& row :
       {Row{"Kagoya <info@kagoya.jp> <x@evil.example>", "Kagoya <info@kagoya.jp>", "x@evil.example"},
        Row{"Kagoya (Support) <x@evil.example>", "Kagoya (Support)", "x@evil.example"},
        Row{"(PayPal) Service <x@evil.example>", "(PayPal) Service", "x@evil.example"},
        Row{"x@evil.example (PayPal (Inc.))", "PayPal (Inc.)", "x@evil.example"},
        Row{"Kagoya <x(info@kagoya.jp)@evil.example>", "Kagoya", "x@evil.example"},
        Row{"<x@evil.example> Kagoya", "", "x@evil.example"}, Row{"\"in fo\"@evil.example", "", "in fo@evil.example"},
        Row{"Kagoya x@evil.example", "", "Kagoya x@evil.example"},
        Row{"\"Kagoya <x@evil.example>", "Kagoya <x@evil.example>", ""},
        Row{"Kagoya <x@evil.example", "Kagoya", "x@evil.example"},
        Row{"Kagoya <x @ evil.example>", "Kagoya", "x@evil.example"},
        Row{"Kagoya <info@kagoya.jp@evil.example>", "Kagoya", "info@kagoya.jp@evil.example"},
        Row{"Kagoya <=?utf-8?q?info=40kagoya=2Ejp?=>", "Kagoya", "info@kagoya.jp"},
        Row{"=?utf-8?q?Kagoya_=3Cinfo=40kagoya=2Ejp=3E?= <x@evil.example>", "Kagoya <info@kagoya.jp>",
            "x@evil.example"},
        Row{"=?x <info@kagoya.jp> =?utf-8?q?aaaaaaaaaaa?= <x@evil.example>",
            "=?x <info@kagoya.jp> =?u tf-8?q?aaaaaaaaaaa?=", "x@evil.example"},
        Row{"Kagoya <@a.example:x@evil.example>", "", "x@evil.example"},
        Row{"Kagoya: x@evil.example", "", "x@evil.example"},
        Row{"\\\"Kagoya\\\" <x@evil.example>", "Kagoya\"", "x@evil.example"},
        Row{"x@[203.0.113.5]", "", "x@[203.0.113.5]"}}) {
    const auto addresses = parse_addresses(row.raw);
    ASSERT_FALSE(addresses.empty()) << row.raw;
    EXPECT_EQ(addresses[0].display_name, row.name) << row.raw;
    EXPECT_EQ(addresses[0].spec(), row.spec) << row.raw;
  }
}

// Seen in Thunderbird 153: "attachment" hides a part that is no multipart and not the whole mail.
TEST(Mime, ShowsWhatCallsItselfAnAttachmentWhereThunderbirdDoes) {
  const std::string inner = "Content-Type: text/plain\nContent-Disposition: attachment\n\nhello\n";
  const std::string outer = "Content-Type: multipart/mixed; boundary=b\n\n--b\n";
  const std::string several =
      "Content-Type: multipart/mixed; boundary=c\nContent-Disposition: attachment\n\n--c\n\nhello\n--c--\n";
  for (const std::string& mail : {inner, several, outer + several}) {
    const Mail read = parse_mail(mail);
    ASSERT_EQ(read.bodies.size(), 1U) << mail;
    EXPECT_FALSE(read.bodies[0].attached) << mail;
  }
  EXPECT_TRUE(parse_mail(outer + inner).bodies.empty());
}

// A multipart in another with the same boundary, closed: what follows belongs to the outer one.
TEST(Mime, FindsWhatFollowsAMultipartOfTheSameBoundary) {
  const Mail mail = parse_mail(
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=b\n\n"
      "--b\n\nfirst\n--b--\n--b\n\nsecond\n--b--\n");
  ASSERT_EQ(mail.bodies.size(), 2U);
  EXPECT_EQ(mail.bodies[1].text, "second");
}

TEST(Mail, ReadsTheFieldsOfAnAttachedMailOfWhichNothingElseIsShown) {
  const Mail mail =
      parse_mail("Content-Type: message/rfc822\n\nSubject: Renew\nContent-Disposition: attachment\n\nhidden\n");
  ASSERT_EQ(mail.bodies.size(), 1U);
  EXPECT_EQ(mail.bodies[0].text, "Renew\n");
}

TEST(Dates, OfAllKindsAreRead) {
  struct Row {
    const char* text;
    const char* time;
  };
  for (const Row& row : {Row{"Tue, 14 Mar 2023 06:12:41 +0900", "2023-03-13T21:12:41Z"},
                         Row{"14 Mar 23 06:12 EST", "2023-03-14T11:12:00Z"},
                         Row{" Tue, 14 Mar 2023 06:12:41 +0900 (JST)", "2023-03-13T21:12:41Z"},
                         Row{"Tue, 29 Feb 2023 06:12:41 +0900", ""}, Row{"yesterday", ""},
                         Row{"1 Jan 99999 00:00:00", ""}, Row{"", ""}}) {
    const auto time = parse_date(row.text);
    EXPECT_EQ(time ? to_rfc3339(*time) : "", row.time) << row.text;
  }
}

TEST(ReceivedFields, OfCommonServers) {
  const auto postfix = parse_received(
      " from sv742.xserver.jp (sv742.xserver.jp [120.136.14.43])\n\tby mx.office.example (Postfix) with "
      "ESMTPS id 4PbExAmPle\n\t(using TLSv1.2 with cipher X (256/256 bits))\n\tfor "
      "<mori@office.example>; Tue, 14 Mar 2023 06:12:43 +0900 (JST)");
  ASSERT_TRUE(postfix);
  EXPECT_EQ(postfix->rdns, "sv742.xserver.jp");
  EXPECT_EQ(postfix->ip->to_string(), "120.136.14.43");
  EXPECT_EQ(postfix->by, "mx.office.example");
  EXPECT_EQ(postfix->protocol, "ESMTPS");
  EXPECT_EQ(postfix->recipient, "mori@office.example");
  EXPECT_TRUE(postfix->time);

  const auto exim = parse_received(
      "from [198.51.100.1] (helo=mail.example) by mx.example with esmtp id 1; Mon, 1 Jan 2024 00:00:00 +0000");
  ASSERT_TRUE(exim);
  EXPECT_EQ(exim->from, "mail.example");
  EXPECT_EQ(exim->ip->to_string(), "198.51.100.1");

  const auto submission = parse_received("by sv742.xserver.jp (Postfix, from userid 20742) id X; x");
  ASSERT_TRUE(submission);
  EXPECT_FALSE(submission->has_from);
  EXPECT_FALSE(submission->ip);

  EXPECT_FALSE(parse_received("(qmail 10681 invoked by uid 404); 14 Nov 2003 08:05:52 -0000"));
  EXPECT_FALSE(parse_received(""));
}

// Whatever a client greets with, the record that the server wrote next to "by" counts.
TEST(ReceivedFields, KeepTheRecordWhateverTheGreetingIs) {
  const std::vector<std::string> greetings = {"by",
                                              "BY",
                                              "with",
                                              "id",
                                              "for",
                                              "via",
                                              "from",
                                              "mx.me.example",
                                              "mx.me.example by",
                                              "by by",
                                              "a by mx.me.example with",
                                              "a by mx.me.example with ESMTP id 1",
                                              "x (",
                                              "x )",
                                              "x (mx.me.example [10.1.1.1])",
                                              "x ([10.1.1.1] helo=mx.me.example)",
                                              "mx.me.example (HELO x)",
                                              "mx.me.example (helo=x)",
                                              "[10.0.0.1]",
                                              "[10.0.0.1] (helo=x)",
                                              "(fetchmail-6.4.0",
                                              "with qmail-scanner-1",
                                              "x with LMTP",
                                              "x; Mon, 2 Nov 2026 09:00:00 +0000",
                                              "(Exim 4.96)",
                                              "verified",
                                              "\"x",
                                              "<x",
                                              "x>"};
  for (const std::string& greeting : greetings) {
    const auto received = parse_received("from " + greeting +
                                         " (unknown [203.0.113.5])\r\n\tby mx.me.example (Postfix) with "
                                         "ESMTPS id 4Abc for <me@me.example>; Mon, 2 Nov 2026 10:00:00 +0000 (UTC)");
    ASSERT_TRUE(received) << greeting;
    ASSERT_TRUE(received->ip) << greeting;
    EXPECT_EQ(received->ip->to_string(), "203.0.113.5") << greeting;
    EXPECT_EQ(received->by, "mx.me.example") << greeting;
    EXPECT_EQ(received->protocol, "ESMTPS") << greeting;
    EXPECT_FALSE(received->rdns_verified) << greeting;
    EXPECT_TRUE(received->time) << greeting;
  }
}

TEST(ReceivedFields, TellWhichReverseNamesWereVerified) {
  struct Row {
    const char* raw;
    const char* rdns;
    bool verified;
  };
  for (const Row& row :
       {Row{"from x (mx.example [192.0.2.1]) by y (Postfix) with ESMTP", "mx.example", true},
        Row{"from x (mx.example [192.0.2.1]) by y (8.15.2/8.15.2) with ESMTP", "mx.example", true},
        Row{"from x (mx.example [192.0.2.1] (may be forged)) by y (8.15.2/8.15.2) with ESMTP", "mx.example", false},
        Row{"from x (mx.example [192.0.2.1]) (may be forged) by y with ESMTP", "mx.example", false},
        Row{"from x (mx.example [192.0.2.1] unverified) by y with ESMTP", "mx.example", false},
        Row{"from mx.example ([192.0.2.1] helo=x) by y with esmtp (Exim 4.96)", "mx.example", true},
        Row{"from mx.example ([192.0.2.1] helo=x) by y with esmtp", "mx.example", false},
        Row{"from mx.example ([192.0.2.1] verified) by y (CommuniGate Pro SMTP 5.1) with ESMTPS", "mx.example", true},
        Row{"from mx.example (HELO x) (192.0.2.1) by y with SMTP", "mx.example", false},
        Row{"from mx.example (192.0.2.1) by 0 with SMTP", "mx.example", false},
        Row{"from mx.example (192.0.2.1) by y (10.0.0.2) with Microsoft SMTP Server id 15.1", "", false},
        Row{"from x (mx.example [192.0.2.1]) by y (OpenSMTPD) with ESMTP", "mx.example", false},
        Row{"from mx.example ([192.0.2.1]) by y (8.15.2/8.15.2) with ESMTP", "", false}}) {
    const auto received = parse_received(row.raw);
    ASSERT_TRUE(received) << row.raw;
    EXPECT_EQ(received->rdns, row.rdns) << row.raw;
    EXPECT_EQ(received->rdns_verified, row.verified) << row.raw;
  }
}

TEST(AuthenticationResultsField, IsReadToItsEnd) {
  std::string many = "mx.example";
  for (int i = 0; i < 2000; ++i) many += "; dkim=pass header.d=a.example";
  const auto results = parse_authentication_results(many + "; dmarc=fail header.from=b.example");
  ASSERT_TRUE(results);
  EXPECT_LE(results->results.size(), 101U);
  EXPECT_EQ(results->results.back().method, "dmarc");
  std::string properties = "mx.example; spf=pass";
  for (int i = 0; i < 9000; ++i) properties += " p" + std::to_string(i) + "=x";
  EXPECT_LE(parse_authentication_results(properties)->results.at(0).properties.size(), 100U);
}

TEST(AuthenticationResultsField, WithAndWithoutAnId) {
  const auto results = parse_authentication_results(
      " mx.example; spf=pass (a; b) smtp.mailfrom=x@a.example;\r\n dkim = pass header.d=b.example; "
      "dmarc=fail reason=\"no; alignment\" header.from=c.example");
  ASSERT_TRUE(results);
  EXPECT_EQ(results->authserv_id, "mx.example");
  ASSERT_EQ(results->results.size(), 3U);
  EXPECT_EQ(results->results[0].properties.at("smtp.mailfrom"), "x@a.example");
  EXPECT_EQ(results->results[1].result, "pass");
  EXPECT_EQ(results->results[2].reason, "no; alignment");

  const auto outlook = parse_authentication_results(
      "spf=fail (sender IP is 1.2.3.4) smtp.mailfrom=a.example; dkim=none (message not signed) "
      "header.d=none;dmarc=fail action=none header.from=a.example;");
  ASSERT_TRUE(outlook);
  EXPECT_EQ(outlook->authserv_id, "");
  EXPECT_EQ(outlook->results[2].method, "dmarc");
  EXPECT_FALSE(parse_authentication_results(" ; "));
}

TEST(Mime, FindsTheTextAndLeavesTheRest) {
  const Mail mail = parse_mail(
      "Content-Type: multipart/mixed; boundary=o\n\npreamble\n--o\n"
      "Content-Type: multipart/alternative; boundary=\"i\"\n\n--i\n\nplain\n--i\n"
      "Content-Type: text/html\n\n<p>html\n--i--\nepilogue\n--o\n"
      "Content-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\nattached\n--o--\n");
  ASSERT_EQ(mail.bodies.size(), 2U);
  EXPECT_EQ(mail.bodies[0].text, "plain");
  EXPECT_TRUE(mail.bodies[1].form == TextBody::Form::html);
  EXPECT_EQ(mail.bodies[1].text, "<p>html");
  EXPECT_EQ(mail.parts.back().file_name, "a.txt");
  EXPECT_TRUE(mail.unseen.empty());
}

TEST(Mime, ReadsMessagesInMessages) {
  const Mail mail = parse_mail("Content-Type: message/rfc822\n\nSubject: inner\nContent-Type: text/html\n\n<p>x");
  ASSERT_EQ(mail.parts.size(), 2U);
  ASSERT_EQ(mail.bodies.size(), 2U) << "its subject is shown as well";
  EXPECT_EQ(mail.bodies[0].text, "inner\n");
  EXPECT_EQ(mail.bodies[1].text, "<p>x");
}

TEST(Mime, DelimiterAfterHeadersWithoutAnEmptyLine) {
  const Mail mail = parse_mail("Content-Type: multipart/mixed; boundary=b\n\n--b\nX: y\n--b\n\nhidden?\n--b--\n");
  ASSERT_EQ(mail.bodies.size(), 1U);
  EXPECT_EQ(mail.bodies[0].text, "hidden?");
}

// Each was a page that Thunderbird 153 showed with its link.
TEST(Mime, ReadsWhatThunderbirdShows) {
  const std::string page = "<p>seen";
  struct Row {
    const char* what;
    std::string mail;
  };
  const std::string html = "Content-Type: text/html\n", multipart = "Content-Type: multipart/mixed; boundary=";
  const std::string part = html + "\n" + page;
  std::string empty_parts, levels;
  for (int i = 0; i < 300'000; ++i) empty_parts += "--bb\n\n\n";
  for (int i = 0; i < 63; ++i) levels += multipart + "n" + std::to_string(i) + "\n\n--n" + std::to_string(i) + "\n";
  const std::string base64 = "PHA+c2Vlbg==", message64 = "U3ViamVjdDogeApDb250ZW50LVR5cGU6IHRleHQvaHRtbAoKPHA+c2Vlbg==";
  for (const Row& row : {
           Row{"uuencode", html + "Content-Transfer-Encoding: X-UUENCODE\n\nbegin 644 x\n'/'`^<V5E;@``\n`\nend\n"},
           Row{"x-uue", html + "Content-Transfer-Encoding: x-uue\n\nbegin 644 x\n'/'`^<V5E;@``\n`\nend\n"},
           Row{"x-yencode",
               html + "Content-Transfer-Encoding: x-yencode\n\n=ybegin line=128 name=x\nf\x9ah\x9d\x8f\x8f\x98\n=yend"},
           Row{"an encoding with a comma", html + "Content-Transfer-Encoding: base64,7bit\n\n" + base64},
           Row{"the first of two encodings",
               html + "Content-Transfer-Encoding: base64\nContent-Transfer-Encoding: 7bit\n\n" + base64},
           Row{"a boundary of 100,000 characters",
               multipart + std::string(100'000, 'b') + "\n\n--" + std::string(100'000, 'b') + "\n" + part},
           Row{"a boundary of none", multipart + "\"\"\n\n--\n" + part},
           Row{"300,000 empty parts", multipart + "bb\n\n" + empty_parts + "--bb\n" + part + "\n--bb--\n"},
           Row{"63 levels", levels + part},
           Row{"a delimiter that is none", multipart + "bb\n\n--bb--junk\n--bb\n" + part},
           Row{"two with one delimiter", multipart + "bb\n\n--bb\n" + multipart + "bb\n\n--bb\n" + part},
           Row{"a part without an end", multipart + "bb\n\n--bb  \t\n" + part},
           Row{"message/rfc822", "Content-Type: message/rfc822\n\nContent-Type: text/html\n\n" + page},
           Row{"in base64", "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + message64},
           Row{"in quoted-printable",
               "Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n"
               "Content-Type: text/htm=6C\n\n<p>se=65n"},
           Row{"message/news", "Content-Type: message/news\n\nContent-Type: text/html\n\n" + page},
           Row{"a digest", "Content-Type: multipart/digest; boundary=bb\n\n--bb\n\n" + part},
           Row{"a file of an octet stream", "Content-Type: application/octet-stream; name=a.html\n\n" + page},
           Row{"a disposition in quotes", html + "Content-Disposition: \"attachment\"\n\n" + page},
       }) {
    const Mail mail = parse_mail(row.mail);
    const bool found = std::any_of(mail.bodies.begin(), mail.bodies.end(), [](const TextBody& body) {
      return body.form == TextBody::Form::html && !body.attached && body.text.starts_with("<p>seen");
    });
    EXPECT_TRUE(found) << row.what;
    EXPECT_TRUE(mail.unseen.empty()) << row.what;
    EXPECT_LT(mail.parts.size(), 200U) << row.what;
  }
}

TEST(Mime, ShowsTextOfUnknownTypesAsText) {
  struct Row {
    const char* fields;
    bool shown;
  };
  for (const Row& row :
       {Row{"Content-Type: text/x-html", true}, Row{"Content-Type: text/foo", true}, Row{"Content-Type: text", true},
        Row{"Content-Type: text/css", true}, Row{"Content-Type: message/delivery-status", true},
        Row{"Content-Type: message/global", true}, Row{"Content-Type: application/octet-stream; name=a.txt", true},
        Row{"Content-Type: text/x-foo; name=a.html", true}, Row{"Content-Type: application/pgp", true},
        Row{"Content-Type: message/partial", false}, Row{"Content-Type: application/foo; name=a.txt", false},
        Row{"Content-Type: \"text/html\"", false}, Row{"Content-Type: html", false},
        Row{"Content-Type: text\nContent-Disposition: attachment", true}}) {
    const Mail mail = parse_mail(std::string(row.fields) + "\n\nhttps://a.example/");
    const bool shown = std::any_of(mail.bodies.begin(), mail.bodies.end(), [](const TextBody& body) {
      return body.form == TextBody::Form::plain && !body.attached;
    });
    EXPECT_EQ(shown, row.shown) << row.fields;
  }
}

TEST(Mime, TellsWhatIsOfAnAttachedMail) {
  const Mail mail = parse_mail(
      "From: a@b.example\nContent-Type: multipart/mixed; boundary=bb\n\n--bb\n\nouter\n--bb\n"
      "Content-Type: message/rfc822\nContent-Disposition: attachment; filename=m.eml\n\n"
      "From: c@d.example\nSubject: =?utf-8?q?inn=65r?=\n\ntext of it\n--bb--\n");
  ASSERT_EQ(mail.bodies.size(), 3U);
  EXPECT_FALSE(mail.bodies[0].of_attached_mail);
  EXPECT_EQ(mail.bodies[1].text, "inner\nc@d.example\n") << "Thunderbird shows its subject and sender as well";
  EXPECT_EQ(mail.bodies[2].text, "text of it");
  EXPECT_TRUE(mail.bodies[2].of_attached_mail);
  EXPECT_FALSE(mail.bodies[2].attached) << "it is shown";
  ASSERT_EQ(mail.from.size(), 1U);
  EXPECT_EQ(mail.from[0].domain, "b.example");
}

TEST(SignedData, HoldsWhatIsShown) {
  const auto element = [](int tag, const std::string& content) {
    return std::string(1, static_cast<char>(tag)) + static_cast<char>(content.size()) + content;
  };
  const std::string id = element(6, "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02");
  const auto message = [&](const std::string& first, const std::string& octets) {
    const std::string inner = element(0x30, element(6, "x") + element(0xa0, octets));
    return element(0x30, first + element(0xa0, element(0x30, element(2, "\x01") + element(0x31, "") + inner)));
  };
  struct Row {
    const char* what;
    std::string der;
    std::string content;  // "": none
  };
  const std::string whole = message(id, element(4, "hello"));
  for (const Row& row : {
           Row{"in one piece", whole, "hello"},
           Row{"in pieces", message(id, element(0x24, element(4, "hel") + element(4, "lo"))), "hello"},
           Row{"without a length", message(id, std::string("\x24\x80") + element(4, "hello") + std::string(2, '\0')),
               "hello"},
           Row{"cut off", whole.substr(0, whole.size() - 2), "hel"},
           Row{"encrypted", message(element(6, "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03"), element(4, "hello")), ""},
           Row{"lengths of lengths", "\x30\xff\xff\xff\xff\xff", ""},
           Row{"nothing", "", ""},
           Row{"text", "hello", ""},
       })
    EXPECT_EQ(signed_content(row.der).value_or(""), row.content) << row.what;
}

TEST(Mime, NamesFilesByTheirEncoding) {
  const Mail mail = parse_mail(
      "Content-Type: multipart/mixed; boundary=bb\n\n--bb\nContent-Type: application/octet-stream\n"
      "Content-Transfer-Encoding: uuencode\n\nbegin 644 run.exe\n#86)C\nend\n--bb\n\nhello\n"
      "=ybegin line=128 size=3 name=prog.exe\n\x8b\x8c\x8d\n=yend\n--bb--\n");
  ASSERT_EQ(mail.parts.size(), 4U);
  EXPECT_EQ(mail.parts[1].file_name, "run.exe");
  EXPECT_EQ(decode_body(mail.source, mail.parts[1], 1000), "abc");
  EXPECT_EQ(mail.parts[3].file_name, "prog.exe");
  EXPECT_EQ(decode_body(mail.source, mail.parts[3], 1000), "abc");
}

std::string encode_base64(std::string_view bytes) {
  mimetic::Base64::Encoder encoder;
  std::string out;
  encoder.process(bytes.begin(), bytes.end(), std::back_inserter(out));
  return out;
}

// The same mail, attached in whatever encoding: what is in it is found.
TEST(Mime, FilesInATextAreFoundInAttachedMails) {
  const std::string lines = "From: a@b.example\n\nhello\nbegin 644 run.exe\n#86)C\nend\n";
  struct Row {
    const char* what;
    std::string part;
  };
  for (const Row& row :
       {Row{"as it stands", "Content-Type: message/rfc822\n\n" + lines},
        Row{"base64", "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + encode_base64(lines)},
        Row{"a file's name alone",
            "Content-Type: application/octet-stream; name=m.eml\n"
            "Content-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n" +
                encode_base64(lines)},
        Row{"base64 in base64",
            "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" +
                encode_base64("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" +
                              encode_base64(lines))},
        Row{"quoted-printable",
            "Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n" + lines}}) {
    const std::string source = "Content-Type: multipart/mixed; boundary=bb\n\n--bb\n" + row.part + "\n--bb--\n";
    const Mail mail = parse_mail(source);
    EXPECT_EQ(mail.parts.back().file_name, "run.exe") << row.what;
    EXPECT_EQ(decode_body(mail.source, mail.parts.back(), 1000), "abc") << row.what;
    EXPECT_FALSE(mail.unseen.contains(Unseen::parts)) << row.what;
  }
}

TEST(Mime, TellsOfFilesInATextThatItDoesNotFollow) {
  const auto mail_of = [](std::size_t files) {
    std::string text = "From: a@b.example\n\n";
    for (std::size_t i = 0; i < files; ++i) text += "begin 644 a\nend\n";
    return text;
  };
  EXPECT_FALSE(parse_mail(mail_of(most_parts - 1)).unseen.contains(Unseen::parts));
  const std::string text = mail_of(most_parts);
  const Mail mail = parse_mail(text);
  EXPECT_TRUE(mail.unseen.contains(Unseen::parts));
  EXPECT_EQ(mail.parts.size(), most_parts);
}

// A NUL is nothing in a body as it stands, a blank in quoted-printable, and ends a line of encoded HTML.
TEST(Mime, NulsAreReadAsThunderbirdDoes) {
  const auto text_of = [](const std::string& fields, const std::string& body) {
    const Mail mail = parse_mail("Content-Type: text/" + fields + "\n\n" + body);
    return mail.bodies.empty() ? "" : mail.bodies[0].text;
  };
  EXPECT_EQ(text_of("html", std::string("a\0b\nc", 5)), "ab\nc");
  EXPECT_EQ(text_of("html\nContent-Transfer-Encoding: quoted-printable", "a=00b"), "a b");
  EXPECT_EQ(text_of("html\nContent-Transfer-Encoding: base64", "YQBiCmM="), "ac");
  EXPECT_EQ(text_of("plain\nContent-Transfer-Encoding: base64", "YQBiCmM="), "ab\nc");
}

TEST(Mime, FlowedLinesAreJoined) {
  const std::string flowed = "Content-Type: text/plain; format=flowed";
  EXPECT_EQ(parse_mail(flowed + "\n\na \nb\nc").bodies[0].text, "a b\nc");
  EXPECT_EQ(parse_mail(flowed + "; delsp=yes\n\na \nb\nc").bodies[0].text, "ab\nc");
  EXPECT_EQ(parse_mail(flowed + "\n\n> a \n> b").bodies[0].text, "a b");
}

TEST(Mime, MessagesInMessagesDoNotMultiplyAMail) {
  std::string nested;
  for (int i = 0; i < 60; ++i)
    nested += "Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n";
  const Mail mail = parse_mail(nested + std::string(100'000, 'x'));
  std::size_t decoded = 0;
  const std::string* last = nullptr;
  for (const Part& part : mail.parts) {
    if (part.decoded && part.decoded.get() != last) decoded += part.decoded->size();
    last = part.decoded.get();
  }
  EXPECT_LE(decoded, 2 * mail.source.size());
  EXPECT_TRUE(mail.unseen.contains(Unseen::parts));
}

TEST(Mime, IsBoundedInDepthAndNumber) {
  std::string deep;
  for (int i = 0; i < 5000; ++i) {
    const std::string boundary = "b" + std::to_string(i);
    deep += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
  }
  const Mail nested = parse_mail(deep);
  EXPECT_TRUE(nested.unseen.contains(Unseen::parts));
  EXPECT_LE(nested.parts.size(), most_parts);

  std::string wide = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 20'000; ++i) wide += "--b\n\nx\n";
  const Mail many = parse_mail(wide);
  EXPECT_TRUE(many.unseen.contains(Unseen::parts));
  EXPECT_EQ(many.parts.size(), most_parts);
}

TEST(Recipient, IsInferredFromDelivery) {
  const Recipient recipient = infer_recipient(parse_mail("Delivered-To: Lost@Office.example\n\n"));
  EXPECT_TRUE(recipient.inferred);
  EXPECT_TRUE(recipient.is_own_address("lost@office.example"));
  EXPECT_TRUE(recipient.is_own_domain("office.example"));
  EXPECT_TRUE(infer_recipient(parse_mail("To: a@b.example\n\n")).domains.empty());
}

}  // namespace
}  // namespace fuwake::mail
