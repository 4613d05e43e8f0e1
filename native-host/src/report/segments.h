// A sentence in segments: what in it is ours and what a sender wrote. HTML, text, and the add-on
// (extension/dom/segments.js) mark them by one rule: bold is the domain that decides, and nothing else.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace fuwake::report {

enum class SegmentKind {
  text,             // ours
  deciding_domain,  // where a link really goes, whose a mailbox really is
  foreign_domain,   // a host or domain that is named and decides nothing: a decoy, an imitated one, a claim
  quotation,        // what a sender wrote
  brand,            // a name of somebody, from our own data
  time,
  address,  // of a mailbox or a computer
  number,
};

struct Segment {
  SegmentKind kind = SegmentKind::text;
  std::string text;  // harmless to show; see printable()

  bool operator==(const Segment&) const = default;
};

using Segments = std::vector<Segment>;

/// "text", "deciding-domain", …; as in docs/analysis.schema.json.
const char* name_of(SegmentKind kind);

/// The sentence for those who only read.
std::string plain(const Segments& segments);

/// [{"kind": "text", "text": "…"}, …], as the document holds them.
nlohmann::json to_json(const Segments& segments);

enum class Medium { text, html };

/// A sender's words in text, where brackets mark the domain that decides: his own are round where a domain could stand
/// in them. "[JIRA] Report" stays what it is.
std::string unmarked(std::string text);

/// A sentence of the document, drawn. In text the domain that decides stands [in brackets], as it does in links, and
/// brackets that a sender wrote are (round). In HTML it is <b>; domains are not broken at a hyphen, and what a sender
/// wrote turns none of the words around it (class "said"). What is not such a list is drawn as nothing.
std::string draw(const nlohmann::json& segments, Medium medium);

}  // namespace fuwake::report
