#include "native_messaging/messages.h"

#include <string_view>
#include <utility>

#include "dialogue/limits.h"
#include "mail/dates.h"
#include "mail/transfer_encodings.h"
#include "native_messaging/errors.h"
#include "native_messaging/json_rpc.h"
#include "native_messaging/transport.h"
#include "report/json_text.h"
#include "report/printable.h"
#include "text/ascii.h"
#include "version.h"

namespace fuwake::native_messaging {
namespace {

using nlohmann::json;

constexpr std::size_t longest_transfer_name = 100;
constexpr std::size_t longest_key = 16384, longest_label = 400;

[[noreturn]] void refuse(const std::string& message) {
  throw RequestError{invalid_params, message};
}

// The fields of an object, by name; `path` stands before their names in errors.
class Fields {
 public:
  explicit Fields(const json& object, std::string path = "") : object_(object), path_(std::move(path)) {}

  /// Null where there is none.
  const json* find(const char* name) const {
    const auto found = object_.find(name);
    return found == object_.end() ? nullptr : &*found;
  }

  std::string text(const char* name, const std::string& otherwise = "") const {
    const json* field = find(name);
    return field == nullptr ? otherwise : text_in(*field, name);
  }

  std::int64_t number(const char* name) const {
    const json* field = find(name);
    if (field == nullptr || !field->is_number_integer()) refuse(path_ + name + " is not a number");
    return field->get<std::int64_t>();
  }

  std::vector<std::string> texts(const char* name) const {
    std::vector<std::string> out;
    const json* field = find(name);
    if (field == nullptr) return out;
    if (!field->is_array()) refuse(path_ + name + " is not a list");
    for (const json& entry : *field) out.push_back(text_in(entry, name));
    return out;
  }

  /// Addresses and domains are compared in lower case.
  std::vector<std::string> lower_texts(const char* name) const {
    std::vector<std::string> out = texts(name);
    for (std::string& each : out) each = text::to_lower(each);
    return out;
  }

  Fields object(const json& field, const std::string& name) const {
    if (!field.is_object()) refuse(path_ + name + " is not an object");
    return Fields(field, path_ + name + ".");
  }

  const std::string& text_in(const json& field, const char* name) const {
    if (!field.is_string()) refuse(path_ + name + (field.is_null() ? " is null" : " is not text"));
    return field.get_ref<const std::string&>();
  }

