// The way that the mail took.
#include "evidence/examine.h"

namespace fuwake::evidence {

Rows route_rows() {
  return {
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
      {"route.hosting-account", "an account, and a mailing service's bounce address",
       mail_with("Return-Path: <www-data@sv1.xserver.jp>\nFrom: a@b.example\n"),
       mail_with("Return-Path: <bounces-19-lost=office.example@sv1.xserver.jp>\nFrom: a@b.example\n")},
      {"route.hosting-account", "an account, and a list's own",
       mail_with("Return-Path: <www-data@sv1.xserver.jp>\nFrom: a@b.example\n"),
       mail_with("Return-Path: <users-bounces@sv1.xserver.jp>\nFrom: a@b.example\n")},
      {"route.dated-ahead", "dated next year", mail_with("From: a@b.example\nDate: Thu, 14 Mar 2024 06:12:43 +0900\n"),
       mail_with("From: a@b.example\nDate: Tue, 14 Mar 2023 18:12:43 +0900\n")},
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
      {"route.brand-network", "Kagoya's own address from Xserver's network", mail_with("From: info@kagoya.com\n"),
       mail_with(dmarc_pass("kagoya.com") + "From: info@kagoya.com\n")},
      {"route.mailing-list", "a list", mail_with("List-Id: <l.b.example>\nList-Post: <mailto:l@b.example>\n"),
       mail_with("List-Unsubscribe: <https://b.example>\n")},
      {"route.handed-over", "somebody handed it over", mail_with("From: a@b.example\n"), {"From: a@b.example\n\n", {}}},
      {"route.brand-network", "Kagoya's name from Xserver's network", mail_with("From: Kagoya <x@y.example>\n"),
       mail_with("From: DHL <x@y.example>\n")},
  };
}

namespace {

TEST(Route, FireWhereTheyMustAndNowhereElse) {
  expect_rows(route_rows());
}

}  // namespace
}  // namespace fuwake::evidence
