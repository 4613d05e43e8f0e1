#include <gtest/gtest.h>
#include <mimetic/codec/base64.h>

#include <algorithm>

#include "mail/mail.h"
#include "mail/signed_data.h"

namespace fuwake::mail {
namespace {

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

}  // namespace
}  // namespace fuwake::mail