 private:
  const json& object_;
  std::string path_;
};

std::string mail_data_in(const Fields& fields) {
  const std::string encoding = fields.text("encoding", "binary");
  if (encoding != "binary" && encoding != "base64") refuse("encoding is neither binary nor base64");
  const json* field = fields.find("data");
  if (field == nullptr) return "";
  // As text stands there only what could not be taken out of the request (mail_in_json.h).
  if (!field->is_binary()) {
    fields.text_in(*field, "data");
    refuse("data is not a binary string");
  }
  const json::binary_t& bytes = field->get_binary();
  std::string data(bytes.begin(), bytes.end());
  if (encoding == "base64") return mail::decode_base64(data);
  return data;
}

dialogue::Recipient recipient_in(const Fields& params) {
  dialogue::Recipient recipient;
  const json* field = params.find("recipient");
  if (field == nullptr) return recipient;
  const Fields fields = params.object(*field, "recipient");
  recipient.addresses = fields.lower_texts("addresses");
  recipient.domains = fields.lower_texts("domains");
  recipient.authserv_ids = fields.lower_texts("authservIds");
  dialogue::add_domains_of_addresses(recipient);
  return recipient;
}

Format format_in(const Fields& fields) {
  const std::string name = fields.text("format", "json");
  if (name != "json" && name != "html") refuse("format is neither json nor html");
  return name == "html" ? Format::html : Format::json;
}

bool is_transfer_name(const std::string& name) {
  return !name.empty() && name.size() <= longest_transfer_name;
}

bool is_key_of(memory::DecisionKind kind, const std::string& key) {
  const char* prefix = kind == memory::DecisionKind::trusted ? "sender:" : "mail:";
  return key.starts_with(prefix) && key.size() <= longest_key;
}

json told(const memory::Decision& decision) {
  return {{"id", decision.id},
          {"kind", decisions::name_of(decision.kind)},
          {"key", decision.key},
          {"label", decision.label},
          {"time", mail::to_rfc3339(decision.time)}};
}

}  // namespace

void from_json(const json& params, Hello& hello) {
  const Fields fields(params);
  if (fields.find("protocol") != nullptr) hello.protocol = fields.number("protocol");
  hello.capabilities = fields.texts("capabilities");
}

void from_json(const json& params, AnalyzeChunk& chunk) {
  const Fields fields(params);
  chunk.transfer = fields.text("transfer");
  if (!is_transfer_name(chunk.transfer)) refuse("transfer is no name of 1 to 100 bytes");
  chunk.data = mail_data_in(fields);
}

void from_json(const json& params, Analyze& analyze) {
  const Fields fields(params);
  analyze.transfer = fields.text("transfer");
  if (analyze.transfer.empty() && fields.find("data") == nullptr) refuse("there is neither data nor transfer");
  if (analyze.transfer.empty()) analyze.data = mail_data_in(fields);
  analyze.format = format_in(fields);
  analyze.locale = fields.text("locale", "en");
  analyze.recipient = recipient_in(fields);
}

void from_json(const json& params, Contacts& contacts) {
  const Fields fields(params);
  const json* list = fields.find("contacts");
  if (list == nullptr || !list->is_array()) refuse("contacts is not a list");
  dialogue::Contacts read;
  for (const json& entry : *list) {
    const Fields contact = fields.object(entry, "contacts[" + std::to_string(read.all.size()) + "]");
    if (read.all.size() >= dialogue::most_contacts) break;
    read.all.push_back({contact.text("name"), contact.lower_texts("addresses")});
  }
  contacts.contacts = std::make_shared<const dialogue::Contacts>(std::move(read));
}

void from_json(const json& params, Decide& decide) {
  const Fields fields(params);
  const auto kind = decisions::decision_kind(fields.text("kind"));
  if (!kind) refuse("kind is none of trusted, honest and dishonest");
  decide.kind = *kind;
  decide.key = fields.text("key");
  if (!is_key_of(decide.kind, decide.key)) refuse("key is none that a document gives for such a decision");
  decide.label = report::printable(fields.text("label"), longest_label);
}

void from_json(const json&, Decisions&) {}

void from_json(const json& params, Undo& undo) {
  undo.id = Fields(params).number("id");
}

void from_json(const json& params, Cancel& cancel) {
  const Fields fields(params);
  // One that no mail can have is no mail's.
  if (const std::string name = fields.text("transfer"); is_transfer_name(name)) cancel.transfer = name;
  if (const json* id = fields.find("id"); id != nullptr && is_id(*id)) cancel.id = *id;
}

void to_json(json& out, const HelloResult& result) {
  out = {{"name", "fuwake"},
         {"version", FUWAKE_VERSION},
         {"protocol", result.protocol},
         {"capabilities", result.capabilities},
         {"brands", result.brands},
         {"ipData", result.ip_data}};
}

void to_json(json& out, const AnalyzeChunkResult& result) {
  out = {{"received", result.received}};
}

void to_json(json& out, const ContactsResult& result) {
  out = {{"contacts", result.contacts}};
}

void to_json(json& out, const DecideResult& result) {
  out = {{"id", result.id}};
}

void to_json(json& out, const DecisionsResult& result) {
  constexpr std::size_t most_told = 1000, around = 1024;  // the id, and what else is not decisions
  json list = json::array();
  std::size_t left = largest_answer - around;
  for (const memory::Decision& decision : result.decisions) {
    json entry = told(decision);
    const std::size_t bytes = report::to_string(entry, false).size() + 1;
    if (list.size() >= most_told || bytes > left) break;
    left -= bytes;
    list.push_back(std::move(entry));
  }
  out = {{"decisions", std::move(list)}};
}

void to_json(json& out, const UndoResult& result) {
  out = {{"undone", result.undone}};
}

void to_json(json& out, const CancelResult&) {
  out = json::object();
}

}  // namespace fuwake::native_messaging
