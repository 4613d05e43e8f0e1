#include "report/document.h"

#include <algorithm>
#include <cmath>

#include "evidence/attachments/types.h"
#include "evidence/authentication/types.h"
#include "evidence/decisions.h"
#include "evidence/identity/types.h"
#include "evidence/links/types.h"
#include "evidence/not_looked_at.h"
#include "evidence/route/types.h"
#include "report/advice.h"
#include "report/printable.h"
#include "report/spoken_arguments.h"
#include "report/where_links_go.h"
#include "report/who_sent_it.h"
#include "version.h"

namespace fuwake::report {
namespace {

using dissection::Dissection;
using nlohmann::json;

json all_plain(const std::vector<Segments>& sentences) {
  json out = json::array();
  for (const Segments& sentence : sentences) out.push_back(plain(sentence));
  return out;
}

json all_to_json(const std::vector<Segments>& sentences) {
  json out = json::array();
  for (const Segments& sentence : sentences) out.push_back(to_json(sentence));
  return out;
}

// Makes the document of one dissection; holds what every part of it needs.
class DocumentMaker {
 public:
  DocumentMaker(const Dissection& dissection, const dissection::Engine& engine, const Sentences& sentences)
      : dissection_(dissection),
        knowledge_(engine.knowledge),
        engine_(engine),
        say_(sentences),
        sender_(dissection, engine.knowledge, sentences),
        spoken_(engine.knowledge, sentences, sender_.operator_name()) {
    for (const evidence::Finding& finding : dissection_.findings) sentences_.push_back(told(finding));
    links_ = where_links_go(
        dissection_, [this](const evidence::Finding& finding) { return told(finding); }, say_.language());
    shown_attachments_ = shown_attachments();
  }

  json make() {
    json document = {
        {"schema", 1},
        {"fuwake", FUWAKE_VERSION},
        {"language", say_.language()},
        {"verdict", verdict()},
        {"message", message()},
        {"claim", claim()},
        {"facts", sender_.facts()},
        {"route", sender_.route()},
        {"authentication", sender_.authentication(authentication_statement())},
        {"attachments", attachments()},
        {"findings", findings()},
        {"decisions", decisions()},
        {"ipData", knowledge_.networks->sources()},
        {"cut", has_unseen()},
        {"decisionsUnread", dissection_.decisions_unread},
        {"microseconds", dissection_.duration.count()},
    };
    document["links"] = std::move(links_.links);
    document["moreLinks"] = links_.more;
    return document;
  }

 private:
  const evidence::Finding* find(const evidence::FindingType& type) const {
    for (const evidence::Finding& finding : dissection_.findings)
      if (finding.is(type)) return &finding;
    return nullptr;
  }

  Segments told(const evidence::Finding& finding) const {
    return say_.tell("findings", finding.id(), spoken_.of(finding));
  }

  const Segments& sentence(const evidence::Finding& finding) const {
    return sentences_[static_cast<std::size_t>(&finding - dissection_.findings.data())];
  }

  Argument operator_name() const { return {SegmentKind::brand, sender_.operator_name()}; }

  bool has_unseen() const {
    return std::any_of(dissection_.findings.begin(), dissection_.findings.end(),
                       [](const auto& finding) { return finding.family() == evidence::Family::unseen; });
  }

  bool warns() const {
    return dissection_.verdict.level == verdict::Level::caution || dissection_.verdict.level == verdict::Level::danger;
  }

  // What is known of a mail that nothing warns of, and what the reasons that follow are: "nothing was found" must not
  // stand above them, nor "nothing" where an attachment could not be opened.
  Segments headline_of_unremarkable() const {
    if (const evidence::Finding* said = find(evidence::history_said_honest)) return say_.tell("headlines", said->id());
    const std::vector<std::size_t> reasons = this->reasons();
    const bool words = std::all_of(reasons.begin(), reasons.end(), [this](std::size_t index) {
      return dissection_.findings[index].family() == evidence::Family::wording;
    });
    const evidence::Finding* confirmed = find(evidence::authentication_passed);
    Arguments arguments = confirmed != nullptr ? spoken_.of(*confirmed) : Arguments();
    arguments["confirmed"] = confirmed != nullptr ? "yes" : "no";
    arguments["reasons"] = reasons.empty() ? "none" : words ? "words" : "facts";
    if (const evidence::Finding* locked = find(evidence::attachment_encrypted); locked != nullptr && reasons.empty()) {
      arguments["reasons"] = "locked";
      arguments["name"] = spoken_.of(*locked).at("name");
    }
    return say_.tell("headlines", "unremarkable", arguments);
  }

  // Where nothing warns, what says little is for the list of everything alone: that a mail presses for time is no
  // reason for anything.
  bool speaks_against(const evidence::Finding& finding) const {
    constexpr double says_little = 0.5;
    if (finding.kind() != evidence::Kind::deception && finding.kind() != evidence::Kind::anomaly) return false;
    return warns() || engine_.weights.weight_of(finding.id()) >= says_little;
  }

