#include "evidence/decisions.h"

#include <algorithm>
#include <set>

#include "evidence/fingerprint.h"
#include "knowledge/public_suffixes.h"
#include "links/url_characters.h"
#include "page/drawn_codes.h"
#include "text/ascii.h"

namespace fuwake::evidence {

constexpr FindingType history_said_honest{
    .id = "history.said-honest",
    .family = Family::campaign,
    .kind = Kind::reassurance,
    .arguments = {{"time", ArgumentType::time}},
};

namespace {

using facts::Facts;

constexpr FindingType history_trusted_mailbox{
    .id = "history.trusted-mailbox",
    .family = Family::campaign,
    .kind = Kind::reassurance,
    .arguments = {{"label", ArgumentType::text}, {"time", ArgumentType::time}},
};

constexpr FindingType history_trusted{
    .id = "history.trusted",
    .family = Family::campaign,
    .kind = Kind::reassurance,
    .arguments = {{"label", ArgumentType::text}, {"time", ArgumentType::time}},
    .verifies = true,
};

constexpr FindingType history_said_dishonest{
    .id = "history.said-dishonest",
    .family = Family::campaign,
    .kind = Kind::deception,
    .arguments = {{"time", ArgumentType::time}},
};

// Case and width of letters stay: folded, megabytes of letters that stand for eighteen were more than all else took.
std::string without_figures(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool wide = text[at] == '\xEF' && at + 2 < text.size() && text[at + 1] == '\xBC' && text[at + 2] >= '\x90' &&
                      text[at + 2] <= '\x99';  // "０"
    const bool blank = text[at] == '\n' || text[at] == '\r' || text[at] == '\t' || text[at] == ' ';
    if (wide)
      at += 2;
    else if (blank ? !out.empty() && out.back() != ' ' : !text::is_digit(text[at]))
      out += blank ? ' ' : text[at];
  }
  return out;
}

// The operator's network, or the domain of the host's recorded name; "" where neither is known.
std::string handed_over_by(const Facts& facts) {
  const route::Hop* hop = facts.route.handed_over();
  if (hop == nullptr) return {};
  if (hop->network && hop->network->asn != 0) return "AS" + std::to_string(hop->network->asn);
  return knowledge::registrable_domain(hop->received.rdns);
}

// The sender's text in a form in which it is nothing but a key: no markup, no link, ASCII alone.
std::string harmless(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool plain = text::is_alpha(c) || text::is_digit(c) || c == '@' || c == '.' || c == '-';
    if (plain)
      out += c;
    else
      links::percent_encode(out, static_cast<unsigned char>(c));
  }
  return out;
}

void add_sender(const Facts& facts, Fingerprint& print) {
  for (const mail::Address& from : facts.mail.from) print.add(text::to_lower(from.spec())).add(from.display_name);
  print.add(handed_over_by(facts));
  const auto& results = facts.authentication;
  if (!results) return;
  for (const auto* result : {&results->spf, &results->dkim, &results->dmarc}) print.add(result->value_or(""));
  print.add(results->spf_domain).add(results->dkim_domain).add(results->dmarc_domain);
}

// A part that stands for itself, byte by byte; the texts of the mail are compared as they are read.
bool is_attachment(const Facts& facts, std::size_t part) {
  if (facts.mail.parts[part].is_container()) return false;
  const auto& bodies = facts.mail.bodies;
  return std::none_of(bodies.begin(), bodies.end(),
                      [part](const mail::TextBody& body) { return body.part == part && !body.attached; });
}

void add_contents(const Facts& facts, Fingerprint& print) {
  const mail::Mail& mail = facts.mail;
  print.add(without_figures(mail.subject))
      .add(without_figures(facts.page.text))
      .add(without_figures(facts.page.hidden));
  for (const links::Link& link : facts.links.all) {
    if (link.attached) continue;
    print.add(link.destination ? link.destination->scheme + "://" + link.destination->host : "");
    print.add(without_figures(link.raw.target)).add(without_figures(link.raw.text));
  }
  for (const page::DrawnCode& code : facts.page.drawn) print.add(page::to_pgm(code));
  for (std::size_t i = 0; i < mail.parts.size(); ++i) {
    if (!is_attachment(facts, i)) continue;
    const mail::Part& part = mail.parts[i];
    print.add(part.file_name).add(part.media_type).add(mail.source.substr(part.body.offset, part.body.length));
  }
}

}  // namespace

const Few<const FindingType*, 8> types_of_decisions = {&history_trusted, &history_trusted_mailbox, &history_said_honest,
                                                       &history_said_dishonest};

std::optional<std::string> key_of_sender(const Facts& facts) {
  if (facts.mail.from.size() != 1) return std::nullopt;
  const mail::Address& from = facts.mail.from.front();
  const auto& results = facts.authentication;
  if (!results || from.domain.empty() || !results->authenticates(from.domain)) return std::nullopt;
  return "sender:" + harmless(text::to_lower(from.spec().substr(0, 300)));
}

std::string key_of_mail(const Facts& facts, const Findings& findings) {
  Fingerprint print;
  add_sender(facts, print);
  add_contents(facts, print);
  bool deceives = false;
  std::set<std::string> found;
  for (const Finding& finding : findings) {
    // What is wrong with attachments lies in their bytes, and whether there was time to look at them does not.
    if (finding.family() == Family::attachments || finding.family() == Family::unseen || finding.kind() == Kind::note)
      continue;
    deceives |= finding.kind() == Kind::deception;
    found.insert(finding.id());
  }
  for (const std::string& id : found) print.add(id);
  if (deceives)
    print.add(facts.mail.message_id).add(facts.mail.subject).add(facts.mail.source.substr(facts.mail.headers().body));
  return "mail:" + print.hex();
}

Findings find_decisions(const Facts& facts, const Decisions& decisions) {
  Findings findings;
  const auto add = [&](const FindingType& type, const Decision& decision, const mail::Span& span) {
    findings.push_back({type,
                        declared_of(type, {{"label", decision.label}, {"time", mail::to_rfc3339(decision.time)}}),
                        {{span, decision.label}}});
  };
  if (const auto& decision = decisions.on_sender)
    // At free mail a stolen account passes as well: it speaks for the mail, and verifies nothing.
    add(facts.knowledge.mail_services.is_free_mail(facts.mail.from.front().domain) ? history_trusted_mailbox
                                                                                   : history_trusted,
        *decision, facts.mail.span_of("from"));
  if (const auto& decision = decisions.on_mail) {
    const bool honest = decision->kind == DecisionKind::honest;
    add(honest ? history_said_honest : history_said_dishonest, *decision, facts.mail.span_of("subject"));
  }
  return findings;
}

}  // namespace fuwake::evidence
