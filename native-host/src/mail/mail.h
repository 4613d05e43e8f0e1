// A message, taken apart: what its headers say and what its parts are.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/addresses.h"
#include "mail/authentication_results.h"
#include "mail/dates.h"
#include "mail/mime.h"
#include "mail/received.h"
#include "mail/signatures.h"

namespace fuwake::mail {

/// A text part as Unicode. For HTML and SVG, `text` is the markup; lines of calendars are unfolded.
struct TextBody {
  enum class Form { plain, html, calendar };
  std::size_t part = 0;  // index into Mail::parts
  Form form = Form::plain;
  bool attached = false;          // an attachment: not shown, but opened by a click
  bool of_attached_mail = false;  // in a mail that is attached; it is shown below the text where it is not `attached`
  std::string text;               // UTF-8
  std::string lines;  // plain text whose lines were joined without the blanks at their ends (DelSp): as it was
                      // before. Thunderbird makes links of each line by itself.
};

struct ReceivedField {
  Received received;
  Span span;
};

struct Mail {
  std::string_view source;  // the message; whoever made the Mail keeps it alive
  std::vector<Part> parts;  // parts[0] is the message itself

  std::string subject;  // decoded
  std::vector<Address> from, sender, reply_to, to, cc;
  std::string return_path;  // "local@domain"; "" for the null path or where there is none
  std::string message_id;   // without angle brackets
  std::optional<UnixTime> date;
  std::vector<ReceivedField> received;  // newest first, as in the source
  std::vector<std::pair<AuthenticationResults, Span>> authentication_results;
  std::vector<std::pair<DkimSignature, Span>> signatures;  // in the order of the source
  std::vector<ArcSet> arc;                                 // newest first
  std::vector<std::string> delivered_to;                   // addresses of Delivered-To and its kin, newest first
  std::vector<TextBody> bodies;                            // text parts that a reader shows, HTML and SVG attachments,
                                                           // and calendar invitations, in order

  UnseenThings unseen;  // what the limits kept out

  const HeaderSection& headers() const { return parts.front().headers; }

  /// False for bytes that are no message at all; nothing is to be said of those. What a server delivers is always one,
  /// for the server adds fields of its own.
  bool is_message() const { return headers().is_of_message(); }

  /// The span of the first field of that name (lower case); an empty span where there is none.
  Span span_of(std::string_view lower_name) const;

  /// Where the words stand: the first body, or the subject where there is none.
  Span span_of_words() const;
};

/// So much text is looked at in one mail, all its parts together, with the markup; in UTF-8. Logs of 10 MB are
/// sent as HTML; what hides a link behind more than this is told.
inline constexpr std::size_t most_text = 48 * 1024 * 1024;

/// Reads a message. Never fails: any bytes are a mail of some kind.
Mail parse_mail(std::string_view source);

}  // namespace fuwake::mail
