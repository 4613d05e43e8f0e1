// Every check: a mail that must fire it and a good mail that must not.
#include <gtest/gtest.h>

#include <algorithm>

#include "evidence/checks.h"
#include "evidence/decisions.h"
#include "evidence/fingerprint.h"
#include "facts/trusted_authentication.h"
#include "mails.h"

namespace fuwake::evidence {
namespace {

using facts::Facts;

struct Case {
  std::string source;
  mail::Recipient recipient = {};
  attachments::Attachments attachments = {};
};

Findings examine(const Case& one) {
  static const knowledge::Knowledge knowledge = tests::knowledge_with_networks();
  const mail::Mail mail = mail::parse_mail(one.source);
  mail::Recipient recipient = one.recipient;
  if (recipient.addresses.empty() && recipient.domains.empty()) {
    recipient = mail::infer_recipient(mail);
    recipient.authserv_ids = one.recipient.authserv_ids;
    recipient.contacts = one.recipient.contacts;
  }
  auto route = route::trace(mail, recipient, knowledge);
  auto page = page::read_page(mail);
  auto links = links::find_links(mail, page, knowledge);
  links::add_found_links(links, mail, one.attachments, {}, knowledge);
  return run_checks(facts::find_facts(mail, recipient, std::move(route), std::move(page), one.attachments,
                                      std::move(links), knowledge));
}

bool fires(const std::string& id, const Case& one) {
  const Findings findings = examine(one);
  return std::any_of(findings.begin(), findings.end(), [&id](const Finding& finding) { return finding.id() == id; });
}

const std::string from_outside =
    "Delivered-To: lost@office.example\n"
    "Received: from sv1.xserver.jp (sv1.xserver.jp [120.136.14.43]) by mx.office.example with ESMTP; "
    "Tue, 14 Mar 2023 06:12:43 +0900\n";

Case mail_with(const std::string& headers, const std::string& body = "") {
  mail::Recipient recipient;
  recipient.authserv_ids = {"mx.office.example"};
  return {from_outside + headers + "\n" + body, recipient};
}

// A user who knows Ann of Kobayashi Shoji, and gets such a mail.
Case mail_to_friend_of_ann(const std::string& headers) {
  Case one = mail_with(headers);
  one.recipient.contacts = std::make_shared<const mail::Contacts>(
      std::vector<mail::Contact>{{"Ann Lane", {"ann@kobayashi-shoji.example", "ann.lane@gmail.com"}}});
  return one;
}

Case html(const std::string& body, const std::string& headers = "From: a@b.example\n") {
  return mail_with(headers + "Content-Type: text/html; charset=utf-8\n", body);
}

// A mail with an attachment of that name, of which the inspector says so much.
Case with_attachment(const std::string& name, attachments::Inspected inside = {}, const std::string& text = "Hello") {
  Case one = mail_with("Content-Type: multipart/mixed; boundary=b\n",
                       "--b\nContent-Type: text/plain; charset=utf-8\n\n" + text +
                           "\n--b\nContent-Type: application/octet-stream\n\nx\n--b--\n");
  one.attachments.all.push_back({2, name, "application/octet-stream", std::move(inside)});
  return one;
}

// A mail with that page attached; a page that is the whole mail is shown, whatever its disposition.
Case with_page(const std::string& page) {
  return mail_with("Content-Type: multipart/mixed; boundary=b\n",
                   "--b\n\nHello\n--b\nContent-Type: text/html; name=a.htm\nContent-Disposition: attachment\n\n" +
                       page + "\n--b--\n");
}

attachments::Inspected inside_of(const std::string& type, std::vector<std::string> names = {}) {
  attachments::Inspected inside;
  inside.type = type;
  inside.names = std::move(names);
  return inside;
}

attachments::Inspected encrypted() {
  attachments::Inspected inside;
  inside.encrypted = true;
  return inside;
}

// The results of our server for a sender at that domain.
std::string dmarc_pass(const std::string& domain) {
  return "Authentication-Results: mx.office.example; dmarc=pass header.from=" + domain + "\n";
}

const std::string dkim_pass = "Authentication-Results: mx.office.example; dkim=pass header.d=b.example; dmarc=pass\n";

struct Row {
  const char* id;
  const char* what;
  Case must_fire;
  Case must_not;
};

TEST(Checks, FireWhereTheyMustAndNowhereElse) {
  const std::vector<Row> rows = {
      {"identity.brand-in-name", "a brand's name at somebody else's address",
       mail_with("From: eKagoya ISP <mori@office.example>\n"), mail_with("From: KAGOYA <info@kagoya.com>\n")},
      {"identity.brand-in-name", "a brand's name at free mail", mail_with("From: Google Support <x@gmail.com>\n"),
       mail_with("From: Kagoyama Taro <x@gmail.com>\n")},
      {"identity.brand-in-name", "a brand's own links, but its answers go to a stranger",
       html("<a href=https://www.facebook.com/x>x</a><a href='mailto:y@gmail.com'>Report</a>",
            "From: Facebook <x@y.example>\n"),
       html("<a href=https://www.facebook.com/x>x</a><a href='mailto:help@y.example'>Help</a>",
            "From: Facebook <x@y.example>\n")},
      {"identity.brand-in-name", "a brand's name and its sign", mail_with("From: McAfee\u2122 <x@y.example>\n"),
       mail_with("From: McAfee\u2122 <x@mcafee.com>\n")},
      {"identity.disguised-brand", "a brand in letters of another script",
       mail_with("From: \u0420\u0430\u0443\u0420\u0430l <x@y.example>\n"),
       mail_with("From: PayPal <service@paypal.com>\n")},
      {"identity.disguised-brand", "a name that is really Cyrillic", mail_with("From: P\u0430yPal <x@y.example>\n"),
       mail_with("From: \u0420\u0430\u0443\u043b\u044c <x@y.example>\n")},
      {"identity.hidden-characters", "NUL from an encoded word",
       mail_with("From: =?utf-8?q?a=40bank=2Eexample=00?= <x@y.example>\n"),
       mail_with("From: =?utf-8?q?Ann_=F0=9F=91=A9=E2=80=8D=F0=9F=94=A7?= <x@y.example>\n")},
      {"identity.hidden-characters", "a direction override", mail_with("From: moc.laPyaP\u202e <x@y.example>\n"),
       mail_with("From: \u202b\u05d0\u05d1\u202c <x@y.example>\n")},
      {"identity.hidden-characters", "a zero-width space inside a word",
       mail_with("From: Pay\u200bPal <x@y.example>\n"), mail_with("From: \u200bAnn Lane <x@y.example>\n")},
      {"identity.hidden-characters", "joiners between letters", mail_with("From: E\u034fq\u034fuipe <x@y.example>\n"),
       mail_with("From: Nguye\u0302\u0303n Va\u0306n <x@y.example>\n")},
      {"identity.hidden-characters", "strokes through letters", mail_with("From: entre\u0337ga <x@y.example>\n"),
       mail_with("From: S\u0142awomir <x@y.example>\n")},
      {"identity.disguised-brand", "a capital I for an l", mail_with("From: Iedger Support <x@y.example>\n"),
       mail_with("From: Iris Ingram <x@y.example>\n")},
      {"identity.disguised-brand", "an l for a capital I", mail_with("From: Cliente lTAUCARD <x@y.example>\n"),
       mail_with("From: Cliente ITAUCARD <x@itaucard.com.br>\n")},
      {"identity.disguised-brand", "a Cherokee letter", mail_with("From: \u13b7icrosoft Support <x@y.example>\n"),
       mail_with("From: \u13b7\u13a0\u13c6 <x@y.example>\n")},
      {"identity.hidden-characters", "selectors of forms that Latin letters have not",
       mail_with("From: Micro\U000e0139soft <x@y.example>\n"),
       mail_with("From: \u845b\U000e0100\u57ce \u2709\ufe0f <x@y.example>\n")},
      {"identity.brand-in-name", "a bank and a family of that name", mail_with("From: Banco Santander <x@y.example>\n"),
       mail_with("From: Julio Santander <julio@y.example>\n")},
      {"identity.brand-in-name", "a shop and a utility of that name", mail_with("From: PayPal Service <x@y.example>\n"),
       mail_with("From: Nordstrom Energie <x@nordstrom-energie.example>\n")},
      {"identity.hidden-characters", "the same, but a sign that begins with a letter",
       mail_with("From: Micro\U000e0139soft <x@y.example>\n"),
       mail_with("From: \u2139\ufe0f Info 1\ufe0f\u20e3 <x@y.example>\n")},
      {"identity.several-domains", "the same, but an address as an unquoted name",
       mail_with("From: a@b.example, c@d.example\n"), mail_with("From: info@shop.example <noreply@mailer.example>\n")},
      {"identity.disguised-brand", "a brand with blanks between its letters",
       mail_with("From: C o i n b a s e <x@y.example>\n"), mail_with("From: K I T A School <x@y.example>\n")},
      {"identity.address-in-name", "a bank's address in the name",
       mail_with("From: \"service@paypal.com\" <x@y.example>\n"),
       mail_with("From: \"ann@lane.example via Groups\" <x@y.example>\n")},
      {"identity.address-in-name", "my own domain in the name", mail_with("From: \"boss@office.example\" <x@y.com>\n"),
       mail_with("From: \"x@paypal.com\" <x@mail.paypal.com>\n")},
      {"identity.address-in-name", "a copy's address, sent by a service",
       mail_with("From: \"mail@ledger-support.com via Polls\" <member@polls.example>\n"),
       mail_with("From: \"ann@ledger-lines.example via Polls\" <member@polls.example>\n")},
      {"identity.same-name", "a firm of a brand's name", mail_with("From: Trezor Umzug <info@trezor-umzug.example>\n"),
       mail_with("From: Trezor <info@trezor.io>\n")},
      {"identity.lookalike-domain", "a digit for a letter", mail_with("From: a@paypa1.com\n"),
       mail_with("From: a@paypal.com\n")},
      {"identity.lookalike-domain", "two letters that read as one", mail_with("From: a@rnercari.com\n"),
       mail_with("From: a@jp.mercari.com\n")},
      {"identity.lookalike-domain", "an added word that lures", mail_with("From: a@paypal-support.com\n"),
       mail_with("From: a@paypal-fans.com\n")},
      {"identity.lookalike-domain", "punycode that shows as a brand", mail_with("From: a@xn--pypal-4ve.com\n"),
       mail_with("From: a@xn--wgv71a119e.jp\n")},
      {"identity.lookalike-domain", "a word that lures beside a brand, not beside a word of the language",
       mail_with("From: a@paypal-service.com\n"), mail_with("From: a@office-service.example\n")},
      {"identity.lookalike-domain", "a digit in a word of the language, and visas", mail_with("From: a@0range.fr\n"),
       mail_with("From: a@visa-online.example\n")},
      {"identity.lookalike-of-own-domain",
       "my own domain with a letter more",
       {"Delivered-To: a@kobayashi-shoji.example\nFrom: b@kobayashi-shojii.example\n\n", {}},
       {"Delivered-To: a@kobayashi-shoji.example\nFrom: b@mail.kobayashi-shoji.example\n\n", {}}},
      {"identity.several-from-fields", "two From fields", mail_with("From: a@b.example\nFrom: c@d.example\n"),
       mail_with("From: a@b.example\n")},
      {"identity.several-domains", "two senders of two domains", mail_with("From: a@b.example, c@d.example\n"),
       mail_with("From: a@b.example, c@b.example\n")},
      {"identity.several-domains", "the same, but somebody answers for both",
       mail_with("From: a@b.example, c@d.example\n"),
       mail_with("From: a@b.example, c@d.example\nSender: a@b.example\n")},
      {"identity.several-from-addresses", "two senders in one field", mail_with("From: a@b.example, c@b.example\n"),
       mail_with("From: Widgets, Inc. <a@b.example>\n")},
      {"identity.reply-to-free-mail", "answers to a free mailbox",
       mail_with("From: a@bank.example\nReply-To: x@gmail.com\n"),
       mail_with("From: form@office.example\nReply-To: customer@gmail.com\n")},
      {"identity.reply-to-free-mail", "a platform passes answers on to its customer",
       mail_with("From: a@b.example\nReply-To: x@gmail.com\n"),
       mail_with(dmarc_pass("peatix.com") + "From: tickets@peatix.com\nReply-To: organiser@gmail.com\n")},
      {"identity.reply-to-free-mail", "a list is no company", mail_with("From: a@b.example\nReply-To: x@gmail.com\n"),
       mail_with("From: a@b.example\nReply-To: x@gmail.com\nList-Id: <l.b.example>\n")},
      {"route.dynamic-address",
       "from somebody's home",
       {"Received: from pc (83-70-48-2.dsl.provider.example [83.70.48.2]) by mx.office.example; x\n\n", {}},
       {"Received: from m (mail-83-70-48-2.esp.example [83.70.48.2]) by mx.office.example; x\n\n", {}}},
      {"route.web-script", "a contact form", mail_with("X-PHP-Originating-Script: 1001:mail.php\nFrom: a@b.example\n"),
       mail_with("From: a@b.example\n")},
      {"route.web-script", "a program of a hosting account",
       mail_with("Received: by sv1.xserver.jp (Postfix, from userid 20742) id 1; x\n"),
       mail_with("Received: by sv1.xserver.jp (Postfix) with ESMTP id 1; x\n")},
      {"route.hosting-account", "an account on a shared host",
       mail_with("Return-Path: <user20742@sv1.xserver.jp>\nFrom: a@b.example\n"),
       mail_with("Return-Path: <bounce@mail.b.example>\nFrom: a@b.example\n")},
      {"route.dated-ahead", "dated next year", mail_with("From: a@b.example\nDate: Thu, 14 Mar 2024 06:12:43 +0900\n"),
       mail_with("From: a@b.example\nDate: Tue, 14 Mar 2023 18:12:43 +0900\n")},
      {"identity.nested-encoding", "a name that is an encoded word once more",
       mail_with("From: =?utf-8?q?=3D=3Futf-8=3Fq=3Fboss=3F=3D?= <x@y.example>\n"),
       mail_with("From: =?utf-8?q?What=3F?= <x@y.example>\n")},
      {"identity.contact-name", "a friend's name with a stranger's address",
       mail_to_friend_of_ann("From: \"Lane, Ann\" <x@evil.example>\n"),
       mail_to_friend_of_ann("From: Ann Lane <ann.lane@gmail.com>\n")},
      {"identity.contact-name", "the same, but a list that carries the friend's name",
       mail_to_friend_of_ann("From: Ann Lane <x@evil.example>\n"),
       mail_to_friend_of_ann("From: Ann Lane <l@lists.example>\nList-Id: <l.lists.example>\n"
                             "List-Post: <mailto:l@lists.example>\n")},
      {"identity.lookalike-of-contact", "a friend's firm with a letter more",
       mail_to_friend_of_ann("From: Ann Lane <ann@kobayashi-shojii.example>\n"),
       mail_to_friend_of_ann("From: Bob <bob@mail.kobayashi-shoji.example>\n")},
      {"identity.known-mailbox", "a friend's free mailbox, which may have been stolen",
       mail_to_friend_of_ann(dmarc_pass("gmail.com") + "From: Ann <ann.lane@gmail.com>\n"),
       mail_to_friend_of_ann("From: Ann <ann.lane@gmail.com>\n")},
      {"identity.known-contact", "a friend, confirmed",
       mail_to_friend_of_ann(dmarc_pass("kobayashi-shoji.example") + "From: Ann <ann@kobayashi-shoji.example>\n"),
       mail_to_friend_of_ann("From: Ann <ann@kobayashi-shoji.example>\n")},
      {"identity.reply-to-lookalike", "answers to a domain that only looks like the sender's",
       mail_with("From: boss@kobayashi-shoji.example\nReply-To: boss@kobayashi-shojii.example\n"),
       mail_with("From: a@kobayashi-shoji.example\nReply-To: b@kobayashi-shoji-support.example\n")},
      {"identity.reply-to-elsewhere", "answers to another firm",
       mail_with("From: a@b.example\nReply-To: desk@c.example\n"),
       mail_with("From: a@b.example\nReply-To: desk@help.b.example\n")},
      {"identity.return-path-elsewhere", "a mailing service's return path",
       mail_with("Return-Path: <bounce-1@u1.sendgrid.net>\nFrom: a@b.example\n"),
       mail_with("Return-Path: <bounce-1@mail.b.example>\nFrom: a@b.example\n")},
      {"identity.return-path-elsewhere", "a forwarder's is told as such",
       mail_with("Return-Path: <x@c.example>\nFrom: a@b.example\n"),
       mail_with("Return-Path: <SRS0=ab=cd=b.example=a@c.example>\nFrom: a@b.example\n")},
      {"identity.sender-elsewhere", "sent on behalf of somebody", mail_with("From: a@b.example\nSender: x@c.example\n"),
       mail_with("From: a@b.example\nSender: x@b.example\n")},
      {"identity.message-id-elsewhere", "made at a third place",
       mail_with("From: a@b.example\nMessage-ID: <1@third.com>\n"),
       mail_with("From: a@b.example\nMessage-ID: <1@mail.b.example>\n")},
      {"identity.brand-at-free-mail", "a brand's help desk at free mail",
       mail_with("From: Help <paypal-support@gmail.com>\n"), mail_with("From: Honda Taro <honda.taro@gmail.com>\n")},
      {"identity.domain-in-address", "a brand's domain as a subdomain",
       mail_with("From: service@paypal.com.evil.example\n"), mail_with("From: service@mail.paypal.com\n")},
      {"identity.domain-in-address", "a brand's domain before the at sign",
       mail_with("From: no-reply.kagoya.com@evil.example\n"),
       mail_with("From: paypal.com=service@lists.example\nList-Id: <l.lists.example>\n"
                 "List-Post: <mailto:l@lists.example>\n")},
      {"route.forwarded", "Microsoft's rewriting",
       mail_with("Return-Path: <a+SRS=ab=cd=b.example=x@tenant.example>\nFrom: x@b.example\n"),
       mail_with("Return-Path: <a+newsletter@b.example>\nFrom: x@b.example\n")},
      {"route.forwarded", "Gmail's forwarding",
       mail_with("Return-Path: <ann+caf_=lost=office.example@gmail.com>\nFrom: x@b.example\n"),
       mail_with("Return-Path: <ann@gmail.com>\nFrom: ann@gmail.com\n")},
      {"route.broken-chain", "a record that nothing leads to",
       mail_with("Received: from a.bank.com by mx.bank.com; x\nFrom: a@b.example\n"),
       mail_with("Received: from pc by sv1.xserver.jp; x\nFrom: a@b.example\n")},
      {"route.broken-chain", "the same, but the writer names itself locally",
       mail_with("Received: from a.bank.com by mx.bank.com; x\nFrom: a@b.example\n"),
       mail_with("Received: from pc by relay.local; x\nFrom: a@b.example\n")},
      {"route.forged-brand-hop", "a bank's hop below a stranger's",
       mail_with("Received: from app (app.paypal.com [64.4.240.1]) by mx1.paypal.com; x\n"
                 "From: PayPal <x@y.example>\n"),
       mail_with(dmarc_pass("paypal.com") + "Received: from app (app.paypal.com [64.4.240.1]) by mx1.paypal.com; x\n"
                                            "From: PayPal <service@paypal.com>\n")},
      {"route.hop-in-future", "a hop days after the arrival",
       mail_with("Received: from a by sv1.xserver.jp; Fri, 17 Mar 2023 06:12:43 +0900\nFrom: a@b.example\n"),
       mail_with("Received: from a by sv1.xserver.jp; Tue, 14 Mar 2023 06:20:43 +0900\nFrom: a@b.example\n")},
      {"route.times-backwards", "a hop half a day later than the next",
       mail_with("Received: from a by sv1.xserver.jp; Tue, 14 Mar 2023 20:12:43 +0900\nFrom: a@b.example\n"),
       mail_with("Received: from a by sv1.xserver.jp; Tue, 14 Mar 2023 06:14:43 +0900\nFrom: a@b.example\n")},
      {"route.mailer", "the program's name", mail_with("X-Mailer: Becky! ver 2\nFrom: a@b.example\n"),
       mail_with("From: a@b.example\n")},
      {"route.mailer-contradiction", "Outlook, made by PHP",
       mail_with("X-Mailer: Microsoft Outlook 16.0\nX-PHP-Script: a.example/x.php\nFrom: a@b.example\n"),
       mail_with("X-Mailer: WordPress\nX-PHP-Script: a.example/x.php\nFrom: a@b.example\n")},
      {"route.bulk-mail", "a newsletter", mail_with("List-Unsubscribe: <https://b.example/u>\nFrom: a@b.example\n"),
       mail_with("From: a@b.example\n")},
      {"authentication.brand-unproven", "a bank's own address, sent by a stranger",
       mail_with("Authentication-Results: mx.office.example; spf=fail smtp.mailfrom=paypal.com\n"
                 "From: service@paypal.com\n"),
       mail_with(dmarc_pass("paypal.com") + "From: service@paypal.com\n")},
      {"authentication.brand-unproven", "the same, forwarded",
       mail_with("Authentication-Results: mx.office.example; spf=fail smtp.mailfrom=paypal.com\n"
                 "From: service@paypal.com\n"),
       mail_with("Authentication-Results: mx.office.example; spf=pass smtp.mailfrom=fwd.example\n"
                 "Return-Path: <SRS0=ab=cd=paypal.com=service@fwd.example>\nFrom: service@paypal.com\n")},
      {"authentication.brand-disowned", "a bank's own address, and the bank's rules say no",
       mail_with("Authentication-Results: mx.office.example; dmarc=fail header.from=paypal.com\n"
                 "From: service@paypal.com\n"),
       mail_with("Authentication-Results: mx.office.example; dmarc=fail header.from=paypal.com\n"
                 "From: service@paypal.com\nList-Id: <l.b.example>\nList-Post: <mailto:l@b.example>\n")},
      {"authentication.brand-disowned", "the same with a field that anybody writes",
       mail_with("Authentication-Results: mx.office.example; dmarc=fail header.from=paypal.com\n"
                 "From: service@paypal.com\nResent-From: ann@b.example\n"),
       mail_with("Authentication-Results: mx.office.example; spf=pass smtp.mailfrom=gmail.com; dmarc=fail "
                 "header.from=paypal.com\n"
                 "Return-Path: <bob+caf_=lost=office.example@gmail.com>\nFrom: service@paypal.com\n")},
      {"authentication.brand-unproven", "a forwarder that nobody knows, and the bank's rules say no",
       mail_with("Authentication-Results: mx.office.example; spf=pass smtp.mailfrom=fwd.example; dmarc=fail "
                 "header.from=paypal.com\n"
                 "Return-Path: <SRS0=ab=cd=paypal.com=service@fwd.example>\nFrom: service@paypal.com\n"),
       mail_with("Authentication-Results: mx.office.example; spf=pass smtp.mailfrom=fwd.example; dmarc=fail "
                 "header.from=b.example\n"
                 "Return-Path: <SRS0=ab=cd=b.example=a@fwd.example>\nFrom: a@b.example\n")},
      {"identity.brand-through-another", "a brand's newsletter through a service that we do not know",
       html("<a href=https://www.kagoya.com/news>x</a>", "From: KAGOYA <news@esp.example>\n"),
       html("<a href=https://evil.example/>x</a>", "From: KAGOYA <news@esp.example>\n")},
      {"identity.brand-in-subject", "a brand's prize that leads to a stranger",
       html("<a href=https://evil.example/>x</a>",
            "From: a@b.example\nSubject: Your PayPal account has been limited\n"),
       html("<a href=https://www.b.example/>x</a>",
            "From: a@b.example\nSubject: Your PayPal account has been limited\n")},
      {"identity.brand-in-subject", "the same, but news of a brand",
       html("<a href=https://evil.example/>x</a>",
            "From: a@b.example\nSubject: Your PayPal account has been limited\n"),
       html("<a href=https://evil.example/>x</a>", "From: a@b.example\nSubject: PayPal opens an office in Kyoto\n")},
      {"identity.scam-reply", "a stranger's fortune",
       mail_with("From: a@b.example\nReply-To: x@gmail.com\n",
                 "As next of kin of a deceased client you are the beneficiary of ten million dollars."),
       mail_with("From: a@charity.example\nReply-To: x@gmail.com\n",
                 "Thank you for your donation to the village school.")},
      {"wording.scam-letter", "a tale told at length",
       mail_with("From: a@b.example\n",
                 "Dear beloved, I am a cancer patient and my late husband left behind ten million "
                 "US dollars. I want you to help: contact my barrister about the transfer of the fund."),
       mail_with("From: a@law.example\n", "You are named as a beneficiary of the estate of the late Mrs Palmer.")},
      {"identity.bill-from-free-mail", "a brand's bill from free mail",
       mail_with("From: Team <x7@gmail.com>\nSubject: Order\n",
                 "Your subscription for Norton 360 has been successfully renewed."),
       mail_with("From: Ann <ann@gmail.com>\nSubject: Fwd: Order\n",
                 "Your subscription for Norton 360 has been successfully renewed.")},
      {"identity.poses-as-you", "sent from my own account, it says",
       mail_with("From: lost@office.example\n", "I recorded a video of you and send it to all your contacts."),
       mail_with("From: lost@office.example\n", "Scan of page 1")},
      {"identity.made-up-domain", "a name that no person chose", mail_with("From: a@mwn597xhxwx97pe6di2q.com\n"),
       mail_with("From: a@kobayashi-shoji1980.example\n")},
      {"identity.made-up-domain", "the same, but only German", mail_with("From: a@mwn597xhxwx97pe6di2q.com\n"),
       mail_with("From: a@rechtsschutzverband.example\n")},
      {"identity.made-up-mailbox", "a mailbox that no person chose", mail_with("From: khdqplqcmmvjm@b.example\n"),
       mail_with("From: schwarzschild.k@b.example\n")},
      {"identity.made-up-mailbox", "capitals thrown in", mail_with("From: kAAMtavkB@b.example\n"),
       mail_with("From: MaryJaneOBrienUK@b.example\n")},
      {"identity.made-up-mailbox", "two names and a number", mail_with("From: lina_Ricky_79748@b.example\n"),
       mail_with("From: ann_lane_1982@b.example\n")},
      {"identity.made-up-mailbox", "the same at free mail, where people number themselves",
       mail_with("From: lina_Ricky_79748@b.example\n"), mail_with("From: ann_lane_79748@gmail.com\n")},
      {"identity.made-up-mailbox", "the same at a university, which numbers its students",
       mail_with("From: lina_Ricky_79748@b.example\n"), mail_with("From: ken_mori_79748@students.northfield.ac.jp\n")},
      {"identity.hidden-sender", "a full storage, but of the disk station at home",
       mail_with("From: Cloud <>\n", "Your storage is full."),
       mail_with("From: DiskStation <nas@diskstation>\n", "Your storage is full: http://quickconnect.example/")},
      {"identity.hidden-sender", "an offer from a program's mailbox",
       mail_with("From: Sale <kAAMtavkB@b.example>\n", "This is an advertisement: get your quote."),
       mail_with("From: Sale <offers@b.example>\n", "This is an advertisement: get your quote.")},
      {"identity.made-up-mailbox", "the same, but given out by a marketplace",
       mail_with("From: khdqplqcmmvjm@b.example\n"), mail_with("From: khdqplqcmmvjm@marketplace.amazon.co.jp\n")},
      {"identity.hidden-sender", "a parcel, told from a domain that a program made",
       mail_with("From: Post <a@mwn597xhxwx97pe6di2q.com>\n", "Your parcel is on hold, pay the delivery fee."),
       mail_with("From: Post <a@post.example>\n", "Your parcel is on hold, pay the delivery fee.")},
      {"identity.hidden-sender", "a prize from free hosting",
       mail_with("From: Team <noreply@x-def00.firebaseapp.com>\n", "You have won!"),
       mail_with("From: Recipes <noreply@recipes.firebaseapp.com>\n",
                 "Please verify your account: https://recipes.web.app/")},
      {"identity.hidden-sender", "no address, and a link to a shortener",
       mail_with("From: Notice <>\n", "See https://bit.ly/x"),
       mail_with("From: Ann <ann@b.example>\n", "See https://bit.ly/x")},
      {"link.made-up-domain", "a link to such a name", mail_with("", "https://xkq7w3zr9t.com/"),
       mail_with("", "https://www.deutschlandfunk.de/")},
      {"identity.sender-at-free-hosting", "an address of a free page", mail_with("From: a@x-def00.firebaseapp.com\n"),
       mail_with("From: a@firebase.google.com\n")},
      {"identity.sender-at-free-hosting", "the same, but the hoster itself", mail_with("From: a@x-def00.netlify.app\n"),
       mail_with("From: team@netlify.app\n")},
      {"identity.hidden-sender", "a full storage, told by a free page and by the service itself",
       mail_with("From: Cloud <a@x-def00.firebaseapp.com>\n", "Your storage is full, you have won more."),
       mail_with("From: Dropbox <no-reply@dropbox.com>\n", "Your storage is full.")},
      {"identity.cheap-sender", "a cheap name", mail_with("From: a@offers.top\n"), mail_with("From: a@top.example\n")},
      {"identity.no-address", "no address at all", mail_with("From: Bank <>\n"), mail_with("From: root@localhost\n")},
      {"identity.no-address", "characters that no domain has", mail_with("From: Bank <a@'x.com>\n"),
       mail_with("From: Shop <a@shop.co.za>\n")},
      {"identity.odd-name", "a name that ends in a comma", mail_with("From: \"Paket ,_\" <a@b.example>\n"),
       mail_with("From: \"Widgets (Kyoto)\" <a@b.example>\n")},
      {"identity.odd-name", "blanks behind the name", mail_with("From: Akusoli....CCzt      <a@b.example>\n"),
       mail_with("From: Akusoli\n      <a@b.example>\n")},
      {"identity.campaign-code", "a code behind name and subject",
       mail_with("From: Energie...QaGv <a@b.example>\nSubject: Save now..QaGv\n"),
       mail_with("From: The Museum of ACME <a@b.example>\nSubject: Welcome to ACME\n")},
      {"wording.spread-subject", "blanks that push the end out of sight",
       mail_with("Subject: Notice          ID:UGIRA\n"),
       mail_with("Subject: A long subject that goes on\n          on another line\n")},
      {"identity.template-field", "a field never filled in", mail_with("From: LaserAway {{State}} <a@b.example>\n"),
       mail_with("From: {Ann} <a@b.example>\n")},
      {"link.none-to-sender", "a button that leads to a stranger",
       html("<a href=https://evil.example/><img src=cid:1></a>"),
       html("<a href=https://evil.example/><img src=cid:1></a><a href=https://www.b.example/>x</a>")},
      {"link.none-to-sender", "the same through a mailing service",
       html("<a href=https://evil.example/><img src=cid:1></a>"),
       html("<a href=https://x.us7.list-manage.com/track/click?u=1><img src=cid:1></a>")},
      {"link.none-to-sender", "from an office's mailbox", mail_with("From: info@b.example\n", "https://evil.example/"),
       mail_with("From: ann@b.example\n", "https://evil.example/")},
      {"link.none-to-sender", "the same, but a carrier's tracking page",
       html("<a href=https://evil.example/><img src=cid:1></a>"),
       html("<a href=https://www.fedex.com/track?n=1><img src=cid:1></a>")},
      {"link.elsewhere", "a friend's link", mail_with("From: a@b.example\n", "https://c.example/"),
       mail_with("From: a@b.example\n", "https://www.b.example/")},
      {"link.lure-to-hiding-place", "a parcel behind a shortener",
       mail_with("From: a@b.example\n", "Your parcel is on hold, pay the delivery fee: https://bit.ly/x"),
       mail_with("From: a@b.example\n", "The recipe is here: https://bit.ly/x")},
      {"wording.lure-in-subject", "a lure in the subject", mail_with("Subject: Your account has been suspended\n"),
       mail_with("Subject: Minutes of Monday\n", "your account has been suspended")},
      {"wording.several-lures", "a prize, a parcel and a deadline",
       mail_with("", "You have won! Your parcel is on hold. Final notice."), mail_with("", "You have won!")},
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
      {"link.in-code", "a code that leads elsewhere",
       [] {
         attachments::Inspected inside;
         inside.looked_at = true;
         inside.targets = {{attachments::FoundTarget::Where::qr_code, "https://evil.example/"}};
         return with_attachment("code.png", std::move(inside));
       }(),
       with_attachment("photo.png")},
      {"link.only-in-attachment", "a PDF with the only link",
       [] {
         attachments::Inspected inside;
         inside.looked_at = true;
         inside.targets = {{attachments::FoundTarget::Where::pdf, "https://evil.example/"}};
         return with_attachment("a.pdf", std::move(inside));
       }(),
       [] {
         attachments::Inspected inside;
         inside.looked_at = true;
         inside.targets = {{attachments::FoundTarget::Where::pdf, "https://evil.example/"}};
         return with_attachment("a.pdf", std::move(inside), "see https://a.example/");
       }()},
      {"authentication.body-partly-signed", "text below what was signed",
       mail_with(dkim_pass + "DKIM-Signature: d=b.example; l=4; h=from:subject\nFrom: a@b.example\n", "abcd\nmore\n"),
       mail_with(dkim_pass + "DKIM-Signature: d=b.example; l=6; h=from:subject\nFrom: a@b.example\n", "abcd\n\n")},
      {"authentication.from-unsigned", "a signature without From",
       mail_with(dkim_pass + "DKIM-Signature: d=b.example; h=subject\nFrom: a@b.example\n"),
       mail_with(dkim_pass + "DKIM-Signature: d=b.example; h=From:Subject\nFrom: a@b.example\n")},
      {"authentication.subject-unsigned", "a signature without Subject",
       mail_with(dkim_pass + "DKIM-Signature: d=b.example; h=from\nFrom: a@b.example\nSubject: x\n"),
       mail_with(dkim_pass + "DKIM-Signature: d=b.example; h=from\nFrom: a@b.example\n")},
      {"authentication.signature-expired", "an old mail sent again",
       mail_with(dkim_pass + "DKIM-Signature: d=b.example; x=1600000000; h=from\nFrom: a@b.example\n"),
       mail_with(dkim_pass + "DKIM-Signature: d=b.example; x=1900000000; h=from\nFrom: a@b.example\n")},
      {"identity.two-addresses", "two angle brackets", mail_with("From: PayPal <service@paypal.com><x@evil.example>\n"),
       mail_with("From: Ann <a@b.example> <ann@b.example>\n")},
      {"identity.two-addresses", "an address in a comment", mail_with("From: service@paypal.com (<x@evil.example>)\n"),
       mail_with("From: a@b.example (Ann, a@mail.b.example)\n")},
      {"identity.odd-from", "a group", mail_with("From: PayPal: <service@paypal.com>;\n"),
       mail_with("From: Re: your letter <a@b.example>\n")},
      {"identity.odd-from", "a route", mail_with("From: <@b.example:x@evil.example>\n"),
       mail_with("From: <x@b.example>\n")},
      {"identity.odd-from", "an address within an address", mail_with("From: <service@paypal.com@evil.example>\n"),
       mail_with("From: \"service@paypal.com\" <x@evil.example>\n")},
      {"identity.odd-from", "a bracket that nothing closes", mail_with("From: PayPal <service@paypal.com\n"),
       mail_with("From: PayPal :-) <service@paypal.com>\n")},
      {"identity.odd-from", "a NUL", mail_with(std::string("From: <service@paypal.com\0x@evil.example>\n", 42)),
       mail_with("From: \x1b$B;3ED\x1b(B <a@b.example>\n")},
      {"authentication.forged-results",
       "results in our name, below a stranger's hop",
       {from_outside + "Received: from a by sv1.xserver.jp; x\n" + dmarc_pass("b.example") + "From: a@b.example\n\n",
        {}},
       {dmarc_pass("b.example") + from_outside + "From: a@b.example\n\n", {}}},
      {"authentication.foreign-results", "results of a server on the way",
       mail_with("Authentication-Results: mx.other.example; spf=pass\nFrom: a@b.example\n"),
       mail_with(dmarc_pass("b.example") + "From: a@b.example\n")},
      {"route.brand-network", "Kagoya's own address from Xserver's network", mail_with("From: info@kagoya.com\n"),
       mail_with(dmarc_pass("kagoya.com") + "From: info@kagoya.com\n")},
      {"route.mailing-list", "a list", mail_with("List-Id: <l.b.example>\nList-Post: <mailto:l@b.example>\n"),
       mail_with("List-Unsubscribe: <https://b.example>\n")},
      {"identity.own-domain-from-outside", "my own domain, sent by a stranger", mail_with("From: a@office.example\n"),
       mail_with("Authentication-Results: mx.office.example; dmarc=pass header.from=office.example\nFrom: "
                 "a@office.example\n")},
      {"identity.own-domain-from-outside", "my own domain, but my own post back from a list",
       mail_with("From: a@office.example\n"),
       mail_with("From: a@office.example\nList-Id: <l.xserver.jp>\nList-Post: <mailto:l@xserver.jp>\n")},
      {"identity.from-is-to", "a list's own address in both", mail_with("From: l@lists.example\nTo: l@lists.example\n"),
       mail_with("From: l@lists.example\nTo: l@lists.example\nList-Id: <l.lists.example>\n")},
      {"identity.from-is-to",
       "to himself, from outside",
       mail_with("From: a@office.example\nTo: A <A@office.example>\n"),
       {"Received: from pc (pc [10.0.0.2]) by mx.office.example with ESMTPA; x\n"
        "From: a@office.example\nTo: a@office.example\n\nnote to myself",
        {}}},
      {"identity.unknown-own-account", "an account that I have not",
       mail_with("From: mori@office.example\nTo: mori@office.example\n"),
       mail_with("From: lost@office.example\nTo: lost@office.example\n")},
      {"route.handed-over", "somebody handed it over", mail_with("From: a@b.example\n"), {"From: a@b.example\n\n", {}}},
      {"route.brand-network", "Kagoya's name from Xserver's network", mail_with("From: Kagoya <x@y.example>\n"),
       mail_with("From: DHL <x@y.example>\n")},
      {"authentication.passed", "my server says so",
       mail_with("Authentication-Results: mx.office.example; dmarc=pass header.from=b.example\nFrom: a@b.example\n"),
       mail_with("Authentication-Results: mx.evil.example; dmarc=pass header.from=b.example\nFrom: a@b.example\n")},
      {"authentication.failed", "my server says the contrary",
       mail_with("Authentication-Results: mx.office.example; dmarc=fail\nFrom: a@b.example\n"),
       mail_with("Authentication-Results: mx.office.example; spf=none\nFrom: a@b.example\n")},
      {"authentication.unproven", "passed, but for another domain",
       mail_with("Authentication-Results: mx.office.example; spf=pass smtp.mailfrom=c.example\n"
                 "From: a@b.example\n"),
       mail_with("Authentication-Results: mx.office.example; spf=pass smtp.mailfrom=x@m.b.example\n"
                 "From: a@b.example\n")},
      {"authentication.known-brand", "a brand's domain, confirmed",
       mail_with("Authentication-Results: mx.office.example; dmarc=pass header.from=kagoya.com\nFrom: a@kagoya.com\n"),
       mail_with("Authentication-Results: mx.office.example; dmarc=pass header.from=gmail.com\nFrom: a@gmail.com\n")},
      {"authentication.known-brand", "a brand's domain, but a customer's subdomain",
       mail_with(dmarc_pass("zendesk.com") + "From: support@zendesk.com\n"),
       mail_with(dmarc_pass("x7.zendesk.com") + "From: support@x7.zendesk.com\n")},
      {"authentication.strangers-words", "a shared document",
       mail_with(dmarc_pass("google.com") + "From: Ann (via Google Docs) <drive-shares-noreply@google.com>\n"),
       mail_with(dmarc_pass("google.com") + "From: Google <no-reply@google.com>\n")},
      {"authentication.none", "no results", mail_with("From: a@b.example\n"),
       mail_with("Authentication-Results: mx.office.example; spf=none\nFrom: a@b.example\n")},
      {"link.brand-in-path", "a brand's host as the first part of the path",
       mail_with("", "https://w-support.jp/activemail.kagoya.com/?e="),
       mail_with("",
                 "https://web.archive.org/web/2020/https://www.amazon.com/ "
                 "https://activemail.kagoya.com/kagoya.com/ https://a.example/report.pdf")},
      {"link.brand-in-query", "a brand's host as a value", mail_with("", "https://evil.example/?site=www.paypal.com"),
       mail_with("", "https://www.paypal.com/?next=www.paypal.com https://a.example/?file=report.pdf")},
      {"link.none-to-claimed-brand", "Kagoya's name, and a link to elsewhere",
       mail_with("From: Kagoya <x@y.example>\n", "https://w-support.jp/"),
       mail_with("From: Kagoya <x@y.example>\n", "https://w-support.jp/ https://www.kagoya.com/")},
      {"link.template-field", "a field that was never filled in", mail_with("", "https://w-support.jp/?e={EMAIL64}"),
       mail_with("", "https://api.github.com/repos/{owner}/{repo}")},
      {"link.template-field", "a field in percent signs", mail_with("", "https://w-support.jp/?e=%7Bemail%7D"),
       mail_with("", "https://a.example/?mail=1")},
      {"link.text-shows-brand", "a bank's address that leads elsewhere",
       html("<a href=https://evil.example/>www.paypal.com</a>"),
       html("<a href=https://click.esp.example/?u=https%3A%2F%2Fwww.paypal.com>www.paypal.com</a>")},
      {"link.text-shows-other", "anybody's address that leads elsewhere",
       html("<a href=https://evil.example/>www.a-shop.com</a>"),
       html("<a href=https://evil.example/>www.paypal.com</a>")},
      {"link.text-shows-brand", "the sender's own tracker",
       html("<a href=https://evil.example/>https://www.paypal.com/login</a>"),
       html("<a href=https://click.b.example/x>https://www.paypal.com/login</a>")},
      {"link.domain-in-host", "a bank's domain before another",
       html("<a href=https://www.paypal.com.evil.example/>x</a>"), html("<a href=https://www.paypal.com/>x</a>")},
      {"link.name-in-host", "a bank's name at free hosting", html("<a href=https://paypal.weebly.com/>x</a>"),
       html("<a href=https://kobayashi.weebly.com/>x</a>")},
      {"link.name-in-host", "a bank's name beside a word that lures",
       html("<a href=https://paypal-login.evil.example/>x</a>"), html("<a href=https://slack.firm.example/>x</a>")},
      {"link.userinfo", "a bank's address before the @", html("<a href=https://www.paypal.com@evil.example/>x</a>"),
       html("<a href=https://a.example/@ann>x</a>")},
      {"link.userinfo", "the same, but an address that a program made a link of",
       html("<a href=https://www.paypal.com@evil.example/>x</a>"), html("<a href=http://jane.wang@b.example/>x</a>")},
      {"link.username", "a user's name before a host", html("<a href=https://ann@a.example/>x</a>"),
       html("<a href=https://a.example/>x</a>")},
      {"link.resembles-brand", "a name and a word, glued", html("<a href=https://amazonsupport.com/>x</a>"),
       html("<a href=https://amazonia.com/>x</a>")},
      {"link.lookalike-domain", "a digit for a letter", html("<a href=https://paypa1.com/>x</a>"),
       html("<a href=https://paypal.me/x>x</a>")},
      {"link.lookalike-of-own-domain",
       "my own domain with a letter more",
       {"Delivered-To: a@kobayashi-shoji.example\n\nhttps://kobayashi-shojii.example/", {}, {}},
       {"Delivered-To: a@kobayashi-shoji.example\n\nhttps://www.kobayashi-shoji.example/", {}, {}}},
      {"link.lookalike-of-sender", "the sender's domain with a letter more",
       mail_with("From: a@kobayashi-shoji.example\n", "https://kobayashi-shojii.example/"),
       mail_with("From: a@kobayashi-shoji.example\n", "https://kobayashi-shoji-shop.example/")},
      {"identity.role-at-free-mail", "an office at free mail", mail_with("From: Account Team <x7@gmail.com>\n"),
       mail_with("From: Kadmin Teamann <x7@gmail.com>\n")},
      {"identity.role-at-free-mail", "a bill from free mail", mail_with("From: \"Your Order #254\" <x7@gmail.com>\n"),
       mail_with("From: Ann Order <x7@gmail.com>\n")},
      {"wording.broken-words", "words cut by comments",
       html("Pay<!-- a -->Pal acc<!-- b -->ount ver<!-- c -->ify log<!-- d -->in"),
       html("Hello <!-- a --> you<!-- b --> and <!-- c -->me, <!-- d -->too")},
      {"link.deceptive-letters", "Cyrillic that looks Latin", mail_with("", "https://xn--80ak6aa92e.com/"),
       mail_with("", "https://xn--wgv71a119e.jp/")},
      {"link.recipient-in-fragment", "my address where no server sees it",
       mail_with("", "https://evil.example/#lost@office.example"), mail_with("", "https://a.example/#top")},
      {"link.recipient-in-fragment", "the same in base64",
       mail_with("", "https://evil.example/#bG9zdEBvZmZpY2UuZXhhbXBsZQ=="),
       mail_with("", "https://a.example/?u=lost@office.example")},
      {"link.recipient-encoded", "my address in base64",
       mail_with("", "https://evil.example/?e=bG9zdEBvZmZpY2UuZXhhbXBsZQ=="),
       mail_with("", "https://a.example/u?e=lost%40office.example")},
      {"link.recipient-encoded", "my address in hexadecimal",
       mail_with("", "https://evil.example/6c6f7374406f66666963652e6578616d706c65"),
       mail_with("", "https://a.example/6c6f7374")},
      {"link.recipient-open", "a newsletter's unsubscribe link",
       mail_with("", "https://a.example/u?e=lost%40office.example"), mail_with("", "https://a.example/u")},
      {"link.number", "a bare number", mail_with("", "http://203.0.113.9/x"), mail_with("", "http://192.168.0.1/")},
      {"link.button-to-number", "a picture that leads to a number",
       html("<a href=http://203.0.113.9/x><img src=cid:1></a>"),
       html("<a href=http://192.168.0.1/><img src=cid:1></a> <a href=http://203.0.113.9/>Node 9</a>")},
      {"link.disguised-number", "a number as one figure", mail_with("", "http://3405803785/"),
       mail_with("", "http://203.0.113.9/")},
      {"link.same-network", "page and sender in one network", mail_with("", "http://120.136.14.99/"),
       mail_with("", "http://203.0.113.9/")},
      {"link.port", "an odd port", mail_with("", "https://evil.example:8899/"),
       mail_with("", "https://a.example:443/ https://b.example:8080/")},
      {"link.at-shortener", "a shortener", mail_with("", "https://bit.ly/x"),
       mail_with("", "https://a.example/bit.ly")},
      {"link.at-free-hosting",
       "free hosting",
       mail_with("", "https://x.pages.dev/"),
       {"Received: from m.pages.dev (m.pages.dev [203.0.113.1]) by mx.office.example; x\n\nhttps://m.pages.dev/",
        {},
        {}}},
      {"link.at-ipfs", "IPFS", mail_with("", "https://ipfs.io/ipfs/x"), mail_with("", "https://a.example/ipfs/")},
      {"link.at-cheap-suffix", "a cheap name", mail_with("", "https://x.top/"), mail_with("", "https://top.example/")},
      {"link.redirected", "Google's redirector", mail_with("", "https://www.google.com/url?q=https://evil.example/"),
       mail_with("", "https://www.google.com/url?q=https://maps.google.com/")},
      {"link.redirected", "the same of another country", mail_with("", "https://www.google.ro/amp/s/evil.example/"),
       mail_with("", "https://www.googles.ro/amp/s/evil.example/")},
      {"link.redirected", "Bing's redirector",
       mail_with("", "https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly9ldmlsLmV4YW1wbGUv"),
       mail_with("", "https://www.bing.com/search?q=evil.example")},
      {"link.machine", "a rented computer", mail_with("", "https://20-218-142-124.cloud.example/"),
       mail_with("", "https://v1-2-3.docs.example/ https://1.2.3.example/")},
      {"link.machine", "its number backwards", mail_with("", "https://239.125.168.184.host.example/"),
       mail_with("", "https://printer-192-168-0-4.office.example/")},
      {"wording.call-for-brand", "a bill of Norton's that wants to be called about",
       mail_with("From: a@b.example\n",
                 "Your subscription has been renewed: Norton 360. Customer care: +1 864 349-9580"),
       mail_with("From: a@b.example\n",
                 "Your subscription has been renewed: Norton 360. Order 8643499580. https://b.example/")},
      {"link.nested-filters", "a filter's wrapper in another's",
       mail_with("",
                 "https://x.safelinks.protection.outlook.com/?url=https%3A%2F%2Furldefense.com%2Fv3%2F__https%3A"
                 "%2F%2Fevil.example%2F__%3B%21%21x"),
       mail_with("", "https://x.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2F")},
      {"link.wrapped", "a filter's wrapper",
       mail_with("", "https://x.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2F"),
       mail_with("", "https://a.example/")},
      {"link.borrowed-decoration", "a bank's pictures",
       html("<img src=https://www.paypal.com/logo.png><a href=https://evil.example/>x</a>"),
       html("<img src=https://www.paypal.com/logo.png><a href=https://shop.example/>x</a>"
            "<a href=https://www.paypal.com/pay>y</a>")},
      {"link.active", "a page within the link", html("<a href='data:text/html,<form>'>x</a>"),
       html("<a href='javascript:void(0)'>x</a>")},
      {"link.password-form", "a field for a password",
       html("<form action=https://evil.example/><input type=password></form>"),
       html("<form action=https://a.example/><input type=search></form>")},
      {"link.form", "a form to elsewhere", html("<form action=https://evil.example/><input></form>"),
       html("<form action=https://www.b.example/><input></form>")},
      {"link.image-only", "the same, but with a button in words",
       html("<a href=https://evil.example/><img src=cid:1></a>"),
       html("<a href=https://c.example/><img src=cid:1></a> Our menu for May. <a href=https://c.example/>Reserve</a>")},
      {"link.image-only", "one picture", html("<a href=https://evil.example/><img src=cid:1></a>"),
       html("<a href=https://shop.example/><img src=cid:1></a>" + std::string(300, 'a'))},
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
      {"wording.storage-full", "a full mailbox", mail_with("Subject: Your mailbox is almost full\n"),
       mail_with("Subject: The bus was full\n")},
      {"wording.machine-japanese", "a space before a particle",
       mail_with("Content-Type: text/plain; charset=utf-8\n", "5つ の 受信メールが返されました"),
       mail_with("Content-Type: text/plain; charset=utf-8\n", "氏名 山田 太郎 様の ご予約")},
  };
  for (const Row& row : rows) {
    EXPECT_TRUE(fires(row.id, row.must_fire)) << row.id << ": " << row.what;
    EXPECT_FALSE(fires(row.id, row.must_not)) << row.id << " fires on a good mail: " << row.what;
  }
}

TEST(TrustedAuthentication, IgnoresWhatASenderCanForge) {
  struct Trusted {
    const char* what;
    std::string headers;
    std::vector<std::string> ids;
    bool passes;
  };
  const std::string hop = "Received: from x (x.example [203.0.113.1]) by mx.office.example; x\n";
  const std::string below = "Received: from y (y.example [203.0.113.2]) by x.example; x\n";
  const std::string own = "Authentication-Results: mx.office.example; dmarc=pass header.from=b.example\n";
  const std::string none = "Authentication-Results: mx.office.example; spf=none\n";
  for (const Trusted& row :
       {Trusted{"above the hop", own + hop + below, {}, true},
        Trusted{"right below the hop, where a sender can write", hop + own + below, {}, false},
        Trusted{"there, without further hops", hop + own, {}, false},
        Trusted{"there, at a provider that takes forgeries out",
                "Received: from x (x.example [203.0.113.1]) by mx.google.com; x\n"
                "Authentication-Results: mx.google.com; dmarc=pass header.from=b.example\n" +
                    below,
                {},
                true},
        Trusted{"below the sender's own hops", hop + below + own, {}, false},
        Trusted{"another server's id",
                "Authentication-Results: evil.example; dmarc=pass header.from=b.example\n" + hop,
                {},
                false},
        Trusted{"from within the provider",
                "Received: from a.google.com (a.google.com [209.85.220.41]) by mx.google.com; x\n"
                "Authentication-Results: mx.google.com; dmarc=pass header.from=b.example\n",
                {},
                true},
        Trusted{"the id that the user trusts", own + hop + below, {"mx.office.example"}, true},
        Trusted{"that id where Postfix with milters writes", hop + own + below, {"mx.office.example"}, true},
        Trusted{"there, behind other fields of verifiers",
                hop + "DKIM-Filter: x\nReceived-SPF: None\nX-Spam: no\n" + own + below,
                {"mx.office.example"},
                true},
        Trusted{
            "there, behind a field of the sender's", hop + "Subject: x\n" + own + below, {"mx.office.example"}, false},
        Trusted{"there, the second of that id", hop + none + own + below, {"mx.office.example"}, false},
        Trusted{"there, while others of that id stand above", none + hop + own + below, {"mx.office.example"}, false},
        Trusted{"that id below the sender's hops", hop + below + own, {"mx.office.example"}, false},
        Trusted{"that id, the first of a mail without a record", own + none, {"mx.office.example"}, true},
        Trusted{"results for another domain",
                "Authentication-Results: mx.office.example; dmarc=pass header.from=evil.example\n" + hop,
                {},
                false},
        Trusted{"results for the domain that is shown",
                "Authentication-Results: mx.office.example; dmarc=pass header.from=mail.b.example\n" + hop,
                {},
                true},
        Trusted{"no policy, and a signature of that domain",
                "Authentication-Results: mx.office.example; dmarc=none; dkim=pass header.d=b.example\n" + hop,
                {},
                true},
        Trusted{"no policy, and a signature of another",
                "Authentication-Results: mx.office.example; dmarc=none; dkim=pass header.d=evil.example\n" + hop,
                {},
                false},
        Trusted{"a DMARC check that broke off",
                "Authentication-Results: mx.office.example; dmarc=temperror; dkim=pass header.d=b.example\n" + hop,
                {},
                false},
        Trusted{"two of our results, one of them a failure",
                own + "Authentication-Results: mx.office.example; dmarc=fail\n" + hop,
                {},
                false},
        Trusted{"a filter in front of us, where we say nothing",
                "Received: from a.securemx.jp (a.securemx.jp [210.130.1.1]) by mx.office.example; x\n"
                "Authentication-Results: a.securemx.jp; dmarc=pass header.from=b.example\n"
                "Received: from x (x.example [203.0.113.1]) by a.securemx.jp; x\n",
                {},
                true},
        Trusted{"the same, where we found otherwise",
                "Authentication-Results: mx.office.example; dmarc=fail\n"
                "Received: from a.securemx.jp (a.securemx.jp [210.130.1.1]) by mx.office.example; x\n"
                "Authentication-Results: a.securemx.jp; dmarc=pass header.from=b.example\n"
                "Received: from x (x.example [203.0.113.1]) by a.securemx.jp; x\n",
                {},
                false},
        Trusted{"a customer of the filter's operator",
                "Received: from x (x.example [210.130.1.1]) by mx.office.example; x\n"
                "Authentication-Results: a.securemx.jp; dmarc=pass header.from=b.example\n"
                "Received: from x (x.example [203.0.113.1]) by a.securemx.jp; x\n",
                {},
                false},
        Trusted{"below a hop of which only a greeting says that it is ours",
                "Received: from in.office.example (unknown [10.0.0.5]) by mx.office.example with ESMTP; x\n" + own +
                    "Received: from b.example (b.example [203.0.113.1]) by in.office.example; x\n",
                {},
                false},
        Trusted{"not the id that the user trusts", own + hop, {"other.example"}, false},
        Trusted{"Outlook's form at another server",
                "Authentication-Results: dmarc=pass header.from=b.example\n" + hop,
                {},
                false}}) {
    mail::Recipient recipient;
    recipient.authserv_ids = row.ids;
    EXPECT_EQ(fires("authentication.passed", {row.headers + "From: a@b.example\n\n", recipient}), row.passes)
        << row.what;
  }
}

TEST(TrustedAuthentication, TakesReceivedSpfFromAboveTheHandOverAlone) {
  const std::string hop = "Received: from x (x.example [203.0.113.1]) by mx.office.example; x\n";
  const std::string spf = "Received-SPF: Pass (mx.office.example: domain of a@m.b.example designates 203.0.113.1)\n";
  const std::string from = "From: a@b.example\n\n";
  EXPECT_TRUE(fires("authentication.passed", {spf + hop + from, {}}));
  EXPECT_FALSE(fires("authentication.passed", {hop + spf + from, {}})) << "a sender can write there";
  EXPECT_FALSE(fires("authentication.passed", {spf + hop + "From: a@c.example\n\n", {}}));
  // The null path as some servers write it. It ended a whole scan.
  for (const std::string end :
       {"envelope-from=", "envelope-from=<", "envelope-from=\"\"", "envelope-from=;", "domain of "})
    EXPECT_FALSE(fires("authentication.passed", {"Received-SPF: pass " + end + "\n" + hop + from, {}})) << end;
}

// A sender who can be read in several ways is confirmed by nothing.
TEST(TrustedAuthentication, ConfirmsOneSenderAlone) {
  const std::string own =
      "Authentication-Results: mx.office.example; spf=pass smtp.mailfrom=b.example; dkim=pass header.d=b.example; "
      "dmarc=pass\n"
      "Received: from x (x.example [203.0.113.1]) by mx.office.example; x\n";
  for (const char* from : {"a@b.example", "Ann <a@b.example>", "a@b.example (Ann)", "a@b.example (a@b.example)",
                           "\"Lane, Ann\" <a@b.example>", "Lane, Ann <a@b.example>", "Re: Ann <a@b.example>",
                           "=?utf-8?q?Ann?= <a@b.example>", " \r\n Ann <a@b.example>"})
    EXPECT_TRUE(fires("authentication.passed", {own + "From: " + from + "\n\n", {}})) << from;
  for (const std::string from :
       {"a@b.example, x@evil.example", "<a@b.example><x@evil.example>", "a@b.example (x@evil.example)",
        "Ann: a@b.example;", "Ann: <a@b.example>;", "<@evil.example:a@b.example>", "<a@evil.example@b.example>",
        "<evil.example a@b.example>", "Ann a@b.example", "\"a@evil.example\"@b.example", "<a@b.example",
        "\"Ann <a@b.example>", "<a@b.example(evil)>", "<a@b.example>\nFrom: x@evil.example"})
    EXPECT_FALSE(fires("authentication.passed", {own + "From: " + from + "\n\n", {}})) << from;
}

TEST(TrustedAuthentication, TakesArcResultsOfTheOwnProvidersSealAlone) {
  const std::string hop = "Received: from x (x.example [203.0.113.1]) by mx.office.example; x\n";
  const std::string results = "ARC-Authentication-Results: i=1; mx.office.example; dmarc=pass header.from=b.example\n";
  const std::string from = "From: a@b.example\n\n";
  EXPECT_TRUE(
      fires("authentication.passed", {"ARC-Seal: i=1; d=office.example; cv=none\n" + results + hop + from, {}}));
  EXPECT_FALSE(fires("authentication.passed", {"ARC-Seal: i=1; d=evil.example; cv=none\n" + results + hop + from, {}}))
      << "sealed by a stranger";
  EXPECT_FALSE(
      fires("authentication.passed", {hop + "ARC-Seal: i=1; d=office.example; cv=none\n" + results + from, {}}))
      << "a sender can write there";
  const std::string of_google =
      "Received: from x (x.example [203.0.113.1]) by mx.google.com; x\n"
      "ARC-Seal: i=9; d=google.com; cv=pass\nARC-Authentication-Results: i=9; mx.google.com; dmarc=pass "
      "header.from=b.example\n";
  EXPECT_FALSE(fires("authentication.passed", {of_google + from, {}})) << "nobody takes out such sets";
  EXPECT_TRUE(fires("authentication.passed", {"ARC-Seal: i=1; d=office.example; cv=none\n" + results + hop +
                                                  "ARC-Authentication-Results: i=2; evil.example; dmarc=fail\n" + from,
                                              {}}))
      << "a newer set of the sender's hides not ours";
}

// Remembers what it was told, and answers as memory/ does.
class Memory {
 public:
  void decide(const Decision& decision) { decisions_.push_back(decision); }
  Decisions answer(const Keys& keys) const {
    return {keys.sender ? find(*keys.sender) : std::nullopt, find(keys.mail)};
  }