  // "The sender's eki-net.com stands before it" and "JR's eki-net.com stands before it" are one contradiction.
  bool is_told_by_another(const evidence::Finding& finding) const {
    const evidence::Finding* brands = find(evidence::link_domain_in_host);
    return brands != nullptr && finding.is(evidence::link_sender_domain_in_host) &&
           finding.arguments.at("decoy") == brands->arguments.at("decoy");
  }

  // The strongest of what speaks against the mail, by their indices.
  std::vector<std::size_t> reasons() const {
    constexpr std::size_t most_reasons = 3;
    std::vector<std::size_t> out;
    for (const std::size_t index : dissection_.verdict.strongest) {
      const evidence::Finding& finding = dissection_.findings[index];
      if (!speaks_against(finding) || out.size() >= most_reasons) continue;
      // The contradiction has said it already.
      if (finding.is(evidence::identity_reply_to_free_mail) && find(evidence::identity_scam_reply) != nullptr) continue;
      if (is_told_by_another(finding)) continue;
      out.push_back(index);
    }
    return out;
  }

  bool quotes() const {
    return std::any_of(dissection_.findings.begin(), dissection_.findings.end(),
                       [](const evidence::Finding& finding) { return finding.type.get().quotes; });
  }

  // The contradiction in one sentence, from the strongest deception that has a headline.
  Segments headline() const {
    const auto& verdict = dissection_.verdict;
    const std::string level = verdict::name_of(verdict.level);
    if (verdict.level == verdict::Level::verified) {
      if (const evidence::Finding* brand = find(evidence::authentication_known_brand))
        return say_.tell("headlines", level, spoken_.of(*brand));
      return say_.tell("headlines", "verified.known-to-you",
                       {{"address", {SegmentKind::address, printable(dissection_.facts.mail.from.front().spec())}}});
    }
    if (verdict.level == verdict::Level::unremarkable) return headline_of_unremarkable();
    // Who asks about a fraud is not the one who commits it.
    if (verdict.level == verdict::Level::caution && quotes()) return say_.tell("headlines", "caution.passed-on");
    for (const std::size_t index : verdict.strongest) {
      const evidence::Finding& finding = dissection_.findings[index];
      if (finding.kind() != evidence::Kind::deception || say_.pattern("headlines", finding.id()) == nullptr) continue;
      Arguments arguments = spoken_.of(finding);
      const bool elsewhere = find(evidence::route_brand_network) != nullptr;
      const evidence::Finding* link = find(evidence::link_brand_in_path);
      if (link == nullptr) link = find(evidence::link_none_to_claimed_brand);
      if (elsewhere) arguments["operator"] = operator_name();
      if (link != nullptr) arguments["linkDomain"] = deciding_domain(link->arguments.at("domain"));
      arguments["known"] = elsewhere && link != nullptr ? "operatorAndLink"
                           : elsewhere                  ? "operator"
                           : link != nullptr            ? "link"
                                                        : "none";
      return say_.tell("headlines", finding.id(), arguments);
    }
    if (find(evidence::unseen_whole) != nullptr) return say_.tell("headlines", "unseen.whole");
    return say_.tell("headlines", level == "caution" && has_unseen() ? "unseen" : level);
  }

  json verdict() const {
    const auto& verdict = dissection_.verdict;
    const std::string level = verdict::name_of(verdict.level);
    std::vector<Segments> reasons;
    for (const std::size_t index : this->reasons()) reasons.push_back(sentences_[index]);
    const auto clues = std::count_if(dissection_.findings.begin(), dissection_.findings.end(),
                                     [this](const auto& finding) { return speaks_against(finding); });
    const Segments headline = this->headline();
    const std::vector<Segments> advice = report::advice(dissection_, say_);
    return {{"level", level},
            {"score", std::round(verdict.score * 100) / 100},
            {"label", say_.say("levels", level)},
            {"headline", plain(headline)},
            {"headlineSegments", to_json(headline)},
            {"reasons", all_plain(reasons)},
            {"reasonSegments", all_to_json(reasons)},
            {"clues", clues},
            {"advice", all_plain(advice)},
            {"adviceSegments", all_to_json(advice)}};
  }

  static json address(const mail::Address& address) {
    return {{"name", printable(address.display_name)},
            {"address", printable(address.spec())},
            {"domain", printable(address.domain)}};
  }

  static json addresses(const std::vector<mail::Address>& list) {
    json out = json::array();
    for (const mail::Address& entry : list) {
      if (out.size() >= most_addresses_shown) break;
      out.push_back(address(entry));
    }
    return out;
  }

  json message() const {
    const mail::Mail& mail = dissection_.facts.mail;
    return {{"subject", printable(mail.subject, 400)},
            {"from", addresses(mail.from)},
            {"to", addresses(mail.to)},
            {"replyTo", addresses(mail.reply_to)},
            {"returnPath", printable(mail.return_path)},
            {"messageId", printable(mail.message_id)},
            {"date", mail.date ? json(mail::to_rfc3339(*mail.date)) : json()},
            {"moment", mail.date ? json(say_.moment(*mail.date)) : json()},
            {"bytes", dissection_.source_size}};
  }

