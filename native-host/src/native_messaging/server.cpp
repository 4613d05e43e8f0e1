#include "native_messaging/server.h"

#include <malloc.h>

#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "mail/charsets.h"
#include "mail/transfer_encodings.h"
#include "native_messaging/frames.h"
#include "native_messaging/lanes.h"
#include "report/document.h"
#include "report/html.h"
#include "report/printable.h"
#include "version.h"

namespace fuwake::native_messaging {
namespace {

using nlohmann::json;

// JSON-RPC 2.0, section 5.1; -32800 as in the Language Server Protocol.
enum ErrorCode {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602,
  internal_error = -32603,
  over_limit = -32001,
  cancelled = -32800,
};

struct RequestError {
  ErrorCode code;
  std::string message;
};

// Mails above this go to the lane of the big ones.
constexpr std::size_t small_mail = 1024 * 1024;
// So many mails may be on their way in chunks at once, and so much of them.
constexpr std::size_t most_transfers = 32;
constexpr std::size_t most_bytes_waiting = 256 * 1024 * 1024;

// A "binary string": each character U+0000 to U+00FF is a byte.
std::string bytes_of_binary_string(const std::string& utf8) {
  std::string bytes;
  bytes.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    if (lead < 0x80) {
      bytes += utf8[i];
    } else if ((lead == 0xc2 || lead == 0xc3) && i + 1 < utf8.size()) {
      bytes += static_cast<char>(((lead & 3) << 6) | (utf8[++i] & 0x3f));
    } else {
      throw RequestError{invalid_params, "data is not a binary string"};
    }
  }
  return bytes;
}

std::string string_in(const json& params, const char* key, const std::string& otherwise = "") {
  const auto found = params.find(key);
  if (found == params.end()) return otherwise;
  if (!found->is_string()) throw RequestError{invalid_params, std::string(key) + " is not a string"};
  return found->get<std::string>();
}

std::string mail_data_in(const json& params) {
  const std::string encoding = string_in(params, "encoding", "binary");
  std::string data = string_in(params, "data");
  if (encoding == "base64") return mail::decode_base64(data);
  if (encoding != "binary") throw RequestError{invalid_params, "unknown encoding"};
  return bytes_of_binary_string(data);
}

std::vector<std::string> lower_strings_in(const json& object, const char* key) {
  std::vector<std::string> out;
  const auto found = object.find(key);
  if (found == object.end()) return out;
  if (!found->is_array()) throw RequestError{invalid_params, std::string(key) + " is not a list"};
  for (const json& entry : *found) {
    if (!entry.is_string())
      throw RequestError{invalid_params, std::string(key) + " holds something that is no string"};
    out.push_back(mail::to_lower_ascii(entry.get<std::string>()));
  }
  return out;
}

mail::Recipient recipient_in(const json& params) {
  mail::Recipient recipient;
  const auto found = params.find("recipient");
  if (found == params.end()) return recipient;
  if (!found->is_object()) throw RequestError{invalid_params, "recipient is not an object"};
  recipient.addresses = lower_strings_in(*found, "addresses");
  recipient.domains = lower_strings_in(*found, "domains");
  recipient.authserv_ids = lower_strings_in(*found, "authservIds");
  for (const std::string& address : recipient.addresses)
    if (const auto at = address.rfind('@'); at != std::string::npos)
      if (!recipient.is_own_domain(address.substr(at + 1)))
        recipient.domains.push_back(address.substr(at + 1));
  return recipient;
}

std::shared_ptr<const mail::Contacts> contacts_in(const json& params) {
  const auto found = params.find("contacts");
  if (found == params.end() || !found->is_array())
    throw RequestError{invalid_params, "contacts is not a list"};
  std::vector<mail::Contact> contacts;
  for (const json& entry : *found) {
    if (!entry.is_object()) throw RequestError{invalid_params, "a contact is not an object"};
    if (contacts.size() >= mail::most_contacts) break;
    contacts.push_back({string_in(entry, "name"), lower_strings_in(entry, "addresses")});
  }
  return std::make_shared<const mail::Contacts>(std::move(contacts));
}

class Server {
 public:
  Server(int output, const dissection::Engine& engine, const report::Languages& languages)
      : writer_(output), engine_(engine), languages_(languages), small_(2), big_(1) {}

  void receive(const std::string& payload) {
    json request;
    try {
      request = json::parse(payload);
    } catch (const json::exception&) {
      answer_error(nullptr, {parse_error, "not JSON"});
      return;
    }
    const json id = request.is_object() && request.contains("id") ? request["id"] : json();
    try {
      handle(id, request);
    } catch (const RequestError& error) {
      answer_error(id, error);
    } catch (const std::exception& error) {
      answer_error(id, {internal_error, error.what()});
    }
  }

