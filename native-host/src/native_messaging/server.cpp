#include "native_messaging/server.h"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <new>
#include <nlohmann/json.hpp>
#include <optional>

#include "interruption/interruption.h"
#include "mail/transfer_encodings.h"
#include "native_messaging/frames.h"
#include "native_messaging/inspection_aside.h"
#include "native_messaging/lanes.h"
#include "report/document.h"
#include "report/html.h"
#include "report/printable.h"
#include "text/ascii.h"
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
// Beside Limits::work. The slowest mails that attackers have found take a third of it for their size.
constexpr std::size_t megabyte = 1024 * 1024;
constexpr std::chrono::milliseconds work_of_megabyte(500);
// So many of each kind are analysed at once, and so many more may wait for what opens their attachments.
constexpr unsigned small_at_once = 2, small_aside = 16, big_at_once = 1, big_aside = 4;
// So many mails may be on their way in chunks at once, and so much of them.
constexpr std::size_t most_transfers = 32;
constexpr std::size_t most_bytes_waiting = 256 * 1024 * 1024;
// So many that were given up are remembered, so that their rest is not taken for another mail.
constexpr std::size_t most_given_up = 256;
// An id comes back in the answer; ours are numbers.
constexpr std::size_t longest_id = 256;
constexpr int deepest_request = 64;

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
    if (!entry.is_string()) throw RequestError{invalid_params, std::string(key) + " holds something that is no string"};
    out.push_back(text::to_lower(entry.get<std::string>()));
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
      if (!recipient.is_own_domain(address.substr(at + 1))) recipient.domains.push_back(address.substr(at + 1));
  return recipient;
}

std::shared_ptr<const mail::Contacts> contacts_in(const json& params) {
  const auto found = params.find("contacts");
  if (found == params.end() || !found->is_array()) throw RequestError{invalid_params, "contacts is not a list"};
  std::vector<mail::Contact> contacts;
  for (const json& entry : *found) {
    if (!entry.is_object()) throw RequestError{invalid_params, "a contact is not an object"};
    if (contacts.size() >= mail::most_contacts) break;
    contacts.push_back({string_in(entry, "name"), lower_strings_in(entry, "addresses")});
  }
  return std::make_shared<const mail::Contacts>(std::move(contacts));
}

// Behind the string that begins at text[at], a quotation mark; the end where it has none.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at)
    if (text[at] == '\\') ++at;
  return std::min(text.size(), at + 1);
}

// JSON with `null` in the place of what is nested deeper than any of our requests; nullopt where nothing is. What is
// left out is not read, so it need not be JSON; what is none in what is left is the parser's to say.
std::optional<std::string> without_what_is_too_deep(std::string_view text) {
  std::string kept;
  std::size_t from = 0;  // where what is kept next begins
  std::ptrdiff_t depth = 0;
  bool too_deep = false;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if ((c == '[' || c == '{') && depth++ == deepest_request) {
      kept.append(text.substr(from, at - from)).append("null");
      from = text.size();
      too_deep = true;
    } else if ((c == ']' || c == '}') && --depth == deepest_request) {
      from = at + 1;
    }
    at = c == '"' ? end_of_string(text, at) : at + 1;
  }
  if (!too_deep) return std::nullopt;
  return kept.append(text.substr(from));
}

// A request, without what is nested too deep: building, copying and printing it recurse, and a million brackets would
// overflow the stack. Not by the parser's callback, with which each object in a list costs the whole list before it.
json parse_request(const std::string& payload, bool& too_deep) {
  const std::optional<std::string> shallow = without_what_is_too_deep(payload);
  too_deep = shallow.has_value();
  return json::parse(shallow ? *shallow : payload);
}

bool is_id(const json& id) {
  return id.is_null() || id.is_number_integer() ||
         (id.is_string() && id.get_ref<const std::string&>().size() <= longest_id);
}

bool is_transfer_name(const std::string& name) {
  constexpr std::size_t longest = 100;
  return !name.empty() && name.size() <= longest;
}

// Mails on their way in chunks. Used by the reading thread alone.
class Transfers {
 public:
  explicit Transfers(std::chrono::milliseconds patience) : patience_(patience) {}

