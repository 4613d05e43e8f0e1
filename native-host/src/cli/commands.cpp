#include "cli/commands.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <new>
#include <sstream>
#include <stdexcept>

#include "cli/mail_files.h"
#include "cli/paths.h"
#include "cli/registration.h"
#include "cli/scan.h"
#include "dialogue/limits.h"
#include "mail/dates.h"
#include "memory/history.h"
#include "native_messaging/frames.h"
#include "native_messaging/server.h"
#include "platform/allocator.h"
#include "platform/folder_watch.h"
#include "platform/streams.h"
#include "report/json_text.h"
#include "report/printable.h"
#include "report/sentences.h"
#include "text/ascii.h"
#include "version.h"

namespace fuwake::cli {
namespace {

enum ExitCode { done = 0, unreadable = 1, usage = 2 };

struct Options {
  std::string file;
  std::vector<std::filesystem::path> paths;
  std::string format;
  std::vector<std::string> me;
  std::vector<std::string> authserv_ids;
  std::string locale;
  bool system = false;
  std::optional<std::int64_t> undo;
};

dialogue::Recipient recipient_from(const Options& options) {
  dialogue::Recipient recipient;
  for (const std::string& entry : options.me) {
    const std::string lower = text::to_lower(entry);
    const auto at = lower.rfind('@');
    if (at != std::string::npos) recipient.addresses.push_back(lower);
    if (at == std::string::npos) recipient.domains.push_back(lower);
  }
  dialogue::add_domains_of_addresses(recipient);
  for (const std::string& id : options.authserv_ids) recipient.authserv_ids.push_back(text::to_lower(id));
  return recipient;
}

// The reader's language: the option, or the environment as POSIX has it.
std::string locale_of(const Options& options) {
  if (!options.locale.empty()) return options.locale;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  return std::string(knowledge::fallback_language);
}

// Of those who sent the mail or chose the file's name: nothing in it acts on the terminal.
void complain(const std::string& message) {
  std::fputs(("fuwake: " + report::printable(message, 4096) + "\n").c_str(), stderr);
}

// Whether it was lost is seen at the end, once for all.
void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

// `code`, or that the output did not arrive: a full disk must not look like a folder without a bad mail.
int with_output_written(int code) {
  errno = 0;
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  complain(std::string("the output could not be written") +
           (errno != 0 ? std::string(": ") + std::strerror(errno) : ""));
  return code == done ? unreadable : code;
}

broker::Broker make_broker() {
  const std::filesystem::path decisions = decisions_file();
  return {broker::make_reader(worker_program(), data_folder(), ip_folders()),
          decisions.empty() ? memory::empty_history() : memory::open_history(decisions),
          broker::make_inspector(inspector_program())};
}

report::Languages read_languages() {
  return report::Languages::read(data_folder() / "sentences");
}

dialogue::Form form_of(const Options& options) {
  if (options.format == "json") return dialogue::Form::indented;
  return options.format == "html" ? dialogue::Form::html : dialogue::Form::text;
}

int print_analysis(const Options& options, const report::Sentences& sentences) {
  const broker::Broker broker = make_broker();
  const MailBytes mail = read_mail(options.file);
  if (mail.more)
    complain(sentences.say("labels", "moreThanRead",
                           {{"file", options.file}, {"size", dialogue::largest_mail / dialogue::megabyte}}));
  const dialogue::Reading reading{recipient_from(options), locale_of(options), form_of(options),
                                  dialogue::work_for(mail.bytes.size())};
  const auto read = broker::read(mail.bytes, reading, broker);
  if (read->no_mail) throw MailFileError(options.file, "is no mail", "fileIsNoMail");
  // A worker that a mail took over could write to the terminal what acts on it.
  print(report::without_controls(read->text) + (options.format == "json" ? "\n" : ""));
  return done;
}

int analyze(const Options& options) {
  const report::Languages languages = read_languages();
  const report::Sentences& sentences = languages.choose(locale_of(options));
  try {
    return print_analysis(options, sentences);
  } catch (const MailFileError& error) {
    complain(sentences.say("labels", error.label(), {{"file", options.file}}));
    return unreadable;
  }
}

int scan_paths(const Options& options) {
  const broker::Broker broker = make_broker();
  const report::Languages languages = read_languages();
  broker.reader->perform(dialogue::Status());  // where nobody can read, it is said once
  return scan({options.paths, options.format == "jsonl", recipient_from(options)}, broker,
              languages.choose(locale_of(options)));
}

// A broken installation is told at once. Where the system gives too little just now, each mail is answered with that,
// and the next one is tried.
void check_installation(const broker::Reader& reader) {
  try {
    reader.greeting();
  } catch (const broker::NobodyReads& nobody) {
    if (!nobody.passes) throw;
    complain(nobody.what());
  }
}

int serve() {
  platform::survive_broken_pipes();
  platform::share_memory_among_threads();
  platform::give_big_pieces_back();
  const broker::Broker broker = make_broker();
  check_installation(*broker.reader);
  const auto input = platform::standard_input();
  const auto output = platform::standard_output();
  native_messaging::FrameTransport transport(*input, *output);
  native_messaging::Server server(transport, broker, {},
                                  native_messaging::UnreadDocuments::read(data_folder() / "unread.json"));
  const platform::FolderWatch watch(decisions_file().parent_path(), [&server] { server.look_at_decisions(); });
  native_messaging::serve(transport, server);
  return done;
}

int run_decisions(const Options& options) {
  if (decisions_file().empty())
    throw std::runtime_error("decisions: neither XDG_DATA_HOME nor HOME is set to a folder");
  const auto history = memory::open_history(decisions_file());
  const report::Languages languages = read_languages();
  if (options.undo) {
    const bool undone = history->undo(*options.undo);
    print(languages.choose(locale_of(options)).say("labels", undone ? "undone" : "noSuchDecision") + "\n");
    return undone ? done : unreadable;
  }
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  const std::vector<memory::Decision> decisions = history->list();
  if (decisions.empty() && options.format != "json")
    print(languages.choose(locale_of(options)).say("labels", "noDecisions") + "\n");
  for (const memory::Decision& decision : decisions) {
    if (options.format == "json")
      all.push_back({{"id", decision.id},
                     {"kind", decisions::name_of(decision.kind)},
                     {"key", decision.key},
                     {"label", decision.label},
                     {"time", mail::to_rfc3339(decision.time)}});
    else
      print(fmt::format("{}\t{}\t{}\t{}\n", decision.id, mail::to_rfc3339(decision.time),
                        decisions::name_of(decision.kind), report::printable(decision.label, 400)));
  }
  if (options.format == "json")
    print(report::escape_json(all.dump(2, ' ', false, nlohmann::json::error_handler_t::replace)) + "\n");
  return done;
}

int list_findings(const Options& options) {
  const auto reader = broker::make_reader(worker_program(), data_folder(), {});
  print(reader->perform(dialogue::Catalogue{locale_of(options), options.format == "json"}).text);
  return done;
}

int run_doctor(const Options& options) {
  const report::Languages languages = read_languages();
  std::string report;
  const bool whole = doctor(languages.choose(locale_of(options)), report);
  print(report);
  return whole ? done : unreadable;
}

// "" for one; what is wrong otherwise. A path in its place would be taken for a domain, and say nothing.
std::string is_address_or_domain(const std::string& text) {
  const std::string domain = text.substr(text.rfind('@') + 1);
  const bool good = !text.empty() && text.front() != '@' && !domain.empty() && domain.front() != '-' &&
                    std::all_of(text.begin(), text.end(), [](unsigned char c) {
                      return c > ' ' && c != 0x7f &&
                             std::string_view("/\\<>,;:\"()").find(static_cast<char>(c)) == std::string_view::npos;
                    });
  return good ? "" : "\"" + text + "\" is neither an address nor a domain";
}

// "" for one (RFC 8601, section 2.5), which may have a job's number behind a slash.
std::string is_authserv_id(const std::string& text) {
  const bool good = !text.empty() && text.front() != '-' && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return c > ' ' && c != 0x7f &&
           std::string_view("\\<>@,;\"()[]?=").find(static_cast<char>(c)) == std::string_view::npos;
  });
  return good ? "" : "\"" + text + "\" is no server's name as Authentication-Results have it";
}

