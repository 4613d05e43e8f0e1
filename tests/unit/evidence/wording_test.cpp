// The words of the mail, and what is done to them.
#include "evidence/examine.h"
#include "knowledge/stanzas.h"

namespace fuwake::evidence {
namespace {

const char* const plain_text = "Content-Type: text/plain; charset=utf-8\n";

// Lures are data, and so are their examples: a lure is added without C++.
Rows rows_of_lures() {
  Rows rows;
  for (const knowledge::Stanza& stanza :
       knowledge::read_stanzas(FUWAKE_SOURCE_DIR "/tests/unit/evidence/lures", {"told", "honest"}))
    for (std::size_t i = 0; i < stanza.all("told").size(); ++i) {
      const std::string told = stanza.all("told")[i], honest = stanza.all("honest").at(i);
      // With a link, for what leads nowhere and hands over nothing catches nobody.
      rows.push_back({"wording." + stanza.id, told, mail_with(plain_text, told + "\nhttps://b.example/"),
                      mail_with(plain_text, honest + "\nhttps://b.example/")});
    }
  return rows;
}

}  // namespace

Rows wording_rows() {
  Rows rows = {
      {"wording.call-through-service", "a payment service's bill with a number to call",
       mail_with(dmarc_pass("paypal.com") + "From: PayPal <service@paypal.com>\n",
                 "Call +1 808 555 0143 to cancel this order. +1 (864) 349-9580"),
       mail_with(dmarc_pass("paypal.com") + "From: PayPal <service@paypal.com>\n", "You sent a payment to Widgets.")},
      {"wording.call-through-service", "a bill whose note has a number for those who know nothing of it, and a shop's",
       mail_with(
           dmarc_pass("paypal.com") + plain_text + "From: PayPal <service-jp@paypal.com>\n",
           "自動更新料が引き落とされます。お心当たりのない場合、キャンセルと返金は必ずお電話で承ります。0800-000-0142"),
       mail_with(dmarc_pass("paypal.com") + plain_text + "From: PayPal <service-jp@paypal.com>\n",
                 "請求書が届きました。店舗：みなと書店 電話 045-555-0148")},
      {"wording.lure-through-service", "a group of investors through a ticket shop",
       mail_with(dmarc_pass("peatix.com") + "From: Peatix <noreply@peatix.com>\n",
                 "Join our WhatsApp group: our analysts send daily stock picks."),
       mail_with(dmarc_pass("peatix.com") + "From: Peatix <noreply@peatix.com>\n", "Your ticket is attached.")},
      {"wording.scam-letter", "a tale told at length",
       mail_with("From: a@b.example\n",
                 "Dear beloved, I am a cancer patient and my late husband left behind ten million "
                 "US dollars. I want you to help: contact my barrister about the transfer of the fund."),
       mail_with("From: a@law.example\n", "You are named as a beneficiary of the estate of the late Mrs Palmer.")},
      {"wording.spread-subject", "blanks that push the end out of sight",
       mail_with("Subject: Notice          ID:UGIRA\n"),
       mail_with("Subject: A long subject that goes on\n          on another line\n")},
      {"wording.lure-in-subject", "a lure in the subject",
       mail_with("Subject: Your account has been suspended\n", "https://b.example/"),
       mail_with("Subject: Minutes of Monday\n", "your account has been suspended https://b.example/")},
      {"wording.several-lures", "a prize, a parcel and a deadline",
       mail_with("", "You have won! Your parcel is on hold. Final notice. https://b.example/"),
       mail_with("", "You have won! https://b.example/")},
      {"wording.swapped-letters", "a capital I for an l", mail_with("Subject: Someone Iogged in\n"),
       mail_with("Subject: LOGIN and BILLING in capitals\n")},
      {"wording.swapped-letters", "an l for a capital I, and a Romanian name", mail_with("", "Your lRS notice"),
       mail_with("Subject: Re: Ioan and the bill\n", "Dear Ioan, Isla and Ian")},
      {"wording.address-in-subject", "my address as a name", mail_with("Subject: Dear lost@office.example\n"),
       mail_with("Subject: Dear Ann\n")},
      {"wording.address-in-text", "my address as a greeting", mail_with("", "Hello lost@office.example, you"),
       mail_with("", "Hello Ann")},
      {"wording.errand", "a superior's errand", mail_with("", "Are you at your desk? I have a quick task."),
       mail_with("", "My desk is by the window.")},
      {"wording.warns", "a firm that warns of mails in its name",
       mail_with(dmarc_pass("b.example") + "From: a@b.example\n",
                 "Beware of phishing: scammers write that your account has been suspended."),
       mail_with(dmarc_pass("b.example") + "From: a@b.example\n",
                 "Beware of phishing: your account has been suspended. https://b.example/")},
      {"wording.gift-cards", "a demand that says phishing of others",
       mail_with(dmarc_pass("gmail.com") + "From: a@gmail.com\n",
                 "Beware of phishing. I need you to buy gift cards. Scratch them and send me the codes."),
       mail_with(dmarc_pass("gmail.com") + "From: a@gmail.com\n", "Beware of phishing.")},
      {"wording.account-suspended", "a hook of another kind: a program to open, and a firm's way to write to it",
       mail_with("Content-Type: text/html\n", "Your account has been suspended. <a href=\"tg://resolve?x\">Verify</a>"),
       mail_with("Content-Type: text/html\nFrom: a@b.com\n",
                 "Your account has been suspended. <a href=\"mailto:a@b.com\">a@b.com</a>")},
      {"wording.account-suspended", "a host with its dots written out, and one that who warns made harmless",
       mail_with("", "Your account has been suspended. Go to w-support dot jp or w-support[.]com"),
       mail_with("", "Beware of phishing: \"your account has been suspended\" hxxps://w-support[.]com")},
      {"wording.account-suspended", "an address to type, and a firm's own",
       mail_with("", "Your account has been suspended. Go to evil.com"),
       mail_with("From: a@b.com\n", "Your account has been suspended. Go to b.com")},
      {"wording.passes-on", "a friend who asks whether it is one, and passes it on",
       mail_with(dmarc_pass("gmail.com") + "From: Ann <ann@gmail.com>\n",
                 "Is this a scam? > Your account has been suspended https://paypal.com.evil.example/"),
       mail_with(dmarc_pass("b.example") + "From: a@b.example\n",
                 "Is this a scam? > Your account has been suspended https://paypal.com.evil.example/")},
      {"wording.passes-on", "a friend who warns of a mail that he forwards, and a swindler who warns below his own",
       mail_with(dmarc_pass("gmail.com") + "From: Ann <ann@gmail.com>\n",
                 "Beware of phishing, I got this:\n---- Forwarded message ----\nYour account has been suspended "
                 "https://paypal.com.evil.example/"),
       mail_with(dmarc_pass("gmail.com") + "From: Ann <ann@gmail.com>\n",
                 "Your account has been suspended https://paypal.com.evil.example/ Beware of phishing.")},
      {"wording.passes-on", "who asks in Japanese, and who asks far below",
       mail_with(dmarc_pass("gmail.com") + "From: Ann <ann@gmail.com>\nContent-Type: text/plain; charset=utf-8\n",
                 "これって詐欺でしょうか。\nYour account has been suspended https://paypal.com.evil.example/"),
       mail_with(dmarc_pass("gmail.com") + "From: Ann <ann@gmail.com>\n",
                 "Your account has been suspended https://paypal.com.evil.example/" + std::string(700, '.') +
                     "Is this a scam?")},
      {"wording.passes-on", "a friend who asks, and an office at free mail that does",
       mail_with(dmarc_pass("gmail.com") + "From: Ann <a@gmail.com>\n",
                 "Is this a scam? Your account has been suspended https://paypal.com.evil.example/"),
       mail_with(dmarc_pass("gmail.com") + "From: Service Team <a@gmail.com>\n",
                 "Is this a scam? Your account has been suspended https://paypal.com.evil.example/")},
      {"wording.account-suspended", "a brand's number beside a warning, and a village hall's",
       mail_with(dmarc_pass("gmail.com") + "From: Ann <a@gmail.com>\n",
                 "PayPal: your account has been suspended. Call us at +1 888 555 0134. Beware of phishing."),
       mail_with(dmarc_pass("gmail.com") + "From: Ann <a@gmail.com>\n",
                 "Beware of phishing: mails say that your account has been suspended. Ask the hall: 01234 567 890.")},
      {"wording.account-suspended", "an address in words beside a warning",
       mail_with(dmarc_pass("b.com") + "From: a@b.com\n",
                 "Your account has been suspended. Open evil (dot) com to log in. Beware of phishing."),
       mail_with(dmarc_pass("b.com") + "From: a@b.com\n",
                 "Your account has been suspended, they write, and lead to evil[.]com. Beware of phishing.")},
      {"identity.bill-from-free-mail", "a brand's bill, and a friend who asks about one",
       mail_with(dmarc_pass("gmail.com") + "From: Ann <ann@gmail.com>\n",
                 "PayPal invoice: your payment was declined. https://evil.example/"),
       mail_with(dmarc_pass("gmail.com") + "From: Ann <ann@gmail.com>\n",
                 "Is this a scam? PayPal invoice: your payment was declined. https://evil.example/")},
      {"wording.address-in-text", "my address as a greeting, and a mail server's report",
       mail_with("", "Hello lost@office.example, you"),
       mail_with("From: Mail Delivery System <MAILER-DAEMON@b.example>\nReturn-Path: <>\nSubject: Mail delivery "
                 "failed: returning message to sender\nAuto-Submitted: auto-replied\n",
                 "A message that you sent could not be delivered: <ann@b.example>, from lost@office.example")},
      {"wording.account-suspended", "somewhere to go, and nowhere",
       mail_with("", "Your account has been suspended https://b.example/"),
       mail_with("", "Your account has been suspended. Ann")},
      {"wording.cut-by-style", "junk in words that a style sheet hides, and words that it sets in bold",
       mail_with("Content-Type: text/html\n",
                 "<style>p i.q, [class~=r] { display: none }</style>"
                 "Yo<i class=q>x</i>ur ma<i class=\"a q\">9 </i>ilb<b class=r>y</b>ox "
                 "is fu<i class=q>z</i>ll."),
       mail_with("Content-Type: text/html\n",
                 "<style>.b { font-weight: bold } .q { display: none }</style>"
                 "<i class=b>Y</i>our m<i class=b>a</i>ilb<i class=b>o</i>x i<i class=b>s</i> "
                 "here: Mon<i class=q>day</i> Tue<i class=q>sday</i> Wed<i "
                 "class=q>nesday</i> Thu<i class=q>rsday</i>.")},
      {"wording.cut-by-style", "junk that lies out of the page, and signs that lie beside their place",
       mail_with("Content-Type: text/html\n",
                 "<style>.q { position: absolute; left: -9999px }</style>"
                 "Yo<i class=q>x</i>ur ma<i class=q>x</i>ilb<i class=q>x</i>ox is "
                 "fu<i class=q>x</i>ll."),
       mail_with("Content-Type: text/html\n",
                 "<style>.q { position: absolute; top: -4px }</style>"
                 "H<i class=q>x</i>a H<i class=q>y</i>b C<i class=q>x</i>a C<i "
                 "class=q>y</i>b")},
      {"wording.scattered", "a cell for each letter, read by columns, and a calendar's days",
       html("<table><tr><td>V<br>e<br>r<br>i<br>f<br>y<td>y<br>o<br>u<br>r<td>a<br>c<br>c<br>o<br>u<br>n<br>t<td>"
            "n<br>o<br>w<td>t<br>o<td>k<br>e<br>e<br>p<td>i<br>t<td>s<br>a<br>f<br>e<td>h<br>e<br>r<br>e</table>"),
       html("<table><tr><td>M<td>T<td>W<td>T<td>F<td>S<td>S<tr><td>1<td>2<td>3<tr><td>M<td>T<td>W<td>T<td>F<td>S<td>S"
            "</table>")},
      {"wording.broken-words", "words cut by comments",
       html("Pay<!-- a -->Pal acc<!-- b -->ount ver<!-- c -->ify log<!-- d -->in"),
       html("Hello <!-- a --> you<!-- b --> and <!-- c -->me, <!-- d -->too")},
      {"wording.ransom", "a threat and a wallet; and a newsletter that shows one",
       mail_with("From: x@outlook.com\n",
                 "I know your password. Send $1400 in Bitcoin to bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq or I send "
                 "the video to all your contacts."),
       mail_with("From: news@b.example\nList-Unsubscribe: <https://b.example/u>\n",
                 "I know your password. Send $1400 in Bitcoin to bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq or I send "
                 "the video to all your contacts.")},
      {"wording.ransom", "the same; and a craftsman's bill",
       mail_with("From: x@outlook.com\n",
                 "I have hacked your computer. Pay in Bitcoin: 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
       mail_with("From: x@outlook.com\n",
                 "Thank you for the order. You can pay in Bitcoin: 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa")},
      {"wording.ransom", "a wallet of Ethereum; and a friend who asks",
       mail_with("From: x@outlook.com\n", "I have hacked your computer. 0x52908400098527886E0F7030069857D2E4169EE7"),
       mail_with("From: ann@gmail.com\n",
                 "Is this a scam? I have hacked your computer. 0x52908400098527886E0F7030069857D2E4169EE7")},
      {"wording.call-for-brand", "a bill of Norton's that wants to be called about",
       mail_with("From: a@b.example\n",
                 "Your subscription has been renewed: Norton 360. Customer care: +1 864 349-9580"),
       mail_with("From: a@b.example\n",
                 "Your subscription has been renewed: Norton 360. Order 8643499580. https://b.example/")},
      {"wording.zero-width", "words broken by invisible characters",
       html("pay&#8203;pal ver&#8203;ify you&#8203;r acc&#8203;ount"), html("&zwnj; &zwnj; &zwnj; &zwnj; Hello")},
      {"wording.mixed-letters", "Cyrillic among Latin letters", mail_with("Subject: P\u0430yPal\n"),
       mail_with("Subject: \u041f\u0440\u0438\u0432\u0435\u0442 PayPal, 10\u00b5m\n")},
      {"wording.hidden-text", "much that is not shown",
       html("<div style=display:none>" + std::string(2000, 'a') + "</div>"),
       html("<div style=display:none>preview of the news</div>")},
      {"wording.pushed-away", "text below ten thousand screens",
       html("Win! <div style='height: 10000vh'></div> Thank you for reading the Daily Alert."),
       html("<div style='max-height: 9999px; margin-top:-5000px; width: 6000px; height:480px'>News</div>")},
      {"wording.storage-full", "a full mailbox",
       mail_with("Subject: Your mailbox is almost full\n", "https://b.example/"),
       mail_with("Subject: The bus was full\n")},
      {"wording.machine-japanese", "a space before a particle",
       mail_with("Content-Type: text/plain; charset=utf-8\n", "5つ の 受信メールが返されました"),
       mail_with("Content-Type: text/plain; charset=utf-8\n", "氏名 山田 太郎 様の ご予約")},
      {"wording.many-lures", "a prize, a parcel, a deadline, a refund and a tax",
       mail_with(
           "",
           "You have won! Your parcel is on hold. Final notice. Your refund is ready. Unpaid tax. https://b.example/"),
       mail_with("", "You have won! Your parcel is on hold. Final notice. https://b.example/")},
  };
  for (Row& row : rows_of_lures()) rows.push_back(std::move(row));
  return rows;
}

namespace {

TEST(Wording, FiresWhereItMustAndNowhereElse) {
  expect_rows(wording_rows());
}

}  // namespace
}  // namespace fuwake::evidence