  // The bytes so far.
  std::size_t take(const std::string& name, std::string_view data) {
    if (is_given_up(name)) throw RequestError{over_limit, "this mail was given up on its way"};
    try {
      return append(name, data);
    } catch (...) {
      // Without this piece the rest would be another mail.
      give_up(name);
      throw;
    }
  }

  std::string end(const std::string& name) {
    const auto found = mails_.find(name);
    if (found == mails_.end()) throw RequestError{invalid_params, "unknown transfer"};
    std::string mail = std::move(found->second.mail);
    mails_.erase(found);
    bytes_ -= mail.size();
    return mail;
  }

  // A chunk that is still on its way must not begin another mail.
  void give_up(const std::string& name) {
    if (!is_given_up(name)) given_up_.push_back(name);
    if (given_up_.size() > most_given_up) given_up_.pop_front();
    drop(name);
  }

 private:
  using Clock = std::chrono::steady_clock;
  struct Transfer {
    std::string mail;
    Clock::time_point last;
  };

  std::size_t append(const std::string& name, std::string_view data) {
    if (!mails_.contains(name) && mails_.size() >= most_transfers && !give_up_stalest(name))
      throw RequestError{over_limit, "too many mails on their way"};
    Transfer& transfer = mails_[name];
    transfer.last = Clock::now();
    // One byte more than the largest mail is enough to know that it is larger.
    data = data.substr(0, dissection::largest_mail + 1 - transfer.mail.size());
    while (bytes_ + data.size() > most_bytes_waiting)
      if (!give_up_stalest(name)) throw RequestError{over_limit, "too much mail on its way"};
    transfer.mail += data;
    bytes_ += data.size();
    return transfer.mail.size();
  }

  bool is_given_up(const std::string& name) const {
    return std::find(given_up_.begin(), given_up_.end(), name) != given_up_.end();
  }

  void drop(const std::string& name) {
    const auto found = mails_.find(name);
    if (found == mails_.end()) return;
    bytes_ -= found->second.mail.size();
    mails_.erase(found);
  }

  // The one that has waited longest for its next chunk, if that is longer than anybody needs; never `but`.
  bool give_up_stalest(const std::string& but) {
    const auto stalest = std::min_element(mails_.begin(), mails_.end(), [&but](const auto& a, const auto& b) {
      if ((a.first == but) != (b.first == but)) return b.first == but;
      return a.second.last < b.second.last;
    });
    if (stalest == mails_.end() || stalest->first == but || Clock::now() - stalest->second.last < patience_)
      return false;
    give_up(std::string(stalest->first));
    return true;
  }

  std::chrono::milliseconds patience_;
  std::map<std::string, Transfer> mails_;
  std::deque<std::string> given_up_;
  std::size_t bytes_ = 0;
};

class Server {
 public:
  Server(int output, const broker::Broker& broker, const report::Languages& languages, const Limits& limits)
      : writer_(output),
        broker_(broker),
        languages_(languages),
        work_(limits.work),
        transfers_(limits.patience),
        inspector_(broker.inspector),
        deciding_(1),
        small_(small_at_once, small_aside),
        big_(big_at_once, big_aside) {}

  void receive(const std::string& payload) {
    json id;
    respond(id, [&] {
      bool too_deep = false;
      const json request = parse(payload, too_deep);
      if (request.is_object())
        if (const auto found = request.find("id"); found != request.end()) {
          if (!is_id(*found)) throw RequestError{invalid_request, "the id is neither a number nor a short text"};
          id = *found;
        }
      if (too_deep) throw RequestError{invalid_request, "nested too deep"};
      handle(id, request);
    });
  }

  void refuse_frame(std::uint32_t announced) {
    answer_error(nullptr, {invalid_request, "a frame of " + std::to_string(announced) + " bytes; the most is " +
                                                std::to_string(largest_request)});
  }

  void finish() {
    deciding_.drain();
    small_.drain();
    big_.drain();
  }

 private:
  void handle(const json& id, const json& request) {
    const auto method = request.is_object() ? request.find("method") : request.end();
    const bool well_formed = request.is_object() && request.value("jsonrpc", json()) == "2.0" &&
                             method != request.end() && method->is_string();
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
      aside(id, [this, decision = decision_in(params)]() -> json {
        return {{"id", broker_.history->decide(decision)}};
      });
    else if (*method == "decisions")
      aside(id, [this] { return decisions(); });
    else if (*method == "undo")
      aside(id, [this, undone = number_in(params)]() -> json { return {{"undone", broker_.history->undo(undone)}}; });
    else if (*method == "cancel")
      answer(id, cancel(params));
    else
      throw RequestError{method_not_found,
                         "there is no method " + report::printable(method->get_ref<const std::string&>(), 80)};
  }

