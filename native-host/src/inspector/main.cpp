// fuwake-inspector: opens attachments for fuwake. It speaks in frames (frames/frames.h). It writes "FWK2" and four
// bytes (native byte order) that tell how many microseconds of processor time it took to get ready. Then it reads four
// bytes of how many microseconds the answer may take, and a content, again and again, and answers each with a JSON
// object; what it has read whole before it answers from memory. It can open no file and start nothing
// (platform/confinement.h); it may die, and is started again.
#include <clocale>
#include <cstdint>
#include <cstring>
#include <exception>
#include <nlohmann/json.hpp>

#include "dialogue/limits.h"
#include "frames/frames.h"
#include "inspector/inspect.h"
#include "inspector/seen.h"
#include "platform/confinement.h"
#include "platform/streams.h"

namespace {

std::string as_json(const fuwake::inspector::Content& found) {
  nlohmann::json targets = nlohmann::json::array();
  for (const auto& target : found.targets) targets.push_back({{"where", target.where}, {"target", target.text}});
  const nlohmann::json answer = {{"type", found.type},
                                 {"names", found.names},
                                 {"targets", std::move(targets)},
                                 {"fetched", found.fetched},
                                 {"encrypted", found.encrypted},
                                 {"macros", found.macros},
                                 {"active", found.active},
                                 {"cut", found.cut}};
  return answer.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// What was cut was so for want of time, and may be read next time.
std::string answer_to(std::string_view content, const fuwake::inspector::Budget& budget,
                      fuwake::inspector::Seen& seen) {
  const auto digest = seen.digest_of(content);
  if (const std::string* known = seen.find(digest)) return *known;
  fuwake::inspector::Content found;
  try {
    found = fuwake::inspector::inspect(content, budget);
  } catch (const std::exception&) {
    found.cut = true;
  }
  std::string answer = as_json(found);
  if (!found.cut) seen.keep(digest, answer);
  return answer;
}

std::string as_bytes(std::uint32_t number) {
  std::string bytes(sizeof number, '\0');
  std::memcpy(bytes.data(), &number, sizeof number);
  return bytes;
}

// Serves questions until there are no more.
void serve(fuwake::platform::Input& input, fuwake::platform::Output& output, fuwake::inspector::Seen& seen) {
  namespace frames = fuwake::frames;
  while (true) {
    const frames::Frame time = frames::receive(input, sizeof(std::uint32_t));
    const frames::Frame content = frames::receive(input, fuwake::dialogue::largest_mail);
    std::uint32_t microseconds = 0;
    if (time.text.size() != sizeof microseconds || content.kind != frames::Frame::Kind::message) return;
    std::memcpy(&microseconds, time.text.data(), sizeof microseconds);
    const fuwake::inspector::Budget budget{std::chrono::microseconds(microseconds)};
    if (!frames::send(output, answer_to(content.text, budget, seen))) return;
  }
}

}  // namespace

int main() {
  std::setlocale(LC_CTYPE, "C.UTF-8");  // names in archives
  fuwake::inspector::prepare();
  fuwake::inspector::Seen seen;
  const auto input = fuwake::platform::standard_input();
  const auto output = fuwake::platform::standard_output();
  // Its libraries were not made for an attacker's every byte: without seccomp it opens nothing.
  namespace dialogue = fuwake::dialogue;
  if (!fuwake::platform::confine({dialogue::inspectors_memory, dialogue::inspectors_time}).system_calls) return 1;
  const auto ready = static_cast<std::uint32_t>(fuwake::inspector::used_time().count());
  if (fuwake::frames::send(*output, "FWK2" + as_bytes(ready))) serve(*input, *output, seen);
  return 0;
}
