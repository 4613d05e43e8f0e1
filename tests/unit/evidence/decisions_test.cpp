// What the user said of a sender or of a mail, and what that is bound to.
#include "evidence/examine.h"

namespace fuwake::evidence {
namespace {

Case with_word_on_sender(Case one) {
  one.decisions.on_sender = Decision{1, DecisionKind::trusted, "sender:x", "Ann", 0};
  return one;
}

Case with_word_on_mail(DecisionKind kind) {
  Case one = mail_with("From: Ann <ann@lane.example>\n");
  one.decisions.on_mail = Decision{1, kind, "mail:x", "Order", 0};
  return one;
}

}  // namespace

Rows decisions_rows() {
  const Case lane = mail_with("From: Ann <ann@lane.example>\n");
  const Case gmail = mail_with("From: Ann <ann.lane@gmail.com>\n");
  return {
      {"history.trusted", "a sender whom the user trusts", with_word_on_sender(lane), lane},
      {"history.trusted-mailbox", "the same at free mail", with_word_on_sender(gmail), with_word_on_sender(lane)},
      {"history.said-honest", "a mail that the user called honest", with_word_on_mail(DecisionKind::honest),
       with_word_on_mail(DecisionKind::dishonest)},
      {"history.said-dishonest", "a mail that the user did not call so", with_word_on_mail(DecisionKind::dishonest),
       with_word_on_mail(DecisionKind::honest)},
  };
}

namespace {

TEST(Decisions, SayWhatTheUserSaid) {
  expect_rows(decisions_rows());
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

Remembered remember(const Case& one, const Memory& memory) {
  static const knowledge::Knowledge knowledge = tests::knowledge_with_networks();
  const mail::Mail mail = mail::parse_mail(one.source);
  mail::Recipient recipient = mail::infer_recipient(mail);
  recipient.authserv_ids = one.recipient.authserv_ids;
  auto route = route::trace(mail, recipient, knowledge);
  auto attachments = attachments::find_attachments(mail);
  auto page = page::read_page(mail);
  auto links = links::find_links(mail, page, knowledge);
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
                     "Your account has been suspended. Case " + number + ": https://evil.example/");
  };
  Memory memory;
  memory.decide({1, DecisionKind::honest, remember(lure("1"), memory).mail, "x", 0});
  EXPECT_EQ(remember(lure("1"), memory).ids, std::vector<std::string>{"history.said-honest"});
  EXPECT_TRUE(remember(lure("2"), memory).ids.empty()) << "deceives anew";
}

}  // namespace
}  // namespace fuwake::evidence
