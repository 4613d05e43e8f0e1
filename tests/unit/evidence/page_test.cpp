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

std::string many(int times, const std::string& text) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

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
       styled("*{display:none} .mobile *{display:none!important} *{box-sizing:border-box!important}"
              "@media (max-width:600px){*{display:none!important}}")},
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
      {"page.covers-warning", "a root that is called by other names", styled(":is(html){display:none!important}"),
       styled(":is(div, .x){display:none!important}")},
      {"page.covers-warning", "a root that is not something", styled("html:not(.x){opacity:0}"),
       styled("p:not(.x){opacity:0} *:not(td){margin:0}")},
      {"page.covers-warning", "a root by what it has", styled(":has(body){display:none}"),
       styled("td:has(img){display:none} :has(> p){margin:0}")},
      {"page.covers-warning", "a root where a function names it", styled(":where(:root){visibility:hidden}"),
       styled(":where(.x) .y{visibility:hidden} :root .x{display:none}")},
      {"page.covers-warning", "a root that is the first", styled("html:first-child{opacity:calc(0)}"),
       styled("td:first-child{opacity:calc(0)} html:first-child td{display:none}")},
      {"page.covers-warning", "a root in a namespace", styled("*|*:root{display:none}"),
       styled("v|*{display:none} svg|a{opacity:0}")},
      {"page.covers-warning", "a root by its class, that it is given at the end",
       styled(".dark{opacity:.01!important}", "Hello<html class='x Dark'>"),
       styled(".dark{opacity:.01!important} .dark .x{display:none}", "Hello")},
      {"page.covers-warning", "all that is outside the mail's own", styled(":not(body *){opacity:0}"),
       styled("body *{opacity:0} body :not(p){display:none}")},
      {"page.covers-warning", "everything below the root, importantly", styled("html *{display:none!important}"),
       styled("html *{display:inline} body *{display:none!important} .x *:not(p){opacity:0!important}")},
      {"page.covers-warning", "what stands behind the body", styled("body ~ *{opacity:0}"),
       styled("h1 ~ *{opacity:0} u + .body *{display:none} p + p{display:none}")},
      {"page.covers-warning", "what stands behind the head", styled("head + body + *{pointer-events:none}"),
       styled(".head + .body + *{pointer-events:none} * + *{margin-top:1em}")},
      {"page.covers-warning", "in a rule within a rule", styled("html{color:red; & > *:not(body) {display:none}}"),
       styled(".x{color:red; & > * {display:none} p{opacity:0} &:hover{opacity:.2}}")},
      {"page.covers-warning", "a rule in itself", styled("html{&{display:none!important}}"),
       styled("p{&{display:none!important}} html{& p{display:none}}")},
      {"page.covers-warning", "a condition in a rule", styled("html{@media all{opacity:0}}"),
       styled("p{@media all{opacity:0}} html{@media print{opacity:0}}")},
      {"page.covers-warning", "where something is supported", styled("@supports (display:block){html{display:none}}"),
       styled("@supports (display:block){.x{display:none}} @font-face{font-family:html;opacity:0}")},
      {"page.covers-warning", "on screens of every width", styled("@media all and (min-width:0){html{zoom:1%}}"),
       styled("@media print{html{zoom:1%}} @media yahoo{*{opacity:0!important}} @media not screen{html{opacity:0}}")},
      {"page.covers-warning", "in a scope", styled("@scope (html){:scope{display:none}}"),
       styled("@scope (.x){:scope{display:none} p{opacity:0}}")},
      {"page.covers-warning", "deeper than anybody writes",
       styled(many(60, ":is(") + "html" + std::string(60, ')') + "{opacity:0}"),
       styled(many(60, ".x{") + "p{opacity:0}" + std::string(60, '}'))},
      {"page.covers-warning", "by a variable", styled(":root{--o:var(--p);--p:.1} html{opacity:var(--o)}"),
       styled(":root{--o:.1} p{opacity:var(--o)} html{opacity:var(--none, 1)}")},
      {"page.covers-warning", "where what follows is no value", styled("html{display:none;display:foo}"),
       styled("html{display:none;display:block}")},
      {"page.covers-warning", "behind an address with half a quotation mark",
       styled("p{background:url(a'b)}html{opacity:0}"), styled("p{background:url('a}html{opacity:0}')}")},
      {"page.covers-warning", "without contrast", styled("html{filter:contrast(0)}"),
       styled("html{filter:invert(1) hue-rotate(180deg)} :root{color-scheme:light dark}")},
      {"page.covers-warning", "a body that is moved up", styled("body{position:relative;top:calc(10px - 300px)}"),
       styled("body{position:relative;top:0;margin:0 -300px;min-width:100%!important;width:100%!important}")},
      {"page.covers-warning", "a body that is drawn up elsewise", styled("body{transform:translate(0,-300px)}"),
       styled("body{transform:none} .x{transform:translate(0,-300px)}")},
      {"page.covers-warning", "a body above all else", styled("body{position:absolute;z-index:2147483647}"),
       styled("body{position:absolute;z-index:1} .x{position:relative;z-index:2147483647}")},
      {"page.covers-warning", "by our element's attribute", styled("[id^=fuwake]{opacity:0}"),
       styled("[id^=fu]{opacity:0} [class~='fuwake-x']{opacity:0}")},
      {"page.covers-warning", "what is in the top layer", styled(":popover-open{display:none!important}"),
       styled("details:open{display:none} :target{display:none}")},
      {"page.covers-warning", "what newsletters do about old programs and dark modes", styled(":root{opacity:.1}"),
       styled("*{margin:0;padding:0;box-sizing:border-box} #outlook a{padding:0} .ExternalClass *{line-height:100%}"
              "html,body{margin:0 auto!important;height:100%!important;width:100%!important;-ms-zoom:1}"
              "@media (prefers-color-scheme:dark){:root{color-scheme:dark} html,body{background:#000!important}"
              ".light-img{display:none!important} [data-ogsc] .dark-img{display:block!important}}"
              "@media only screen and (max-width:600px){.hide{display:none!important} *[class].w{width:100%}"
              "body[data-outlook-cycle] .x{display:none} div>u+.body .gwfw{display:none!important}}"
              "a[x-apple-data-detectors],u+#body a,#MessageViewBody a{color:inherit!important}"
              "@-ms-viewport{width:device-width} @import url('https://fonts.example/x'); "
              "body{-webkit-animation:bugfix infinite 1s} @-webkit-keyframes bugfix{from{padding:0}to{padding:0}}"
              "input:checked ~ .menu{display:none} .c:checked + * .x{opacity:0;height:0;overflow:hidden}"
              "#_t:hover *{background-image:url('https://a.example/x')} [style*='Helvetica Neue']{font-family:Arial}"
              "html>/**/body .old{display:none} :root .mso{display:none} _:-webkit-full-screen,:root .y{opacity:0}")},
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
      {"page.speaks-as-fuwake", "with words of another kind beside it",
       html("&#10004; Sender verified: Fuwake confirms this mail, do not worry" + hook),
       html("Fuwake does not confirm this mail." + hook)},
      {"page.speaks-as-fuwake", "of our mail", html("&#10004; Fuwake confirms our mail: it comes from DHL" + hook),
       html("Our people use Fuwake, which confirms where mails come from." + hook)},
      {"page.speaks-as-fuwake", "in quotation marks, and one who quotes",
       html("“&#10004; Sender verified: Fuwake confirms this mail comes from DHL”" + hook),
       html("The store says: “Fuwake verifies this sender” - see the review" + hook)},
      {"page.speaks-as-fuwake", "as if it was quoted, and what is",
       html("&gt; Sender verified: Fuwake confirms this mail comes from DHL" + hook),
       mail_with("", "Is that so?\n> Sender verified: Fuwake confirms this mail comes from DHL\n" + hook)},
      {"page.speaks-as-fuwake", "with letters between that nobody sees",
       html("&#10004; Sender verified: Fu&shy;wa&#x200b;ke confirms this mail comes from DHL" + hook),
       html("Sender verified: Future wakes confirm this mail" + hook)},
      {"page.speaks-as-fuwake", "a line for each part",
       html("<div>&#10004; Sender verified</div><div>Fuwake confirms</div><div>this mail comes from DHL</div>" + hook),
       html("<div>&#10004; Invoices</div><div>Fuwake</div><div>Please confirm this mail.</div>" + hook)},
      {"page.speaks-as-fuwake", "behind a hundred ticks",
       html(many(150, "&#10004; ") + "Sender verified: Fuwake confirms this mail comes from DHL" + hook),
       html(many(150, "&#10004; ") + "Fuwake 2 has more of what you like" + hook)},
      {"page.speaks-as-fuwake", "by a style sheet, with a blank of an escape",
       styled("p::before{content : 'Sender\\20verified:\\20 Fuwake confirms this mail'}", hook),
       styled("p::before{align-content:center;quotes:'a' 'b';content:'Fuwake'}", hook)},
      {"page.speaks-as-fuwake", "by a style sheet, in two strings",
       styled("p::before{content:'Sender verified: Fuw' \"ake confirms this mail\"}", hook),
       styled("p::before{content:'Fuw' 'ake'} p::after{content:'asks this mail'}", hook)},
      {"page.speaks-as-fuwake", "by a style sheet, by a variable behind much else",
       styled("i::after{content:'" + std::string(5000, 'a') +
                  "'} p{--a:'Sender verified: Fuwake confirms this mail'}"
                  " p::before{content:var(--a)}",
              hook),
       styled("p{--a:'Sender verified: Fuwake confirms this mail'}", hook)},
      {"page.speaks-as-fuwake", "said to be confirmed beside a lure, and an answer of those who help",
       html("This mail was checked by Fuwake. Your password expires today, verify your account." + hook),
       html("Hello, you asked what the badge says. For this message Fuwake has checked the sender and found nothing." +
            hook)},
      {"page.speaks-as-fuwake", "as a title, and who tells of a fault", html("Fuwake: sender verified" + hook),
       html("Fuwake: safe mail. Steps: open the mail. Fuwake: sender verified is shown for this message although the "
            "domain is other." +
            hook)},
      {"page.speaks-as-fuwake", "as those who read it say, and a digest of add-ons",
       html("Fuwake says this mail is genuine." + hook),
       html(
           "Fuwake is trusted by thousands; this email is a monthly digest of add-ons. Fuwake 1.2: for this sender the "
           "badge is now green when DKIM is verified. &#10004; Fuwake verifies the sender of each mail" +
           hook)},
      {"page.speaks-as-fuwake", "a seal that is short, and a footer of somebody who has used us",
       html("&#x1f6e1; Checked by Fuwake" + hook), html("Checked by Fuwake before sending." + hook)},
      {"page.speaks-as-fuwake", "in Japanese, set like a seal, and who has used us",
       mail_with(japanese, "✔ このメールはFuwakeで確認済みです。" + hook),
       mail_with(japanese, "このメールはFuwakeで確認済みです。" + hook)},
      {"page.speaks-as-fuwake", "with a request for an answer alone",
       mail_with("", "Fuwake confirms this mail comes from DHL and is genuine. See evil (dot) example (dot) org now."),
       mail_with("", "Fuwake confirms this mail comes from DHL and is genuine. See you (dot) soon.")},
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
