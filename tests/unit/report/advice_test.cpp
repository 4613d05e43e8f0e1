// What the reader is told to do fits what the mail is after.
#include "report/advice.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "knowledge/stanzas.h"
#include "mails.h"

namespace fuwake::report {
namespace {

const Languages& languages() {
  static const Languages instance = Languages::read(std::filesystem::path(FUWAKE_DATA_DIR) / "sentences");
  return instance;
}

const dissection::Engine& engine() {
  static const dissection::Engine instance{
      tests::knowledge_with_networks(),
      verdict::Weights::read(std::filesystem::path(FUWAKE_DATA_DIR) / "weights.json")};
  return instance;
}

std::string kind_of(const std::string& source) {
  return name_of(advice_kind(*dissection::dissect(source, {}, engine())));
}

std::string said_of(const char* kind, const std::string& language, const Arguments& arguments) {
  std::string out;
  for (const Segments& sentence : languages().choose(language).advice(kind, arguments)) out += plain(sentence) + "\n";
  return out;
}

bool says(const std::string& text, const std::vector<const char*>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return text.find(word) != std::string::npos; });
}

// "" where the technique says only whom the mail poses as, or how it hides.
const std::map<std::string, std::string> means_of_techniques = {
    {"brand-impersonation", ""},
    {"display-name-spoofing", ""},
    {"exact-domain-spoofing", ""},
    {"own-account-spoofing", ""},
    {"free-mail-impersonation", ""},
    {"lookalike-domain", ""},
    {"lookalike-letters", ""},
    {"hidden-characters", ""},
    {"several-senders", ""},
    {"reply-elsewhere", ""},
    {"advance-fee", "fee"},
    {"throwaway-sender", ""},
    {"throwaway-domain", ""},
    {"mass-mailing", ""},
    {"forged-record", ""},
    {"hijacked-machine", ""},
    {"false-all-clear", ""},
    {"replayed-signature", ""},
    {"decoy-in-address", ""},
    {"links-elsewhere", "link"},
    {"copied-design", "link"},
    {"mismatched-link-text", "link"},
    {"recipient-in-link", "link"},
    {"numeric-host", "link"},
    {"free-hosting", "link"},
    {"open-redirect", "link"},
    {"page-in-the-link", "link"},
    {"credential-form", "form"},
    {"picture-for-text", ""},
    {"qr-code", "link"},
    {"link-in-attachment", "attachment"},
    {"broken-words", ""},
    {"hidden-text", ""},
    {"machine-translation", ""},
    {"callback", "call"},
    {"pretext", ""},
    {"disguised-attachment", "attachment"},
    {"program-attached", "attachment"},
    {"template-injection", "attachment"},
    {"locked-archive", "attachment"},
    {"html-smuggling", "attachment"},
    {"hiding-in-bulk", ""},
    {"internal-impersonation", ""},
    {"business-email-compromise", "payment"},
    {"thread-hijacking", "payment"},
    {"device-code", "access"},
    {"oauth-consent", "access"},
    {"service-abuse", ""},
};

TEST(Advice, KnowsTheMeansOfEachTechnique) {
  for (const auto& [technique, means] : means_of_techniques) {
    const auto found = means_of(technique);
    EXPECT_EQ(found ? name_of(*found) : "", means) << technique;
  }
  const auto english =
      nlohmann::json::parse(knowledge::read_file(std::filesystem::path(FUWAKE_DATA_DIR) / "sentences/en.json"));
  for (const auto& [technique, name] : english["techniques"].items()) {
    if (technique.ends_with(".explained")) continue;
    EXPECT_TRUE(means_of_techniques.contains(technique)) << technique << " has no row here";
  }
}

const std::string from_outside =
    "Delivered-To: lost@office.example\n"
    "Received: from sv1.xserver.jp (sv1.xserver.jp [120.136.14.43]) by mx.office.example with ESMTP; "
    "Tue, 14 Mar 2023 06:12:43 +0900\n";

