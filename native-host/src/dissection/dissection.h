// The whole analysis of one mail: bytes and recipient in, dissection out.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "attachments/attachments.h"
#include "evidence/finding.h"
#include "evidence/trusted_authentication.h"
#include "knowledge/knowledge.h"
#include "links/links.h"
#include "mail/mail.h"
#include "mail/recipient.h"
#include "memory/history.h"
#include "route/route.h"
#include "verdict/verdict.h"

namespace fuwake::dissection {

/// The largest mail that is looked at whole; of a larger one the rest is left out, and the
/// dissection says so.
inline constexpr std::size_t largest_mail = 64 * 1024 * 1024;

/// Everything known of one mail. Views in it point into the source, which the caller keeps alive.
struct Dissection {
  mail::Mail mail;
  mail::Recipient recipient;
  route::Route route;
  attachments::Attachments attachments;
  links::Links links;
  evidence::ToldLures told;
  std::optional<evidence::TrustedAuthentication> authentication;
  evidence::Findings findings;
  verdict::Verdict verdict;
  std::optional<std::string> sender_key;  // what a decision about the sender is bound to, if it can be
  std::string mail_key;                   // and one about this mail
  std::size_t source_size = 0;
  bool decisions_unread = false;  // what the user decided could not be read in time, and had no say
  std::chrono::microseconds duration{0};
};

/// What stays the same for every mail.
struct Engine {
  knowledge::Knowledge knowledge;
  verdict::Weights weights;
  std::shared_ptr<memory::History> history = memory::empty_history();
  std::shared_ptr<const attachments::Inspector> inspector = {};  // null: attachments are not opened
};

/// Reads brands, wording, weights and IP data. `inspector`: the program that opens attachments;
/// without one they stay closed. `decisions`: the file of
/// the user's decisions; without one none are kept. Throws
/// knowledge::DataError.
Engine read_engine(const std::filesystem::path& data, const std::vector<std::filesystem::path>& ip_folders,
                   const std::filesystem::path& inspector = {}, const std::filesystem::path& decisions = {});

/// nullopt soon after `stop` is requested (within some milliseconds, wherever it is). A recipient of whom nothing
/// is known (no address, no domain) is inferred from the mail. `inspector`: asked in the place of the engine's own.
/// Throws std::bad_alloc where the mail does not fit into memory, and whatever the inspector throws; whoever
/// dissects several mails goes on with the next.
std::optional<Dissection> dissect(std::string_view source, mail::Recipient recipient, const Engine& engine,
                                  const std::stop_token& stop = {}, const attachments::Inspector* inspector = nullptr);

}  // namespace fuwake::dissection