  json claim() const {
    const mail::Mail& mail = dissection_.facts.mail;
    if (mail.from.empty()) return nullptr;
    const knowledge::Brand* brand = dissection_.facts.claimed;
    if (brand == nullptr) brand = knowledge_.brands.owner_of(mail.from.front().domain);
    const bool own_domain = dissection_.facts.recipient.is_own_domain(mail.from.front().domain);
    return {{"name", printable(mail.from.front().display_name)},
            {"address", printable(mail.from.front().spec())},
            {"brand", brand != nullptr ? json(brand->names.in(say_.language())) : json()},
            {"brandId", brand != nullptr ? json(brand->id) : json()},
            {"ownDomain", own_domain}};
  }

  Segments authentication_statement() const {
    for (const evidence::FindingType* type : {&evidence::authentication_none, &evidence::authentication_unproven,
                                              &evidence::authentication_failed, &evidence::authentication_passed})
      if (const evidence::Finding* finding = find(*type)) return sentence(*finding);
    return {};
  }

  // What the user may decide about this mail, and what it would be bound to. The keys go back as they are.
  json decisions() const {
    const auto& from = dissection_.facts.mail.from;
    json sender = nullptr;
    if (dissection_.keys.sender)
      sender = {{"key", *dissection_.keys.sender}, {"label", printable(from.front().spec())}};
    return {{"sender", std::move(sender)},
            {"mail", {{"key", dissection_.keys.mail}, {"label", printable(dissection_.facts.mail.subject, 120)}}}};
  }

  // What is attached, as it calls itself and as it is.
  json attachments() const {
    json out = json::array();
    for (const std::size_t index : shown_attachments_) {
      const attachments::Attachment& attachment = dissection_.facts.attachments.all[index];
      out.push_back({{"name", printable(attachment.name)},
                     {"type", printable(attachment.type, 100)},
                     {"content", printable(attachment.inspected.type, 100)},
                     {"lookedInto", attachment.inspected.looked_at && !attachment.inspected.cut}});
    }
    return out;
  }

  // What has a name, by its index in Attachments::all.
  std::vector<std::size_t> shown_attachments() const {
    std::vector<std::size_t> out;
    const auto& all = dissection_.facts.attachments.all;
    for (std::size_t i = 0; i < all.size() && out.size() < most_attachments_shown; ++i)
      if (!all[i].name.empty()) out.push_back(i);
    return out;
  }

  // {"link": 3}: what evidence points to, by its index in this document; null where that is not in it.
  json pointed_at(const evidence::Pointer& pointer) const {
    using Kind = evidence::Pointer::Kind;
    const auto shown = [](const char* what, std::size_t index, std::size_t end) {
      return index < end ? json{{what, index}} : json();
    };
    switch (pointer.kind) {
      case Kind::link:
        return shown("link", links_.numbers.at(pointer.index), links_.links.size());
      case Kind::attachment: {
        const auto found = std::find(shown_attachments_.begin(), shown_attachments_.end(), pointer.index);
        return shown("attachment", static_cast<std::size_t>(found - shown_attachments_.begin()),
                     shown_attachments_.size());
      }
      case Kind::hop:
        return shown("hop", pointer.index, std::min(dissection_.facts.route.hops.size(), most_hops_shown));
      case Kind::field:
        return {{"field", pointer.index}};
    }
    return nullptr;
  }

  json evidence_json(const evidence::Evidence& evidence) const {
    json out = {
        {"offset", evidence.span.offset}, {"length", evidence.span.length}, {"quote", printable(evidence.quote, 400)}};
    if (evidence.at)
      if (const json at = pointed_at(*evidence.at); !at.is_null()) out.update(at);
    return out;
  }

  json findings() const {
    json out = json::array();
    for (const evidence::Finding& finding : dissection_.findings) {
      json evidence = json::array();
      for (const evidence::Evidence& entry : finding.evidence) evidence.push_back(evidence_json(entry));
      json arguments = json::object();
      for (const auto& [name, value] : finding.arguments) arguments[name] = printable(value);
      out.push_back({{"id", finding.id()},
                     {"family", evidence::name_of(finding.family())},
                     {"kind", evidence::name_of(finding.kind())},
                     {"weight", engine_.weights.weight_of(finding.id())},
                     {"sentence", plain(sentence(finding))},
                     {"segments", to_json(sentence(finding))},
                     {"arguments", std::move(arguments)},
                     {"evidence", std::move(evidence)}});
    }
    return out;
  }

  const Dissection& dissection_;
  const knowledge::Knowledge& knowledge_;
  const dissection::Engine& engine_;
  const Sentences& say_;
  const WhoSentIt sender_;
  const SpokenArguments spoken_;
  std::vector<Segments> sentences_;  // of the findings, in their order
  WhereLinksGo links_;
  std::vector<std::size_t> shown_attachments_;
};

}  // namespace

json make_document(const Dissection& dissection, const dissection::Engine& engine, const Sentences& sentences) {
  return DocumentMaker(dissection, engine, sentences).make();
}

}  // namespace fuwake::report
