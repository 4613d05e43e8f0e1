#include "worker/catalogue.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "evidence/checks.h"

namespace fuwake::worker {
namespace {

using nlohmann::ordered_json;

ordered_json arguments_of(const evidence::FindingType& type) {
  ordered_json arguments = ordered_json::array();
  for (const evidence::Argument& argument : type.arguments)
    arguments.push_back({{"name", argument.name}, {"type", evidence::name_of(argument.type)}});
  return arguments;
}

ordered_json technique_of(const evidence::FindingType& type, const report::Sentences& sentences) {
  const std::string id = type.technique;
  if (id.empty()) return nullptr;
  return {{"id", id},
          {"name", sentences.say("techniques", id)},
          {"explanation", sentences.say("techniques", id + ".explained")}};
}

std::string pattern_of(const report::Sentences& sentences, const char* group, const std::string& id) {
  const report::Pattern* pattern = sentences.pattern(group, id);
  return pattern != nullptr ? pattern->source() : "";
}

ordered_json entry_of(const evidence::FindingType& type, const std::string& id, const report::Sentences& sentences) {
  return {{"id", id},
          {"family", evidence::name_of(type.family)},
          {"kind", evidence::name_of(type.kind)},
          {"verifies", type.verifies},
          {"arguments", arguments_of(type)},
          {"technique", technique_of(type, sentences)},
          {"sentence", pattern_of(sentences, "findings", id)},
          {"headline", pattern_of(sentences, "headlines", id)}};
}

std::string lines_of(const ordered_json& entry) {
  const auto& technique = entry["technique"];
  return fmt::format("{}\t{}\t{}\t{}\n    {}\n", entry["id"].get<std::string>(), entry["kind"].get<std::string>(),
                     entry["family"].get<std::string>(),
                     technique.is_null() ? "-" : technique["name"].get<std::string>(),
                     entry["sentence"].get<std::string>());
}

}  // namespace

std::string catalogue(const knowledge::Knowledge& knowledge, const report::Sentences& sentences, bool json) {
  ordered_json entries = ordered_json::array();
  std::string lines;
  for (const evidence::FindingType* type : evidence::all_types())
    for (const std::string& id : evidence::ids_of(*type, knowledge)) {
      entries.push_back(entry_of(*type, id, sentences));
      if (!json) lines += lines_of(entries.back());
    }
  return json ? entries.dump(2) + "\n" : lines;
}

}  // namespace fuwake::worker