// "en, ja"; "" where their folder is missing, which is what doctor is asked about.
std::string languages_offered() {
  return fmt::format("{}", fmt::join(report::Languages::offered(data_folder() / "sentences"), ", "));
}

// "" for one, and for none; a path in its place would silently be English.
std::string is_locale(const std::string& text) {
  constexpr std::string_view signs = "-_.@";
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto fits = [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || signs.find(c) != std::string_view::npos;
  };
  const bool good =
      text.empty() || (text.size() < 100 && is_letter(text.front()) && text.find("..") == std::string::npos &&
                       std::all_of(text.begin(), text.end(), fits));
  return good ? "" : "\"" + text + "\" is no locale; the languages are " + languages_offered();
}

std::string is_number_of_decision(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number > 0
             ? ""
             : "\"" + text + "\" is no decision's number";
}

void add_locale(CLI::App* command, Options& options) {
  command
      ->add_option("--locale", options.locale,
                   "The language (" + languages_offered() + "); by default that of the environment")
      ->check(is_locale)
      ->type_name("LOCALE");
}

// Options may stand before the command as well: its name is the first word that is no option and no option's value.
std::vector<std::string> with_command_first(std::vector<std::string> arguments) {
  constexpr std::string_view with_value[] = {"--me", "--authserv-id", "--format", "--locale", "--undo"};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (std::find(std::begin(with_value), std::end(with_value), arguments[i]) != std::end(with_value)) {
      ++i;
    } else if (!arguments[i].starts_with("-")) {
      std::rotate(arguments.begin(), arguments.begin() + static_cast<std::ptrdiff_t>(i),
                  arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      break;
    }
  }
  return arguments;
}

