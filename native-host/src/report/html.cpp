#include "report/html.h"

#include "report/text.h"

namespace fuwake::report {
namespace {

using nlohmann::json;

constexpr const char* style = R"(
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1b23;--dim:#5b5b66;--line:#e0e0e6;--card:#f8f8fb;
--danger:#c50042;--danger-bg:#fff0f4;--caution:#8a5200;--caution-bg:#fff7e6;--ok:#017a40;--ok-bg:#ecf8f1}
@media(prefers-color-scheme:dark){:root{--bg:#18181b;--fg:#f4f4f6;--dim:#a9a9b4;--line:#3a3a42;
--card:#232328;--danger:#ff6b8f;--danger-bg:#3a1420;--caution:#ffc24d;--caution-bg:#33270d;
--ok:#5fd39a;--ok-bg:#12301f}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1.5rem;background:var(--bg);color:var(--fg);
font:15px/1.6 system-ui,"Noto Sans CJK JP","Noto Sans JP",sans-serif}
.verdict{border:1px solid var(--c);border-inline-start-width:6px;background:var(--b);padding:1rem 1.25rem;border-radius:6px}
.danger{--c:var(--danger);--b:var(--danger-bg)}.caution{--c:var(--caution);--b:var(--caution-bg)}
.verified{--c:var(--ok);--b:var(--ok-bg)}.unremarkable{--c:var(--dim);--b:var(--card)}
h1{font-size:1.2rem;margin:0}h1 b{color:var(--c)}
h2{font-size:1.05rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
ul{margin:.5rem 0;padding-inline-start:1.4em}
table{border-collapse:collapse;width:100%}
th,td{text-align:start;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th{color:var(--dim);font-weight:500;white-space:nowrap}
code{font:13px ui-monospace,"Noto Sans Mono CJK JP",monospace;overflow-wrap:anywhere}
code em{font-style:normal;font-weight:700;border-bottom:2px solid currentColor}
.bad em{color:var(--danger)}small,.dim{color:var(--dim)}
tr.handOver td{border-bottom:3px dashed var(--dim)}
.advice{background:var(--card);padding:.5rem 1rem;border-radius:6px}
)";

// A page in the making. Text goes in by text() alone, which escapes.
class Page {
 public:
  Page& open(const std::string& tag) {
    out_ += "<" + tag + ">";
    return *this;
  }
  Page& close(const std::string& tag) {
    out_ += "</" + tag + ">";
    return *this;
  }
  Page& text(const std::string& text) {
    out_ += escape_html(text);
    return *this;
  }
  Page& element(const std::string& tag, const std::string& content) {
    open(tag).text(content);
    return close(tag.substr(0, tag.find(' ')));
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

std::string text_of(const json& value) {
  return value.is_string() ? value.get<std::string>() : "";
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string to_html(const json& document, const Sentences& say) {
  const auto label = [&say](const std::string& key) { return say.say("labels", key); };
  const json& verdict = document["verdict"];
  const json& message = document["message"];
  Page page;
  page.open("!DOCTYPE html").open("html lang=\"" + say.language() + "\"");
  page.open("head").open("meta charset=\"utf-8\"");
  // Saved and opened in a browser the page must stay as inert as in the sandboxed frame.
  page.open(
      "meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\"");
  page.open("meta name=\"viewport\" content=\"width=device-width\"");
  page.element("title", label("title") + ": " + text_of(message["subject"]));
  page.open("style");
  const std::string head = page.take() + style;
  page.close("style").close("head").open("body");

  page.open("div class=\"verdict " + text_of(verdict["level"]) + "\"").open("h1");
  page.element("b", text_of(verdict["label"]) + ": ").text(text_of(verdict["headline"])).close("h1");
  if (!verdict["reasons"].empty()) {
    page.open("ul");
    for (const json& reason : verdict["reasons"]) page.element("li", text_of(reason));
    page.close("ul");
  }
  page.element("small", say.say("labels", "clues",
                                {{"count", std::to_string(verdict["clues"].get<int>())}}) +
                            " · " + label("onThisMachine"));
  page.close("div");
  if (document["cut"] == true) page.element("p", label("cut"));

  if (!verdict["advice"].empty()) {
    page.element("h2", label("whatToDo")).open("ul class=\"advice\"");
    for (const json& advice : verdict["advice"]) page.element("li", text_of(advice));
    page.close("ul");
  }

  const auto row = [&page](const std::string& name, const std::string& content) {
    page.open("tr").element("th scope=\"row\"", name).element("td", content).close("tr");
  };
  page.element("h2", label("claims")).open("table");
  row(label("subject"), text_of(message["subject"]));
  for (const json& from : message["from"]) row(label("from"), describe_address(from));
  if (message["from"].empty()) row(label("from"), label("noSender"));
  for (const json& to : message["to"]) row(label("to"), describe_address(to));
  row(label("date"), text_of(message["date"]));
  page.close("table");

  page.element("h2", label("whoSentIt"));
  const json& route = document["route"];
  if (route["hops"].empty()) {
    page.element("p", label("noRoute"));
  } else {
    page.open("table");
    for (const json& hop : route["hops"]) {
      const std::string trust = text_of(hop["trust"]);
      page.open("tr class=\"" + trust + "\"").open("td");
      std::string sender = text_of(hop["reverseName"]);
      if (sender.empty()) sender = text_of(hop["from"]);
      page.element("code", sender + (hop["address"].is_string()
                                         ? " [" + text_of(hop["address"]) + "]"
                                         : ""));
      page.text(" → ").element("code", text_of(hop["by"]));
      const std::string network = describe_network(hop["network"], say);
      if (!network.empty()) page.open("br").text(network);
      page.close("td").element("td class=\"dim\"", text_of(hop["time"]));
      page.element("td class=\"dim\"", label(trust)).close("tr");
    }
    page.close("table");
    if (route["moreHops"] != 0)
      page.element("p", say.say("labels", "moreHops",
                                {{"count", std::to_string(route["moreHops"].get<int>())}}));
    if (!route["handOver"].is_null()) page.element("p class=\"dim\"", label("trustLine"));
  }

  page.element("h2", label("whereLinksGo"));
  if (document["links"].empty()) {
    page.element("p", label("noLinks"));
  } else {
    page.open("table");
    for (const json& link : document["links"]) {
      page.open("tr").open("td");
      page.open(link["suspicious"] == true ? "code class=\"bad\"" : "code");
      page.text(text_of(link["before"])).element("em", text_of(link["deciding"]));
      page.element("span class=\"dim\"", text_of(link["after"])).close("code").close("td");
      page.element("td class=\"dim\"", link["kind"] == "plainText"
                                           ? ""
                                           : label("shownAs") + ": " + text_of(link["text"]));
      page.close("tr");
    }
    page.close("table").element("p class=\"dim\"", label("decides"));
    if (document["moreLinks"] != 0)
      page.element("p", say.say("labels", "moreLinks",
                                {{"count", std::to_string(document["moreLinks"].get<int>())}}));
  }

  const json& authentication = document["authentication"];
  page.element("h2", label("authentication"));
  page.element("p", text_of(authentication["statement"])).open("table");
  for (const char* method : {"spf", "dkim", "dmarc"}) {
    std::string name = method;
    for (char& c : name) c = static_cast<char>(c - ('a' - 'A'));
    const std::string result = text_of(authentication[method]);
    row(name, result.empty() ? label("notReported") : result);
  }
  page.close("table");

  page.element("h2", label("allFindings")).open("table");
  for (const json& finding : document["findings"]) {
    page.open("tr").element("td", text_of(finding["sentence"])).open("td class=\"dim\"");
    for (const json& evidence : finding["evidence"])
      page.element("code", text_of(evidence["quote"])).open("br");
    page.close("td").close("tr");
  }
  page.close("table");
  if (!document["ipData"].empty()) page.element("p class=\"dim\"", label("placesBy"));
  page.close("body").close("html");
  return head + page.take() + "\n";
}

}  // namespace fuwake::report
