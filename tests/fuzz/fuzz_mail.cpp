// Any bytes as a mail, taken apart and no further: quick, so that libFuzzer gets deep into MIME.
#include <cstdint>

#include "attachments/attachments.h"
#include "invariants.h"
#include "mail/charsets.h"
#include "mail/mail.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fuwake;
  using fuzz::require;
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  const mail::Mail mail = mail::parse_mail(source);
  require(!mail.parts.empty(), "part 0 is the message");
  for (std::size_t i = 0; i < mail.parts.size(); ++i) {
    const mail::Part& part = mail.parts[i];
    require(part.parent < static_cast<int>(i), "a container stands before what is in it");
    require(part.body.offset <= size && part.body.length <= size - part.body.offset, "a body lies in the mail");
    require(mail::is_valid_utf8(part.file_name), "a name is UTF-8");
    for (const mail::HeaderField& field : part.headers.fields)
      require(field.span.offset <= size && field.span.length <= size - field.span.offset, "a field lies in the mail");
  }
  require(mail::is_valid_utf8(mail.subject), "the subject is UTF-8");
  for (const mail::TextBody& body : mail.bodies) {
    require(body.part < mail.parts.size(), "a text is one of the parts");
    require(mail::is_valid_utf8(body.text), "a text is UTF-8");
  }
  for (const auto& attachment : attachments::find_attachments(mail).all)
    require(attachment.part < mail.parts.size(), "an attachment is one of the parts");
  return 0;
}
