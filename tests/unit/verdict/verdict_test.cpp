#include "verdict/verdict.h"

#include <gtest/gtest.h>

#include "knowledge/stanzas.h"

namespace fuwake::verdict {
namespace {

using evidence::Family;
using evidence::Finding;
using evidence::Findings;
using evidence::FindingType;
using evidence::Kind;

const char* const weights_text = R"({"prior": -3, "levels": {"caution": 0, "danger": 2},
  "familyCaps": {"links": 4, "wording": 1.5},
  "weights": {"d": 4, "e": 6, "a": 3, "w1": 1, "w2": 1, "ok": -4, "brand": -1}})";

constexpr FindingType d_type{"d", Family::identity, Kind::deception};
constexpr FindingType e_type{"e", Family::links, Kind::deception};
constexpr FindingType a_type{"a", Family::links, Kind::anomaly};
constexpr FindingType a_of_route{"a", Family::route, Kind::anomaly};
constexpr FindingType a_of_identity{"a", Family::identity, Kind::anomaly};
constexpr FindingType w1_type{"w1", Family::wording, Kind::anomaly};
constexpr FindingType w2_type{"w2", Family::wording, Kind::anomaly};
constexpr FindingType ok_type{"ok", Family::authentication, Kind::reassurance};
constexpr FindingType brand_type{
    .id = "brand", .family = Family::authentication, .kind = Kind::reassurance, .verifies = true};
constexpr FindingType note_type{"e", Family::route, Kind::note};
constexpr FindingType quotes_type{.id = "q", .family = Family::wording, .kind = Kind::note, .quotes = true};
constexpr FindingType unseen_type{"unseen.links", Family::unseen, Kind::anomaly};

TEST(Verdict, AddsUpAndIsCapped) {
  const Weights weights = Weights::parse(weights_text);
  const Finding d = {d_type, {}, {}};
  const Finding e = {e_type, {}, {}};
  const Finding a = {a_type, {}, {}};
  const Finding w1 = {w1_type, {}, {}};
  const Finding w2 = {w2_type, {}, {}};
  const Finding ok = {ok_type, {}, {}};
  const Finding brand = {brand_type, {}, {}};
  const Finding note = {note_type, {}, {}};
  const Finding unseen = {unseen_type, {}, {}};
  struct Row {
    const char* what;
    Findings findings;
    Level level;
    double score;
  };
  for (const Row& row : {
           Row{"nothing", {}, Level::unremarkable, -3},
           Row{"a note carries no weight", {note}, Level::unremarkable, -3},
           Row{"one deception", {d}, Level::caution, 1},
           Row{"two deceptions", {d, e}, Level::danger, 5},
           Row{"anomalies of one family are capped", {w1, w2}, Level::unremarkable, -1.5},
           Row{"no danger without a deception", {a, {a_of_route, {}, {}}, {a_of_identity, {}, {}}}, Level::caution, 6},
           Row{"a reassurance counts against", {d, ok}, Level::unremarkable, -3},
           Row{"a known brand, confirmed", {brand}, Level::verified, -4},
           Row{"confirmed, but with a deception that weighs less", {brand, ok, d}, Level::unremarkable, -4},
           Row{"not looked at is caution", {unseen}, Level::caution, -3},
           Row{"not looked at is caution, whoever confirms it", {unseen, brand}, Level::caution, -4},
           Row{"a link that deceives is quoted", {e, {a_of_route, {}, {}}, {quotes_type, {}, {}}}, Level::caution, 4},
           Row{"a sender who deceives quotes nothing", {d, e, {quotes_type, {}, {}}}, Level::danger, 5},
           Row{"confirmed, but deceiving all the same", {brand, d, e}, Level::danger, 4},
       }) {
    const Verdict verdict = judge(row.findings, weights);
    EXPECT_EQ(name_of(verdict.level), std::string(name_of(row.level))) << row.what;
    EXPECT_DOUBLE_EQ(verdict.score, row.score) << row.what;
  }
}

TEST(Verdict, NamesTheStrongestFirst) {
  const Verdict verdict = judge({{w1_type, {}, {}}, {e_type, {}, {}}}, Weights::parse(weights_text));
  EXPECT_EQ(verdict.strongest, (std::vector<std::size_t>{1, 0}));
}

TEST(Weights, RefuseABrokenFile) {
  EXPECT_THROW(Weights::parse("{}"), knowledge::DataError);
  EXPECT_THROW(Weights::parse("no JSON"), knowledge::DataError);
  EXPECT_NO_THROW(Weights::read(std::filesystem::path(FUWAKE_DATA_DIR) / "weights.json"));
}

}  // namespace
}  // namespace fuwake::verdict