// What the parser says, line by line; it quotes arguments.
int explain(const CLI::App& app, const CLI::ParseError& error) {
  std::ostringstream help, complaint;
  const int code = app.exit(error, help, complaint);
  print(help.str());
  std::istringstream lines(complaint.str());
  for (std::string line; std::getline(lines, line);) std::fputs((report::printable(line, 4096) + "\n").c_str(), stderr);
  return code == 0 ? done : usage;
}

bool is_command(const CLI::App& app, const std::string& word) {
  return !app.get_subcommands([&word](const CLI::App* each) { return each->get_name() == word; }).empty();
}

// "" where a command stands first, or an option, which the parser judges.
std::string wrong_command(const CLI::App& app, const std::vector<std::string>& arguments) {
  if (!arguments.empty() && (arguments.front().starts_with("-") || is_command(app, arguments.front()))) return "";
  std::vector<std::string> names;
  for (const CLI::App* each : app.get_subcommands({})) names.push_back(each->get_name());
  return (arguments.empty() ? "a command is missing" : "\"" + arguments.front() + "\" is no command") +
         fmt::format("; the commands are {}. Run with --help for more information.", fmt::join(names, ", "));
}

void add_mail_options(CLI::App* command, Options& options) {
  // One value each time: what follows it are the mails.
  command->add_option("--me", options.me, "One of your addresses or domains (repeatable)")
      ->allow_extra_args(false)
      ->check(is_address_or_domain)
      ->type_name("ADDRESS|DOMAIN");
  command
      ->add_option("--authserv-id", options.authserv_ids,
                   "Whose Authentication-Results are your server's own (repeatable)")
      ->allow_extra_args(false)
      ->check(is_authserv_id)
      ->type_name("ID");
  add_locale(command, options);
}

int run_command(int argc, char** argv) {
  try {
    Options options;
    CLI::App app{"Fuwake dissects mails: whom they claim to be from, and what they are.", "fuwake"};
    app.set_version_flag("--version", std::string("fuwake ") + FUWAKE_VERSION);
    app.require_subcommand(1);

    CLI::App* analyze_command = app.add_subcommand("analyze", "Dissect one mail");
    analyze_command->add_option("FILE", options.file, "A mail, or - for standard input")->required();
    analyze_command->add_option("--format", options.format, "text, json or html")
        ->check(CLI::IsMember({"text", "json", "html"}));
    add_mail_options(analyze_command, options);

    CLI::App* scan_command = app.add_subcommand("scan", "Judge many mails");
    scan_command->add_option("PATH", options.paths, "Files, folders, mbox files, Maildirs")->required();
    scan_command->add_option("--format", options.format, "table or jsonl")->check(CLI::IsMember({"table", "jsonl"}));
    add_mail_options(scan_command, options);

    CLI::App* decisions_command = app.add_subcommand("decisions", "What you have decided: list, export, undo");
    decisions_command->add_option("--format", options.format, "table or json")->check(CLI::IsMember({"table", "json"}));
    decisions_command->add_option("--undo", options.undo, "Forget this decision")
        ->check(is_number_of_decision)
        ->type_name("ID");

    CLI::App* findings_command = app.add_subcommand("findings", "What there may be to find");
    findings_command->add_option("--format", options.format, "text or json")->check(CLI::IsMember({"text", "json"}));

    CLI::App* register_command = app.add_subcommand("register", "Tell Thunderbird where this program is");
    register_command->add_flag("--system", options.system, "For all users");
    CLI::App* unregister_command = app.add_subcommand("unregister", "Undo register");
    unregister_command->add_flag("--system", options.system, "For all users");
    CLI::App* doctor_command = app.add_subcommand("doctor", "Check what is installed, and say what is missing");

    for (CLI::App* command :
         {decisions_command, findings_command, register_command, unregister_command, doctor_command})
      add_locale(command, options);

    std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() == 2 && arguments[1] == addon_id && !is_command(app, arguments[0])) {
      if (is_our_manifest(arguments[0])) return serve();
      complain(arguments[0] + ": is not the manifest by which Thunderbird starts this program");
      return usage;
    }
    arguments = with_command_first(std::move(arguments));
    if (const std::string complaint = wrong_command(app, arguments); !complaint.empty()) {
      complain(complaint);
      return usage;
    }
    try {
      std::reverse(arguments.begin(), arguments.end());  // as the parser wants it
      app.parse(std::move(arguments));
    } catch (const CLI::ParseError& error) {
      return explain(app, error);
    }
    if (*analyze_command) return analyze(options);
    if (*scan_command) return scan_paths(options);
    if (*doctor_command) return run_doctor(options);
    if (*decisions_command) return run_decisions(options);
    if (*findings_command) return list_findings(options);
    print(report::printable(*register_command ? register_host(options.system) : unregister_host(options.system), 4096) +
          "\n");
    return done;
  } catch (const std::bad_alloc&) {
    std::fputs("fuwake: there is not enough memory\n", stderr);
  } catch (const std::exception& error) {
    complain(error.what());
  }
  return unreadable;
}

}  // namespace

int run(int argc, char** argv) {
  platform::keep_standard_streams_apart();
  return with_output_written(run_command(argc, argv));
}

}  // namespace fuwake::cli
