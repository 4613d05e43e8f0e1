#include "evidence/decisions.h"

#include <algorithm>
#include <set>

#include "evidence/checks.h"
#include "evidence/fingerprint.h"
#include "evidence/trusted_authentication.h"
#include "knowledge/public_suffixes.h"
#include "links/drawn_codes.h"
#include "links/url_characters.h"
#include "mail/charsets.h"

namespace fuwake::evidence {
namespace {

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
    else if (blank ? !out.empty() && out.back() != ' ' : !links::is_digit(text[at]))
      out += blank ? ' ' : text[at];
  }
  return out;
}

// The operator's network, or the domain of the host's recorded name; "" where neither is known.
std::string handed_over_by(const Material& material) {
  const route::Hop* hop = material.route.handed_over();
  if (hop == nullptr) return {};
  if (hop->network && hop->network->asn != 0) return "AS" + std::to_string(hop->network->asn);
  return knowledge::registrable_domain(hop->received.rdns);
}

// The sender's text in a form in which it is nothing but a key: no markup, no link, ASCII alone.
std::string harmless(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool plain = links::is_alpha(c) || links::is_digit(c) || c == '@' || c == '.' || c == '-';
    if (plain)
      out += c;
    else
      links::percent_encode(out, static_cast<unsigned char>(c));
  }
  return out;
}

void add_sender(const Material& material, Fingerprint& print) {
  for (const mail::Address& from : material.mail.from)
    print.add(mail::to_lower_ascii(from.spec())).add(from.display_name);
  print.add(handed_over_by(material));
  const auto results = trusted_authentication(material);
  if (!results) return;
  for (const auto* result : {&results->spf, &results->dkim, &results->dmarc}) print.add(result->value_or(""));
  print.add(results->spf_domain).add(results->dkim_domain).add(results->dmarc_domain);
}

// By opening a PDF or reading a picture, for which there is not always time.
bool is_found_inside(const links::Link& link) {
  return link.raw.kind == links::LinkKind::pdf || link.raw.kind == links::LinkKind::qr_code;
}

// What would be found without opening anything.
Findings findings_outside(const Material& material, const Findings& findings) {
  const auto& all = material.links.all;
  if (std::none_of(all.begin(), all.end(), is_found_inside)) return findings;
  links::Links outside = material.links;
  std::erase_if(outside.all, is_found_inside);
  return run_checks({material.mail, material.route, material.attachments, outside, material.told, material.recipient,
                     material.knowledge, material.history});
}

// A part that stands for itself, byte by byte; the texts of the mail are compared as they are read.
bool is_attachment(const Material& material, std::size_t part) {
  if (material.mail.parts[part].is_container()) return false;
  const auto& bodies = material.mail.bodies;
  return std::none_of(bodies.begin(), bodies.end(),
                      [part](const mail::TextBody& body) { return body.part == part && !body.attached; });
}

void add_contents(const Material& material, Fingerprint& print) {
  const mail::Mail& mail = material.mail;
  print.add(without_figures(mail.subject))
      .add(without_figures(material.links.text))
      .add(without_figures(material.links.hidden));
  for (const links::Link& link : material.links.all) {
    if (link.attached || is_found_inside(link)) continue;
    print.add(link.destination ? link.destination->scheme + "://" + link.destination->host : "");
    print.add(without_figures(link.raw.target)).add(without_figures(link.raw.text));
  }
  for (const links::DrawnCode& code : material.links.drawn) print.add(links::to_pgm(code));
  for (std::size_t i = 0; i < mail.parts.size(); ++i) {
    if (!is_attachment(material, i)) continue;
    const mail::Part& part = mail.parts[i];
    print.add(part.file_name).add(part.media_type).add(mail.source.substr(part.body.offset, part.body.length));
  }
}

}  // namespace

std::optional<std::string> key_of_sender(const Material& material) {
  if (material.mail.from.size() != 1) return std::nullopt;
  const mail::Address& from = material.mail.from.front();
  const auto results = trusted_authentication(material);
  if (!results || from.domain.empty() || !results->authenticates(from.domain)) return std::nullopt;
  return "sender:" + harmless(mail::to_lower_ascii(from.spec().substr(0, 300)));
}

std::string key_of_mail(const Material& material, const Findings& findings) {
  Fingerprint print;
  add_sender(material, print);
  add_contents(material, print);
  bool deceives = false;
  std::set<std::string> found;
  for (const Finding& finding : findings_outside(material, findings)) {
    // What is wrong with attachments lies in their bytes, and whether there was time to look at them does not.
    if (finding.family == Family::attachments || finding.family == Family::unseen || finding.kind == Kind::note)
      continue;
    deceives |= finding.kind == Kind::deception;
    found.insert(finding.id);
  }
  for (const std::string& id : found) print.add(id);
  if (deceives)
    print.add(material.mail.message_id)
        .add(material.mail.subject)
        .add(material.mail.source.substr(material.mail.headers().body));
  return "mail:" + print.hex();
}

Findings find_decisions(const Material& material, const Keys& keys) {
  Findings findings;
  const auto add = [&](const char* id, Kind kind, const memory::Decision& decision, const mail::Span& span) {
    findings.push_back({id,
                        Family::campaign,
                        kind,
                        {{"label", decision.label}, {"time", mail::to_rfc3339(decision.time)}},
                        {{span, decision.label}}});
  };
  if (keys.sender)
    if (const auto decision = material.history.find(*keys.sender))
      // At free mail a stolen account passes as well: it speaks for the mail, and verifies nothing.
      add(material.knowledge.mail_services.is_free_mail(material.mail.from.front().domain) ? "history.trusted-mailbox"
                                                                                           : "history.trusted",
          Kind::reassurance, *decision, material.mail.span_of("from"));
  if (const auto decision = material.history.find(keys.mail)) {
    const bool honest = decision->kind == memory::DecisionKind::honest;
    add(honest ? "history.said-honest" : "history.said-dishonest", honest ? Kind::reassurance : Kind::deception,
        *decision, material.mail.span_of("subject"));
  }
  return findings;
}

}  // namespace fuwake::evidence
