// The whole analysis of one mail: bytes and recipient → inquiry; inquiry and answers → dissection. It opens nothing,
// keeps nothing and knows no time but its own: what it cannot know of the mail alone it asks for.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string_view>
#include <vector>

#include "evidence/decisions.h"
#include "evidence/finding.h"
#include "facts/facts.h"
#include "knowledge/knowledge.h"
#include "mail/recipient.h"
#include "verdict/verdict.h"

namespace fuwake::dissection {

/// The largest mail that is looked at whole; of a larger one the rest is left out, and the
/// dissection says so.
inline constexpr std::size_t largest_mail = 64 * 1024 * 1024;

/// What stays the same for every mail.
struct Engine {
  knowledge::Knowledge knowledge;
  verdict::Weights weights;
};

/// Reads brands, wording, weights and IP data. Throws knowledge::DataError.
Engine read_engine(const std::filesystem::path& data, const std::vector<std::filesystem::path>& ip_folders);

/// What was found, and what is still to be asked. Views in it point into the source, which the caller keeps alive.
struct Inquiry {
  facts::Facts facts;
  evidence::Findings findings;
  evidence::Keys keys;  // the question: what did the user decide of these?
  std::size_t source_size = 0;
  std::chrono::microseconds duration{0};
};

/// Everything known of one mail.
struct Dissection {
  facts::Facts facts;
  evidence::Findings findings;  // what the user said stands first
  verdict::Verdict verdict;
  evidence::Keys keys;
  std::size_t source_size = 0;
  bool decisions_unread = false;          // what the user decided could not be read in time, and had no say
  std::chrono::microseconds duration{0};  // of inquiry and conclusion; not of who answers
};

/// nullopt soon after `stop` is requested (within some milliseconds, wherever it is). A recipient of whom nothing
/// is known (no address, no domain) is inferred from the mail. `inspector`: asked what is in attachments; null: they
/// stay closed. Throws std::bad_alloc where the mail does not fit into memory, and whatever the inspector throws;
/// whoever dissects several mails goes on with the next.
std::optional<Inquiry> inquire(std::string_view source, mail::Recipient recipient, const Engine& engine,
                               const std::stop_token& stop = {}, const attachments::Inspector* inspector = nullptr);

/// Without answers: the verdict of somebody who has decided nothing.
Dissection conclude(Inquiry inquiry, const Engine& engine, const evidence::Decisions& decisions = {});

/// Both at once, where nobody has decided anything.
std::optional<Dissection> dissect(std::string_view source, mail::Recipient recipient, const Engine& engine,
                                  const std::stop_token& stop = {}, const attachments::Inspector* inspector = nullptr);

}  // namespace fuwake::dissection
