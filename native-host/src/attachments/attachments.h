// The attachments of a mail, and the pictures in its text: what they say they are, and what they are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attachments/inspected.h"
#include "mail/mail.h"

namespace fuwake::attachments {

struct Attachment {
  std::size_t part = 0;  // index into Mail::parts
  std::string name;      // as the sender wrote it, UTF-8; "" for a picture without a name
  std::string type;      // what it is said to be, "application/pdf"
  Inspected inspected;
  bool unseen = false;                      // it should have been looked into, and was not, or not whole
  std::optional<std::size_t> content = {};  // which of Contents::attached it is, once it is to be opened
};

struct Attachments {
  std::vector<Attachment> all;  // in the order of the mail
  mail::UnseenThings unseen;    // what the bounds kept out
};

/// Every leaf that is no text of the mail. Texts, HTML and calendars are for page/ and links/.
Attachments find_attachments(const mail::Mail& mail);

/// Those to be opened, decoded. Pictures of less than 256 bytes (dots that count readers) are not.
///
/// Their number and size have no limit but the mail's; how long they may take has one, which they share
/// (broker/inspector.h). So what can do the greatest harm comes first: programs, archives, documents and PDFs, then
/// what tells nothing of itself, then sound and film, and last pictures, in which only a code can lead anywhere. What
/// is there twice is opened once.
std::vector<std::string> contents_to_open(const mail::Mail& mail, Attachments& attachments);

/// What was found in contents_to_open(); none where nobody was asked. An attachment without its answer was not looked
/// at, and that is told.
void take_answers(Attachments& attachments, const std::vector<Inspected>& answers);

}  // namespace fuwake::attachments
