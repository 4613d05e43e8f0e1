#include "native_messaging/transfers.h"

#include <algorithm>

#include "dialogue/limits.h"
#include "native_messaging/errors.h"

namespace fuwake::native_messaging {
namespace {

constexpr std::size_t most_transfers = 32;
constexpr std::size_t most_bytes_waiting = 256 * 1024 * 1024;
constexpr std::size_t most_given_up = 256;

}  // namespace

std::size_t Transfers::take(const std::string& name, std::string_view data) {
  if (is_given_up(name)) throw RequestError{over_limit, "this mail was given up on its way"};
  try {
    return append(name, data);
  } catch (...) {
    // Without this piece the rest would be another mail.
    give_up(name);
    throw;
  }
}

std::string Transfers::end(const std::string& name) {
  const auto found = mails_.find(name);
  if (found == mails_.end()) throw RequestError{invalid_params, "unknown transfer"};
  std::string mail = std::move(found->second.mail);
  mails_.erase(found);
  bytes_ -= mail.size();
  return mail;
}

void Transfers::give_up(const std::string& name) {
  if (!is_given_up(name)) given_up_.push_back(name);
  if (given_up_.size() > most_given_up) given_up_.pop_front();
  drop(name);
}

std::size_t Transfers::append(const std::string& name, std::string_view data) {
  if (!mails_.contains(name) && mails_.size() >= most_transfers && !give_up_stalest(name))
    throw RequestError{over_limit, "too many mails on their way"};
  Transfer& transfer = mails_[name];
  transfer.last = Clock::now();
  // One byte more than the largest mail is enough to know that it is larger.
  data = data.substr(0, dialogue::largest_mail + 1 - transfer.mail.size());
  while (bytes_ + data.size() > most_bytes_waiting)
    if (!give_up_stalest(name)) throw RequestError{over_limit, "too much mail on its way"};
  transfer.mail += data;
  bytes_ += data.size();
  return transfer.mail.size();
}

bool Transfers::is_given_up(const std::string& name) const {
  return std::find(given_up_.begin(), given_up_.end(), name) != given_up_.end();
}

void Transfers::drop(const std::string& name) {
  const auto found = mails_.find(name);
  if (found == mails_.end()) return;
  bytes_ -= found->second.mail.size();
  mails_.erase(found);
}

// The one that has waited longest for its next chunk, if that is longer than anybody needs; never `but`.
bool Transfers::give_up_stalest(const std::string& but) {
  const auto stalest = std::min_element(mails_.begin(), mails_.end(), [&but](const auto& a, const auto& b) {
    if ((a.first == but) != (b.first == but)) return b.first == but;
    return a.second.last < b.second.last;
  });
  if (stalest == mails_.end() || stalest->first == but || Clock::now() - stalest->second.last < patience_) return false;
  give_up(std::string(stalest->first));
  return true;
}

}  // namespace fuwake::native_messaging
