#include "report/text.h"

#include <algorithm>

#include "text/ascii.h"

namespace fuwake::report {
namespace {

using nlohmann::json;

std::string value_or(const json& value, const std::string& otherwise) {
  return value.is_string() && !value.get<std::string>().empty() ? value.get<std::string>() : otherwise;
}

// What is not empty of it.
std::string joined(const std::vector<std::string>& parts, const std::string& separator) {
  std::string out;
  for (const std::string& part : parts)
    if (!part.empty()) out += (out.empty() ? "" : separator) + part;
  return out;
}

// "Xserver Inc. (AS131965)"; where it is known by another name, that one first.
std::string describe_operator(const json& network, const Sentences& say) {
  const std::string organisation = value_or(network["organisation"], "");
  const std::string known = value_or(network["knownAs"], "");
  const std::string number = network["asn"] == 0 ? "" : "AS" + std::to_string(network["asn"].get<unsigned>());
  const bool named_otherwise = !known.empty() && known != organisation;
  const std::string behind = joined({named_otherwise ? organisation : "", number}, say.say("labels", "listSeparator"));
  return joined({named_otherwise ? known : organisation, behind.empty() ? "" : "(" + behind + ")"}, " ");
}

// "Chiyoda City, Tokyo, Japan", but 東京都千代田区 to whom Japan is home; Osaka, which is in Osaka, once; and no region
// whose name nobody knows in the reader's language ("フランス・Guyancourt").
std::string describe_place(const json& network, const Sentences& say) {
  const std::string country = value_or(network["country"], "");
  const std::string region = value_or(network["region"], "");
  const bool home = network["countryCode"] == say.say("labels", "homeCountry");
  const bool foreign = text::is_ascii(region) && !text::is_ascii(country);
  std::vector<std::string> parts;
  for (const std::string& part : {value_or(network["city"], ""), foreign ? "" : region, home ? "" : country})
    if (!part.empty() && (parts.empty() || parts.back() != part)) parts.push_back(part);
  if (say.say("labels", "placeOrder") == "largestFirst") std::reverse(parts.begin(), parts.end());
  return joined(parts, home ? "" : say.say("labels", "placeSeparator"));
}

std::string describe_hop(const json& hop, const Sentences& say) {
  std::string line = describe_sender(hop, say);
  if (!value_or(hop["by"], "").empty()) line += (line.empty() ? "" : " → ") + hop["by"].get<std::string>();
  const std::string network = describe_network(hop["network"], say);
  if (!network.empty()) line += "\n      " + network;
  const std::string how = joined({describe_protocol(hop, say), value_or(hop["moment"], ""), describe_delay(hop, say)},
                                 say.say("labels", "listSeparator"));
  if (!how.empty()) line += "\n      " + how;
  const std::string gap = hop["joinsNext"] == false ? say.say("labels", "gap") : "";
  return line + "\n      " +
         joined({say.say("labels", hop["trust"].get<std::string>()), gap}, say.say("labels", "clauseSeparator"));
}

}  // namespace

std::string describe_address(const json& address) {
  const std::string name = address["name"];
  const std::string spec = address["address"];
  return name.empty() ? spec : name + " <" + spec + ">";
}

std::string describe_network(const json& network, const Sentences& say) {
  if (network.is_null()) return "";
  const std::string operator_name = describe_operator(network, say);
  std::string place = describe_place(network, say);
  if (!place.empty()) place += " (" + say.say("labels", "approximately") + ")";
  return joined({operator_name, place}, say.say("labels", "listSeparator"));
}

std::string describe_sender(const json& hop, const Sentences& say) {
  const std::string reverse = value_or(hop["reverseName"], "");
  const std::string helo = value_or(hop["from"], "");
  std::string out = reverse;
  if (hop["address"].is_string()) out += (out.empty() ? "[" : " [") + hop["address"].get<std::string>() + "]";
  if (out.empty()) return helo;
  if (hop["private"] == true) out += " (" + say.say("labels", "private") + ")";
  if (helo.empty() || helo == reverse) return out;
  return out + " (" + say.say("labels", "shownAsHelo") + " " + helo + ")";
}

std::string describe_protocol(const json& hop, const Sentences& say) {
  const std::string encrypted =
      hop["encrypted"].is_boolean() ? say.say("labels", hop["encrypted"] == true ? "encrypted" : "notEncrypted") : "";
  return joined({value_or(hop["protocol"], ""), encrypted}, say.say("labels", "listSeparator"));
}

std::string describe_delay(const json& hop, const Sentences& say) {
  if (hop["delaySeconds"].is_null()) return "";
  const auto delay = hop["delaySeconds"].get<std::int64_t>();
  constexpr std::int64_t what_clocks_differ_by = 60;
  if (delay < 0 && delay > -what_clocks_differ_by) return "";
  return say.say("labels", delay < 0 ? "clockBack" : "after", {{"duration", say.duration(delay < 0 ? -delay : delay)}});
}

std::vector<std::pair<std::string, std::string>> describe_checks(const json& authentication, const Sentences& say) {
  const auto described = [&](const char* result, const char* domain) {
    const std::string word = value_or(authentication[result], "");
    if (word.empty()) return say.say("labels", "notReported");
    const std::string about = domain == nullptr ? "" : value_or(authentication[domain], "");
    return about.empty() ? word : say.say("labels", "checkOf", {{"result", word}, {"domain", about}});
  };
  return {{"SPF", described("spf", "spfDomain")},
          {"DKIM", described("dkim", "dkimDomain")},
          {"DMARC", described("dmarc", nullptr)}};
}

std::string describe_signature(const json& signature, const Sentences& say) {
  const auto label = [&](const char* key, const Arguments& arguments) { return say.say("labels", key, arguments); };
  std::vector<std::string> parts = {label("signedBy", {{"domain", value_or(signature["domain"], "")}}),
                                    label("signatureCovers", {{"headers", value_or(signature["covers"], "")}})};
  if (!value_or(signature["protects"], "").empty())
    parts.push_back(label("signatureProtects", {{"headers", value_or(signature["protects"], "")}}));
  if (!signature["bodyLength"].is_null())
    parts.push_back(label("signedBody", {{"count", signature["bodyLength"].get<std::uint64_t>()}}));
  if (signature["expires"].is_string())
    parts.push_back(label("signatureExpires", {{"time", value_or(signature["expires"], "")}}));
  return joined(parts, say.say("labels", "clauseSeparator"));
}

std::string describe_link_place(const json& link, const Sentences& say) {
  std::vector<std::string> parts;
  const std::string kind = link["kind"];
  const std::string shown = value_or(link["text"], "");
  if (kind == "qrCode" || kind == "pdf" || kind == "document" || kind == "form" || kind == "calendar" ||
      kind == "metaRefresh")
    parts.push_back(say.say("labels", "place." + kind));
  else if (link["attached"] == true)
    parts.push_back(say.say("labels", "place.attached"));
  else if (link["ofAttachedMail"] == true)
    parts.push_back(say.say("labels", "place.attachedMail"));
  if (kind != "plainText" && !shown.empty())
    parts.push_back(say.say("labels", "shownAs") + ": " + shown);
  else if (link["image"] == true)
    parts.push_back(say.say("labels", "place.image"));
  for (const json& wrapper : link["through"])
    parts.push_back(say.say("labels", "through", {{"wrapper", value_or(wrapper, "")}}));
  if (link["times"] > 1) parts.push_back(say.say("labels", "times", {{"count", link["times"].get<int>()}}));
  return joined(parts, say.say("labels", "clauseSeparator"));
}

bool highlights(const json& links) {
  return std::any_of(links.begin(), links.end(),
                     [](const json& link) { return !value_or(link["deciding"], "").empty(); });
}

const char* mark_of(std::string_view kind) {
  if (kind == "deception") return "!!";
  if (kind == "anomaly") return "!";
  return kind == "reassurance" ? "+" : "";
}

// "!! deception  ! unusual  + confirmed", each called as in the HTML.
std::string legend_of_marks(const Sentences& say) {
  std::vector<std::string> marks;
  for (const char* kind : {"deception", "anomaly", "reassurance"})
    marks.push_back(std::string(mark_of(kind)) + " " + say.say("labels", std::string("kind.") + kind));
  return joined(marks, "  ");
}

std::string describe_attachment(const json& attachment, const Sentences& say) {
  const std::string content = value_or(attachment["content"], "");
  const std::string type = attachment["type"];
  if (attachment["lookedInto"] == false) return type + " (" + say.say("labels", "notOpened") + ")";
  if (content.empty() || content == type) return type;
  return say.say("labels", "reallyIs", {{"type", type}, {"content", content}});
}

std::string to_text(const json& document, const Sentences& say) {
  const auto label = [&say](const char* key) { return say.say("labels", key); };
  const json& verdict = document["verdict"];
  const json& message = document["message"];
  std::string out;
  const auto line = [&out](const std::string& text) { out += text + "\n"; };
  const auto heading = [&](const char* key) { line("\n" + label(key)); };

  const auto drawn = [](const json& segments) { return draw(segments, Medium::text); };

  line("[" + verdict["label"].get<std::string>() + "] " + drawn(verdict["headlineSegments"]));
  for (const json& reason : verdict["reasonSegments"]) line("  - " + drawn(reason));

  if (document["decisionsUnread"] == true) line("  " + label("decisionsUnread"));

  heading("claims");
  line("  " + label("subject") + ": " + unmarked(message["subject"]));
  for (const json& from : message["from"]) line("  " + label("from") + ": " + unmarked(describe_address(from)));
  if (message["from"].empty()) line("  " + label("noSender"));
  for (const json& to : message["to"]) line("  " + label("to") + ": " + unmarked(describe_address(to)));
  line("  " + label("date") + ": " + value_or(message["moment"], "-"));

  heading("whoSentIt");
  const json& route = document["route"];
  line("  " + drawn(route["gistSegments"]));
  for (const json& hop : route["hops"]) line("  " + describe_hop(hop, say));
  if (route["moreHops"] != 0) line("  " + say.say("labels", "moreHops", {{"count", route["moreHops"].get<int>()}}));
  if (!route["handOver"].is_null())
    line("  " + drawn(route["reasonSegments"]) + label("sentenceSeparator") + label("trustLine"));

  heading("whereLinksGo");
  for (const json& link : document["links"]) {
    const std::string deciding = link["deciding"];
    line("  " + unmarked(link["before"]) + (deciding.empty() ? "" : "[" + deciding + "]") + unmarked(link["after"]));
    if (const std::string place = describe_link_place(link, say); !place.empty()) line("      " + unmarked(place));
    for (const json& finding : link["findings"])
      line("      " + drawn(document["findings"][finding.get<std::size_t>()]["segments"]));
  }
  if (document["links"].empty()) line("  " + label("noLinks"));
  if (highlights(document["links"])) line("  " + label("decidesInText"));
  if (document["moreLinks"] != 0)
    line("  " + say.say("labels", "moreLinks", {{"count", document["moreLinks"].get<int>()}}));

  if (!document["attachments"].empty()) {
    heading("attachments");
    for (const json& attachment : document["attachments"])
      line("  " + unmarked(attachment["name"]) + ": " + describe_attachment(attachment, say));
  }

  heading("authentication");
  const json& authentication = document["authentication"];
  const std::string statement = drawn(authentication["statementSegments"]);
  line("  " + (statement.empty() ? "-" : statement));
  if (authentication["reportedBy"].is_string())
    for (const auto& [name, result] : describe_checks(authentication, say)) line("  " + name + ": " + result);
  for (const json& signature : authentication["signatures"])
    line("  " + label("signatures") + ": " + describe_signature(signature, say));

  heading("allFindings");
  line("  (" + legend_of_marks(say) + ")");
  for (const json& finding : document["findings"]) {
    std::string mark = mark_of(finding["kind"].get<std::string>());
    mark.resize(2, ' ');
    line("  " + mark + " " + drawn(finding["segments"]));
  }
  if (!verdict["advice"].empty()) {
    heading("whatToDo");
    for (const json& advice : verdict["adviceSegments"]) line("  - " + drawn(advice));
  }
  out += "\n";
  if (!document["ipData"].empty()) line(label("placesBy"));
  return out;
}

}  // namespace fuwake::report
