#include "dissection/dissection.h"

#include <utility>

#include "evidence/checks.h"
#include "interruption/interruption.h"

namespace fuwake::dissection {
namespace {

using Clock = std::chrono::steady_clock;

std::chrono::microseconds since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
}

mail::Mail read_mail(std::string_view source) {
  mail::Mail mail = mail::parse_mail(source.substr(0, largest_mail));
  if (source.size() > largest_mail) mail.unseen.insert(mail::Unseen::rest);
  interruption::check();
  return mail;
}

// What the request does not say of the reader is read from the mail.
mail::Recipient complete(mail::Recipient recipient, const mail::Mail& mail) {
  if (!recipient.addresses.empty() || !recipient.domains.empty()) return recipient;
  mail::Recipient inferred = mail::infer_recipient(mail);
  inferred.authserv_ids = std::move(recipient.authserv_ids);
  inferred.contacts = std::move(recipient.contacts);
  return inferred;
}

facts::Facts read_facts(std::string_view source, mail::Recipient recipient, const knowledge::Knowledge& knowledge,
                        const attachments::Inspector* inspector) {
  mail::Mail mail = read_mail(source);
  recipient = complete(std::move(recipient), mail);
  route::Route route = route::trace(mail, recipient, knowledge);
  attachments::Attachments attachments = attachments::find_attachments(mail, inspector);
  interruption::check();
  page::Page page = page::read_page(mail);
  links::Links links = links::find_links(mail, page, attachments, knowledge, inspector);
  interruption::check();
  return facts::find_facts(std::move(mail), std::move(recipient), std::move(route), std::move(page),
                           std::move(attachments), std::move(links), knowledge);
}

}  // namespace

Engine read_engine(const std::filesystem::path& data, const std::vector<std::filesystem::path>& ip_folders) {
  return {knowledge::read_knowledge(data, ip_folders), verdict::Weights::read(data / "weights.json")};
}

std::optional<Inquiry> inquire(std::string_view source, mail::Recipient recipient, const Engine& engine,
                               const std::stop_token& stop, const attachments::Inspector* inspector) {
  const auto start = Clock::now();
  const interruption::Scope scope(stop);
  try {
    interruption::check();
    Inquiry inquiry{read_facts(source, std::move(recipient), engine.knowledge, inspector), {}, {}, source.size()};
    inquiry.findings = evidence::run_checks(inquiry.facts);
    inquiry.keys = {evidence::key_of_sender(inquiry.facts), evidence::key_of_mail(inquiry.facts, inquiry.findings)};
    interruption::check();
    inquiry.duration = since(start);
    return inquiry;
  } catch (const interruption::Interrupted&) {
    return std::nullopt;
  }
}

Dissection conclude(Inquiry inquiry, const Engine& engine, const evidence::Decisions& decisions) {
  const auto start = Clock::now();
  // What the user said is bound to what was found, and stands first.
  evidence::Findings findings = evidence::find_decisions(inquiry.facts, decisions);
  findings.insert(findings.end(), std::make_move_iterator(inquiry.findings.begin()),
                  std::make_move_iterator(inquiry.findings.end()));
  verdict::Verdict verdict = verdict::judge(findings, engine.weights);
  return {std::move(inquiry.facts),       std::move(findings), std::move(verdict),
          std::move(inquiry.keys),        inquiry.source_size, decisions.unread,
          inquiry.duration + since(start)};
}

std::optional<Dissection> dissect(std::string_view source, mail::Recipient recipient, const Engine& engine,
                                  const std::stop_token& stop, const attachments::Inspector* inspector) {
  auto inquiry = inquire(source, std::move(recipient), engine, stop, inspector);
  if (!inquiry) return std::nullopt;
  return conclude(std::move(*inquiry), engine);
}

}  // namespace fuwake::dissection
