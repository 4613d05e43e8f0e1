#include "mail/mail.h"

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

bool is_shown_text(const Part& part) {
  if (part.disposition == "attachment") return false;
  return part.media_type == "text/plain" || part.media_type == "text/html";
}

// The readable text of all parts, within the limit.
void read_bodies(Mail& mail) {
  std::size_t budget = most_text;
  for (std::size_t i = 0; i < mail.parts.size(); ++i) {
    const Part& part = mail.parts[i];
    if (!is_shown_text(part) || part.body.length == 0) continue;
    if (part.body.length > budget) mail.cut = true;
    if (budget == 0) return;
    const std::string bytes = decode_body(mail.source, part, budget);
    budget -= std::min(budget, part.body.length);
    mail.bodies.push_back({i, part.media_type == "text/html", to_utf8(bytes, part.charset)});
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
  mail.cut = tree.cut;
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
