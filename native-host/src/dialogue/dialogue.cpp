#include "dialogue/dialogue.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "dialogue/limits.h"

namespace fuwake::dialogue {

using nlohmann::json;

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Contact, name, addresses)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Recipient, addresses, domains, authserv_ids)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Contacts, all)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Catalogue, locale, json)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Unread, size, locale, form)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Summary, level, score, findings, subject, campaign)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Greeting, brands, ip_data)

namespace {

// The whole of what a mail's parts can be, decoded; a picture that the text draws may be more than the text.
constexpr std::size_t most_content = 2 * largest_mail;
constexpr std::size_t longest_head = 16 * megabyte;  // 20,000 contacts
// Of a worker, which may have been taken over: as JSON it takes thirty times as much memory.
constexpr std::size_t longest_head_of_worker = megabyte;
// Of the inspector's answers; honest ones have some kilobytes.
constexpr std::size_t most_answers = 32 * megabyte;
constexpr std::size_t most_contents = 100'000;

std::optional<json> receive_head(platform::Input& input, std::size_t longest = longest_head) {
  const frames::Frame frame = frames::receive(input, longest);
  if (frame.kind != frames::Frame::Kind::message) return std::nullopt;
  json head = json::parse(frame.text, nullptr, false);
  return head.is_object() ? std::optional(std::move(head)) : std::nullopt;
}

// Text that is no UTF-8 (a key, a subject of a worker that was taken over) must not be what ends us.
std::string text_of(const json& head) {
  return head.dump(-1, ' ', false, json::error_handler_t::replace);
}

// What belongs together goes at once where it is short: each write wakes the other end.
class Together final : public platform::Output {
 public:
  explicit Together(platform::Output& output) : output_(output) {}
  bool write(std::string_view bytes) override {
    if (gathered_.size() + bytes.size() > most_gathered) return end() && output_.write(bytes);
    gathered_ += bytes;
    return true;
  }
  bool end() { return gathered_.empty() || output_.write(std::exchange(gathered_, "")); }

