// The catalogue of findings holds together: what stands for a finding in weights, bounds, sentences and tests is there
// for each of them, and for nothing else.
#include <unicode/messagepattern.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "evidence/examine.h"
#include "knowledge/stanzas.h"

namespace fuwake::evidence {
namespace {

using nlohmann::json;
using Names = std::set<std::string>;

const std::filesystem::path data_folder = FUWAKE_DATA_DIR;

json read_json(const std::filesystem::path& file) {
  return json::parse(knowledge::read_file(file));
}

const knowledge::Knowledge& shared_knowledge() {
  static const knowledge::Knowledge knowledge = tests::knowledge_with_networks();
  return knowledge;
}

std::map<std::string, const FindingType*> types_by_id() {
  std::map<std::string, const FindingType*> types;
  for (const FindingType* type : all_types())
    for (const std::string& id : ids_of(*type, shared_knowledge()))
      EXPECT_TRUE(types.emplace(id, type).second) << id << " is declared twice";
  return types;
}

std::map<std::string, json> sentences_by_language() {
  std::map<std::string, json> out;
  for (const auto& file : std::filesystem::directory_iterator(data_folder / "sentences"))
    out[file.path().stem()] = read_json(file.path());
  return out;
}

// Every argument in a pattern, also within the branches of a choice.
Names arguments_in(const std::string& pattern) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessagePattern parsed(icu::UnicodeString::fromUTF8(pattern), nullptr, status);
  EXPECT_TRUE(U_SUCCESS(status)) << pattern;
  Names names;
  for (int i = 0; i < parsed.countParts(); ++i) {
    if (parsed.getPartType(i) != UMSGPAT_PART_TYPE_ARG_NAME) continue;
    std::string name;
    names.insert(parsed.getSubstring(parsed.getPart(i)).toUTF8String(name));
  }
  return names;
}

Names declared_by(const FindingType& type) {
  Names names;
  for (const Argument& argument : type.arguments) names.insert(argument.name);
  return names;
}

Rows all_rows() {
  Rows rows;
  for (const auto& of_family : {identity_rows, route_rows, authentication_rows, links_rows, wording_rows, page_rows,
                                attachments_rows, unseen_rows, decisions_rows})
    for (Row& row : of_family()) rows.push_back(std::move(row));
  return rows;
}

bool is_weighed(const FindingType& type) {
  return type.kind != Kind::note && type.family != Family::unseen;
}

TEST(Catalogue, WeighsEachFindingWithinItsBounds) {
  const json weights = read_json(data_folder / "weights.json")["weights"];
  const json bounds = read_json(FUWAKE_SOURCE_DIR "/tests/accuracy/bounds.json")["bounds"];
  const auto types = types_by_id();
  for (const auto& [id, type] : types) {
    EXPECT_EQ(bounds.contains(id), is_weighed(*type)) << id << ": bounds";
    EXPECT_EQ(weights.contains(id), is_weighed(*type)) << id << ": weight";
    if (!bounds.contains(id) || !weights.contains(id)) continue;
    EXPECT_GE(weights[id], bounds[id][0]) << id;
    EXPECT_LE(weights[id], bounds[id][1]) << id;
    EXPECT_EQ(bounds[id][1] < 0, type->kind == Kind::reassurance) << id << ": what speaks for the mail counts against";
  }
  for (const json* group : {&weights, &bounds})
    for (const auto& [id, value] : group->items()) EXPECT_TRUE(types.contains(id)) << id << " is found by no check";
}

TEST(Catalogue, CapsEachFamily) {
  const json caps = read_json(data_folder / "weights.json")["familyCaps"];
  for (const auto& [id, type] : types_by_id()) EXPECT_TRUE(caps.contains(name_of(type->family))) << id;
}

TEST(Catalogue, SaysEachFindingWithItsArguments) {
  // What the report knows of other findings, and adds to the headline.
  const Names added_to_headlines = {"known", "operator", "linkDomain"};
  const auto types = types_by_id();
  for (const auto& [language, sentences] : sentences_by_language()) {
    for (const auto& [id, type] : types) {
      SCOPED_TRACE(id + " in " + language);
      ASSERT_TRUE(sentences["findings"].contains(id));
      const Names declared = declared_by(*type);
      Names used = arguments_in(sentences["findings"][id]);
      EXPECT_TRUE(type->kind != Kind::deception || sentences["headlines"].contains(id)) << "no headline";
      if (sentences["headlines"].contains(id))
        for (const std::string& name : arguments_in(sentences["headlines"][id]))
          if (declared.contains(name) || !added_to_headlines.contains(name)) used.insert(name);
      EXPECT_EQ(used, declared);
    }
    for (const auto& [id, pattern] : sentences["findings"].items())
      EXPECT_TRUE(types.contains(id)) << id << " is found by no check";
  }
}

TEST(Catalogue, NamesTechniquesThatAreExplained) {
  const auto languages = sentences_by_language();
  Names named;
  for (const auto& [id, type] : types_by_id()) {
    const bool of_sender = type->kind == Kind::deception || type->kind == Kind::anomaly;
    // What the user said names nothing that a sender did.
    EXPECT_EQ(*type->technique != '\0', of_sender && type->family != Family::campaign) << id;
    if (*type->technique != '\0') named.insert(type->technique);
  }
  for (const auto& [language, sentences] : languages) {
    const json& techniques = sentences["techniques"];
    EXPECT_EQ(techniques.size(), 2 * named.size()) << "one is explained and named by nothing";
    for (const std::string& technique : named) {
      EXPECT_TRUE(techniques.contains(technique)) << technique << " in " << language;
      EXPECT_TRUE(techniques.contains(technique + ".explained")) << technique << " in " << language;
    }
  }
}

TEST(Catalogue, IsShownByTests) {
  const auto types = types_by_id();
  Names shown;
  for (const Row& row : all_rows()) {
    EXPECT_TRUE(types.contains(row.id)) << row.id << " is found by no check";
    shown.insert(row.id);
  }
  for (const auto& [id, type] : types) EXPECT_TRUE(shown.contains(id)) << id << " has no row in tests/unit/evidence";
}

// That a row's mail fires its finding, its family's own test holds.
TEST(Catalogue, FindingsGiveWhatTheirTypesDeclare) {
  const auto types = types_by_id();
  std::map<std::string, Names> given;
  for (const Row& row : all_rows())
    for (const Finding& finding : examine(row.must_fire)) {
      const auto declared = types.find(finding.id());
      ASSERT_TRUE(declared != types.end() && finding.is(*declared->second)) << finding.id();
      for (const auto& [name, value] : finding.arguments) {
        EXPECT_TRUE(finding.type.get().declares(name)) << finding.id() << " gives " << name;
        given[finding.id()].insert(name);
      }
    }
  for (const auto& [id, type] : types) EXPECT_EQ(given[id], declared_by(*type)) << id;
}

TEST(Catalogue, PointsIntoTheSource) {
  const std::string source = tests::read_mail("cases/kagoya-utf8.eml");
  const Findings findings = examine({source});
  EXPECT_GE(findings.size(), 10U);
  for (const Finding& finding : findings)
    for (const Evidence& evidence : finding.evidence) {
      EXPECT_LE(evidence.span.offset + evidence.span.length, source.size()) << finding.id();
      EXPECT_FALSE(evidence.quote.empty()) << finding.id();
    }
}

}  // namespace
}  // namespace fuwake::evidence
