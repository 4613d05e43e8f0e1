// What is attached, by its name and by what is in it.
#include "evidence/examine.h"

namespace fuwake::evidence {

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

}  // namespace
}  // namespace fuwake::evidence