 private:
  std::optional<Decision> find(const std::string& key) const {
    for (const Decision& decision : decisions_)
      if (decision.key == key) return decision;
    return std::nullopt;
  }

  std::vector<Decision> decisions_;
};

// The keys and the findings of a mail for a user who decided something.
struct Remembered {
  std::optional<std::string> sender;
  std::string mail;
  std::vector<std::string> ids;
};

Remembered remember(const Case& one, const Memory& memory, const attachments::Inspected* found_inside = nullptr) {
  static const knowledge::Knowledge knowledge = tests::knowledge_with_networks();
  const mail::Mail mail = mail::parse_mail(one.source);
  mail::Recipient recipient = mail::infer_recipient(mail);
  recipient.authserv_ids = one.recipient.authserv_ids;
  auto route = route::trace(mail, recipient, knowledge);
  auto attachments = attachments::find_attachments(mail);
  const auto contents = attachments::contents_to_open(mail, attachments);
  if (found_inside != nullptr) attachments::take_answers(attachments, {contents.size(), *found_inside});
  auto page = page::read_page(mail);
  auto links = links::find_links(mail, page, knowledge);
  links::add_found_links(links, mail, attachments, {}, knowledge);
  const Facts facts = facts::find_facts(mail, recipient, std::move(route), std::move(page), std::move(attachments),
                                        std::move(links), knowledge);
  const Keys keys{key_of_sender(facts), key_of_mail(facts, run_checks(facts))};
  Remembered out{keys.sender, keys.mail, {}};
  for (const Finding& finding : find_decisions(facts, memory.answer(keys))) out.ids.push_back(finding.id());
  return out;
}

TEST(Decisions, AreBoundToWhatWasAuthenticated) {
  const Case confirmed = mail_with(dmarc_pass("lane.example") + "From: Ann <ann@lane.example>\n");
  const Case unconfirmed = mail_with("From: Ann <ann@lane.example>\n");
  Memory memory;
  ASSERT_EQ(remember(confirmed, memory).sender, "sender:ann@lane.example");
  EXPECT_FALSE(remember(unconfirmed, memory).sender) << "anybody can write that address";
  memory.decide({1, DecisionKind::trusted, "sender:ann@lane.example", "ann@lane.example", 0});
  EXPECT_EQ(remember(confirmed, memory).ids, std::vector<std::string>{"history.trusted"});
  EXPECT_TRUE(remember(unconfirmed, memory).ids.empty());
  EXPECT_TRUE(remember(mail_with(dmarc_pass("evil.example") + "From: Ann <ann@evil.example>\n"), memory).ids.empty())
      << "the name alone is nobody's";
}

TEST(Decisions, OfOneMailHoldForItsCopiesAlone) {
  const auto mail = [](const std::string& number, const std::string& link) {
    return mail_with("From: a@b.example\nSubject: Order " + number + "\n", link);
  };
  Memory memory;
  memory.decide({1, DecisionKind::honest, remember(mail("1", "https://b.example/1"), memory).mail, "x", 0});
  EXPECT_EQ(remember(mail("2", "https://b.example/2"), memory).ids, std::vector<std::string>{"history.said-honest"});
  EXPECT_TRUE(remember(mail("2", "https://evil.example/"), memory).ids.empty()) << "leads elsewhere";
  Case elsewhere = mail("2", "https://b.example/2");
  elsewhere.source.replace(elsewhere.source.find("120.136.14.43"), 13, "203.0.113.200");
  EXPECT_TRUE(remember(elsewhere, memory).ids.empty()) << "comes from elsewhere";
}

// What the user said of one mail is said of no other: each row differs from it in one thing.
TEST(Decisions, OfOneMailAreNotInherited) {
  const std::string headers = "From: Ann <a@b.example>\nSubject: Order 17\n";
  const std::string page = "<p>Your order 17 was sent.</p><a href=https://b.example/17>Track</a>";
  const auto with = [&](const std::string& more, const std::string& text) {
    return mail_with(more + "Content-Type: multipart/mixed; boundary=b\n",
                     "--b\nContent-Type: text/html; charset=utf-8\n\n" + text +
                         "\n--b\nContent-Type: application/pdf; name=order.pdf\n\n%PDF\n--b--\n");
  };
  const Case said = with(headers, page);
  Memory memory;
  memory.decide({1, DecisionKind::honest, remember(said, memory).mail, "x", 0});
  const auto replaced = [&](const std::string& what, const std::string& by) {
    Case other = said;
    const auto at = other.source.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    other.source.replace(at, what.size(), by);
    return other;
  };
  for (const Case& copy : {said, replaced("Order 17", "Order 18"), replaced("order 17", "order 233"),
                           replaced("example/17", "example/18")})
    EXPECT_EQ(remember(copy, memory).ids, std::vector<std::string>{"history.said-honest"});
  for (const auto& [what, by] : std::vector<std::pair<std::string, std::string>>{
           {"order.pdf", "invoice.pdf.exe"},
           {"%PDF", "%PDf"},
           {"application/pdf", "application/zip"},
           {"Your order", "Your password"},
           {"b.example/17", "evil.example/17"},
           {"b.example/17", "b.example/go?to=evil.example"},
           {">Track<", ">b.example<"},
           {"Ann <", "PayPal <"},
           {"a@b", "x@b"},
           {"Subject: Order", "Subject: Bill"},
           {"</p>", "</p><form action=https://b.example/><input type=password></form>"},
           {"From: Ann", "Authentication-Results: mx.office.example; dmarc=fail\nFrom: Ann"},
           {"120.136.14.43", "203.0.113.200"},
           {"From: Ann", "Reply-To: x@gmail.com\nFrom: Ann"}})
    EXPECT_TRUE(remember(replaced(what, by), memory).ids.empty()) << what << " → " << by;
}

// A word about a mail holds the next day, when there is more time to open what is in it, or less.
TEST(Decisions, DoNotDependOnTheTimeThereWas) {
  using Where = attachments::FoundTarget::Where;
  const auto found = [](std::vector<attachments::FoundTarget> targets, bool cut = false) {
    attachments::Inspected inside;
    inside.looked_at = true;
    inside.type = "application/pdf";
    inside.names = {"invoice.exe"};
    inside.targets = std::move(targets);
    inside.macros = inside.active = true;
    inside.cut = cut;
    return inside;
  };
  const std::string lure = "http://203.0.113.9/paypal.com/login?to=";
  const std::vector<attachments::Inspected> answers = {
      {},
      found({}),
      found({}, true),
      found({{Where::pdf, lure}}),
      found({{Where::qr_code, lure}}),
      found({{Where::qr_code, "https://paypal.com@evil.example/"}, {Where::pdf, lure}})};
  const auto attached = [](const std::string& type, const std::string& name) {
    return mail_with("From: a@b.example\nSubject: Order\nContent-Type: multipart/mixed; boundary=b\n",
                     "--b\nContent-Type: text/plain\n\nOrder https://b.example/\n--b\nContent-Type: " + type +
                         "; name=" + name + "\n\n" + std::string(400, 'x') + "\n--b--\n");
  };
  for (const Case& one : {attached("application/zip", "a.zip"), attached("application/pdf", "a.pdf"),
                          attached("image/png", "a.png"), attached("application/octet-stream", "a.bin")}) {
    Memory memory;
    memory.decide({1, DecisionKind::honest, remember(one, memory).mail, "x", 0});
    for (std::size_t i = 0; i < answers.size(); ++i) {
      EXPECT_EQ(remember(one, memory, &answers[i]).ids, std::vector<std::string>{"history.said-honest"})
          << one.source << i;
    }
  }
}

// Nothing in the text tells one drawn code from another, and nobody may have had time to read them.
TEST(Decisions, TellDrawnCodesApart) {
  const auto drawn = [](int phase) {
    std::string rows;
    for (int y = 0; y < 25; ++y) {
      rows += "<tr>";
      for (int x = 0; x < 25; ++x)
        rows += (x * x + y * 3 + x * y + phase) % 3 == 0 ? "<td bgcolor=#000000></td>" : "<td bgcolor=#ffffff></td>";
      rows += "</tr>";
    }
    return mail_with("From: a@b.example\nSubject: Code\nContent-Type: text/html\n",
                     "<p>Scan</p><table>" + rows + "</table>");
  };
  Memory memory;
  EXPECT_EQ(remember(drawn(0), memory).mail, remember(drawn(0), memory).mail);
  EXPECT_NE(remember(drawn(0), memory).mail, remember(drawn(1), memory).mail);
}

TEST(Decisions, OfOneThatDeceivesHoldForThisVeryMailAlone) {
  const auto lure = [](const std::string& number) {
    return mail_with("From: PayPal <x@evil.example>\nSubject: Case " + number + "\n",
                     "Case " + number + ": https://evil.example/");
  };
  Memory memory;
  memory.decide({1, DecisionKind::honest, remember(lure("1"), memory).mail, "x", 0});
  EXPECT_EQ(remember(lure("1"), memory).ids, std::vector<std::string>{"history.said-honest"});
  EXPECT_TRUE(remember(lure("2"), memory).ids.empty()) << "deceives anew";
}

TEST(Fingerprint, IsSha256) {
  const auto of = [](const std::string& bytes) {
    Fingerprint print;
    print.feed(bytes);
    return print.hex();
  };
  EXPECT_EQ(of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(of(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  EXPECT_NE(Fingerprint().add("ab").add("c").hex(), Fingerprint().add("a").add("bc").hex());
}

TEST(Findings, PointIntoTheSource) {
  const std::string source = tests::read_mail("cases/kagoya-utf8.eml");
  const Findings findings = examine({source, {}});
  EXPECT_GE(findings.size(), 10U);
  for (const Finding& finding : findings)
    for (const Evidence& evidence : finding.evidence) {
      EXPECT_LE(evidence.span.offset + evidence.span.length, source.size()) << finding.id();
      EXPECT_FALSE(evidence.quote.empty()) << finding.id();
    }
}

}  // namespace
}  // namespace fuwake::evidence
