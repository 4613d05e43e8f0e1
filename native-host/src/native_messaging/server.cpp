#include "native_messaging/server.h"

#include <algorithm>
#include <atomic>
#include <new>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "native_messaging/analyses.h"
#include "native_messaging/errors.h"
#include "native_messaging/inspection_aside.h"
#include "native_messaging/json_rpc.h"
#include "native_messaging/lanes.h"
#include "native_messaging/messages.h"
#include "native_messaging/transfers.h"
#include "platform/allocator.h"
#include "report/printable.h"
#include "version.h"

namespace fuwake::native_messaging {
namespace {

using nlohmann::json;

// Mails above this go to the lane of the big ones.
constexpr std::size_t small_mail = dialogue::megabyte;
// So many of each kind are analysed at once, and so many more may wait for what opens their attachments.
constexpr unsigned small_at_once = 2, small_aside = 16, big_at_once = 1, big_aside = 4;

// A notification, and the capability of the add-on that understands it and of the host that sends it.
constexpr const char* decisions_changed = "decisions.changed";

std::int64_t seconds_since_1970() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

class Server::Methods {
 public:
  Methods(Sender& addon, const broker::Broker& broker, const Limits& limits, UnreadDocuments unread)
      : addon_(addon),
        broker_(broker),
        unread_(std::move(unread)),
        work_(limits.work),
        transfers_(limits.patience),
        inspector_(broker.inspector),
        deciding_(1),
        small_(small_at_once, small_aside),
        big_(big_at_once, big_aside) {}

  void receive(const std::string& payload) {
    json id;
    respond(id, [&] { call(read_request(payload, id)); });
  }

  void refuse(const std::string& reason) { send_error(nullptr, {invalid_request, reason}); }

  void look_at_decisions() {
    if (!tells_of_decisions_ || looking_.exchange(true)) return;
    try {
      aside(nullptr, [this] { tell_if_decisions_changed(); });
    } catch (const std::exception&) {
      looking_ = false;  // no memory, or no thread; the next change may find them again
    }
  }

  void finish() {
    deciding_.drain();
    small_.drain();
    big_.drain();
  }

 private:
  // What an add-on may call. `capability`: the word by which `hello` tells that it may; null for `hello` itself.
  struct Method {
    const char* name;
    const char* capability;
    void (Methods::*call)(const Request& request);
  };
  static const std::vector<Method>& all();

  void call(const Request& request) {
    const auto method =
        std::find_if(all().begin(), all().end(), [&](const Method& each) { return request.method == each.name; });
    if (method == all().end())
      throw RequestError{method_not_found, std::string("fuwake ") + FUWAKE_VERSION + " has no method " +
                                               report::printable(request.method, 80)};
    (this->*method->call)(request);
  }

  // Answered before the next request is read.
  template <typename Message, auto method>
  void at_once(const Request& request) {
    answer(request.id, (this->*method)(request.params.get<Message>()));
  }

  // Another program may have the decisions: whoever waits for it keeps no other request waiting. One after the other.
  template <typename Message, auto method>
  void in_its_turn(const Request& request) {
    aside(request.id,
          [this, id = request.id, message = request.params.get<Message>()] { answer(id, (this->*method)(message)); });
  }

  HelloResult hello(const Hello& hello) {
    const auto& understood = hello.capabilities;
    if (std::find(understood.begin(), understood.end(), decisions_changed) != understood.end()) tell_of_decisions();
    const dialogue::Greeting greeting = this->greeting();
    return {std::clamp<std::int64_t>(hello.protocol, oldest_protocol, protocol_version), capabilities(),
            greeting.brands, greeting.ip_data};
  }

  // Nothing is known as long as nobody can read; the mails that come meanwhile are answered all the same.
  dialogue::Greeting greeting() const {
    try {
      return broker_.reader->greeting();
    } catch (const broker::NobodyReads& nobody) {
      if (!nobody.passes) throw;
      return {};
    }
  }