  void refuse_frame(std::uint32_t announced) {
    answer_error(nullptr, {invalid_request, "a frame of " + std::to_string(announced) +
                                                " bytes; the most is " +
                                                std::to_string(largest_request)});
  }

  void finish() {
    small_.drain();
    big_.drain();
  }

 private:
  void handle(const json& id, const json& request) {
    const auto method = request.is_object() ? request.find("method") : request.end();
    const bool well_formed = request.is_object() && request.value("jsonrpc", json()) == "2.0" &&
                             method != request.end() && method->is_string() &&
                             (id.is_null() || id.is_string() || id.is_number_integer());
    if (!well_formed) throw RequestError{invalid_request, "not a JSON-RPC 2.0 request"};
    const json params = request.value("params", json::object());
    if (!params.is_object()) throw RequestError{invalid_params, "params is not an object"};
    if (*method == "hello")
      answer(id, hello());
    else if (*method == "analyze.chunk")
      answer(id, take_chunk(params));
    else if (*method == "analyze")
      start_analysis(id, params);
    else if (*method == "contacts")
      answer(id, take_contacts(params));
    else if (*method == "decide")
      answer(id, decide(params));
    else if (*method == "decisions")
      answer(id, decisions());
    else if (*method == "undo")
      answer(id, undo(params));
    else if (*method == "cancel")
      answer(id, cancel(params));
    else
      throw RequestError{method_not_found, "there is no method " + method->get<std::string>()};
  }

  json hello() const {
    return {{"name", "fuwake"},
            {"version", FUWAKE_VERSION},
            {"protocol", protocol_version},
            {"capabilities", {"analyze", "cancel", "contacts", "decide", "html"}},
            {"brands", engine_.knowledge.brands.all().size()},
            {"ipData", engine_.knowledge.networks->sources()}};
  }

  json take_contacts(const json& params) {
    contacts_ = contacts_in(params);
    return {{"contacts", contacts_->size()}};
  }

  json decide(const json& params) {
    constexpr std::size_t longest_key = 16384, longest_label = 400;
    memory::Decision decision;
    const auto kind = memory::decision_kind(string_in(params, "kind"));
    decision.key = string_in(params, "key");
    decision.label = report::printable(string_in(params, "label"), longest_label);
    decision.time = std::chrono::duration_cast<std::chrono::seconds>(
                        std::chrono::system_clock::now().time_since_epoch())
                        .count();
    const char* prefix = kind == memory::DecisionKind::trusted ? "sender:" : "mail:";
    if (!kind || !decision.key.starts_with(prefix) || decision.key.size() > longest_key)
      throw RequestError{invalid_params, "not a decision"};
    decision.kind = *kind;
    return {{"id", engine_.history->decide(decision)}};
  }

  // The newest come first; so many fit into an answer.
  json decisions() const {
    constexpr std::size_t most_told = 1000;
    json out = json::array();
    for (const memory::Decision& decision : engine_.history->list()) {
      if (out.size() >= most_told) break;
      out.push_back({{"id", decision.id},
                     {"kind", memory::name_of(decision.kind)},
                     {"key", decision.key},
                     {"label", decision.label},
                     {"time", mail::to_rfc3339(decision.time)}});
    }
    return {{"decisions", std::move(out)}};
  }

  json undo(const json& params) {
    const auto id = params.find("id");
    if (id == params.end() || !id->is_number_integer()) throw RequestError{invalid_params, "no id"};
    return {{"undone", engine_.history->undo(id->get<std::int64_t>())}};
  }

  json take_chunk(const json& params) {
    const std::string transfer = string_in(params, "transfer");
    if (transfer.empty() || transfer.size() > 100)
      throw RequestError{invalid_params, "no transfer"};
    const std::string data = mail_data_in(params);
    if (!transfers_.contains(transfer) && transfers_.size() >= most_transfers)
      throw RequestError{over_limit, "too many mails on their way"};
    std::string& mail = transfers_[transfer];
    // One byte more than the largest mail is enough to know that it is larger.
    const std::size_t room = dissection::largest_mail + 1 - mail.size();
    const std::string_view kept = std::string_view(data).substr(0, room);
    if (bytes_waiting_ + kept.size() > most_bytes_waiting) {
      drop_transfer(transfer);
      throw RequestError{over_limit, "too much mail on its way"};
    }
    mail += kept;
    bytes_waiting_ += kept.size();
    return {{"received", mail.size()}};
  }