  json hello() const {
    return {{"name", "fuwake"},
            {"version", FUWAKE_VERSION},
            {"protocol", protocol_version},
            {"capabilities", {"analyze", "cancel", "contacts", "decide", "html"}},
            {"brands", broker_.engine.knowledge.brands.all().size()},
            {"ipData", broker_.engine.knowledge.networks->sources()}};
  }

  json take_contacts(const json& params) {
    contacts_ = contacts_in(params);
    return {{"contacts", contacts_->size()}};
  }

  static memory::Decision decision_in(const json& params) {
    constexpr std::size_t longest_key = 16384, longest_label = 400;
    memory::Decision decision;
    const auto kind = evidence::decision_kind(string_in(params, "kind"));
    decision.key = string_in(params, "key");
    decision.label = report::printable(string_in(params, "label"), longest_label);
    decision.time =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    const char* prefix = kind == memory::DecisionKind::trusted ? "sender:" : "mail:";
    if (!kind || !decision.key.starts_with(prefix) || decision.key.size() > longest_key)
      throw RequestError{invalid_params, "not a decision"};
    decision.kind = *kind;
    return decision;
  }

  // The newest come first; so many fit into an answer.
  json decisions() const {
    constexpr std::size_t most_told = 1000, around = 1024;  // the id, and what else is not decisions
    json out = json::array();
    std::size_t left = largest_answer - around;
    for (const memory::Decision& decision : broker_.history->list()) {
      json told = {{"id", decision.id},
                   {"kind", evidence::name_of(decision.kind)},
                   {"key", decision.key},
                   {"label", decision.label},
                   {"time", mail::to_rfc3339(decision.time)}};
      const std::size_t bytes = report::to_string(told, false).size() + 1;
      if (out.size() >= most_told || bytes > left) break;
      left -= bytes;
      out.push_back(std::move(told));
    }
    return {{"decisions", std::move(out)}};
  }

  static std::int64_t number_in(const json& params) {
    const auto id = params.find("id");
    if (id == params.end() || !id->is_number_integer()) throw RequestError{invalid_params, "no id"};
    return id->get<std::int64_t>();
  }

  // Another program may have the decisions: whoever waits for it keeps no other request waiting.
  void aside(const json& id, std::function<json()> method) {
    deciding_.add([this, id, method = std::move(method)] { respond(id, [&] { answer(id, method()); }); });
  }

  json take_chunk(const json& params) {
    const std::string transfer = string_in(params, "transfer");
    if (!is_transfer_name(transfer)) throw RequestError{invalid_params, "no transfer"};
    return {{"received", transfers_.take(transfer, mail_data_in(params))}};
  }

