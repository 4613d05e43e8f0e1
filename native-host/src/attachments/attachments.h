// The attachments of a mail, and the pictures in its text: what they say they are, and what they are.
#pragma once

#include <string>
#include <vector>

#include "attachments/inspector.h"
#include "mail/mail.h"

namespace fuwake::attachments {

struct Attachment {
  std::size_t part = 0;  // index into Mail::parts
  std::string name;      // as the sender wrote it, UTF-8; "" for a picture without a name
  std::string type;      // what it is said to be, "application/pdf"
  Inspected inspected;
};

struct Attachments {
  std::vector<Attachment> all;  // in the order of the mail
  mail::UnseenThings unseen;    // what the bounds kept out
};

/// A mail may carry 30 MB in 500 parts; so many are opened, and of each and of all so much.
inline constexpr std::size_t most_inspected = 20;
inline constexpr std::size_t largest_inspected = 8 * 1024 * 1024;
inline constexpr std::size_t most_inspected_bytes = 16 * 1024 * 1024;

/// Every leaf that is no text of the mail. Texts, HTML and calendars are for links/. `inspector` may be null:
/// then nothing is opened. Pictures of less than 256 bytes (dots that count readers) are not opened.
Attachments find_attachments(const mail::Mail& mail, const Inspector* inspector);

}  // namespace fuwake::attachments
