#include "report/html.h"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <vector>

#include "report/escape_html.h"
#include "report/segments.h"
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
h1{font-size:1.2rem;font-weight:600;margin:0}h1 strong{color:var(--c)}
h2{font-size:1.05rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
ul{margin:.5rem 0;padding-inline-start:1.4em}
table{border-collapse:collapse;width:100%}
th,td{text-align:start;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th{color:var(--dim);font-weight:500;white-space:nowrap}
code{font:13px ui-monospace,"Noto Sans Mono CJK JP",monospace;overflow-wrap:anywhere}
code em{font-style:normal;font-weight:700;border-bottom:2px solid currentColor}
.bad em{color:var(--danger)}small,.dim{color:var(--dim)}
th[scope=row]{width:1%}
tr.handOver td{border-bottom:3px dashed var(--dim)}.domain{display:inline-block;max-width:100%;overflow-wrap:anywhere}b.domain{font-weight:700;border-bottom:2px solid currentColor;line-height:1.2}
.said{unicode-bidi:isolate}.gap{color:var(--caution)}
.advice{background:var(--card);padding:.5rem 1rem .5rem 2rem;border-radius:6px}
caption{text-align:start;color:var(--dim);padding:0 0 .4rem}thead th{border-bottom:2px solid var(--line)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.mark{white-space:nowrap;color:var(--dim)}.mark span{display:inline-block;min-width:1.4em;font-weight:700}
.deception{color:var(--danger)}.anomaly{color:var(--caution)}.reassurance{color:var(--ok)}
a{color:inherit}:lang(ja){line-break:strict}
@media print{body{max-width:none;padding:0;font-size:11px}code{font-size:10px}h2,caption{break-after:avoid}
tr,li,.verdict{break-inside:avoid}thead{display:table-header-group}}
)";

// A page in the making. Text goes in by text() and sentence() alone, which escape.
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
  Page& sentence(const json& segments) {
    out_ += draw(segments, Medium::html);
    return *this;
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

std::string text_of(const json& value) {
  return value.is_string() ? value.get<std::string>() : "";
}

bool is_kind(const json& finding, std::string_view kind) {
  return finding["kind"] == kind;
}

// The links that a finding points to, by index.
std::set<std::size_t> links_of(const json& finding) {
  std::set<std::size_t> out;
  for (const json& evidence : finding["evidence"])
    if (evidence.contains("link")) out.insert(evidence["link"].get<std::size_t>());
  return out;
}

// What is to be said of the findings, each once: those that weigh, the heaviest first, and apart from them what is only
// noted. A note on links of which something that weighs is told says nothing more ("Its links lead to others than the
// sender" below "A link goes to w-support.jp").
struct Ranked {
  std::vector<const json*> weighing;
  std::vector<const json*> notes;
};

Ranked rank(const json& findings) {
  Ranked out;
  std::set<std::size_t> told;
  for (const json& finding : findings) {
    if (is_kind(finding, "note")) continue;
    out.weighing.push_back(&finding);
    told.merge(links_of(finding));
  }
  std::stable_sort(out.weighing.begin(), out.weighing.end(),
                   [](const json* one, const json* other) { return (*one)["weight"] > (*other)["weight"]; });
  for (const json& finding : findings) {
    if (!is_kind(finding, "note")) continue;
    const std::set<std::size_t> links = links_of(finding);
    if (links.empty() || !std::includes(told.begin(), told.end(), links.begin(), links.end()))
      out.notes.push_back(&finding);
  }
  return out;
}

// Draws the sections one by one.
class Report {
 public:
  Report(const json& document, const Sentences& say)
      : document_(document), say_(say), ranked_(rank(document["findings"])) {}

  std::string draw() {
    page_.open("!DOCTYPE html").open("html lang=\"" + say_.language() + "\"");
    page_.open("head").open("meta charset=\"utf-8\"");
    // Saved and opened in a browser the page must stay as inert as within the add-on.
    page_.open(
        "meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\"");
    page_.open("meta name=\"viewport\" content=\"width=device-width\"");
    page_.element("title", label("title") + ": " + text_of(document_["message"]["subject"]));
    page_.open("style");
    const std::string head = page_.take() + style;
    page_.close("style").close("head").open("body").open("main");
    draw_verdict();
    draw_findings();
    draw_claims();
    draw_who_sent_it();
    draw_links();
    draw_attachments();
    draw_authentication();
    draw_notes();
    page_.close("main").close("body").close("html");
    return head + page_.take() + "\n";
  }

 private:
  std::string label(const std::string& key, const Arguments& arguments = {}) const {
    return say_.say("labels", key, arguments);
  }

  static Arguments count_of(const json& number) { return {{"count", number.get<int>()}}; }

  void row(const std::string& name, const std::string& content) {
    page_.open("tr").element("th scope=\"row\"", name).element("td", content).close("tr");
  }

  // A table's caption, and the names of its columns, by their labels.
  void open_table(const std::string& caption, std::initializer_list<const char*> columns = {}) {
    page_.open("table");
    if (columns.size() == 0)
      page_.element("caption class=\"hidden\"", caption);
    else if (!caption.empty())
      page_.element("caption", caption);
    if (columns.size() == 0) return;
    page_.open("thead").open("tr");
    for (const char* column : columns) page_.element("th scope=\"col\"", label(column));
    page_.close("tr").close("thead").open("tbody");
  }

  void draw_verdict() {
    const json& verdict = document_["verdict"];
    page_.open("div class=\"verdict " + text_of(verdict["level"]) + "\"").open("h1");
    page_.element("strong", text_of(verdict["label"]) + ": ").sentence(verdict["headlineSegments"]);
    page_.close("h1");
    page_.element("small", label("clues", count_of(verdict["clues"])) + " · " + label("onThisMachine"));
    page_.close("div");
    if (document_["decisionsUnread"] == true) page_.element("p", label("decisionsUnread"));
    if (verdict["advice"].empty()) return;
    page_.element("h2", label("whatToDo")).open("ul class=\"advice\"");
    for (const json& advice : verdict["adviceSegments"]) page_.open("li").sentence(advice).close("li");
    page_.close("ul");
  }

  void draw_findings() {
    if (ranked_.weighing.empty()) return;
    page_.element("h2", label("allFindings"));
    open_table(label("byWeight"), {"columnKind", "columnFinding", "columnEvidence"});
    for (const json* finding : ranked_.weighing) {
      page_.open("tr").open("td class=\"mark\"");
      draw_mark(text_of((*finding)["kind"]));
      page_.close("td").open("td").sentence((*finding)["segments"]).close("td").open("td class=\"dim\"");
      draw_evidence(*finding);
      page_.close("td").close("tr");
    }
    page_.close("tbody").close("table");
  }

  void draw_mark(const std::string& kind) {
    page_.element("span class=\"" + kind + "\" aria-hidden=\"true\"", mark_of(kind)).text(label("kind." + kind));
  }

  // A link by its number, for its row has it whole; the rest as it stands in the mail, each once, and not what the
  // sentence beside it quotes.
  void draw_evidence(const json& finding) {
    const std::string sentence = text_of(finding["sentence"]);
    std::set<std::string> told;
    for (const std::size_t link : links_of(finding)) {
      const std::string number = std::to_string(link + 1);
      page_.element("a href=\"#link-" + number + "\"", label("linkNumber", {{"count", static_cast<int>(link + 1)}}));
      page_.open("br");
    }
    for (const json& evidence : finding["evidence"]) {
      const std::string quote = text_of(evidence["quote"]);
      const bool said = evidence.contains("link") || sentence.find(quote) != std::string::npos;
      if (!said && told.insert(quote).second) page_.element("code", quote).open("br");
    }
  }

  void draw_claims() {
    const json& message = document_["message"];
    page_.element("h2", label("claims"));
    open_table(label("claims"));
    row(label("subject"), text_of(message["subject"]));
    for (const json& from : message["from"]) row(label("from"), describe_address(from));
    if (message["from"].empty()) row(label("from"), label("noSender"));
    for (const json& to : message["to"]) row(label("to"), describe_address(to));
    row(label("date"), text_of(message["moment"]));
    page_.close("table");
  }

  void draw_who_sent_it() {
    const json& route = document_["route"];
    page_.element("h2", label("whoSentIt")).open("p").sentence(route["gistSegments"]).close("p");
    if (route["hops"].empty()) return;
    open_table("", {"columnServer", "columnProtocol", "columnTime", "columnRecord"});
    for (const json& hop : route["hops"]) draw_hop(hop);
    page_.close("tbody").close("table");
    if (route["moreHops"] != 0) page_.element("p", label("moreHops", count_of(route["moreHops"])));
    if (!route["handOver"].is_null())
      page_.open("p class=\"dim\"")
          .sentence(route["reasonSegments"])
          .text(label("sentenceSeparator") + label("trustLine"))
          .close("p");
  }

  void draw_hop(const json& hop) {
    page_.open("tr class=\"" + text_of(hop["trust"]) + "\"").open("td");
    const std::string sender = describe_sender(hop, say_);
    if (!sender.empty()) page_.element("code", sender).text(" → ");
    page_.element("code", text_of(hop["by"]));
    const std::string network = describe_network(hop["network"], say_);
    if (!network.empty()) page_.open("br").text(network);
    if (hop["joinsNext"] == false) page_.open("br").element("span class=\"gap\"", label("gap"));
    page_.close("td").open("td class=\"dim\"").text(describe_protocol(hop, say_)).close("td");
    page_.open("td class=\"dim\"").text(text_of(hop["moment"]));
    if (const std::string delay = describe_delay(hop, say_); !delay.empty()) page_.open("br").text(delay);
    page_.close("td").element("td class=\"dim\"", label(text_of(hop["trust"]))).close("tr");
  }

  void draw_links() {
    page_.element("h2 id=\"links\"", label("whereLinksGo"));
    if (document_["links"].empty()) {
      page_.element("p", label("noLinks"));
      return;
    }
    open_table(highlights(document_["links"]) ? label("decides") : "", {"columnNumber", "columnTarget", "columnShown"});
    for (std::size_t i = 0; i < document_["links"].size(); ++i) draw_link(document_["links"][i], i + 1);
    page_.close("tbody").close("table");
    if (document_["moreLinks"] != 0) page_.element("p", label("moreLinks", count_of(document_["moreLinks"])));
  }

  // What was found about it stands above, with its number.
  void draw_link(const json& link, std::size_t number) {
    page_.open("tr id=\"link-" + std::to_string(number) + "\"");
    page_.element("th scope=\"row\"", std::to_string(number)).open("td");
    page_.open(link["suspicious"] == true ? "code class=\"bad\"" : "code").text(text_of(link["before"]));
    if (const std::string deciding = text_of(link["deciding"]); !deciding.empty()) page_.element("em", deciding);
    page_.element("span class=\"dim\"", text_of(link["after"])).close("code").close("td");
    page_.element("td class=\"dim\"", describe_link_place(link, say_)).close("tr");
  }

  void draw_attachments() {
    if (document_["attachments"].empty()) return;
    page_.element("h2", label("attachments"));
    open_table("", {"columnName", "columnType"});
    for (const json& attachment : document_["attachments"])
      page_.open("tr")
          .element("td", text_of(attachment["name"]))
          .element("td class=\"dim\"", describe_attachment(attachment, say_))
          .close("tr");
    page_.close("tbody").close("table");
  }

  // Whether the findings say this already.
  bool is_told(const json& segments) const {
    return std::any_of(ranked_.weighing.begin(), ranked_.weighing.end(),
                       [&segments](const json* finding) { return (*finding)["segments"] == segments; });
  }

  void draw_authentication() {
    const json& authentication = document_["authentication"];
    page_.element("h2", label("authentication"));
    if (const json& statement = authentication["statementSegments"]; !is_told(statement))
      page_.open("p").sentence(statement).close("p");
    open_table(label("authentication"));
    for (const auto& [name, content] : describe_checks(authentication, say_)) row(name, content);
    for (const json& signature : authentication["signatures"])
      row(label("signatures"), describe_signature(signature, say_));
    page_.close("table");
  }

  void draw_notes() {
    const json& statement = document_["authentication"]["statementSegments"];
    const auto draws = [&statement](const json* note) { return (*note)["segments"] != statement; };
    if (std::any_of(ranked_.notes.begin(), ranked_.notes.end(), draws)) {
      page_.element("h2", label("alsoNoted")).open("ul");
      for (const json* note : ranked_.notes)
        if (draws(note)) page_.open("li").sentence((*note)["segments"]).close("li");
      page_.close("ul");
    }
    if (!document_["ipData"].empty()) page_.element("p class=\"dim\"", label("placesBy"));
  }

  const json& document_;
  const Sentences& say_;
  const Ranked ranked_;
  Page page_;
};

}  // namespace

std::string to_html(const json& document, const Sentences& sentences) {
  return Report(document, sentences).draw();
}

}  // namespace fuwake::report
