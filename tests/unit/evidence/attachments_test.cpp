// What is attached, by its name and by what is in it.
#include "evidence/examine.h"

namespace fuwake::evidence {

namespace {

const std::string pretext = "Please find attached the overdue invoice for payment.";

attachments::Inspected fetching(const std::string& target) {
  attachments::Inspected inside = inside_of("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  inside.fetched = {target};
  return inside;
}

}  // namespace

Rows attachments_rows() {
  return {
      {"attachment.acts", "a program from a stranger", with_attachment("tool.js"), with_attachment("notes.txt")},
      {"attachment.acts-with-pretext", "a bill that is a notebook with things to click",
       with_attachment("bill.one", {}, "Please find attached the overdue invoice for payment."),
       with_attachment("bill.pdf", inside_of("application/pdf"),
                       "Please find attached the overdue invoice for payment.")},
      {"attachment.double-name", "a document that is a program", with_attachment("invoice.pdf.exe"),
       with_attachment("report.v2.pdf")},
      {"attachment.turned-name", "a name turned round", with_attachment("invoice\u202efdp.exe"),
       with_attachment("\u05d0\u05d1.pdf")},
      {"attachment.disguised-program", "a program called a picture",
       with_attachment("photo.jpg", inside_of("application/x-dosexec")),
       with_attachment("photo.jpg", inside_of("image/jpeg"))},
      {"attachment.program", "a program", with_attachment("setup.exe"), with_attachment("setup.txt")},
      {"attachment.disc-image", "a disc image", with_attachment("order.iso"), with_attachment("order.zip")},
      {"attachment.program-inside", "a program in an archive",
       with_attachment("order.zip", inside_of("application/zip", {"order.js"})),
       with_attachment("order.zip", inside_of("application/zip", {"order.xlsx"}))},
      {"attachment.password-in-text", "an archive with its password beside it",
       with_attachment("order.zip", encrypted(), "Password: 1234"),
       with_attachment("order.zip", encrypted(), "パスワードは別途お送りします。")},
      {"attachment.encrypted", "an encrypted archive, as firms send them", with_attachment("order.zip", encrypted()),
       with_attachment("order.zip")},
      {"attachment.login-page", "a copied log-in page", with_page("<input type=password>"), with_page("<p>report</p>")},
      {"attachment.page-with-script", "a page that runs a program", with_page("<script>x()</script>"),
       with_page("<p>report</p>")},
      {"attachment.macros", "a document that carries a program",
       [] {
         attachments::Inspected inside;
         inside.macros = true;
         return with_attachment("order.doc", std::move(inside));
       }(),
       with_attachment("order.doc", inside_of("application/msword"))},
      {"attachment.remote-content", "a document whose template is a stranger's",
       with_attachment("order.docx", fetching("https://templates.example.org/a.dotm")),
       [] {
         attachments::Inspected inside = fetching("file:///C:\\Users\\ann\\Templates\\Normal.dotm");
         inside.targets = {{attachments::FoundTarget::Where::document, "https://b.example/terms"}};
         return with_attachment("order.docx", std::move(inside));
       }()},
      {"attachment.remote-content-with-pretext", "a bill that fetches what is harmful",
       with_attachment("bill.docx", fetching("https://templates.example.org/a.dotm"), pretext),
       with_attachment("bill.docx", fetching("\\\\fs01\\templates\\bill.dotx"), pretext)},
      {"attachment.active-pdf", "a PDF that starts something",
       [] {
         attachments::Inspected inside = inside_of("application/pdf");
         inside.active = true;
         return with_attachment("order.pdf", std::move(inside));
       }(),
       with_attachment("order.pdf", inside_of("application/pdf"))},
  };
}

namespace {

TEST(Attachments, FireWhereTheyMustAndNowhereElse) {
  expect_rows(attachments_rows());
}

// From ann@kobayashi.com to the office of office.example.
Case from_ann(const std::string& target, const std::string& text = "Hello") {
  Case one = with_attachment("a.docx", fetching(target), text);
  one.source.insert(one.source.find("Content-Type:"), "From: Ann <ann@kobayashi.com>\n");
  return one;
}

const std::string remote = "attachment.remote-content", remote_with_pretext = "attachment.remote-content-with-pretext";

TEST(RemoteContent, OfStrangersIsTold) {
  for (const char* target :
       {"http://evil.example.org/a.dotm", "HTTPS://user@evil.example.org:8080/a?b", "http:\\\\evil.example.org\\a.dotm",
        "ftp://evil.example.org/a", "http://203.0.113.9/a.dotm", "http://0x08080808/a", "https://[2001:db8::1]/a",
        "mhtml:http://evil.example.org/a.html!x-usc:http://evil.example.org/a.html", "https://evil.example.org/a.html!",
        "its:http://evil.example.org/a", "mk:@MSITStore:https://evil.example.org/a.chm",
        "url:http://evil.example.org/a", "https://bit.ly/3abc", "https://www.dropbox.com/s/abc/a.dotm?dl=1"}) {
    EXPECT_TRUE(fires(remote, from_ann(target))) << target;
    EXPECT_TRUE(fires(remote_with_pretext, from_ann(target, pretext))) << target;
    EXPECT_FALSE(fires(remote, from_ann(target, pretext))) << "told once: " << target;
  }
}

// With a password's hash they send; but a firm's servers may have a name that nobody else knows.
TEST(RemoteContent, OfServersOfFilesIsUnusualAtMost) {
  for (const char* target :
       {"\\\\evil.example.org\\a.dotm", "file:///\\\\evil.example.org\\a.dotm", "file://evil.example.org/a",
        "file:////evil.example.org/a", "\\\\evil.example.org@SSL@443\\DavWWWRoot\\a.dotm", "FILE:\\\\203.0.113.9\\a"}) {
    EXPECT_TRUE(fires(remote, from_ann(target))) << target;
    EXPECT_TRUE(fires(remote, from_ann(target, pretext))) << target;
    EXPECT_FALSE(fires(remote_with_pretext, from_ann(target, pretext))) << target;
  }
}

TEST(RemoteContent, WhereFirmsKeepTheirTemplatesIsQuiet) {
  for (const char* target : {"file:///C:\\Users\\ann\\AppData\\Roaming\\Microsoft\\Templates\\Normal.dotm",
                             "Normal.dotm",
                             "file:///Users/ann/Library/Letter.zip/a.dotx",
                             "file:///\\\\server\\templates\\a.dotm",
                             "\\\\fs01.corp.local\\a.dotm",
                             "\\\\192.168.1.20\\a.dotm",
                             "http://intranet/a.dotm",
                             "http://10.0.0.5/a.dotm",
                             "https://intranet.kobayashi.com/a.dotm",
                             "\\\\dfs.kobayashi.net\\a.dotm",
                             "https://forms.office.example/order.dotx",
                             "https://kobayashi-my.sharepoint.com/personal/ann/a.dotx",
                             "https://d.docs.live.net/0123456789abcdef/a.dotx",
                             "https://omextemplates.content.office.net/support/t.dotx",
                             "\\\\?\\UNC\\fs01\\a.dotm",
                             "\\\\?\\C:\\Templates\\a.dotm",
                             "",
                             "file:",
                             "https://",
                             "///",
                             "\\\\",
                             "data:text/html,evil.example.org",
                             "mhtml:"}) {
    EXPECT_FALSE(fires(remote, from_ann(target, pretext))) << target;
    EXPECT_FALSE(fires(remote_with_pretext, from_ann(target, pretext))) << target;
  }
}

// Who is to hear that a mail was not delivered is whom its sender likes.
TEST(RemoteContent, OfTheReturnPathIsNotTheSenders) {
  Case one = from_ann("https://cdn.evil.example.org/a.dotm", pretext);
  one.source.insert(0, "Return-Path: <bounce@evil.example.org>\n");
  EXPECT_TRUE(fires(remote_with_pretext, one));
}

TEST(RemoteContent, OfTheWebIsToldBeforeThatOfAServer) {
  Case one = from_ann("\\\\evil.example.org\\a.dotm", pretext);
  one.attachments.all.back().inspected.fetched.push_back("https://evil.example.net/a.dotm");
  EXPECT_TRUE(fires(remote_with_pretext, one));
}

}  // namespace
}  // namespace fuwake::evidence