  static std::vector<std::string> capabilities() {
    std::vector<std::string> out{"html", decisions_changed};
    for (const Method& method : all())
      if (method.capability != nullptr) out.emplace_back(method.capability);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  AnalyzeChunkResult take_chunk(const AnalyzeChunk& chunk) { return {transfers_.take(chunk.transfer, chunk.data)}; }

  ContactsResult take_contacts(const Contacts& contacts) {
    contacts_ = contacts.contacts;
    return {contacts_->all.size()};
  }

  DecideResult decide(const Decide& decide) {
    const std::int64_t id = broker_.history->decide({0, decide.kind, decide.key, decide.label, seconds_since_1970()});
    keep_known_decisions();
    return {id};
  }

  DecisionsResult decisions(const Decisions&) { return {broker_.history->list()}; }

  UndoResult undo(const Undo& undo) {
    const bool undone = broker_.history->undo(undo.id);
    keep_known_decisions();
    return {undone};
  }

  CancelResult cancel(const Cancel& cancel) {
    if (!cancel.transfer.empty()) transfers_.give_up(cancel.transfer);
    if (analyses_.cancel(cancel.id)) send_error(cancel.id, {cancelled, "cancelled"});
    return {};
  }

  void start_analysis(const Request& request) {
    if (request.id.is_null()) throw RequestError{invalid_request, "analyze needs an id"};
    auto message = request.params.get<Analyze>();
    if (!message.transfer.empty()) message.data = transfers_.end(message.transfer);
    Lane& lane = message.data.size() > small_mail ? big_ : small_;
    const About about{message.locale, message.format, message.data.size()};
    const auto analysis = analyses_.begin(request.id);
    try {
      lane.add([this, id = request.id, analysis, contacts = contacts_, message = std::move(message)]() mutable {
        if (!analyses_.take_up(*analysis)) return;
        const bool big = message.data.size() > small_mail;
        respond(id, [&] { send_result(id, message.format, analyze(id, *analysis, message, contacts)); });
        message.data = {};
        if (big) platform::give_back_unused_memory();
      });
    } catch (const std::exception& error) {
      // No thread, or no memory.
      analyses_.end(request.id);
      send_result(request.id, about.format, unread(about, error.what()));
    }
  }

  // What an answer about a mail that nobody looked at has of it.
  struct About {
    std::string locale;
    Format format;
    std::size_t size;
  };

  // The next mail may find somebody again.
  std::string unread(const About& about, const char* why) const {
    auto made = unread_.of(about.locale, about.format, about.size);
    if (!made) throw RequestError{internal_error, report::printable(why, 1000)};
    return std::move(*made);
  }

  // Its id is free before its answer is sent.
  struct EndOfAnalysis {
    Analyses& analyses;
    const json& id;
    ~EndOfAnalysis() { analyses.end(id); }
  };

  std::string analyze(const json& id, const Analyses::Analysis& analysis, const Analyze& message,
                      const broker::AddressBook& contacts) {
    const EndOfAnalysis at_the_end{analyses_, id};
    const dialogue::Reading reading{message.recipient, message.locale,
                                    message.format == Format::html ? dialogue::Form::html : dialogue::Form::document,
                                    dialogue::work_for(message.data.size(), work_)};
    const About about{message.locale, message.format, message.data.size()};
    std::optional<dialogue::Done> done;
    try {
      done = broker::read(message.data, reading, broker_, contacts, analysis.stop.get_token(), &inspector_);
    } catch (const broker::NobodyReads& nobody) {
      return unread(about, nobody.what());
    } catch (const std::bad_alloc&) {
      return unread(about, "there is not enough memory");
    }
    if (!done) throw RequestError{cancelled, "cancelled"};
    if (done->no_mail) throw RequestError{no_mail, "this is no mail"};
    return std::move(done->text);
  }

  // A document goes on as it is.
  void send_result(const json& id, Format format, std::string text) {
    if (format == Format::html) return answer(id, {{"html", std::move(text)}});
    // Whoever took a worker over must not be able to say what is no answer to this.
    if (!json::accept(text)) throw RequestError{internal_error, "the worker's answer is not JSON"};
    send(id, answer_with(id, text));
  }

  void tell_of_decisions() {
    if (tells_of_decisions_.exchange(true)) return;
    try {
      aside(nullptr, [this] { keep_known_decisions(); });
    } catch (const std::exception&) {
      // No thread, or no memory: the first change is told once too often.
    }
  }

  void tell_if_decisions_changed() {
    looking_ = false;
    if (const auto now = generation_of_decisions(); now && std::exchange(known_decisions_, now) != now)
      send(nullptr, notification_of(decisions_changed, json::object()));
  }

  // What the add-on did itself it knows.
  void keep_known_decisions() {
    if (!tells_of_decisions_) return;
    if (const auto now = generation_of_decisions()) known_decisions_ = now;
  }

  // Nullopt where another program has the file just now, or it is broken: who analyses is told of that.
  std::optional<std::uint64_t> generation_of_decisions() const try {
    return broker_.history->generation();
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }

  void aside(const json& id, std::function<void()> task) {
    deciding_.add([this, id, task = std::move(task)] { respond(id, task); });
  }

  // Whatever goes wrong is an error for this request alone. Throws nothing.
  template <typename Task>
  void respond(const json& id, const Task& task) {
    try {
      answer_or_error(id, task);
    } catch (const std::bad_alloc&) {
      // Not even for an error; the next one may find memory again.
    }
  }

  template <typename Task>
  void answer_or_error(const json& id, const Task& task) {
    try {
      task();
    } catch (const RequestError& error) {
      send_error(id, error);
    } catch (const std::bad_alloc&) {
      send_error(id, {internal_error, "there is not enough memory"});
    } catch (const std::exception& error) {
      send_error(id, {internal_error, report::printable(error.what(), 1000)});
    } catch (...) {
      send_error(id, {internal_error, "unknown error"});
    }
  }

  void answer(const json& id, json result) {
    if (!id.is_null()) send(id, answer_to(id, std::move(result)));
  }

  void send_error(const json& id, const RequestError& error) { send(id, error_to(id, error.code, error.message)); }

  void send(const json& id, const std::string& message) {
    addon_.send(message.size() <= largest_answer ? message : error_to(id, over_limit, "the answer is too long"));
  }

  Sender& addon_;
  const broker::Broker& broker_;
  const UnreadDocuments unread_;
  std::chrono::milliseconds work_;
  Transfers transfers_;
  broker::AddressBook contacts_;  // used by the reading thread alone; null until they are told
  Analyses analyses_;
  InspectionAside inspector_;
  std::atomic<bool> tells_of_decisions_ = false, looking_ = false;
  std::optional<std::uint64_t> known_decisions_;  // used by the lane `deciding_` alone, which is one thread
  Lane deciding_, small_, big_;                   // last: their threads end before what they use
};

const std::vector<Server::Methods::Method>& Server::Methods::all() {
  static const std::vector<Method> methods{
      {"hello", nullptr, &Methods::at_once<Hello, &Methods::hello>},
      {"analyze.chunk", "analyze", &Methods::at_once<AnalyzeChunk, &Methods::take_chunk>},
      {"analyze", "analyze", &Methods::start_analysis},
      {"contacts", "contacts", &Methods::at_once<Contacts, &Methods::take_contacts>},
      {"decide", "decide", &Methods::in_its_turn<Decide, &Methods::decide>},
      {"decisions", "decide", &Methods::in_its_turn<Decisions, &Methods::decisions>},
      {"undo", "decide", &Methods::in_its_turn<Undo, &Methods::undo>},
      {"cancel", "cancel", &Methods::at_once<Cancel, &Methods::cancel>},
  };
  return methods;
}

Server::Server(Sender& addon, const broker::Broker& broker, const Limits& limits, UnreadDocuments unread)
    : methods_(std::make_unique<Methods>(addon, broker, limits, std::move(unread))) {}

Server::~Server() = default;

void Server::receive(const std::string& payload) {
  methods_->receive(payload);
}

void Server::refuse(const std::string& reason) {
  methods_->refuse(reason);
}

void Server::look_at_decisions() {
  methods_->look_at_decisions();
}

void Server::finish() {
  methods_->finish();
}

void serve(Transport& transport, Server& server) {
  while (true) {
    const Incoming incoming = transport.receive();
    if (incoming.kind == Incoming::Kind::end) break;
    if (incoming.kind == Incoming::Kind::message)
      server.receive(incoming.text);
    else
      server.refuse(incoming.text);
  }
  server.finish();
}

}  // namespace fuwake::native_messaging
