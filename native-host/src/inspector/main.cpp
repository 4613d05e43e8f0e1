// fuwake-inspector: opens attachments for fuwake. It writes "FWK1" and four bytes that tell how many microseconds of
// processor time it took to get ready. Then it reads from standard input four bytes of length (native byte order),
// four of how many microseconds the answer may take, and the content, again and again, and answers each with four
// bytes of length and a JSON object; what it has read whole before it answers from memory. It can open no file and
// start nothing (platform/confinement.h); it may die, and is started again.
#include <unistd.h>

#include <clocale>
#include <cstdint>
#include <cstring>
#include <exception>
#include <nlohmann/json.hpp>

#include "inspector/inspect.h"
#include "inspector/seen.h"
#include "platform/confinement.h"

namespace {

bool read_all(void* data, std::size_t length) {
  auto* bytes = static_cast<char*>(data);
  while (length > 0) {
    const ssize_t got = read(STDIN_FILENO, bytes, length);
    if (got <= 0) return false;
    bytes += got;
    length -= static_cast<std::size_t>(got);
  }
  return true;
}

bool write_all(std::string_view data) {
  while (!data.empty()) {
    const ssize_t sent = write(STDOUT_FILENO, data.data(), data.size());
    if (sent <= 0) return false;
    data.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

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

struct Question {
  std::uint32_t length = 0;
  std::uint32_t microseconds = 0;
};

}  // namespace

int main() {
  constexpr std::uint32_t longest_content = 64 * 1024 * 1024;
  std::setlocale(LC_CTYPE, "C.UTF-8");  // names in archives
  fuwake::inspector::prepare();
  fuwake::inspector::Seen seen;
  if (!fuwake::platform::confine()) return 1;
  if (!write_all("FWK1" + as_bytes(static_cast<std::uint32_t>(fuwake::inspector::used_time().count())))) return 1;
  Question question;
  while (read_all(&question, sizeof question)) {
    if (question.length > longest_content) return 1;
    std::string content(question.length, '\0');
    if (!read_all(content.data(), content.size())) return 1;
    const fuwake::inspector::Budget budget{std::chrono::microseconds(question.microseconds)};
    const std::string answer = answer_to(content, budget, seen);
    if (!write_all(as_bytes(static_cast<std::uint32_t>(answer.size())) + answer)) return 1;
  }
  return 0;
}
