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
  bool unseen = false;  // it should have been looked into, and was not, or not whole
};

struct Attachments {
  std::vector<Attachment> all;  // in the order of the mail
  mail::UnseenThings unseen;    // what the bounds kept out
};

/// Every leaf that is no text of the mail. Texts, HTML and calendars are for links/. `inspector` may be null:
/// then nothing is opened. Pictures of less than 256 bytes (dots that count readers) are not opened.
///
/// Their number and size have no limit but the mail's; how long they may take has one, which they share
/// (inspector.h). So what can do the greatest harm is opened first: programs, archives, documents and PDFs, then what
/// tells nothing of itself, then sound and film, and last pictures, in which only a code can lead anywhere. What is
/// there twice is opened once.
Attachments find_attachments(const mail::Mail& mail, const Inspector* inspector);

}  // namespace fuwake::attachments
