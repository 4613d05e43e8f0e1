// fuwake-inspector: opens attachments for fuwake. Reads from standard input four bytes of length (native byte
// order) and as many of content, again and again, and answers each with four bytes of length and a JSON
// object. It can open no file and start nothing (sandbox.h); it may die, and is started again.
#include <unistd.h>

#include <clocale>
#include <cstdint>
#include <cstring>
#include <exception>
#include <nlohmann/json.hpp>

#include "inspector/inspect.h"
#include "inspector/sandbox.h"

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

std::string answer_to(std::string_view content) {
  fuwake::inspector::Content found;
  try {
    found = fuwake::inspector::inspect(content);
  } catch (const std::exception&) {
    found.cut = true;
  }
  nlohmann::json targets = nlohmann::json::array();
  for (const auto& target : found.targets)
    targets.push_back({{"where", target.where}, {"target", target.text}});
  const nlohmann::json answer = {{"type", found.type},           {"names", found.names},
                                 {"targets", std::move(targets)}, {"encrypted", found.encrypted},
                                 {"macros", found.macros},       {"active", found.active},
                                 {"cut", found.cut}};
  return answer.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

int main() {
  constexpr std::uint32_t longest_content = 64 * 1024 * 1024;
  std::setlocale(LC_CTYPE, "C.UTF-8");  // names in archives
  fuwake::inspector::prepare();
  if (!fuwake::inspector::enter_sandbox()) return 1;
  std::uint32_t length = 0;
  while (read_all(&length, sizeof length)) {
    if (length > longest_content) return 1;
    std::string content(length, '\0');
    if (!read_all(content.data(), length)) return 1;
    const std::string answer = answer_to(content);
    const auto size = static_cast<std::uint32_t>(answer.size());
    std::string header(sizeof size, '\0');
    std::memcpy(header.data(), &size, sizeof size);
    if (!write_all(header + answer)) return 1;
  }
  return 0;
}
