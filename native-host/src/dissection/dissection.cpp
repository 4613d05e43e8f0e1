#include "dissection/dissection.h"

#include <utility>

#include "evidence/checks.h"
#include "evidence/not_looked_at.h"
#include "interruption/interruption.h"

namespace fuwake::dissection {
namespace {

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

facts::Facts read_facts(std::string_view source, mail::Recipient recipient, const knowledge::Knowledge& knowledge) {
  mail::Mail mail = read_mail(source);
  recipient = complete(std::move(recipient), mail);
  route::Route route = route::trace(mail, recipient, knowledge);
  page::Page page = page::read_page(mail);
  attachments::Attachments attachments = attachments::find_attachments(mail);
  interruption::check();
  links::Links links = links::find_links(mail, page, knowledge);
  interruption::check();
  return facts::find_facts(std::move(mail), std::move(recipient), std::move(route), std::move(page),
                           std::move(attachments), std::move(links), knowledge);
}

// Codes that tables or characters draw, read as if they were pictures.
std::vector<std::string> pictures_of(const std::vector<page::DrawnCode>& drawn) {
  std::vector<std::string> pictures;
  for (page::DrawnCode code : drawn) {
    pictures.push_back(page::to_pgm(code));
    // Drawn for a dark page it is light where it is filled.
    for (auto& row : code) row.flip();
    pictures.push_back(page::to_pgm(code));
  }
  return pictures;
}

void take_opened(facts::Facts& facts, const attachments::Opened& opened) {
  attachments::take_answers(facts.attachments, opened.attached);
  links::add_found_links(facts.links, facts.mail, facts.attachments, opened, facts.knowledge);
}

}  // namespace

Engine read_engine(const std::filesystem::path& data, const std::vector<std::filesystem::path>& ip_folders,
                   std::unique_ptr<const knowledge::Brands> brands) {
  return {knowledge::read_knowledge(data, ip_folders, std::move(brands)),
          verdict::Weights::read(data / "weights.json")};
}

Inquiry inquire(std::string_view source, mail::Recipient recipient, const Engine& engine) {
  interruption::check();
  Inquiry inquiry{read_facts(source, std::move(recipient), engine.knowledge), {}, {}, source.size()};
  inquiry.findings = evidence::run_checks(inquiry.facts);
  inquiry.keys = {evidence::key_of_sender(inquiry.facts), evidence::key_of_mail(inquiry.facts, inquiry.findings)};
  interruption::check();
  return inquiry;
}

attachments::Contents contents_to_open(Inquiry& inquiry) {
  facts::Facts& facts = inquiry.facts;
  return {attachments::contents_to_open(facts.mail, facts.attachments), std::exchange(facts.page.data_pictures, {}),
          pictures_of(facts.page.drawn)};
}

Dissection conclude(Inquiry inquiry, const Engine& engine, const Answers& answers) {
  interruption::check();
  if (!answers.opened.empty()) {
    take_opened(inquiry.facts, answers.opened);
    inquiry.findings = evidence::run_checks(inquiry.facts);
  }
  inquiry.facts.page.data_pictures = {};  // nobody opens them any more, and they may be most of the mail
  // What the user said is bound to what was found, and stands first.
  evidence::Findings findings = evidence::find_decisions(inquiry.facts, answers.decisions);
  findings.insert(findings.end(), std::make_move_iterator(inquiry.findings.begin()),
                  std::make_move_iterator(inquiry.findings.end()));
  verdict::Verdict verdict = verdict::judge(findings, engine.weights);
  return {std::move(inquiry.facts), std::move(findings), std::move(verdict),
          std::move(inquiry.keys),  inquiry.source_size, answers.decisions.unread};
}

Dissection unread(std::size_t source_size, const Engine& engine) {
  evidence::Findings findings{{evidence::unseen_whole, {}, {}}};
  verdict::Verdict verdict = verdict::judge(findings, engine.weights);
  return {read_facts("", {}, engine.knowledge), std::move(findings), std::move(verdict), {}, source_size};
}

std::optional<Dissection> dissect(std::string_view source, mail::Recipient recipient, const Engine& engine,
                                  const std::stop_token& stop) {
  const interruption::Scope scope(stop);
  try {
    return conclude(inquire(source, std::move(recipient), engine), engine);
  } catch (const interruption::Interrupted&) {
    return std::nullopt;
  }
}

}  // namespace fuwake::dissection