TEST(Advice, FitsTheMail) {
  const std::string attached =
      "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n";
  const std::string letter = "\n--b\nContent-Type: application/pdf; name=letter.pdf\n\nx\n--b--\n";
  const std::string program = "\n--b\nContent-Type: application/octet-stream; name=invoice.pdf.exe\n\nMZ\n--b--\n";
  struct Row {
    const char* what;
    std::string source;
    const char* kind;
  };
  for (
      const Row& row :
      {Row{"a brand's name and a link",
           "From: PayPal <x@evil.example>\n\nYour account is limited: https://evil.example/", "link"},
       Row{"a brand's name and nothing to open", "From: PayPal <x@evil.example>\n\nPlease answer this mail.", "answer"},
       Row{"a number to call",
           "From: PayPal Billing <x@gmail.com>\nSubject: Invoice\n\nYour PayPal account was charged $499.99. If you "
           "did "
           "not authorize this charge, call us at +1 (888) 555-0199.",
           "call"},
       Row{"blackmail from one's own address",
           "From: lost@office.example\nTo: lost@office.example\n\nI recorded you through your webcam. Send $900 in "
           "bitcoin to my wallet or I will send the video to all your contacts.",
           "extortion"},
       Row{"a superior who wants gift cards",
           "From: CEO Tanaka <x@gmail.com>\n\nI am in a meeting. Please buy gift cards and send me the codes.",
           "payment"},
       Row{"a program that poses as a document",
           "From: a@b.example\n" + attached + "Your invoice is attached. https://b.example/" + program, "attachment"},
       Row{"a form for the password",
           "From: a@b.example\nContent-Type: text/html\n\n<form action=https://evil.example/><input "
           "type=password></form>",
           "form"},
       Row{"the police, with a letter attached",
           "From: Europol <x@gmail.com>\n" + attached + "A judicial summons. Answer within 72 hours." + letter,
           "extortion"},
       Row{"a lover at the customs",
           "From: James <x@gmail.com>\n\nMy love, the customs want a clearance fee for the box. Please pay in bitcoin.",
           "fee"},
       Row{"work for somebody's bank card, with a link",
           "From: HR <x@gmail.com>\n\nEarn 300 a day, send a photo of your bank card, both sides. https://t.me/x",
           "fee"},
       Row{"a friend who asks about a mail that he passes on",
           "From: Ann <ann@gmail.com>\nSubject: Fwd: PayPal\n\nIs this a scam?\n\n---------- Forwarded message "
           "---------\nFrom: PayPal <x@evil.example>\n\nYour account is limited: https://evil.example/",
           "passed-on"},
       Row{"an address to write to is no link", "From: PayPal <x@evil.example>\n\nWrite to mailto:a@evil.example",
           "answer"}})
    EXPECT_EQ(kind_of(from_outside + row.source), row.kind) << row.what;
}

TEST(Advice, SaysNothingOfWhatTheMailDoesNotHave) {
  for (const std::string language : {"en", "ja"})
    for (const char* level : {"caution", "danger"})
      for (const AdviceKind kind : advice_kinds) {
        const std::string bare =
            said_of(name_of(kind), language, {{"level", level}, {"link", "none"}, {"attachment", "none"}});
        SCOPED_TRACE(bare);
        EXPECT_FALSE(bare.empty()) << name_of(kind);
        EXPECT_TRUE(kind == AdviceKind::link || !says(bare, {"link", "リンク", "QR"})) << name_of(kind);
        EXPECT_TRUE(kind == AdviceKind::attachment || !says(bare, {"attachment", "添付"})) << name_of(kind);
        EXPECT_TRUE(kind != AdviceKind::extortion || !says(bare, {"sk the sender", "差出人に確かめ"}));
      }
}

// Whoever has already paid, called or typed reads it at caution too, for caution is not sure either way.
TEST(Advice, SaysWhatToDoWhenItIsTooLate) {
  for (const char* level : {"caution", "danger"}) {
    for (const char* kind : {"call", "fee", "link"})
      EXPECT_TRUE(says(said_of(kind, "en", {{"level", level}, {"link", "link"}}), {"If you have"})) << kind << level;
    for (const char* payment : {"cards", "transfer"})
      EXPECT_TRUE(says(said_of("payment", "en", {{"level", level}, {"payment", payment}}), {"already"})) << payment;
  }
  EXPECT_TRUE(says(said_of("extortion", "en", {{"level", "danger"}, {"threat", "summons"}}), {"do not call"}));
  EXPECT_FALSE(says(said_of("extortion", "en", {{"level", "danger"}, {"threat", "summons"}}), {"password"}));
}

