#include "report/text.h"

namespace fuwake::report {
namespace {

using nlohmann::json;

std::string value_or(const json& value, const std::string& otherwise) {
  return value.is_string() && !value.get<std::string>().empty() ? value.get<std::string>()
                                                                : otherwise;
}

std::string describe_hop(const json& hop, const Sentences& say) {
  std::string sender = value_or(hop["reverseName"], value_or(hop["from"], ""));
  if (hop["address"].is_string()) sender += " [" + hop["address"].get<std::string>() + "]";
  std::string line = sender;
  if (!value_or(hop["by"], "").empty()) line += " → " + hop["by"].get<std::string>();
  const std::string network = describe_network(hop["network"], say);
  if (!network.empty()) line += "\n      " + network;
  return line;
}

}  // namespace

std::string describe_address(const json& address) {
  const std::string name = address["name"];
  const std::string spec = address["address"];
  return name.empty() ? spec : name + " <" + spec + ">";
}

std::string describe_network(const json& network, const Sentences& say) {
  if (network.is_null()) return "";
  std::string line = value_or(network["organisation"], "");
  if (network["asn"] != 0) line += " (AS" + std::to_string(network["asn"].get<unsigned>()) + ")";
  std::string place;
  for (const char* key : {"city", "region", "country"}) {
    const std::string part = value_or(network[key], "");
    if (!part.empty()) place += (place.empty() ? "" : ", ") + part;
  }
  if (place.empty()) return line;
  if (!line.empty()) line += ", ";
  return line + place + " (" + say.say("labels", "approximately") + ")";
}

std::string to_text(const json& document, const Sentences& say) {
  const auto label = [&say](const char* key) { return say.say("labels", key); };
  const json& verdict = document["verdict"];
  const json& message = document["message"];
  std::string out;
  const auto line = [&out](const std::string& text) { out += text + "\n"; };
  const auto heading = [&](const char* key) { line("\n" + label(key)); };

  line("[" + verdict["label"].get<std::string>() + "] " + verdict["headline"].get<std::string>());
  for (const json& reason : verdict["reasons"]) line("  - " + reason.get<std::string>());

  heading("claims");
  line("  " + label("subject") + ": " + message["subject"].get<std::string>());
  for (const json& from : message["from"]) line("  " + label("from") + ": " + describe_address(from));
  if (message["from"].empty()) line("  " + label("noSender"));
  for (const json& to : message["to"]) line("  " + label("to") + ": " + describe_address(to));
  line("  " + label("date") + ": " + value_or(message["date"], "-"));

  heading("whoSentIt");
  const json& hops = document["route"]["hops"];
  if (hops.empty()) line("  " + label("noRoute"));
  for (const json& hop : hops) {
    line("  " + describe_hop(hop, say));
    line("      " + label(hop["trust"].get<std::string>().c_str()));
  }
  if (document["route"]["moreHops"] != 0)
    line("  " + say.say("labels", "moreHops",
                        {{"count", std::to_string(document["route"]["moreHops"].get<int>())}}));
  if (!document["route"]["handOver"].is_null()) line("  " + label("trustLine"));

  heading("whereLinksGo");
  for (const json& link : document["links"])
    line("  " + link["before"].get<std::string>() + "[" + link["deciding"].get<std::string>() +
         "]" + link["after"].get<std::string>());
  line("  " + label(document["links"].empty() ? "noLinks" : "decides"));
  if (document["moreLinks"] != 0)
    line("  " + say.say("labels", "moreLinks",
                        {{"count", std::to_string(document["moreLinks"].get<int>())}}));

  heading("authentication");
  line("  " + value_or(document["authentication"]["statement"], "-"));

  heading("allFindings");
  for (const json& finding : document["findings"]) {
    const char* mark = finding["kind"] == "deception"     ? "!!"
                       : finding["kind"] == "anomaly"     ? "! "
                       : finding["kind"] == "reassurance" ? "+ "
                                                          : "  ";
    line(std::string("  ") + mark + " " + finding["sentence"].get<std::string>());
  }
  if (!verdict["advice"].empty()) {
    heading("whatToDo");
    for (const json& advice : verdict["advice"]) line("  - " + advice.get<std::string>());
  }
  out += "\n";
  if (document["cut"] == true) line(label("cut"));
  if (!document["ipData"].empty()) line(label("placesBy"));
  return out;
}

}  // namespace fuwake::report
