#include "memory/answers.h"

#include <stdexcept>

namespace fuwake::memory {
namespace {

std::optional<Decision> find(const History& history, const std::string& key, bool& unread) {
  try {
    return history.find(key);
  } catch (const std::runtime_error&) {
    unread = true;
    return std::nullopt;
  }
}

}  // namespace

decisions::Decisions answer(const History& history, const decisions::Keys& keys) {
  decisions::Decisions answers;
  if (keys.sender) answers.on_sender = find(history, *keys.sender, answers.unread);
  answers.on_mail = find(history, keys.mail, answers.unread);
  return answers;
}

}  // namespace fuwake::memory
