// What the broker and a worker say to each other. The broker hands a mail over and interprets none of it; the worker
// asks what only the broker can find out (what the user decided, what is in an attachment), and answers. A message is a
// frame of JSON, and frames of bytes behind it as it says. The worker is not believed more than the mail that it reads:
// whatever it says is a claim about that mail and nothing else.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "decisions/decisions.h"
#include "frames/frames.h"
#include "platform/confinement.h"

namespace fuwake::dialogue {

struct Contact {
  std::string name;                    // as the user wrote it
  std::vector<std::string> addresses;  // lower case
};

/// For whom a mail is; see mail/recipient.h.
struct Recipient {
  std::vector<std::string> addresses, domains, authserv_ids;
};

/// Who has an address at a domain has the domain.
void add_domains_of_addresses(Recipient& recipient);

/// What is wanted of a mail.
enum class Form {
  document,  // the JSON of report/document.h, compact
  indented,  // the same, for people
  text,
  html,
  summary,  // a line of many
};

/// A mail to be read.
struct Reading {
  Recipient recipient;
  std::string locale = "en";
  Form form = Form::document;
  std::chrono::milliseconds work{10'000};
  bool opens = true;  // whether somebody opens attachments: the broker's to say, who knows
};

/// A mail that whoever was to read it did not get through: an answer that says so.
struct Unread {
  std::size_t size = 0;
  std::string locale = "en";
  Form form = Form::document;
};

/// The user's address book, for the mails that follow.
struct Contacts {
  std::vector<Contact> all;
};

/// The list of what may be found.
struct Catalogue {
  std::string locale = "en";
  bool json = false;
};

/// What confines the worker.
struct Status {};

using Task = std::variant<Reading, Unread, Contacts, Catalogue, Status>;

/// What a worker asks, once for a mail at most: what was decided of these, and what is in these contents, each of the
/// three with a budget of its own.
struct Questions {
  decisions::Keys keys;
  std::vector<std::string> attached, pictures, drawn;
};

/// What the inspector says of each content, as it says it; "" where nobody looked.
struct Answers {
  decisions::Decisions decisions;
  std::vector<std::string> attached, pictures, drawn;
};

/// What a line of many needs.
struct Summary {
  std::string level;
  double score = 0;
  std::vector<std::string> findings;
  std::string subject;   // its beginning
  std::string campaign;  // the same for copies of a campaign; "" where there is too little to tell by
};

/// The end of a task.
struct Done {
  std::string text;  // in the form that was wanted; "" for a summary
  Summary summary;
  bool decisions_unread = false;
  bool unread = false;   // the worker stopped in the middle of it
  bool no_mail = false;  // what was handed over is none
  platform::Confinement confinement;
};

/// What a worker says before its first task.
struct Greeting {
  std::size_t brands = 0;
  std::vector<std::string> ip_data;
};

std::string to_text(const Greeting& greeting);
/// Throws std::runtime_error.
Greeting greeting_in(const std::string& text);

/// Each gives false, or nullopt, where the other end has gone, or says what cannot be said here. `mail` belongs to a
/// Reading.
bool send(platform::Output& output, const Task& task, std::string_view mail = {});
bool send(platform::Output& output, const Questions& questions);
bool send(platform::Output& output, const Answers& answers);
bool send(platform::Output& output, const Done& done);

struct ReceivedTask {
  Task task;
  std::string mail;
};
std::optional<ReceivedTask> receive_task(platform::Input& input);
std::optional<Answers> receive_answers(platform::Input& input);
using FromWorker = std::variant<Questions, Done>;
std::optional<FromWorker> receive_from_worker(platform::Input& input);

}  // namespace fuwake::dialogue
