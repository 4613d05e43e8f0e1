// What a mail's page does to the warning above it, and says in our name.
#include "evidence/examine.h"
#include "page/above.h"

namespace fuwake::evidence {
namespace {

Case styled(const std::string& sheet, const std::string& body = "Hello") {
  return html("<style>" + sheet + "</style>" + body);
}

// Words alone do no harm, and are not accused.
const std::string hook = "\nhttps://evil.example.org/\n";

const std::string japanese = "Content-Type: text/plain; charset=utf-8\n";

}  // namespace

Rows page_rows() {
  return {
      {"page.covers-warning", "a root that is faded", styled("html{opacity:0.02!important}"),
       styled(
           "html{opacity:1} body{opacity:.9} .preheader{opacity:0;height:0;overflow:hidden;display:none!important}")},
      {"page.covers-warning", "a root that is shrunk, and one for high screens", styled(":root { ZOOM : 5% }"),
       styled("html{zoom:100%;height:100%;position:relative;-webkit-text-size-adjust:100%;transform:none}")},
      {"page.covers-warning", "in a layer, in a condition, by an escape, after a comment",
       styled("<!-- @media all { @layer x { body{margin:0} /* } */ \\68 tml, p { filter: opacity(0) } } } -->"),
       styled("<!-- @media all { @layer x { p, .html, #html, html p { filter: opacity(0) } } } -->")},
      {"page.covers-warning", "a root by its attribute", styled("html[lang]{opacity:0}"),
       styled(
           "html[xmlns] .mobile{display:none!important} html > /**/ body *[class=x]{opacity:0} u + .body *{zoom:.1}")},
      {"page.covers-warning", "behind a megabyte of other rules",
       styled(std::string(1'000'000, ' ') + "html{opacity:0}"), styled(std::string(1'000'000, ' ') + "p{opacity:0}")},
      {"page.covers-warning", "what stands beside the body", styled("html > *:not(body){display:none!important}"),
       styled("html > body{display:none} div > p{display:none}")},
      {"page.covers-warning", "everything, importantly", styled("*{display:none!important}"),
       styled("*{display:none} .mobile *{display:none!important} *{box-sizing:border-box!important}")},
      {"page.covers-warning", "an element of ours", styled("fuwake-banner{translate:-9999px 0}"),
       styled(".fuwake-banner{display:none} #banner{display:none}")},
      {"page.covers-warning", "what lies over all, and a web page's dialog",
       styled("#o{position:fixed;inset:0;z-index:2147483647;background:#fff}"),
       styled(".modal{position:fixed;top:0;left:0;z-index:1055;width:100%;height:100%;background:#000}"
              ".chat{position:fixed;bottom:0;right:0;z-index:2147483647;background:#fff}")},
      {"page.covers-warning", "the root's own letters", styled("html::after{content:'Verified';position:fixed;top:0}"),
       styled("html::after{content:'';display:table} body::before{content:'x';position:absolute}")},
      {"page.covers-warning", "a popover over all", styled("[popover]{position:fixed;inset:0;background:#fff}"),
       styled("[popover]{position:fixed;bottom:0;background:#fff} *,::backdrop{box-sizing:border-box}")},
      {"page.covers-warning", "a body that is drawn up", styled("body{margin-top:-600px!important}"),
       styled("body{margin:-8px} .button{margin-top:-120px}")},
      {"page.covers-warning", "a root that is dead", html("<html inert><body>Hello</body></html>"),
       html("<html lang=en><body><div inert hidden aria-hidden=true>Hello</div></body></html>")},
      {"page.covers-warning", "by its own style", html("<html style='clip-path:inset(100%)'><body>Hello</body></html>"),
       html("<html style='overflow-y:hidden;height:auto'><body style='margin:0'>Hello</body></html>")},
      {"page.covers-warning", "less than nothing of the root, behind a string that a line's end closes",
       styled("x{a:\"\n}html{opacity:-1}"), styled("x{a:\"html{opacity:-1}\"}html{opacity:90%}")},
      {"page.covers-warning", "an element's own style",
       html("<div style='Position:fixed;inset:0;z-index:9999999999;background:#fff'>Hello</div>"),
       html("<div style='position:fixed;height:0;max-height:0;overflow:hidden;font-size:0'>Preview</div>")},
      {"page.speaks-as-fuwake", "it was confirmed in our name, and a newsletter about us",
       html("<b>&#10004; Sender verified: Fuwake confirms this mail comes from your bank.</b>" + hook),
       html("Fuwake 1.2 confirms more senders. Verified senders have a green button; it tells whether this mail is "
            "genuine.")},
      {"page.speaks-as-fuwake", "a seal, and one who tells of seals",
       mail_with("", "Hello\n\n✔ Verified by FUWAKE\n" + hook),
       mail_with("", "Mails that are verified by Fuwake bear a green tick on the button, which helps us very much.")},
      {"page.speaks-as-fuwake", "it is said to be harmless, and a question to the helpdesk",
       mail_with("", "Fuwake found no danger in this message." + hook),
       mail_with("", hook + "Hello, a mail says \"Fuwake confirms this mail comes from my bank\". Is that so?\n"
                            "> Fuwake confirms this mail comes from your bank.\n"
                            "Here Fuwake says danger, but I trust this sender: this mail is genuine, is it not?")},
      {"page.speaks-as-fuwake", "a form beside it, and a friend who has had a mail looked at",
       html("<form action=https://evil.example.org/>Fuwake: this mail is genuine.<input type=password></form>"),
       mail_with("", "Fuwake says this mail is genuine, and so do the people in the shop.")},
      {"page.speaks-as-fuwake", "a green box without a link, and a friend who liked the answer",
       html("<p>&#10004; Sender verified: Fuwake confirms this mail comes from your bank.</p>"),
       html("<p>Fuwake confirms this mail comes from your bank &#10004;</p>")},
      {"page.speaks-as-fuwake", "it is called genuine, and people who used us",
       html("Fuwake: this mail is genuine." + hook),
       html("Before I sent it on, I checked this mail with Fuwake and it is genuine." + hook)},
      {"page.speaks-as-fuwake", "by a style sheet",
       styled("p::before{content:'\\2714 Fuwake: this sender is verified'}", hook),
       styled("p::before{content:'Fuwake'}", "Please confirm this message." + hook)},
      {"page.speaks-as-fuwake", "in Japanese",
       mail_with(japanese, "Fuwake はこのメールが銀行から送られたことを確認しました。" + hook),
       mail_with(japanese, hook + "腑分け (Fuwake) は、このメールが本物かどうかを調べるアドオンです。")},
      {"page.speaks-as-fuwake", "in a sentence after others, to an end that never comes",
       mail_with(japanese,
                 hook + "お世話になっております。Fuwakeはこのメールを確認しました、" + std::string(100'000, 'a')),
       mail_with(japanese, hook + "お世話になっております。Fuwakeはこのメールが本物かどうかを確認しました。")},
      {"page.speaks-as-fuwake", "in full-width letters",
       mail_with(japanese, "Ｆｕｗａｋｅ：このメールは安全です" + hook),
       mail_with(japanese, hook + "Ｆｕｗａｋｅの新しい版が出ました。このメールは配信専用です。")},
  };
}

namespace {

TEST(Page, FiresWhereItMustAndNowhereElse) {
  expect_rows(page_rows());
}

}  // namespace
}  // namespace fuwake::evidence
