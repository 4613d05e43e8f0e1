// Mails for the tests of checks, and what the checks find in them.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "evidence/checks.h"
#include "evidence/decisions.h"
#include "evidence/not_looked_at.h"
#include "mails.h"

namespace fuwake::evidence {

using facts::Facts;

struct Case {
  std::string source;
  mail::Recipient recipient = {};
  attachments::Attachments attachments = {};
  Decisions decisions = {};  // what the user said
  bool larger_than_taken_in = false;
  bool unread = false;  // whoever was to read it did not get through
};

inline Findings examine(const Case& one) {
  if (one.unread) return {{unseen_whole, {}, {}}};
  static const knowledge::Knowledge knowledge = tests::knowledge_with_networks();
  mail::Mail mail = mail::parse_mail(one.source);
  if (one.larger_than_taken_in) mail.unseen.insert(mail::Unseen::rest);
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
  const Facts facts = facts::find_facts(mail, recipient, std::move(route), std::move(page), one.attachments,
                                        std::move(links), knowledge);
  Findings findings = run_checks(facts);
  for (Finding& said : find_decisions(facts, one.decisions)) findings.push_back(std::move(said));
  return findings;
}

inline bool fires(const std::string& id, const Case& one) {
  const Findings findings = examine(one);
  return std::any_of(findings.begin(), findings.end(), [&id](const Finding& finding) { return finding.id() == id; });
}

inline const std::string from_outside =
    "Delivered-To: lost@office.example\n"
    "Received: from sv1.xserver.jp (sv1.xserver.jp [120.136.14.43]) by mx.office.example with ESMTP; "
    "Tue, 14 Mar 2023 06:12:43 +0900\n";

inline Case mail_with(const std::string& headers, const std::string& body = "") {
  mail::Recipient recipient;
  recipient.authserv_ids = {"mx.office.example"};
  return {from_outside + headers + "\n" + body, recipient};
}

// A user who knows Ann of Kobayashi Shoji, and gets such a mail.
inline Case mail_to_friend_of_ann(const std::string& headers) {
  Case one = mail_with(headers);
  one.recipient.contacts = std::make_shared<const mail::Contacts>(
      std::vector<mail::Contact>{{"Ann Lane", {"ann@kobayashi-shoji.example", "ann.lane@gmail.com"}}});
  return one;
}

inline Case html(const std::string& body, const std::string& headers = "From: a@b.example\n") {
  return mail_with(headers + "Content-Type: text/html; charset=utf-8\n", body);
}

// A mail with an attachment of that name, of which the inspector says so much.
inline Case with_attachment(const std::string& name, attachments::Inspected inside = {},
                            const std::string& text = "Hello") {
  Case one = mail_with("Content-Type: multipart/mixed; boundary=b\n",
                       "--b\nContent-Type: text/plain; charset=utf-8\n\n" + text +
                           "\n--b\nContent-Type: application/octet-stream\n\nx\n--b--\n");
  one.attachments.all.push_back({2, name, "application/octet-stream", std::move(inside)});
  return one;
}

// A mail with that page attached; a page that is the whole mail is shown, whatever its disposition.
inline Case with_page(const std::string& page) {
  return mail_with("Content-Type: multipart/mixed; boundary=b\n",
                   "--b\n\nHello\n--b\nContent-Type: text/html; name=a.htm\nContent-Disposition: attachment\n\n" +
                       page + "\n--b--\n");
}

inline attachments::Inspected inside_of(const std::string& type, std::vector<std::string> names = {}) {
  attachments::Inspected inside;
  inside.type = type;
  inside.names = std::move(names);
  return inside;
}

inline attachments::Inspected encrypted() {
  attachments::Inspected inside;
  inside.encrypted = true;
  return inside;
}

// The results of our server for a sender at that domain.
inline std::string dmarc_pass(const std::string& domain) {
  return "Authentication-Results: mx.office.example; dmarc=pass header.from=" + domain + "\n";
}

inline const std::string dkim_pass =
    "Authentication-Results: mx.office.example; dkim=pass header.d=b.example; dmarc=pass\n";

/// A mail that must fire the finding, and a good mail that must not: its honest twin.
struct Row {
  std::string id;
  std::string what;
  Case must_fire;
  Case must_not;
};

using Rows = std::vector<Row>;

// Each in its family's file.
Rows identity_rows();
Rows route_rows();
Rows authentication_rows();
Rows links_rows();
Rows wording_rows();
Rows page_rows();
Rows attachments_rows();
Rows unseen_rows();
Rows decisions_rows();

inline void expect_rows(const Rows& rows) {
  for (const Row& row : rows) {
    EXPECT_TRUE(fires(row.id, row.must_fire)) << row.id << ": " << row.what;
    EXPECT_FALSE(fires(row.id, row.must_not)) << row.id << " fires on a good mail: " << row.what;
  }
}

}  // namespace fuwake::evidence
