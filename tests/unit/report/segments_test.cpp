#include "report/segments.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "evidence/checks.h"
#include "mails.h"
#include "report/document.h"
#include "report/html.h"
#include "report/printable.h"
#include "report/spoken_arguments.h"
#include "report/text.h"

namespace fuwake::report {
namespace {

using enum SegmentKind;

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

// "text|deciding-domain:evil.example|text": what a sentence is made of, our own words left out.
std::string outline(const Segments& segments) {
  std::string out;
  for (const Segment& segment : segments) {
    out += (out.empty() ? "" : "|") + std::string(name_of(segment.kind));
    if (segment.kind != text) out += ":" + segment.text;
  }
  return out;
}

TEST(Pattern, GivesSegments) {
  struct Row {
    const char* pattern;
    const char* plain;
    const char* outline;
  };
  const Arguments arguments = {{"domain", {deciding_domain, "b.example"}},
                               {"name", {quotation, "{domain}, select, other {x}} '{' #"}},
                               {"known", "operator"},
                               {"count", 12345},
                               {"one", 1},
                               {"none", ""}};
  for (const Row& row : {Row{"It goes to {domain}.", "It goes to b.example.", "text|deciding-domain:b.example|text"},
                         Row{"“{name}”", "“{domain}, select, other {x}} '{' #”",
                             "text|quotation:{domain}, select, other {x}} '{' #|text"},
                         Row{"{known, select, operator {from {domain}} other {}}!", "from b.example!",
                             "text|deciding-domain:b.example|text"},
                         Row{"{name, select, operator {yes} other {no}}", "no", "text"},
                         Row{"{count, plural, one {# clue} other {# clues}}", "12,345 clues", "number:12,345|text"},
                         Row{"{one, plural, one {# clue} other {# clues}}", "1 clue", "number:1|text"},
                         Row{"{one, plural, =1 {once} other {# times}}", "once", "text"},
                         Row{"{none}{missing}a {missing, plural, one {#} other {b}}", "a b", "text"},
                         Row{"'{'{domain}'}' it''s", "{b.example} it's", "text|deciding-domain:b.example|text"},
                         Row{"{known, select, operator {{count, plural, one {#} other {{domain}: #}}} other {}}",
                             "b.example: 12,345", "deciding-domain:b.example|text|number:12,345"},
                         Row{"", "", ""}}) {
    const auto pattern = Pattern::parse(row.pattern);
    ASSERT_TRUE(pattern) << row.pattern;
    const Segments filled = pattern->fill(arguments, Counting("en"));
    EXPECT_EQ(plain(filled), row.plain);
    EXPECT_EQ(outline(filled), row.outline) << row.pattern;
  }
}

TEST(Pattern, RefusesWhatItIsNot) {
  for (const char* text : {"{", "{a", "{a, select, b {c}}", "{a, date}", "{a, selectordinal, other {#}}"})
    EXPECT_FALSE(Pattern::parse(text)) << text;
}

TEST(DecidingDomain, IsTheRegistrableOneAlone) {
  struct Row {
    const char* domain;
    const char* outline;
  };
  for (const Row& row :
       {Row{"evil.example", "deciding-domain:evil.example"},
        Row{"kagoya.com.evil.example", "foreign-domain:kagoya.com.|deciding-domain:evil.example"},
        Row{"WWW.Evil.example", "foreign-domain:WWW*.|deciding-domain:Evil.example"},
        Row{"a.b.example.co.jp", "foreign-domain:a.b.|deciding-domain:example.co.jp"},
        Row{"me.github.io", "deciding-domain:me.github.io"}, Row{"bücher.example", "deciding-domain:bücher.example"},
        Row{"www.例え.jp", "foreign-domain:www*.|deciding-domain:例え.jp"},
        Row{"192.0.2.1", "deciding-domain:192.0.2.1"}, Row{"[2001:db8::1]", "deciding-domain:[2001:db8::1]"},
        Row{"localhost", "deciding-domain:localhost"},
        // What anybody may write behind an "@".
        Row{"kagoya.com is honest", "quotation:kagoya.com is honest"},
        Row{"kagoya.com\u3000です", "quotation:kagoya.com\u3000です"},
        Row{"<b>kagoya.com</b>", "quotation:<b>kagoya.com</b>"}, Row{"[kagoya.com]", "quotation:[kagoya.com]"},
        Row{"a\u202Emoc.example", "quotation:a⟨U+202E⟩moc.example"}, Row{"", "quotation:"}})
    EXPECT_EQ(outline(report::deciding_domain(row.domain)), row.outline);
}

// The argument's type is declared: no value makes it another.
TEST(Arguments, StayWhatTheyAreWhateverTheSenderWrites) {
  for (const std::string& locale : all_languages()) {
    for (const char* said : {"1999-01-01T00:00:00Z", "kagoya.com", "12345", "<b>kagoya.com</b>", "{0}", "{domain}",
                             "[b.example]", "{known, select, other {x}}", "'{'", "JP", "sendgrid", "kagoya"}) {
      // The name of a brand makes the display name a finding's argument.
      const std::string name = "カゴヤ " + std::string(said);
      const auto document = document_of("From: \"" + name + "\" <a@evil.example>\nSubject: " + said +
                                            "\nX-Mailer: " + said + "\n\nhttps://evil.example/kagoya.com/\n",
                                        locale);
      EXPECT_EQ(document["message"]["subject"], said);
      std::size_t seen = 0;
      for (const auto& finding : document["findings"]) {
        const nlohmann::json* quoted = nullptr;
        for (const auto& segment : finding["segments"]) {
          if (segment["kind"] == "deciding-domain") {
            EXPECT_EQ(segment["text"], "evil.example") << finding;
          }
          EXPECT_NE(segment["kind"], "time") << finding;
          if (segment["kind"] == "quotation") quoted = &segment["text"];
        }
        if (finding["id"] != "route.mailer" && finding["id"] != "identity.name-of-brand") continue;
        ++seen;
        ASSERT_NE(quoted, nullptr) << finding;
        EXPECT_EQ(*quoted, finding["id"] == "route.mailer" ? said : name) << locale;
      }
      EXPECT_EQ(seen, 2U) << said << " " << document["findings"];
    }
  }
}

const evidence::FindingType& type_of(const std::string& id) {
  for (const evidence::FindingType* type : evidence::all_types())
    if (type->id == id) return *type;
  ADD_FAILURE() << "no type " << id;
  return *evidence::all_types().front();
}

// What is declared one thing and is not of its form is a quotation.
TEST(Arguments, ThatAreNotOfTheirTypeAreQuotations) {
  struct Row {
    const char* id;
    const char* argument;
    const char* value;
    const char* outline;
  };
  const Sentences& say = languages().choose("en");
  for (const Row& row : {Row{"route.hop-in-future", "time", "yesterday", "quotation:yesterday"},
                         Row{"route.mailer", "mailer", "1999-01-01T00:00:00Z", "quotation:1999-01-01T00:00:00Z"},
                         Row{"wording.zero-width", "count", "12 of kagoya.com", "quotation:12 of kagoya.com"},
                         Row{"link.elsewhere", "domain", "a b", "quotation:a b"},
                         Row{"link.elsewhere", "domain", "a.b.example", "foreign-domain:a.|deciding-domain:b.example"},
                         Row{"authentication.passed", "domain", "kagoya.com", "deciding-domain:kagoya.com"},
                         Row{"authentication.failed", "domain", "kagoya.com", "foreign-domain:kagoya.com"},
                         Row{"authentication.brand-unproven", "domain", "kagoya.com", "foreign-domain:kagoya.com"},
                         Row{"identity.brand-in-name", "brand", "kagoya", "brand:KAGOYA JAPAN"},
                         Row{"identity.brand-in-name", "brand", "no such", "brand:"},
                         Row{"route.brand-network", "operator", "xserver", "brand:Xserver"}}) {
    const evidence::Finding finding{type_of(row.id), {{row.argument, row.value}, {"undeclared", "x"}}, {}};
    const auto arguments = SpokenArguments(engine().knowledge, say, "Xserver").of(finding);
    ASSERT_TRUE(arguments.contains(row.argument)) << row.id;
    EXPECT_EQ(outline(arguments.at(row.argument).segments), row.outline);
    EXPECT_FALSE(arguments.contains("undeclared"));
  }
}

TEST(Sentences, ShowNoChoiceAndChooseByNothingElse) {
  using Type = evidence::ArgumentType;
  for (const std::string& locale : all_languages())
    for (const evidence::FindingType* type : evidence::all_types())
      for (const std::string& id : evidence::ids_of(*type, engine().knowledge)) {
        const Pattern* pattern = languages().choose(locale).pattern("findings", id);
        ASSERT_NE(pattern, nullptr) << id;
        const auto shown = pattern->shown(), chosen_by = pattern->chosen_by();
        for (const evidence::Argument& argument : type->arguments) {
          if (argument.type == Type::choice) {
            EXPECT_FALSE(shown.contains(argument.name)) << id << " " << argument.name;
          } else if (argument.type != Type::number) {
            EXPECT_FALSE(chosen_by.contains(argument.name)) << id << " " << argument.name;
          }
        }
      }
}

TEST(Segments, AreMarkedByOneRule) {
  struct Row {
    Segment segment;
    const char* text;
    const char* html;
  };
  for (const Row& row :
       {Row{{text, "[a] <"}, "[a] <", "[a] &lt;"},
        Row{{deciding_domain, "b-c.example"}, "[b-c.example]", "<b class=\"domain\">b-c.example</b>"},
        Row{{foreign_domain, "[b.c]"}, "(b.c)", "<span class=\"domain\">[b.c]</span>"},
        Row{{quotation, "[kagoya.com] <b>"}, "(kagoya.com) <b>", "<span class=\"said\">[kagoya.com] &lt;b&gt;</span>"},
        Row{{quotation, "[JIRA] [b．example]"},
            "[JIRA] (b．example)",
            "<span class=\"said\">[JIRA] [b．example]</span>"},
        Row{{quotation, "[[b.example] ]["}, "((b.example) )(", "<span class=\"said\">[[b.example] ][</span>"},
        Row{{address, "a@b.example"}, "a@b.example", "<span class=\"said\">a@b.example</span>"},
        Row{{brand, "P&G"}, "P&G", "P&amp;G"}, Row{{time, "6:12"}, "6:12", "6:12"}, Row{{number, "12"}, "12", "12"}}) {
    EXPECT_EQ(draw(to_json({row.segment}), Medium::text), row.text);
    EXPECT_EQ(draw(to_json({row.segment}), Medium::html), row.html);
  }
  EXPECT_EQ(draw(nullptr, Medium::html), "");
}

// Bold in the report and brackets in the text are ours alone.
TEST(Reports, LetNoSenderFakeEmphasis) {
  for (const std::string& locale : all_languages()) {
    const auto document = document_of(
        "From: \"[kagoya.com] <b class=domain>kagoya.com</b>\" <a@kagoya.com.evil.example>\n"
        "X-Mailer: [kagoya.com]\nSubject: x\nContent-Type: text/html\n\n"
        "<a href=https://evil.example/activemail.kagoya.com/>[kagoya.com]</a>",
        locale);
    const std::string html = to_html(document, languages().choose(locale));
    std::size_t bold = 0;
    for (auto at = html.find("<b "); at != html.npos; at = html.find("<b ", at + 1), ++bold)
      EXPECT_EQ(html.find("<b class=\"domain\">evil.example</b>", at), at) << html.substr(at, 80);
    EXPECT_GT(bold, 0U);
    for (const auto& finding : document["findings"])
      EXPECT_EQ(draw(finding["segments"], Medium::text).find("[kagoya.com]"), std::string::npos) << finding;
  }
}

}  // namespace
}  // namespace fuwake::report