 private:
  static constexpr std::size_t most_gathered = 256 * 1024;
  platform::Output& output_;
  std::string gathered_;
};

bool send_head(platform::Output& output, const json& head) {
  return frames::send(output, text_of(head));
}

// What is more than `left` goes as "": nobody looked.
bool send_bounded(platform::Output& output, const std::vector<std::string>& texts, std::size_t& left) {
  for (const std::string& text : texts) {
    const bool fits = text.size() <= left;
    if (!frames::send(output, fits ? std::string_view(text) : std::string_view())) return false;
    if (fits) left -= text.size();
  }
  return true;
}

bool send_all(platform::Output& output, const std::vector<std::string>& contents) {
  for (const std::string& content : contents)
    if (!frames::send(output, content)) return false;
  return true;
}

std::optional<std::string> receive_bytes(platform::Input& input, std::size_t most) {
  frames::Frame frame = frames::receive(input, most);
  if (frame.kind != frames::Frame::Kind::message) return std::nullopt;
  return std::move(frame.text);
}

// What does not fit its struct is not ours.
template <typename Read>
auto understood(const Read& read) -> decltype(read()) {
  try {
    return read();
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

json told(const Reading& reading) {
  return {{"do", "read"},         {"recipient", reading.recipient}, {"locale", reading.locale},
          {"form", reading.form}, {"opens", reading.opens},         {"work", reading.work.count()}};
}

Reading reading_in(const json& head) {
  return {head.at("recipient"), head.at("locale"), head.at("form"),
          std::chrono::milliseconds(head.at("work").get<std::int64_t>()), head.at("opens")};
}

template <typename Kind>
json told(const char* name, const Kind& task) {
  json head = task;
  head["do"] = name;
  return head;
}

json told(const Unread& task) {
  return told("unread", task);
}
json told(const Contacts& task) {
  return told("contacts", task);
}
json told(const Catalogue& task) {
  return told("catalogue", task);
}
json told(const Status&) {
  return {{"do", "status"}};
}

std::optional<Task> task_in(const json& head) {
  const std::string what = head.at("do");
  if (what == "read") return reading_in(head);
  if (what == "unread") return head.get<Unread>();
  if (what == "contacts") return head.get<Contacts>();
  if (what == "catalogue") return head.get<Catalogue>();
  if (what == "status") return Status{};
  return std::nullopt;
}

json told(const std::optional<decisions::Decision>& decision) {
  if (!decision) return nullptr;
  return {{"id", decision->id},
          {"kind", decision->kind},
          {"key", decision->key},
          {"label", decision->label},
          {"time", decision->time}};
}

std::optional<decisions::Decision> decision_in(const json& told) {
  if (told.is_null()) return std::nullopt;
  return decisions::Decision{told.at("id"), told.at("kind"), told.at("key"), told.at("label"), told.at("time")};
}

json told(const platform::Confinement& confinement) {
  return {{"calls", confinement.system_calls},
          {"files", confinement.files},
          {"memory", confinement.memory},
          {"time", confinement.time.count()}};
}

platform::Confinement confinement_in(const json& told) {
  return {told.at("calls"), told.at("files"), told.at("memory"),
          std::chrono::seconds(told.at("time").get<std::int64_t>())};
}

// `left`: how much more there may be.
std::optional<std::vector<std::string>> receive_contents(platform::Input& input, const json& count, std::size_t& left) {
  std::vector<std::string> contents;
  const auto number = count.get<std::size_t>();
  if (number > most_contents) return std::nullopt;
  while (contents.size() < number) {
    auto content = receive_bytes(input, left);
    if (!content) return std::nullopt;
    left -= content->size();
    contents.push_back(std::move(*content));
  }
  return contents;
}

// Together of `most` bytes at most.
bool receive_three(platform::Input& input, const json& head, std::size_t most, std::vector<std::string>& attached,
                   std::vector<std::string>& pictures, std::vector<std::string>& drawn) {
  for (const auto& [name, to] : {std::pair{"attached", &attached}, {"pictures", &pictures}, {"drawn", &drawn}}) {
    auto contents = receive_contents(input, head.at(name), most);
    if (!contents) return false;
    *to = std::move(*contents);
  }
  return true;
}

std::optional<FromWorker> receive_questions(platform::Input& input, const json& head) {
  Questions questions;
  questions.keys.mail = head.at("mail");
  if (const json& sender = head.at("sender"); !sender.is_null()) questions.keys.sender = sender.get<std::string>();
  const bool whole = receive_three(input, head, most_content, questions.attached, questions.pictures, questions.drawn);
  return whole ? std::optional(std::move(questions)) : std::nullopt;
}

std::optional<FromWorker> receive_done(platform::Input& input, const json& head) {
  auto text = receive_bytes(input, most_content);
  if (!text) return std::nullopt;
  return Done{std::move(*text),  head.at("summary"), head.at("decisionsUnread"),
              head.at("unread"), head.at("noMail"),  confinement_in(head.at("confinement"))};
}

}  // namespace

void add_domains_of_addresses(Recipient& recipient) {
  auto& domains = recipient.domains;
  for (const std::string& address : recipient.addresses) {
    const auto at = address.rfind('@');
    if (at == std::string::npos) continue;
    std::string domain = address.substr(at + 1);
    if (std::find(domains.begin(), domains.end(), domain) == domains.end()) domains.push_back(std::move(domain));
  }
}

std::string to_text(const Greeting& greeting) {
  return text_of(greeting);
}

Greeting greeting_in(const std::string& text) try {
  return json::parse(text).get<Greeting>();
} catch (const json::exception&) {
  throw std::runtime_error("fuwake-worker: another version than this program");
}

bool send(platform::Output& output, const Task& task, std::string_view mail) {
  const json head = std::visit([](const auto& kind) { return told(kind); }, task);
  Together all(output);
  return send_head(all, head) && (!std::holds_alternative<Reading>(task) || frames::send(all, mail)) && all.end();
}

bool send(platform::Output& output, const Questions& questions) {
  const auto& keys = questions.keys;
  Together all(output);
  return send_head(all, {{"tell", "questions"},
                         {"mail", keys.mail},
                         {"sender", keys.sender ? json(*keys.sender) : json()},
                         {"attached", questions.attached.size()},
                         {"pictures", questions.pictures.size()},
                         {"drawn", questions.drawn.size()}}) &&
         send_all(all, questions.attached) && send_all(all, questions.pictures) && send_all(all, questions.drawn) &&
         all.end();
}

bool send(platform::Output& output, const Answers& answers) {
  Together all(output);
  std::size_t left = most_answers;
  return send_head(all, {{"sender", told(answers.decisions.on_sender)},
                         {"mail", told(answers.decisions.on_mail)},
                         {"unread", answers.decisions.unread},
                         {"attached", answers.attached.size()},
                         {"pictures", answers.pictures.size()},
                         {"drawn", answers.drawn.size()}}) &&
         send_bounded(all, answers.attached, left) && send_bounded(all, answers.pictures, left) &&
         send_bounded(all, answers.drawn, left) && all.end();
}

bool send(platform::Output& output, const Done& done) {
  Together all(output);
  return send_head(all, {{"tell", "done"},
                         {"summary", done.summary},
                         {"decisionsUnread", done.decisions_unread},
                         {"unread", done.unread},
                         {"noMail", done.no_mail},
                         {"confinement", told(done.confinement)}}) &&
         frames::send(all, done.text) && all.end();
}

std::optional<ReceivedTask> receive_task(platform::Input& input) {
  const auto head = receive_head(input);
  if (!head) return std::nullopt;
  auto task = understood([&] { return task_in(*head); });
  if (!task) return std::nullopt;
  if (!std::holds_alternative<Reading>(*task)) return ReceivedTask{std::move(*task), ""};
  auto mail = receive_bytes(input, largest_mail + 1);
  if (!mail) return std::nullopt;
  return ReceivedTask{std::move(*task), std::move(*mail)};
}

std::optional<Answers> receive_answers(platform::Input& input) {
  const auto head = receive_head(input);
  if (!head) return std::nullopt;
  return understood([&]() -> std::optional<Answers> {
    Answers answers{{decision_in(head->at("sender")), decision_in(head->at("mail")), head->at("unread")}, {}, {}, {}};
    const bool whole = receive_three(input, *head, most_answers, answers.attached, answers.pictures, answers.drawn);
    return whole ? std::optional(std::move(answers)) : std::nullopt;
  });
}

std::optional<FromWorker> receive_from_worker(platform::Input& input) {
  const auto head = receive_head(input, longest_head_of_worker);
  if (!head) return std::nullopt;
  return understood([&]() -> std::optional<FromWorker> {
    return head->at("tell") == "questions" ? receive_questions(input, *head) : receive_done(input, *head);
  });
}

}  // namespace fuwake::dialogue
