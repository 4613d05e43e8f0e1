#include "report/advice.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "facts/quoted_lures.h"

namespace fuwake::report {
namespace {

using dissection::Dissection;
using knowledge::LureGroup;

constexpr std::pair<AdviceKind, const char*> names[] = {
    {AdviceKind::link, "link"},           {AdviceKind::attachment, "attachment"},
    {AdviceKind::form, "form"},           {AdviceKind::access, "access"},
    {AdviceKind::call, "call"},           {AdviceKind::payment, "payment"},
    {AdviceKind::extortion, "extortion"}, {AdviceKind::fee, "fee"},
    {AdviceKind::passed_on, "passed-on"}, {AdviceKind::answer, "answer"}};

constexpr std::pair<std::string_view, AdviceKind> means[] = {
    {"links-elsewhere", AdviceKind::link},
    {"copied-design", AdviceKind::link},
    {"mismatched-link-text", AdviceKind::link},
    {"recipient-in-link", AdviceKind::link},
    {"numeric-host", AdviceKind::link},
    {"free-hosting", AdviceKind::link},
    {"open-redirect", AdviceKind::link},
    {"page-in-the-link", AdviceKind::link},
    {"qr-code", AdviceKind::link},
    {"link-in-attachment", AdviceKind::attachment},
    {"disguised-attachment", AdviceKind::attachment},
    {"program-attached", AdviceKind::attachment},
    {"template-injection", AdviceKind::attachment},
    {"locked-archive", AdviceKind::attachment},
    {"html-smuggling", AdviceKind::attachment},
    {"credential-form", AdviceKind::form},
    {"device-code", AdviceKind::access},
    {"oauth-consent", AdviceKind::access},
    {"callback", AdviceKind::call},
    {"business-email-compromise", AdviceKind::payment},
    {"thread-hijacking", AdviceKind::payment},
    {"advance-fee", AdviceKind::fee},
};

// What a reader of the mail could open.
struct Openable {
  bool link = false;  // on the page, and more than an address to write to
  bool code = false;
  bool attachment = false;
};

Openable openable_in(const Dissection& dissection) {
  Openable out;
  for (const links::Link& link : dissection.facts.links.all) {
    if (link.attached || !link.destination) continue;
    const std::string& scheme = link.destination->scheme;
    if (link.raw.kind == page::ReferenceKind::qr_code)
      out.code = true;
    else
      out.link |= scheme != "mailto" && scheme != "tel" && scheme != "sms";
  }
  const auto& attachments = dissection.facts.attachments.all;
  out.attachment = std::any_of(attachments.begin(), attachments.end(), [](const attachments::Attachment& each) {
    // A picture that is a page, and may run programs.
    const bool picture = each.type.starts_with("image/") && !each.type.starts_with("image/svg");
    return !each.name.empty() && !picture;
  });
  return out;
}

// A lover at the customs, an employer who wants the reader's bank card: nobody whom the reader could ask.
bool asks_in_a_tale(const facts::ToldLures& told) {
  return std::any_of(told.lures.begin(), told.lures.end(), [](const knowledge::LureFound& lure) {
    return lure.is_in(LureGroup::errand) && lure.is_in(LureGroup::advance_fee);
  });
}

// What words ask for whatever else there is: a number to call stands beside links, gift cards beside none.
std::optional<AdviceKind> asked_for(const facts::ToldLures& told) {
  if (asks_in_a_tale(told)) return AdviceKind::fee;
  if (told.has(LureGroup::blackmail) || told.has(LureGroup::summons)) return AdviceKind::extortion;
  if (told.has(LureGroup::call)) return AdviceKind::call;
  if (told.has(LureGroup::quiet_errand)) return AdviceKind::payment;
  return std::nullopt;
}

AdviceKind by_what_there_is(const Dissection& dissection, const Openable& openable) {
  const facts::ToldLures& told = dissection.facts.told;
  if (openable.link || openable.code) return AdviceKind::link;
  if (told.has(LureGroup::errand)) return AdviceKind::payment;
  if (told.has(LureGroup::advance_fee)) return AdviceKind::fee;
  return openable.attachment ? AdviceKind::attachment : AdviceKind::answer;
}

bool is_there(AdviceKind kind, const Openable& openable) {
  if (kind == AdviceKind::link) return openable.link || openable.code;
  return kind != AdviceKind::attachment || openable.attachment;
}

// Gift cards are another matter than bank accounts, and a favour ("open a group for us") need cost nothing.
const char* payment_asked_for(const facts::ToldLures& told) {
  const bool cards = told.has(LureGroup::cards), transfer = told.has(LureGroup::transfer);
  if (cards && transfer) return "both";
  return cards ? "cards" : transfer ? "transfer" : "none";
}

bool shows(const evidence::Findings& findings, std::string_view technique) {
  return std::any_of(findings.begin(), findings.end(), [technique](const evidence::Finding& finding) {
    return finding.type.get().technique == technique;
  });
}

// By which means access would be given: a page that asks for a code is another than one that asks for consent.
const char* access_asked_for(const evidence::Findings& findings) {
  const bool code = shows(findings, "device-code"), consent = shows(findings, "oauth-consent");
  return code == consent ? "either" : code ? "code" : "consent";
}

std::optional<AdviceKind> means_of_strongest(const Dissection& dissection, evidence::Kind kind) {
  for (const std::size_t index : dissection.verdict.strongest) {
    const evidence::Finding& finding = dissection.findings[index];
    if (finding.kind() == kind) return means_of(finding.type.get().technique);
  }
  return std::nullopt;
}

}  // namespace

const char* name_of(AdviceKind kind) {
  return std::find_if(std::begin(names), std::end(names), [&](const auto& each) { return each.first == kind; })->second;
}

std::optional<AdviceKind> means_of(std::string_view technique) {
  const auto* found =
      std::find_if(std::begin(means), std::end(means), [&](const auto& each) { return each.first == technique; });
  if (found == std::end(means)) return std::nullopt;
  return found->second;
}

AdviceKind advice_kind(const Dissection& dissection) {
  if (facts::passes_on_for_opinion(dissection.facts)) return AdviceKind::passed_on;
  const Openable openable = openable_in(dissection);
  for (const auto& kind : {means_of_strongest(dissection, evidence::Kind::deception), asked_for(dissection.facts.told),
                           means_of_strongest(dissection, evidence::Kind::anomaly)})
    if (kind && is_there(*kind, openable)) return *kind;
  return by_what_there_is(dissection, openable);
}

std::vector<Segments> advice(const Dissection& dissection, const Sentences& sentences) {
  const verdict::Level level = dissection.verdict.level;
  if (level != verdict::Level::caution && level != verdict::Level::danger) return {};
  const Openable openable = openable_in(dissection);
  const Arguments arguments = {{"level", verdict::name_of(level)},
                               {"link", openable.link   ? "link"
                                        : openable.code ? "code"
                                                        : "none"},
                               {"attachment", openable.attachment ? "yes" : "none"},
                               {"payment", payment_asked_for(dissection.facts.told)},
                               {"access", access_asked_for(dissection.findings)},
                               {"threat", dissection.facts.told.has(LureGroup::blackmail) ? "blackmail" : "summons"},
                               {"password", shows(dissection.findings, "credential-form") ? "yes" : "none"}};
  std::vector<Segments> out = sentences.advice(name_of(advice_kind(dissection)), arguments);
  for (Segments& sentence : sentences.advice("report", arguments)) out.push_back(std::move(sentence));
  return out;
}

}  // namespace fuwake::report
