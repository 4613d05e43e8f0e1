#include "worker/worker.h"

#include <chrono>
#include <exception>
#include <new>
#include <utility>

#include "dialogue/limits.h"
#include "interruption/interruption.h"
#include "platform/allocator.h"
#include "report/document.h"
#include "report/html.h"
#include "report/text.h"
#include "worker/catalogue.h"
#include "worker/opened.h"

namespace fuwake::worker {
namespace {

using dialogue::Done;
using dialogue::Form;
using dissection::Dissection;
using Clock = std::chrono::steady_clock;

static_assert(dialogue::largest_mail == dissection::largest_mail);

mail::Recipient recipient_of(const dialogue::Recipient& told, std::shared_ptr<const mail::Contacts> contacts) {
  return {told.addresses, told.domains, told.authserv_ids, std::move(contacts)};
}

// As much as anybody reads of one; what is cut in the middle of a letter is mended when it is sent.
std::string beginning_of_subject(const Dissection& dissection) {
  constexpr std::size_t longest = 4096;
  return dissection.facts.mail.subject.substr(0, longest);
}

// Mails of one campaign differ in the recipient alone: the same subject, the same hosts of links,
// from the same network. "" for a mail without links, which has too little to be told by.
std::string campaign_of(const Dissection& dissection) {
  if (dissection.facts.links.all.empty()) return "";
  constexpr std::size_t longest = 64 * 1024;
  std::string fingerprint = beginning_of_subject(dissection);
  for (const links::Link& link : dissection.facts.links.all)
    if (fingerprint.size() < longest) fingerprint += "\n" + link.registrable_domain;
  const route::Hop* hop = dissection.facts.route.handed_over();
  if (hop != nullptr && hop->received.ip) fingerprint += "\n" + hop->received.ip->to_string();
  return fingerprint;
}

dialogue::Summary summary_of(const Dissection& dissection) {
  dialogue::Summary summary{verdict::name_of(dissection.verdict.level),
                            dissection.verdict.score,
                            {},
                            beginning_of_subject(dissection),
                            campaign_of(dissection)};
  for (const evidence::Finding& finding : dissection.findings) summary.findings.push_back(finding.id());
  return summary;
}

std::string text_of(const nlohmann::json& document, Form form, const report::Sentences& sentences) {
  if (form == Form::html) return report::to_html(document, sentences);
  if (form == Form::text) return report::to_text(document, sentences);
  return report::to_string(document, form == Form::indented);
}

dissection::Answers ask_about(dissection::Inquiry& inquiry, bool opens, const Ask& ask) {
  dialogue::Questions questions{inquiry.keys, {}, {}, {}};
  if (opens) {
    attachments::Contents contents = dissection::contents_to_open(inquiry);
    questions.attached = std::move(contents.attached);
    questions.pictures = std::move(contents.pictures);
    questions.drawn = std::move(contents.drawn);
  }
  const dialogue::Answers answers = ask(questions);
  return {{read_inspected(answers.attached), read_inspected(answers.pictures), read_inspected(answers.drawn)},
          answers.decisions};
}

}  // namespace

Done Worker::perform(const dialogue::Task& task, std::string_view mail, const Ask& ask) {
  if (const auto* reading = std::get_if<dialogue::Reading>(&task)) return of(*reading, mail, ask);
  if (const auto* unread = std::get_if<dialogue::Unread>(&task)) return of(*unread);
  if (const auto* contacts = std::get_if<dialogue::Contacts>(&task)) return of(*contacts);
  if (const auto* catalogue = std::get_if<dialogue::Catalogue>(&task)) return of(*catalogue);
  Done status;
  status.confinement = confinement_;
  return status;
}

Done Worker::of(const dialogue::Reading& reading, std::string_view mail, const Ask& ask) {
  const auto start = Clock::now();
  try {
    const interruption::Budget budget(reading.work);
    auto inquiry = dissection::inquire(mail, recipient_of(reading.recipient, contacts_), prepared_.engine);
    const dissection::Answers answers = ask_about(inquiry, reading.opens, ask);
    auto dissection = dissection::conclude(std::move(inquiry), prepared_.engine, answers);
    dissection.duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
    Done done = told(dissection, reading.locale, reading.form);
    done.no_mail = !dissection.facts.mail.is_message();
    return done;
  } catch (const interruption::Exhausted&) {
    // It is said below, where the budget counts no more.
  } catch (const std::bad_alloc&) {
  }
  Done done = of(dialogue::Unread{mail.size(), reading.locale, reading.form});
  done.unread = true;
  return done;
}

Done Worker::of(const dialogue::Unread& unread) const {
  return told(dissection::unread(unread.size, prepared_.engine), unread.locale, unread.form);
}

Done Worker::of(const dialogue::Contacts& contacts) {
  std::vector<mail::Contact> all;
  for (const dialogue::Contact& contact : contacts.all) all.push_back({contact.name, contact.addresses});
  contacts_ = std::make_shared<const mail::Contacts>(std::move(all));
  return {};
}

Done Worker::of(const dialogue::Catalogue& wanted) const {
  Done done;
  done.text = catalogue(prepared_.engine.knowledge, prepared_.languages.choose(wanted.locale), wanted.json);
  return done;
}

Done Worker::told(const Dissection& dissection, const std::string& locale, Form form) const {
  Done done;
  done.decisions_unread = dissection.decisions_unread;
  if (form == Form::summary) {
    done.summary = summary_of(dissection);
    return done;
  }
  const report::Sentences& sentences = prepared_.languages.choose(locale);
  done.text = text_of(report::make_document(dissection, prepared_.engine, sentences), form, sentences);
  return done;
}

void serve(platform::Input& input, platform::Output& output, Worker& worker) {
  // Whoever was to answer has gone, or speaks another language.
  struct Gone {};
  const Ask ask = [&](const dialogue::Questions& questions) {
    if (!dialogue::send(output, questions)) throw Gone{};
    auto answers = dialogue::receive_answers(input);
    if (!answers) throw Gone{};
    return std::move(*answers);
  };
  try {
    while (auto received = dialogue::receive_task(input)) {
      const bool big = received->mail.size() > dialogue::megabyte;
      if (!dialogue::send(output, worker.perform(received->task, received->mail, ask))) return;
      received.reset();
      if (big) platform::give_back_unused_memory();
    }
  } catch (const Gone&) {
  }
}

}  // namespace fuwake::worker
