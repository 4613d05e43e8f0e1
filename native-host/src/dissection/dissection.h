// The whole analysis of one mail: bytes and recipient → inquiry; inquiry and answers → dissection. It opens nothing,
// keeps nothing and knows no time: what it cannot know of the mail alone it asks for, and is told as values.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string_view>
#include <vector>

#include "attachments/inspected.h"
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
Engine read_engine(const std::filesystem::path& data, const std::vector<std::filesystem::path>& ip_folders,
                   std::unique_ptr<const knowledge::Brands> brands = nullptr);

/// What was found without help, and what is still to be asked: `keys`, and contents_to_open(). Views in it point into
/// the source, which the caller keeps alive.
struct Inquiry {
  facts::Facts facts;
  evidence::Findings findings;
  evidence::Keys keys;  // the question: what did the user decide of these?
  std::size_t source_size = 0;
};

/// What of it whoever was asked could tell; by default nobody was.
struct Answers {
  attachments::Opened opened;  // what is in contents_to_open()
  decisions::Decisions decisions;
};

/// Everything known of one mail.
struct Dissection {
  facts::Facts facts;
  evidence::Findings findings;  // what the user said stands first
  verdict::Verdict verdict;
  evidence::Keys keys;
  std::size_t source_size = 0;
  bool decisions_unread = false;          // what the user decided could not be read in time, and had no say
  std::chrono::microseconds duration{0};  // as measured by whoever has a clock (worker/), questions and answers with it
};

/// These three throw interruption::Interrupted soon after whoever set an interruption::Scope asks them to stop (within
/// some milliseconds, wherever they are), and std::bad_alloc where the mail does not fit into memory; whoever dissects
/// several mails goes on with the next.

/// A recipient of whom nothing is known (no address, no domain) is inferred from the mail.
Inquiry inquire(std::string_view source, mail::Recipient recipient, const Engine& engine);

/// The question: what is in these? Ask it at most once, and only where somebody can answer: attachments are decoded for
/// it, and what stands in the page itself is handed over.
attachments::Contents contents_to_open(Inquiry& inquiry);

/// Without answers: the verdict of somebody who opens nothing and has decided nothing.
Dissection conclude(Inquiry inquiry, const Engine& engine, const Answers& answers = {});

/// Of a mail that whoever was to read it did not get through: nothing is known of it but its size, and that is said.
Dissection unread(std::size_t source_size, const Engine& engine);

/// All at once, where nobody is asked. nullopt where `stop` is requested.
std::optional<Dissection> dissect(std::string_view source, mail::Recipient recipient, const Engine& engine,
                                  const std::stop_token& stop = {});

}  // namespace fuwake::dissection