TEST(Advice, SpeaksOfWhatIsToBePaid) {
  struct Row {
    const char* what;
    const char* text;
    std::vector<const char*> said, unsaid;
  };
  const std::vector<const char*> cards = {"gift card"}, account = {"bank account"};
  for (const Row& row :
       {Row{"gift cards", "I am in a meeting. Please buy gift cards and send me the codes.", cards, account},
        Row{"a favour",
            "I am in a meeting. Send me your WhatsApp number.",
            {"what the mail asks for"},
            {"gift", "bank account"}},
        Row{"another account", "Our bank details have changed. Please pay to our new bank account.", account, cards}}) {
    const auto mail = dissection::dissect(from_outside + "From: CEO Tanaka <x@gmail.com>\n\n" + row.text, {}, engine());
    ASSERT_EQ(name_of(advice_kind(*mail)), std::string("payment")) << row.what;
    std::string said;
    for (const Segments& sentence : advice(*mail, languages().choose("en"))) said += plain(sentence) + "\n";
    EXPECT_TRUE(says(said, row.said)) << row.what << ": " << said;
    EXPECT_FALSE(says(said, row.unsaid)) << row.what << ": " << said;
  }
}

// Whom to ask is said once.
TEST(Advice, RepeatsNothing) {
  for (const char* level : {"caution", "danger"})
    for (const AdviceKind kind : advice_kinds)
      for (const char* payment : {"cards", "transfer", "other"}) {
        const Arguments all = {{"level", level}, {"link", "link"}, {"attachment", "yes"}, {"payment", payment}};
        for (const auto& [language, words] : {std::pair{"en", "ask "}, std::pair{"ja", "に確かめて"}}) {
          const std::string said = said_of(name_of(kind), language, all);
          const auto first = said.find(words);
          EXPECT_TRUE(first == said.npos || said.find(words, first + 1) == said.npos) << said;
        }
      }
}

TEST(Advice, SpeaksOfACodeOrOfConsent) {
  for (const auto& [language, code, consent] :
       {std::tuple{"en", "enter the code", "agree to"}, std::tuple{"ja", "コード", "同意"}})
    for (const char* access : {"code", "consent", "both"}) {
      const std::string said = said_of("access", language, {{"level", "danger"}, {"access", access}});
      EXPECT_EQ(says(said, {code}), access != std::string("consent")) << said;
      EXPECT_EQ(says(said, {consent}), access != std::string("code")) << said;
    }
}

TEST(Advice, SpeaksOfACodeWhereTheLinkIsOne) {
  for (const char* level : {"caution", "danger"}) {
    const Arguments code = {{"level", level}, {"link", "code"}, {"attachment", "none"}};
    EXPECT_TRUE(says(said_of("link", "en", code), {"code"}));
    EXPECT_FALSE(says(said_of("link", "en", code), {"link"}));
    EXPECT_FALSE(says(said_of("link", "ja", code), {"リンク"}));
  }
}

TEST(Advice, IsThereForEachKindInEachLanguage) {
  for (const std::string& language : Languages::offered(std::filesystem::path(FUWAKE_DATA_DIR) / "sentences")) {
    const auto advice = nlohmann::json::parse(
        knowledge::read_file(std::filesystem::path(FUWAKE_DATA_DIR) / "sentences" / (language + ".json")))["advice"];
    EXPECT_EQ(advice.size(), std::size(advice_kinds) + 1) << language << ": of each kind, and where to report";
    for (const AdviceKind kind : advice_kinds) EXPECT_TRUE(advice.contains(name_of(kind))) << language << name_of(kind);
  }
}

TEST(Advice, IsForMailsThatAreWarnedOf) {
  const auto quiet = dissection::dissect("From: a@b.example\n\nHello", {}, engine());
  EXPECT_TRUE(advice(*quiet, languages().choose("en")).empty());
  const auto loud = dissection::dissect(tests::read_mail("cases/kagoya-utf8.eml"), {}, engine());
  const auto said = advice(*loud, languages().choose("en"));
  ASSERT_GE(said.size(), 3U);
  EXPECT_EQ(plain(said.front()), "Do not open the link, and do not answer.");
  EXPECT_NE(plain(said.back()).find("report"), std::string::npos);
}

}  // namespace
}  // namespace fuwake::report
