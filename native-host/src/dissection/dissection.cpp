#include "dissection/dissection.h"

#include <iterator>

#include "evidence/checks.h"
#include "evidence/decisions.h"
#include "interruption/interruption.h"
#include "memory/reading.h"

namespace fuwake::dissection {

Engine read_engine(const std::filesystem::path& data, const std::vector<std::filesystem::path>& ip_folders,
                   const std::filesystem::path& inspector, const std::filesystem::path& decisions) {
  return {knowledge::read_knowledge(data, ip_folders), verdict::Weights::read(data / "weights.json"),
          decisions.empty() ? memory::empty_history() : memory::open_history(decisions),
          inspector.empty() ? nullptr : attachments::make_inspector(inspector)};
}

namespace {

Dissection dissect_whole(std::string_view source, mail::Recipient recipient, const Engine& engine,
                         const attachments::Inspector* inspector) {
  const auto start = std::chrono::steady_clock::now();
  Dissection out;
  out.source_size = source.size();
  out.mail = mail::parse_mail(source.substr(0, largest_mail));
  if (source.size() > largest_mail) out.mail.unseen.insert(mail::Unseen::rest);
  interruption::check();
  if (recipient.addresses.empty() && recipient.domains.empty()) {
    mail::Recipient inferred = mail::infer_recipient(out.mail);
    inferred.authserv_ids = std::move(recipient.authserv_ids);
    inferred.contacts = std::move(recipient.contacts);
    recipient = std::move(inferred);
  }
  out.recipient = std::move(recipient);
  out.route = route::trace(out.mail, out.recipient, engine.knowledge);
  out.attachments = attachments::find_attachments(out.mail, inspector);
  interruption::check();
  out.links = links::find_links(out.mail, out.attachments, engine.knowledge, inspector);
  interruption::check();
  out.told = evidence::told_lures(out.mail, out.links, engine.knowledge);
  const memory::Reading decisions(*engine.history);
  const evidence::Material material{out.mail, out.route,     out.attachments,  out.links,
                                    out.told, out.recipient, engine.knowledge, decisions};
  out.authentication = evidence::trusted_authentication(material);
  out.findings = evidence::run_checks(material);
  const evidence::Keys keys{evidence::key_of_sender(material), evidence::key_of_mail(material, out.findings)};
  // What the user said is bound to what was found, and stands first.
  const evidence::Findings said = evidence::find_decisions(material, keys);
  out.findings.insert(out.findings.begin(), said.begin(), said.end());
  out.sender_key = keys.sender;
  out.mail_key = keys.mail;
  out.verdict = verdict::judge(out.findings, engine.weights);
  out.decisions_unread = decisions.failed();
  out.duration = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
  return out;
}

}  // namespace

std::optional<Dissection> dissect(std::string_view source, mail::Recipient recipient, const Engine& engine,
                                  const std::stop_token& stop, const attachments::Inspector* inspector) {
  const interruption::Scope scope(stop);
  try {
    interruption::check();
    auto dissection =
        dissect_whole(source, std::move(recipient), engine, inspector != nullptr ? inspector : engine.inspector.get());
    interruption::check();
    return dissection;
  } catch (const interruption::Interrupted&) {
    return std::nullopt;
  }
}

}  // namespace fuwake::dissection
