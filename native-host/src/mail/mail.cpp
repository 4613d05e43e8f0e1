#include "mail/mail.h"

#include <algorithm>

#include "mail/charsets.h"
#include "mail/encoded_words.h"

namespace fuwake::mail {
namespace {

std::vector<Address> addresses_of(const HeaderSection& headers, std::string_view name) {
  std::vector<Address> addresses;
  for (const HeaderField* field : headers.all(name)) {
    for (Address& address : parse_addresses(field->value)) {
      if (addresses.size() >= most_addresses) return addresses;
      addresses.push_back(std::move(address));
    }
  }
  return addresses;
}

// "Widgets, Inc. <x@widgets.example>": an unquoted comma makes two entries of one sender, the first
// without an address. Senders who do not quote mean one name, and so do readers.
std::vector<Address> join_bare_names(std::vector<Address> addresses) {
  std::vector<Address> joined;
  std::string name;
  for (Address& address : addresses) {
    if (!name.empty() && !address.display_name.empty()) name += ", ";
    name += address.display_name;
    if (address.domain.empty() && address.local_part.empty()) continue;
    address.display_name = std::move(name);
    name.clear();
    joined.push_back(std::move(address));
  }
  if (!name.empty()) joined.push_back({std::move(name), "", ""});
  return joined;
}

std::string without_angles(std::string_view value) {
  value = trim_blanks(value);
  if (value.starts_with('<')) value.remove_prefix(1);
  return std::string(value.substr(0, value.find('>')));
}

bool ends_with_any(const std::string& text, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.ends_with(end); });
}

// How a part is read as text; nullopt for one that is not.
std::optional<TextBody> text_form_of(const Part& part) {
  TextBody body;
  const std::string name = to_lower_ascii(part.file_name);
  const bool text = part.media_type == "text/plain" || part.media_type == "text/html";
  if (part.media_type == "text/calendar" || name.ends_with(".ics")) {
    body.form = TextBody::Form::calendar;
    body.attached = part.disposition == "attachment";
    return body;
  }
  // Programs go by the name of a file, whatever its type is said to be.
  const bool page = part.media_type == "text/html" || part.media_type == "image/svg+xml" ||
                    part.media_type == "application/xhtml+xml" ||
                    ends_with_any(name, {".html", ".htm", ".xhtml", ".shtml", ".xht", ".svg"});
  if (!text && !page) return std::nullopt;
  body.form = page ? TextBody::Form::html : TextBody::Form::plain;
  body.attached = part.disposition == "attachment" || !text;
  if (body.attached && !page) return std::nullopt;
  return body;
}

// RFC 5545, section 3.1: a line goes on in the next one that begins with a blank.
std::string unfold_calendar(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool fold = text[i] == '\n' && i + 1 < text.size() && (text[i + 1] == ' ' || text[i + 1] == '\t');
    if (fold) {
      if (!out.empty() && out.back() == '\r') out.pop_back();
      ++i;
    } else if (text[i] == '\\' && i + 1 < text.size()) {
      out += text[++i] == 'n' || text[i] == 'N' ? '\n' : text[i];
    } else {
      out += text[i];
    }
  }
  return out;
}

// RFC 3676, section 4.2: lines that end in a blank go on, and with DelSp the blank was put there for that.
std::string join_flowed(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' && !out.empty() && out.back() == ' ' && !out.ends_with("\n-- "))
      out.pop_back();
    else
      out += text[i];
  }
  return out;
}

// A message that is attached as a file, or in base64: its own text parts belong to the attachment.
bool is_message_file(const Part& part) {
  return part.media_type == "message/rfc822" || to_lower_ascii(part.file_name).ends_with(".eml");
}

void read_message_file(Mail& mail, std::size_t part, const std::string& message) {
  const MimeTree inner = parse_mime(message);
  mail.unseen.insert(inner.unseen.begin(), inner.unseen.end());
  for (const Part& each : inner.parts) {
    auto body = text_form_of(each);
    if (!body || each.body.length == 0) continue;
    body->part = part;
    body->attached = true;
    body->text = to_utf8(decode_body(message, each, message.size()), each.charset);
    mail.bodies.push_back(std::move(*body));
  }
}

// The readable text of all parts, within the limit.
void read_bodies(Mail& mail) {
  std::size_t budget = most_text;
  for (std::size_t i = 0; i < mail.parts.size(); ++i) {
    const Part& part = mail.parts[i];
    auto body = text_form_of(part);
    const bool message = !part.is_container() && is_message_file(part);
    if ((!body && !message) || part.body.length == 0) continue;
    if (part.body.length > budget) mail.unseen.insert(Unseen::text);
    if (budget == 0) return;
    const std::string bytes = decode_body(mail.source, part, budget);
    budget -= std::min(budget, part.body.length);
    if (message) {
      read_message_file(mail, i, bytes);
      continue;
    }
    body->part = i;
    body->text = to_utf8(bytes, part.charset);
    if (body->form == TextBody::Form::calendar) body->text = unfold_calendar(body->text);
    if (body->form == TextBody::Form::plain && part.deleted_spaces) body->text = join_flowed(body->text);
    mail.bodies.push_back(std::move(*body));
  }
}

}  // namespace

Span Mail::span_of(std::string_view lower_name) const {
  const HeaderField* field = headers().find(lower_name);
  return field == nullptr ? Span{} : field->span;
}

Mail parse_mail(std::string_view source) {
  Mail mail;
  mail.source = source;
  MimeTree tree = parse_mime(source);
  mail.parts = std::move(tree.parts);
  mail.unseen = std::move(tree.unseen);
  const HeaderSection& headers = mail.headers();
  const auto value = [&](std::string_view name) {
    const HeaderField* field = headers.find(name);
    return field == nullptr ? std::string_view() : field->value;
  };
  mail.subject = decode_text(value("subject"));
  mail.from = join_bare_names(addresses_of(headers, "from"));
  mail.sender = addresses_of(headers, "sender");
  mail.reply_to = addresses_of(headers, "reply-to");
  mail.to = addresses_of(headers, "to");
  mail.cc = addresses_of(headers, "cc");
  mail.return_path = without_angles(value("return-path"));
  mail.message_id = without_angles(value("message-id"));
  mail.date = parse_date(value("date"));
  for (const HeaderField& field : headers.fields) {
    if (equals_ignoring_case(field.name, "received")) {
      if (auto received = parse_received(field.value))
        mail.received.push_back({std::move(*received), field.span});
    } else if (equals_ignoring_case(field.name, "authentication-results")) {
      if (auto results = parse_authentication_results(field.value))
        mail.authentication_results.emplace_back(std::move(*results), field.span);
    } else if (equals_ignoring_case(field.name, "dkim-signature")) {
      if (auto signature = parse_dkim_signature(field.value))
        mail.signatures.emplace_back(std::move(*signature), field.span);
    } else if (equals_ignoring_case(field.name, "delivered-to") ||
               equals_ignoring_case(field.name, "x-original-to") ||
               equals_ignoring_case(field.name, "envelope-to")) {
      mail.delivered_to.push_back(to_lower_ascii(without_angles(field.value)));
    }
  }
  mail.arc = read_arc_sets(headers);
  read_bodies(mail);
  return mail;
}

}  // namespace fuwake::mail
