#include "wasm/engine.h"

#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "knowledge/network_table.h"
#include "report/document.h"
#include "report/html.h"
#include "report/printable.h"
#include "text/ascii.h"
#include "version.h"

namespace fuwake::wasm {
namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

// As the native host's (native_messaging/errors.h), which is no part of the engine.
enum ErrorCode { method_not_found = -32601, invalid_params = -32602, internal_error = -32603, no_mail = -32002 };

struct Refusal {
  ErrorCode code;
  std::string message;
};

std::vector<std::string> lower_texts(const json& object, const char* name) {
  auto out = object.value(name, std::vector<std::string>());
  for (std::string& each : out) each = text::to_lower(each);
  return out;
}

mail::Recipient recipient_in(const json& params) {
  const json told = params.value("recipient", json::object());
  mail::Recipient recipient;
  recipient.addresses = lower_texts(told, "addresses");
  recipient.domains = lower_texts(told, "domains");
  recipient.authserv_ids = lower_texts(told, "authservIds");
  // Whoever has an address at a domain has the domain.
  for (const std::string& address : recipient.addresses)
    if (const auto at = address.rfind('@'); at != std::string::npos)
      if (!recipient.is_own_domain(address.substr(at + 1))) recipient.domains.push_back(address.substr(at + 1));
  return recipient;
}

json error(ErrorCode code, const std::string& message) {
  return {{"error", {{"code", code}, {"message", report::printable(message, 1000)}}}};
}

}  // namespace

Engine::Engine(const std::filesystem::path& data, const std::filesystem::path& networks)
    : engine_(dissection::read_engine(data, {})), languages_(report::Languages::read(data / "sentences")) {
  if (std::filesystem::exists(networks))
    engine_.knowledge.networks = std::make_unique<knowledge::NetworkTable>(knowledge::NetworkTable::read(networks));
}

std::string Engine::call(std::string_view request, std::string_view mail) {
  json out;
  try {
    out = {{"result", answer(json::parse(request), mail)}};
  } catch (const Refusal& refusal) {
    out = error(refusal.code, refusal.message);
  } catch (const json::exception& wrong) {
    out = error(invalid_params, wrong.what());
  } catch (const std::bad_alloc&) {
    out = error(internal_error, "there is not enough memory");
  } catch (const std::exception& failed) {
    out = error(internal_error, failed.what());
  }
  return report::to_string(out, false);
}

json Engine::answer(const json& request, std::string_view mail) {
  const auto method = request.at("method").get<std::string>();
  const json params = request.value("params", json::object());
  if (method == "hello") return hello();
  if (method == "contacts") return take_contacts(params);
  if (method == "decisions") return take_decisions(params);
  if (method == "analyze") return analyze(params, mail);
  throw Refusal{method_not_found, "the engine inside has no method " + method};
}

json Engine::hello() const {
  return {{"name", "fuwake"},
          {"version", FUWAKE_VERSION},
          {"protocol", 1},
          {"capabilities", {"analyze", "contacts", "html"}},
          {"brands", engine_.knowledge.brands.all().size()},
          {"ipData", engine_.knowledge.networks->sources()}};
}

json Engine::take_contacts(const json& params) {
  std::vector<mail::Contact> contacts;
  for (const json& contact : params.at("contacts")) {
    if (contacts.size() >= mail::most_contacts) break;
    contacts.push_back({contact.value("name", ""), lower_texts(contact, "addresses")});
  }
  contacts_ = std::make_shared<const mail::Contacts>(std::move(contacts));
  return {{"contacts", contacts_->size()}};
}

json Engine::take_decisions(const json& params) {
  decisions_.clear();
  for (const json& told : params.at("decisions")) {
    const auto kind = decisions::decision_kind(told.value("kind", ""));
    if (!kind) continue;
    const auto key = told.value("key", "");
    decisions_[key] = {told.value("id", std::int64_t{0}), *kind, key, told.value("label", ""),
                       told.value("time", std::int64_t{0})};
  }
  return {{"decisions", decisions_.size()}};
}

dissection::Answers Engine::answers_about(const decisions::Keys& keys) const {
  const auto about = [this](const std::string& key) -> std::optional<decisions::Decision> {
    const auto found = decisions_.find(key);
    return found != decisions_.end() ? std::optional(found->second) : std::nullopt;
  };
  dissection::Answers answers;
  if (keys.sender) answers.decisions.on_sender = about(*keys.sender);
  answers.decisions.on_mail = about(keys.mail);
  return answers;
}

json Engine::analyze(const json& params, std::string_view mail) const {
  const auto start = Clock::now();
  mail::Recipient recipient = recipient_in(params);
  recipient.contacts = contacts_;
  auto inquiry = dissection::inquire(mail, std::move(recipient), engine_);
  const dissection::Answers answers = answers_about(inquiry.keys);
  auto dissection = dissection::conclude(std::move(inquiry), engine_, answers);
  if (!dissection.facts.mail.is_message()) throw Refusal{no_mail, "this is no mail"};
  dissection.duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
  const report::Sentences& sentences = languages_.choose(params.value("locale", "en"));
  json document = report::make_document(dissection, engine_, sentences);
  if (params.value("format", "json") == "html") return {{"html", report::to_html(document, sentences)}};
  return document;
}

}  // namespace fuwake::wasm
