// fuwake-worker: reads mails for fuwake. The first of it reads the data of the engine, says how much there is of it,
// and is copied (platform/copies.h): each copy reads one mail after the other (dialogue/dialogue.h), and before the
// first it gives up all that is not computing.
//   fuwake-worker DATA [IP-FOLDER…]
//   fuwake-worker --unread DATA   prints what is answered where it cannot be started
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "dialogue/limits.h"
#include "knowledge/contents.h"
#include "platform/allocator.h"
#include "platform/confinement.h"
#include "platform/copies.h"
#include "worker/worker.h"

namespace {

using namespace fuwake;

// A mail that is no one's. What ICU makes ready when it is first asked (half of the time that a first mail takes, and
// the time zone, which is read from files) is made ready in the original, once for all copies.
constexpr const char* made_up_mail =
    "Received: from mail.example (mail.example [192.0.2.1]) by mx.example with ESMTP; Tue, 14 Mar 2023 06:12:44 +0900\n"
    "From: =?utf-8?B?5bGx55Sw?= <a@mail.example>\nTo: b@mx.example\nSubject: =?iso-2022-jp?B?GyRCRnxLXBsoQg==?=\n"
    "Date: Tue, 14 Mar 2023 06:12:43 +0900\nContent-Type: text/html; charset=utf-8\n\n"
    "<p>Hello <a href=\"https://xn--80ak6aa92e.example/\">www.apple.example</a></p>\n";

void warm_up(const worker::Prepared& prepared) {
  worker::Worker worker(prepared);
  for (const char* locale : {"en", "ja"}) {
    dialogue::Reading reading;
    reading.locale = locale;
    worker.perform(reading, made_up_mail, [](const dialogue::Questions&) { return dialogue::Answers(); });
  }
}

// See native_messaging/unread_documents.h.
void print_unread(const std::filesystem::path& data) {
  const worker::Prepared prepared{dissection::read_engine(data, {}), report::Languages::read(data / "sentences")};
  worker::Worker worker(prepared);
  const auto made = [&worker](const std::string& language, dialogue::Form form) {
    return worker.perform(dialogue::Unread{0, language, form}, "", {}).text;
  };
  nlohmann::json all = nlohmann::json::object();
  for (const std::string& language : report::Languages::offered(data / "sentences"))
    all[language] = {{"document", nlohmann::json::parse(made(language, dialogue::Form::document))},
                     {"html", made(language, dialogue::Form::html)}};
  std::fputs((all.dump() + "\n").c_str(), stdout);
}

int work(platform::Input& input, platform::Output& output, const worker::Prepared& prepared) {
  worker::Worker worker(prepared);
  worker.set_confinement(platform::confine({dialogue::workers_memory, dialogue::workers_time}));
  worker::serve(input, output, worker);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("fuwake-worker: fuwake starts this program\n", stderr);
    return 2;
  }
  if (argc == 3 && std::string_view(argv[1]) == "--unread") {
    print_unread(argv[2]);
    return 0;
  }
  const std::filesystem::path data = argv[1];
  const std::vector<std::filesystem::path> ip_folders(argv + 2, argv + argc);
  platform::give_big_pieces_back();
  std::unique_ptr<const knowledge::Brands> brands;
  std::optional<worker::Prepared> prepared;
  platform::be_copied({
      .read =
          [&] {
            knowledge::check_contents(data);
            // Thunderbird waits for the greeting; all else takes ten times as long to read.
            brands = knowledge::read_brands(data);
            return dialogue::to_text({brands->all().size(), knowledge::open_networks(ip_folders)->sources()});
          },
      .read_the_rest =
          [&] {
            prepared.emplace(worker::Prepared{dissection::read_engine(data, ip_folders, std::move(brands)),
                                              report::Languages::read(data / "sentences")});
            warm_up(*prepared);
          },
      .before_copying = platform::confine_original,
      .work = [&](platform::Input& input, platform::Output& output) { return work(input, output, *prepared); },
  });
}