  void start_analysis(const json& id, const json& params) {
    if (id.is_null()) throw RequestError{invalid_request, "analyze needs an id"};
    std::string source;
    if (const std::string transfer = string_in(params, "transfer"); !transfer.empty()) {
      source = transfers_.end(transfer);
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

    const bool big = source.size() > small_mail;
    const auto analysis = begin(id);
    try {
      (big ? big_ : small_)
          .add([this, id, analysis, format, big, &sentences, source = std::move(source),
                recipient = std::move(recipient)]() mutable {
            if (!take_up(*analysis)) return;
            respond(id, [&] { answer(id, analyze(id, *analysis, format, sentences, source, std::move(recipient))); });
            source = {};
            if (big) malloc_trim(0);  // the allocator keeps what a big mail took, for good
          });
    } catch (...) {
      end(id);
      throw;
    }
  }

  // Its id is free before its answer is sent.
  struct EndOfAnalysis {
    Server& server;
    const json& id;
    ~EndOfAnalysis() { server.end(id); }
  };

  struct Analysis {
    std::stop_source stop;
    bool taken_up = false;  // a thread works on it; until then cancelling it is all there is to do
    bool cancelled = false;
  };

  std::shared_ptr<Analysis> begin(const json& id) {
    const std::lock_guard lock(mutex_);
    const auto [entry, added] = analyses_.emplace(id.dump(), std::make_shared<Analysis>());
    if (!added) throw RequestError{invalid_request, "an analysis with this id is on its way"};
    return entry->second;
  }

  bool take_up(Analysis& analysis) {
    const std::lock_guard lock(mutex_);
    analysis.taken_up = true;
    return !analysis.cancelled;
  }

  void end(const json& id) {
    const std::lock_guard lock(mutex_);
    analyses_.erase(id.dump());
  }

  json analyze(const json& id, const Analysis& analysis, const std::string& format, const report::Sentences& sentences,
               const std::string& source, mail::Recipient recipient) {
    const EndOfAnalysis at_the_end{*this, id};
    const interruption::Budget budget(work_ + work_of_megabyte * (source.size() / megabyte));
    const auto dissection =
        broker::dissect(source, std::move(recipient), broker_, analysis.stop.get_token(), &inspector_);
    if (!dissection) throw RequestError{cancelled, "cancelled"};
    json document = report::make_document(*dissection, broker_.engine, sentences);
    if (format == "html") return {{"html", report::to_html(document, sentences)}};
    return document;
  }

  json cancel(const json& params) {
    if (const std::string transfer = string_in(params, "transfer"); is_transfer_name(transfer))
      transfers_.give_up(transfer);
    const auto id = params.find("id");
    if (id == params.end() || !is_id(*id)) return json::object();
    std::shared_ptr<Analysis> analysis;
    bool waits = false;
    {
      const std::lock_guard lock(mutex_);
      const auto found = analyses_.find(id->dump());
      if (found == analyses_.end()) return json::object();
      analysis = found->second;
      waits = !analysis->taken_up;
      analysis->cancelled = waits;
      if (waits) analyses_.erase(found);
    }
    analysis->stop.request_stop();
    if (waits) answer_error(*id, {cancelled, "cancelled"});
    return json::object();
  }

  // Whatever goes wrong is an error for this request alone. Throws nothing.
  template <typename Method>
  void respond(const json& id, const Method& method) {
    try {
      answer_or_error(id, method);
    } catch (const std::bad_alloc&) {
      // Not even for an error; the next one may find memory again.
    }
  }

  template <typename Method>
  void answer_or_error(const json& id, const Method& method) {
    try {
      method();
    } catch (const RequestError& error) {
      answer_error(id, error);
    } catch (const interruption::Exhausted&) {
      answer_error(id, {over_limit, "looking at this mail takes too long"});
    } catch (const std::bad_alloc&) {
      answer_error(id, {internal_error, "there is not enough memory"});
    } catch (const std::exception& error) {
      answer_error(id, {internal_error, report::printable(error.what(), 1000)});
    } catch (...) {
      answer_error(id, {internal_error, "unknown error"});
    }
  }

  static json parse(const std::string& payload, bool& too_deep) {
    try {
      return parse_request(payload, too_deep);
    } catch (const json::exception&) {
      throw RequestError{parse_error, "not JSON"};
    }
  }

  void answer(const json& id, json result) {
    if (id.is_null()) return;  // a notification
    send({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
  }

  void answer_error(const json& id, const RequestError& error) {
    send({{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", error.code}, {"message", error.message}}}});
  }

  void send(const json& message) {
    std::string text = report::to_string(message, false);
    if (text.size() > largest_answer)
      text = report::to_string({{"jsonrpc", "2.0"},
                                {"id", message["id"]},
                                {"error", {{"code", over_limit}, {"message", "the answer is too long"}}}},
                               false);
    writer_.write(text);
  }

  FrameWriter writer_;
  const broker::Broker& broker_;
  const report::Languages& languages_;
  std::chrono::milliseconds work_;
  Transfers transfers_;
  std::shared_ptr<const mail::Contacts> contacts_;  // used by the reading thread alone; null until they are told
  std::mutex mutex_;                                // guards analyses_ and what is in them
  std::map<std::string, std::shared_ptr<Analysis>> analyses_;
  InspectionAside inspector_;
  Lane deciding_, small_, big_;  // last: their threads end before what they use
};

}  // namespace

void serve(int input, int output, const broker::Broker& broker, const report::Languages& languages,
           const Limits& limits) {
  Server server(output, broker, languages, limits);
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
