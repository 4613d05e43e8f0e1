#include "worker/opened.h"

#include <nlohmann/json.hpp>

namespace fuwake::worker {

using attachments::FoundTarget;
using attachments::Inspected;
namespace {

FoundTarget::Where where_of(const std::string& told) {
  if (told == "pdf") return FoundTarget::Where::pdf;
  return told == "document" ? FoundTarget::Where::document : FoundTarget::Where::qr_code;
}

Inspected inspected_from(const nlohmann::json& answer) {
  Inspected out;
  out.looked_at = true;
  out.type = answer.at("type");
  out.names = answer.at("names").get<std::vector<std::string>>();
  for (const auto& target : answer.at("targets"))
    out.targets.push_back({where_of(target.at("where")), target.at("target")});
  out.fetched = answer.at("fetched").get<std::vector<std::string>>();
  out.encrypted = answer.at("encrypted");
  out.macros = answer.at("macros");
  out.active = answer.at("active");
  out.cut = answer.at("cut");
  return out;
}

Inspected inspected_from(const std::string& text) try {
  if (text.empty()) return {};
  return inspected_from(nlohmann::json::parse(text));
} catch (const nlohmann::json::exception&) {
  return {};  // whatever took it over does not speak our language any more
}

}  // namespace

std::vector<Inspected> read_inspected(const std::vector<std::string>& texts) {
  std::vector<Inspected> out;
  for (const std::string& text : texts) out.push_back(inspected_from(text));
  return out;
}

}  // namespace fuwake::worker
