#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "evidence/checks.h"
#include "mails.h"
#include "report/document.h"
#include "report/html.h"
#include "report/printable.h"
#include "report/text.h"

namespace fuwake::report {
namespace {

const Languages& languages() {
  static const Languages instance = Languages::read(std::filesystem::path(FUWAKE_DATA_DIR) / "sentences");
  return instance;
}

std::vector<std::string> all_languages() {
  return Languages::offered(std::filesystem::path(FUWAKE_DATA_DIR) / "sentences");
}

const dissection::Engine& engine() {
  static const dissection::Engine instance{
      tests::knowledge_with_networks(),
      verdict::Weights::read(std::filesystem::path(FUWAKE_DATA_DIR) / "weights.json")};
  return instance;
}

nlohmann::json document_of(const std::string& source, const std::string& locale) {
  return make_document(*dissection::dissect(source, {}, engine()), engine(), languages().choose(locale));
}

TEST(Printable, LetsNothingActOnItsSurroundings) {
  struct Row {
    const char* what;
    std::string text;
    const char* shown;
  };
  for (const Row& row : {Row{"right-to-left override", "a\u202Egpj.exe", "a⟨U+202E⟩gpj.exe"},
                         Row{"zero width", "pay\u200Bpal", "pay⟨U+200B⟩pal"}, Row{"line ends", "a\r\nb", "a  b"},
                         Row{"NUL", std::string("a\0b", 3), "a⟨U+0000⟩b"}, Row{"escape", "\x1b[31m", "⟨U+001B⟩[31m"},
                         Row{"a link", "see HTTPS://a.example", "see h**ps://a.example"},
                         Row{"broken UTF-8", "a\xff", "a\xEF\xBF\xBD"}, Row{"Japanese", "非常に重要", "非常に重要"}})
    EXPECT_EQ(printable(row.text), row.shown) << row.what;
  EXPECT_EQ(printable(std::string(300, 'a')), std::string(200, 'a') + "…");
}

// What a terminal or a mail program makes a link of, and what it does not.
// A worker that was taken over writes to the terminal: a new colour, what turns text around, and half a letter.
TEST(Printable, WithoutControlsKeepsLinesAndLetters) {
  EXPECT_EQ(without_controls("a\n\u9f8d\u200d"), "a\n\u9f8d\u200d");
  EXPECT_EQ(without_controls("\x1b[31m\u009b31m\u202ex\x9b\xe3\x81 y\r\x7f"), "[31m31mx y");
}

TEST(Printable, MakesNoLinks) {
  struct Row {
    const char* text;
    const char* shown;
  };
  for (const Row& row : {Row{"http://a.example", "h**p://a.example"},
                         Row{"xhttps://a.example", "xhttps*://a.example"},
                         Row{"see.https://a.example", "see.h**ps://a.example"},
                         Row{"ftp://a.example/b", "ftp*://a.example/b"},
                         Row{"FILE:///etc/passwd", "FILE*:///etc/passwd"},
                         Row{"mailto:a@b.example", "mailto*:a@b.example"},
                         Row{"Omailto:a@b.example", "Omailto*:a@b.example"},
                         Row{"<mailto:a@b.example>", "<mailto*:a@b.example>"},
                         Row{"tel:+81312345678", "tel*:+81312345678"},
                         Row{"javascript:alert(1)", "javascript*:alert(1)"},
                         Row{"https:a.example", "h**ps:a.example"},
                         Row{"ms-msdt:/id", "ms-msdt*:/id"},
                         Row{"view-source:https://a.example", "view-source*:h**ps://a.example"},
                         Row{"never-heard-of://a.example", "never-heard-of*://a.example"},
                         Row{"www.a.example", "www*.a.example"},
                         Row{"https://WWW.a.example", "h**ps://WWW*.a.example"},
                         Row{"(www.例え.jp)", "(www*.例え.jp)"},
                         Row{"ftp.a.example", "ftp*.a.example"},
                         Row{"日本語http://a.example", "日本語h**p://a.example"},
                         Row{"Re: Your order", "Re: Your order"},
                         Row{"AW:Ihre Frage", "AW:Ihre Frage"},
                         Row{"at 10:30", "at 10:30"},
                         Row{"News: the file: here", "News: the file: here"},
                         Row{"awww. So", "awww. So"},
                         Row{"www. is", "www. is"},
                         Row{"spotify:track:1", "spotify*:track:1"},
                         Row{"VSCode:x", "VSCode*:x"},
                         Row{"zoomus:1", "zoomus*:1"},
                         Row{"zoomsomething:1", "zoomsomething*:1"},
                         Row{"ms-outlook:x", "ms-outlook*:x"},
                         Row{"ms-never-heard-of:x", "ms-never-heard-of*:x"},
                         Row{"teams:x", "teams*:x"},
                         Row{"matrix:u/a", "matrix*:u/a"},
                         Row{"web+x:y", "web+x*:y"},
                         Row{"h323:x", "h323*:x"},
                         Row{"monero:4", "monero*:4"},
                         Row{"sgnl:x", "sgnl*:x"},
                         Row{"x-apple-news:y", "x-apple-news*:y"},
                         Row{"itms-apps:x", "itms-apps*:x"},
                         Row{"12:30", "12:30"},
                         Row{"Subject:x", "Subject:x"},
                         Row{"[ref:00D:ref]", "[ref:00D:ref]"},
                         Row{"sha256:ab", "sha256:ab"},
                         Row{"2001:db8::1", "2001:db8::1"},
                         Row{"Teams: join", "Teams: join"},
                         Row{"note:this", "note:this"},
                         Row{"件名:請求書", "件名:請求書"},
                         Row{"a.example", "a.example"},
                         Row{"ann@a.example", "ann@a.example"},
                         Row{"C:\\x", "C:\\x"},
                         Row{"://", "://"}}) {
    EXPECT_EQ(printable(row.text), row.shown);
    EXPECT_EQ(printable(row.shown), row.shown) << "twice as once";
  }
}

TEST(EscapedJson, MeansTheSameAndActsOnNothing) {
  const nlohmann::json value = {{"a\u202E", "\u2066b\u200E\u007F\u0085\u2028\uFEFFé日本 😀 \U000E0041 \u200D"}};
  const std::string text = to_string(value, false);
  EXPECT_EQ(nlohmann::json::parse(text), value);
  for (const char* shown :
       {"\\u202e", "\\u2066", "\\u200e", "\\u007f", "\\u0085", "\\u2028", "\\ufeff", "\\udb40\\udc41"})
    EXPECT_NE(text.find(shown), std::string::npos) << shown;
  for (const char* kept : {"é日本 😀"}) EXPECT_NE(text.find(kept), std::string::npos) << kept;
  for (const char* raw : {"\u202E", "\u2066", "\u200E", "\u007F", "\u0085", "\u2028"})
    EXPECT_EQ(text.find(raw), std::string::npos) << nlohmann::json(raw);
}

// A file's path and a decision's key stay what they are, and are shown in terminals.
TEST(EscapedJson, HoldsNoWorkingLink) {
  for (const char* text :
       {"/m/https://e.example", "/m/https:/e.example/x", "mailto:a@b.example", "\nmailto:a@b.example",
        "\u202Emailto:a@b.example", "www.e.example", "x-odd://e.example", "spotify:x"}) {
    const std::string json = to_string({{"https", text}}, false);
    EXPECT_EQ(nlohmann::json::parse(json)["https"], text);
    EXPECT_EQ(json.find(':', json.find("\":") + 2), std::string::npos) << json;
    EXPECT_EQ(json.find("www."), std::string::npos) << json;
  }
  EXPECT_EQ(to_string({{"a", "/m/12:30 Re:x \\http.eml"}}, false), R"({"a":"/m/12:30 Re:x \\http.eml"})");
}

// Nothing is called highlighted where nothing is, and an address is shown without what stood around it.
TEST(Report, SetsTheDomainOfAnAddressApart) {
  const auto document = document_of("Subject: x\n\nWrite to <ann@a.example> now\n", "en");
  EXPECT_NE(to_text(document, languages().choose("en")).find("  mailto*:ann@[a.example]\n"), std::string::npos)
      << to_text(document, languages().choose("en"));
  EXPECT_NE(to_html(document, languages().choose("en")).find("mailto*:ann@<em>a.example</em>"), std::string::npos);
  const auto none = document_of("Content-Type: text/html\n\n<a href='tel:+123'>x</a>", "en");
  ASSERT_EQ(none["links"].size(), 1U);
  for (const std::string& shown : {to_text(none, languages().choose("en")), to_html(none, languages().choose("en"))}) {
    EXPECT_NE(shown.find("tel*:+123"), std::string::npos);
    EXPECT_EQ(shown.find("highlighted"), std::string::npos) << shown;
    EXPECT_EQ(shown.find("[]"), std::string::npos);
    EXPECT_EQ(shown.find("<em></em>"), std::string::npos);
  }
}

TEST(Report, SaysNearTheVerdictThatDecisionsAreUnread) {
  auto document = document_of("Subject: x\n\nx\n", "en");
  document["decisionsUnread"] = true;
  const std::string sentence = languages().choose("en").say("labels", "decisionsUnread");
  for (const std::string& shown :
       {to_text(document, languages().choose("en")), to_html(document, languages().choose("en"))}) {
    ASSERT_NE(shown.find(sentence), std::string::npos);
    EXPECT_LT(shown.find(sentence), shown.find(languages().choose("en").say("labels", "claims")));
  }
}

nlohmann::json data_of(const std::string& file) {
  return nlohmann::json::parse(knowledge::read_file(std::filesystem::path(FUWAKE_DATA_DIR) / file));
}

TEST(Sentences, AreTheSameInEveryLanguageAndThereForEveryWeight) {
  const auto english = data_of("sentences/en.json");
  for (const std::string& language : all_languages()) {
    const auto own = data_of("sentences/" + language + ".json");
    ASSERT_EQ(english.size(), own.size()) << language;
    for (const auto& [group, entries] : english.items()) {
      for (const auto& [key, pattern] : entries.items())
        EXPECT_TRUE(own[group].contains(key)) << language << ": " << group << " " << key;
      EXPECT_EQ(entries.size(), own[group].size()) << language << ": " << group;
    }
  }
  const auto weights = data_of("weights.json");
  for (const auto& [id, weight] : weights["weights"].items())
    EXPECT_TRUE(english["findings"].contains(id)) << id << " has a weight and no sentence";
  for (const std::string& lure : engine().knowledge.wording.lures()) {
    const std::string id = "wording." + lure;
    EXPECT_TRUE(english["findings"].contains(id)) << id << " has no sentence";
    EXPECT_TRUE(engine().weights.knows(id)) << id << " has no weight";
  }
}

TEST(Sentences, SayDurationsInTheLargestUnit) {
  EXPECT_EQ(languages().choose("en").duration(1), "1 second");
  EXPECT_EQ(languages().choose("en").duration(150), "2 minutes");
  EXPECT_EQ(languages().choose("ja").duration(3 * 86400), "3 日");
  EXPECT_EQ(languages().choose("en").duration(-7200), "−2 hours");
}

TEST(Sentences, FollowTheLocale) {
  EXPECT_EQ(languages().choose("ja_JP.UTF-8").language(), "ja");
  EXPECT_EQ(languages().choose("ja").language(), "ja");
  EXPECT_EQ(languages().choose("fr-FR").language(), "en");
  EXPECT_EQ(languages().choose("").language(), "en");
  EXPECT_EQ(languages().choose("ja").country("JP"), "日本");
  EXPECT_EQ(languages().choose("ja").country("HK"), "香港") << "and not 中華人民共和国香港特別行政区";
  EXPECT_EQ(languages().choose("en").country("GB"), "UK");
  EXPECT_EQ(languages().choose("en").country(""), "");
}

// A file of sentences is all that a language needs.
TEST(Sentences, AreOfWhateverLanguageHasAFile) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "fuwake-sentences";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  const auto write = [&folder](const char* name, const char* title, const char* dates) {
    const nlohmann::json sentences = {{"labels", {{"title", title}, {"datesOf", dates}}}};
    std::ofstream(folder / name) << sentences;
  };
  write("pt.json", "Relatório", "pt");
  EXPECT_THROW(Languages::read(folder), knowledge::DataError) << "no English";
  write("en.json", "Report", "en-GB");
  write("pt-BR.json", "Laudo", "pt-BR");
  write("notes.txt", "no sentences", "");
  EXPECT_EQ(Languages::offered(folder), (std::vector<std::string>{"en", "pt", "pt-BR"}));
  const Languages all = Languages::read(folder);
  struct Row {
    const char* locale;
    const char* title;
  };
  for (const Row& row : {Row{"pt_BR.UTF-8", "Laudo"}, Row{"pt-BR", "Laudo"}, Row{"pt-PT", "Relatório"},
                         Row{"pt@euro", "Relatório"}, Row{"ja", "Report"}, Row{"C", "Report"}, Row{"", "Report"}})
    EXPECT_EQ(all.choose(row.locale).say("labels", "title"), row.title) << row.locale;
  EXPECT_EQ(all.choose("pt_BR").country("JP"), "Japão");
  EXPECT_NE(all.choose("pt").moment(0).find("1970"), std::string::npos);
  write("jp.json", "報告", "ja");
  EXPECT_THROW(Languages::read(folder), knowledge::DataError) << "Japanese is \"ja\"";
}

TEST(Document, OfTheFoundingMailNamesTheEvidence) {
  for (const char* name : {"cases/kagoya-utf8.eml", "cases/kagoya-iso2022jp.eml"}) {
    const auto document = document_of(tests::read_mail(name), "en");
    EXPECT_EQ(document["verdict"]["level"], "danger");
    EXPECT_EQ(document["verdict"]["headline"],
              "This mail calls itself KAGOYA JAPAN, but it was sent from Xserver and its link goes to "
              "w-support.jp.");
    EXPECT_EQ(document["facts"]["network"]["asn"], 131965);
    EXPECT_EQ(document["facts"]["network"]["approximate"], true);
    EXPECT_EQ(document["links"][0]["deciding"], "w-support.jp");
  }
}

// "Sent from Xserver Inc.." and 「送信元はXserver」: the words around a name cannot know what it begins and ends with.
TEST(Sentences, FitAroundNames) {
  const auto said = [](const char* language, const char* operator_name) {
    return languages().choose(language).say(
        "labels", "gist.unconfirmed",
        {{"domain", "b.example"}, {"operator", {SegmentKind::brand, operator_name}}, {"placed", "none"}});
  };
  EXPECT_TRUE(said("en", "Xserver Inc.").ends_with("from Xserver Inc.")) << said("en", "Xserver Inc.");
  EXPECT_TRUE(said("en", "Xserver").ends_with("from Xserver."));
  EXPECT_TRUE(said("ja", "Xserver").ends_with("送信元は Xserver です。"));
  EXPECT_TRUE(said("ja", "エックスサーバー").ends_with("送信元はエックスサーバーです。"));
  EXPECT_TRUE(said("ja", "「Xserver」").ends_with("送信元は「Xserver」です。"));
  EXPECT_TRUE(said("ja", "NTTドコモ").ends_with("送信元は NTTドコモです。"));
}

TEST(Report, NamesPlacesAsTheReaderDoes) {
  struct Row {
    const char* what;
    const char *code, *country, *region, *city, *known;
    const char *english, *japanese;
  };
  for (const Row& row : {Row{"a town in the region of its name", "JP", "日本", "大阪", "大阪", "",
                             "Lane Ltd (AS64496), 大阪, 日本 (estimate)", "Lane Ltd (AS64496)、大阪 (推定)"},
                         Row{"the reader's own country", "JP", "日本", "東京都", "千代田区", "レーン",
                             "レーン (Lane Ltd, AS64496), 千代田区, 東京都, 日本 (estimate)",
                             "レーン (Lane Ltd、AS64496)、東京都千代田区 (推定)"},
                         Row{"a region that nobody knows", "FR", "フランス", "Ile-de-France", "Guyancourt", "Lane Ltd",
                             "Lane Ltd (AS64496), Guyancourt, フランス (estimate)",
                             "Lane Ltd (AS64496)、フランス・Guyancourt (推定)"}}) {
    const nlohmann::json network = {
        {"organisation", "Lane Ltd"}, {"asn", 64496},         {"knownAs", row.known}, {"countryCode", row.code},
        {"country", row.country},     {"region", row.region}, {"city", row.city}};
    EXPECT_EQ(describe_network(network, languages().choose("en")), row.english) << row.what;
    EXPECT_EQ(describe_network(network, languages().choose("ja")), row.japanese) << row.what;
  }
}

// Clocks differ by seconds, and "after −189 days" says nothing.
TEST(Report, SaysThatClocksRunBack) {
  struct Row {
    std::int64_t seconds;
    const char* english;
    const char* japanese;
  };
  for (const Row& row : {Row{180, "after 3 minutes", "3 分後"}, Row{0, "after 0 seconds", "0 秒後"}, Row{-59, "", ""},
                         Row{-7200, "clock runs back (2 hours)", "時刻が逆転 (2 時間)"}}) {
    const nlohmann::json hop = {{"delaySeconds", row.seconds}};
    EXPECT_EQ(describe_delay(hop, languages().choose("en")), row.english);
    EXPECT_EQ(describe_delay(hop, languages().choose("ja")), row.japanese);
  }
  EXPECT_EQ(describe_delay({{"delaySeconds", nullptr}}, languages().choose("en")), "");
}

// What a quiet mail is told as: what is known, and never "nothing was found" above a reason.
TEST(Document, OfAQuietMailSaysWhatIsKnown) {
  const std::string pass = "Authentication-Results: mx.office.example; dmarc=pass header.from=b.example\n";
  const std::string received =
      "Received: from sv1.b.example (sv1.b.example [203.0.113.5]) by mx.office.example with ESMTP; x\n";
  struct Row {
    const char* what;
    std::string source;
    const char* headline;
    std::size_t reasons;
  };
  for (const Row& row :
       {Row{"nothing", "From: a@b.example\n\nHello",
            "Nothing suspicious was found. That does not prove that the mail is honest.", 0},
        Row{"confirmed", pass + received + "From: a@b.example\n\nHello",
            "Your mail server confirmed that this mail comes from b.example. Nothing suspicious was found, which does "
            "not prove that it is honest.",
            0},
        Row{"confirmed, and words that others use as well",
            pass + received + "From: a@b.example\n\nYour password expires today. https://b.example/",
            "Your mail server confirmed that this mail comes from b.example. What was noticed is found in honest mail "
            "and in phishing mail alike.",
            1},
        Row{"a link to a number", "From: a@b.example\n\nhttp://198.51.100.7/",
            "Nothing shows that this mail is a fake. What was noticed is found in honest mail as well.", 1}}) {
    const auto verdict = document_of(row.source, "en")["verdict"];
    EXPECT_EQ(verdict["level"], "unremarkable") << row.what;
    EXPECT_EQ(verdict["headline"], row.headline) << row.what;
    EXPECT_EQ(verdict["reasons"].size(), row.reasons) << verdict["reasons"];
  }
}

// Who asks about a fraud is not the one who commits it.
TEST(Document, OfAMailThatIsPassedOnSpeaksOfThatOne) {
  const auto verdict = document_of(
      "From: Dad <dad@gmail.com>\nSubject: Fwd: PayPal\n\nIs it real?\n\n---------- Forwarded message ---------\n"
      "From: PayPal <x@evil.example>\n\nYour account is limited, verify your account: https://evil.pages.dev/",
      "en")["verdict"];
  EXPECT_EQ(verdict["level"], "caution");
  EXPECT_EQ(verdict["headline"], "This mail passes on another one, which has marks of a fraud.");
}

// Before a document at a known service that only the plain text links to.
TEST(Document, NamesTheStrangersLink) {
  const auto document = document_of(
      "From: DocuSign <a@b.example>\nContent-Type: multipart/alternative; boundary=x\n\n--x\n\n"
      "Review: https://docs.google.com/presentation/d/1\n--x\nContent-Type: text/html\n\n"
      "<a href=https://evil.example/>Review</a>\n--x--\n",
      "en");
  EXPECT_NE(document["verdict"]["headline"].get<std::string>().find("evil.example"), std::string::npos)
      << document["verdict"]["headline"];
}

TEST(WhoSentIt, GivesItsGistInOneLine) {
  const std::string hop =
      "Received: from sv1.xserver.jp (sv1.xserver.jp [120.136.14.43]) by mx.office.example with ESMTP; x\n";
  const std::string service =
      "Received: from o1.sendgrid.net (o1.sendgrid.net [203.0.113.5]) by mx.office.example with ESMTP; x\n";
  const std::string pass = "Authentication-Results: mx.office.example; dmarc=pass header.from=b.example\n";
  const std::string fail = "Authentication-Results: mx.office.example; dmarc=fail\n";
  struct Row {
    std::string source;
    const char* english;
    const char* japanese;
  };
  for (const Row& row :
       {Row{pass + hop, "Sent by b.example, as your mail server confirmed.",
            "b.example から送られたことを、受信サーバーが確認しています。"},
        Row{pass + service, "Sent by b.example through Twilio SendGrid, as your mail server confirmed.",
            "b.example が Twilio SendGrid から送ったことを、受信サーバーが確認しています。"},
        Row{fail + hop,
            "It says that it is from b.example, but the check of its sender failed. It was sent from Xserver (near "
            "Chiyoda City, Japan).",
            "差出人は b.example のアドレスですが、送信ドメイン認証に失敗しています。実際の送信元はエックスサーバー"
            " (東京都千代田区付近) です。"},
        Row{hop,
            "The address is at b.example, which nothing confirms. It was sent from Xserver (near Chiyoda City, Japan).",
            "差出人は b.example のアドレスですが、送信ドメイン認証では確認できていません。送信元はエックスサーバー"
            " (東京都千代田区付近) です。"},
        Row{"", "The mail has no record of where it came from.",
            "経路の記録がなく、どこから送られたか分かりません。"}}) {
    const std::string source = row.source + "From: a@b.example\n\n";
    EXPECT_EQ(document_of(source, "en")["route"]["gist"], row.english);
    EXPECT_EQ(document_of(source, "ja")["route"]["gist"], row.japanese);
  }
}

// Read in real mails and mended: what was said was not what was found.
TEST(Explanations, SayNoMoreThanWasFound) {
  const auto reasons = [](const std::string& source) { return document_of(source, "en")["verdict"]["reasons"].dump(); };
  const auto findings = [](const std::string& source) { return document_of(source, "en")["findings"].dump(); };
  EXPECT_EQ(findings("From: a@b.example\n\nYour order arrives within 48 hours.").find("threatens to publish"),
            std::string::npos)
      << "a deadline is no threat";
  EXPECT_EQ(findings("From: a@cyber-secure.it.com\n\nx").find("promise"), std::string::npos)
      << "a brand's host is not what is imitated";
  EXPECT_EQ(findings("From: Bank <>\nContent-Type: text/html\n\n<a href=https://c.example/><img src=cid:1></a>")
                .find("the sender ()"),
            std::string::npos);
  const std::string scam = reasons(
      "From: a@b.example\nReply-To: x@gmail.com\n\nAs next of kin of a deceased client "
      "you are the beneficiary of ten million dollars.");
  EXPECT_NE(scam.find("It is about money"), std::string::npos);
  EXPECT_EQ(scam.find("Your answer would not go"), std::string::npos) << "said once";
  EXPECT_EQ(findings("From: a@b.example\nSubject: Your parcel\n\nYour parcel is on hold until Monday.")
                .find("not be delivered"),
            std::string::npos)
      << "a carrier's notice accuses nobody";
  EXPECT_EQ(findings("From: a@b.example\nSubject: Payment failed\n\nx").find("is a lure"), std::string::npos)
      << "honest notices say in the subject what they are";
  EXPECT_EQ(findings("From: a@b.example\n\nhttps://s2jxs.mjt.lu/lnk/x").find("shortener"), std::string::npos)
      << "a mailing service's click tracker";
  const std::string site = findings("From: a@b.example\n\nhttps://sites.google.com/view/x");
  EXPECT_NE(site.find("sites.google.com"), std::string::npos);
  EXPECT_EQ(site.find(" google.com,"), std::string::npos) << "Google itself is no free host";
  EXPECT_EQ(findings("From: Bank <>\n\nhttps://c.example/").find("\u201c\u201d"), std::string::npos)
      << "no address is not an empty one";
  EXPECT_EQ(findings("From: Trezor Umzug <info@trezor-umzug.example>\n\nhttps://c.example/").find("all links go to"),
            std::string::npos)
      << "another firm of that name";
  EXPECT_EQ(findings("From: a@b.example\nContent-Type: text/html\n\n<img src=https://x.s3.amazonaws.com/a.png>"
                     "<a href=https://c.example/>x</a>")
                .find("pictures come from"),
            std::string::npos)
      << "a cloud's storage draws nobody's pictures";
}

TEST(Document, WithoutIpDataStillSpeaks) {
  dissection::Engine without{knowledge::read_knowledge(FUWAKE_DATA_DIR, {}),
                             verdict::Weights::read(std::filesystem::path(FUWAKE_DATA_DIR) / "weights.json")};
  const std::string source = tests::read_mail("cases/kagoya-utf8.eml");
  const auto document = make_document(*dissection::dissect(source, {}, without), without, languages().choose("en"));
  EXPECT_EQ(document["verdict"]["level"], "danger");
  EXPECT_EQ(document["verdict"]["headline"],
            "This mail calls itself KAGOYA JAPAN, but its address does not belong to KAGOYA JAPAN and its link goes "
            "to w-support.jp.");
}

TEST(Reports, TurnNothingOfAMailIntoMarkupOrLinks) {
  const std::string source =
      "From: \"<img src=x onerror=alert(1)>\" <\"<b>\"@evil.example>\n"
      "To: x@y.example\nSubject: </title><script>alert(1)</script> https://evil.example/\n"
      "Content-Type: text/html\n\n<a href='https://evil.example/\"><script>'>https://bank.example</a>";
  for (const std::string& locale : all_languages()) {
    const auto document = document_of(source, locale);
    const std::string html = to_html(document, languages().choose(locale));
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_EQ(html.find("<img"), std::string::npos);
    for (const std::string& output :
         {html, to_text(document, languages().choose(locale)), to_string(document, false)}) {
      EXPECT_EQ(output.find("https://evil"), std::string::npos) << output;
      EXPECT_EQ(output.find("https://bank"), std::string::npos) << output;
    }
  }
}

TEST(Document, StaysSmallWhateverTheMail) {
  std::string source = "From: " + std::string(50000, 'x') + "@evil.example\n";
  for (int i = 0; i < 900; ++i) source += "Received: from a (" + std::string(300, 'r') + ") by b; x\n";
  source += "Content-Type: text/html\n\n";
  for (int i = 0; i < 3000; ++i)
    source += "<a href='https://" + std::to_string(i) + ".example/" + std::string(900, '\x01') + "'>" +
              std::string(400, 'y') + "</a>";
  const auto document = document_of(source, "ja");
  EXPECT_LT(to_string(document, false).size(), 1000U * 1000U);
  EXPECT_LT(to_html(document, languages().choose("ja")).size(), 1000U * 1000U);
  EXPECT_GT(document["moreLinks"], 0);
  EXPECT_EQ(document["cut"], true);
}

}  // namespace
}  // namespace fuwake::report