  void drop_transfer(const std::string& transfer) {
    const auto found = transfers_.find(transfer);
    if (found == transfers_.end()) return;
    bytes_waiting_ -= found->second.size();
    transfers_.erase(found);
  }

  void start_analysis(const json& id, const json& params) {
    if (id.is_null()) throw RequestError{invalid_request, "analyze needs an id"};
    std::string source;
    if (const std::string transfer = string_in(params, "transfer"); !transfer.empty()) {
      const auto found = transfers_.find(transfer);
      if (found == transfers_.end()) throw RequestError{invalid_params, "unknown transfer"};
      source = std::move(found->second);
      bytes_waiting_ -= source.size();
      transfers_.erase(found);
    } else if (params.contains("data")) {
      source = mail_data_in(params);
    } else {
      throw RequestError{invalid_params, "neither data nor transfer"};
    }
    const std::string format = string_in(params, "format", "json");
    if (format != "json" && format != "html") throw RequestError{invalid_params, "unknown format"};
    const report::Sentences& sentences = languages_.choose(string_in(params, "locale", "en"));
    mail::Recipient recipient = recipient_in(params);
    recipient.contacts = contacts_;

    std::stop_token stop;
    {
      const std::lock_guard lock(mutex_);
      stop = running_[id.dump()].get_token();
    }
    Lane& lane = source.size() > small_mail ? big_ : small_;
    lane.add([this, id, stop, format, &sentences, source = std::move(source),
              recipient = std::move(recipient)]() mutable {
      analyze(id, stop, format, sentences, source, std::move(recipient));
      const bool big = source.size() > small_mail;
      source = {};
      if (big) malloc_trim(0);  // the allocator keeps what a big mail took, for good
    });
  }

  void analyze(const json& id, const std::stop_token& stop, const std::string& format,
               const report::Sentences& sentences, const std::string& source,
               mail::Recipient recipient) {
    try {
      const auto dissection = dissection::dissect(source, std::move(recipient), engine_, stop);
      {
        const std::lock_guard lock(mutex_);
        running_.erase(id.dump());
      }
      if (!dissection) throw RequestError{cancelled, "cancelled"};
      json document = report::make_document(*dissection, engine_, sentences);
      if (format == "html")
        answer(id, {{"html", report::to_html(document, sentences)}});
      else
        answer(id, std::move(document));
    } catch (const RequestError& error) {
      answer_error(id, error);
    } catch (const std::exception& error) {
      answer_error(id, {internal_error, error.what()});
    }
  }

  json cancel(const json& params) {
    drop_transfer(string_in(params, "transfer"));
    if (const auto id = params.find("id"); id != params.end()) {
      const std::lock_guard lock(mutex_);
      if (const auto running = running_.find(id->dump()); running != running_.end())
        running->second.request_stop();
    }
    return json::object();
  }

  void answer(const json& id, json result) {
    if (id.is_null()) return;  // a notification
    send({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
  }

  void answer_error(const json& id, const RequestError& error) {
    send({{"jsonrpc", "2.0"},
          {"id", id},
          {"error", {{"code", error.code}, {"message", error.message}}}});
  }

  void send(const json& message) {
    std::string text = report::to_string(message, false);
    if (text.size() > largest_answer)
      text = report::to_string({{"jsonrpc", "2.0"},
                                {"id", message["id"]},
                                {"error",
                                 {{"code", over_limit}, {"message", "the answer is too long"}}}},
                               false);
    writer_.write(text);
  }

  FrameWriter writer_;
  const dissection::Engine& engine_;
  const report::Languages& languages_;
  std::map<std::string, std::string> transfers_;  // used by the reading thread alone
  std::size_t bytes_waiting_ = 0;
  std::shared_ptr<const mail::Contacts> contacts_;  // the same; null until they are told
  std::mutex mutex_;  // guards running_
  std::map<std::string, std::stop_source> running_;
  Lane small_, big_;  // last: their threads end before what they use
};

}  // namespace

void serve(int input, int output, const dissection::Engine& engine,
           const report::Languages& languages) {
  Server server(output, engine, languages);
  while (true) {
    const Frame frame = read_frame(input);
    if (frame.status == Frame::Status::whole)
      server.receive(frame.payload);
    else if (frame.status == Frame::Status::too_long)
      server.refuse_frame(frame.announced);
    else
      break;
  }
  server.finish();
}

}  // namespace fuwake::native_messaging
