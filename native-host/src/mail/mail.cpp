#include "mail/mail.h"

#include <algorithm>

#include "interruption/interruption.h"
#include "mail/charsets.h"
#include "mail/encoded_words.h"
#include "text/ascii.h"

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

bool is_page_name(const std::string& lower_name) {
  return ends_with_any(lower_name, {".html", ".htm", ".xhtml", ".shtml", ".xht", ".svg"});
}

// By what type Thunderbird shows a part: where the sender's says nothing it goes by the file's name, as the system
// knows it (there: Debian's shared-mime-info).
std::string shown_type(const Part& part, const std::string& lower_name) {
  if (part.media_type == "application/pgp" || part.media_type == "text") return "text/plain";
  if (part.media_type != "application/octet-stream" && part.media_type != "application/x-unknown-content-type")
    return part.media_type;
  if (ends_with_any(lower_name, {".html", ".htm", ".shtml"})) return "text/html";
  if (ends_with_any(lower_name, {".txt", ".text", ".asc", ".log", ".csv", ".tsv", ".css", ".xml", ".md", ".tex", ".c",
                                 ".h", ".py", ".diff", ".patch", ".java", ".pl", ".vcf"}))
    return "text/plain";
  return part.media_type;
}

// Thunderbird shows every text it does not know as plain text, and so it does bounces' reports ("message/…").
bool is_shown_as_plain(std::string_view type) {
  if (type.starts_with("text/")) return type != "text/rtf" && type != "text/calendar";
  return type.starts_with("message/") && type != "message/partial" && type != "message/external-body";
}

// How a part is read as text: as what is shown of it, and as the page that it is to a browser.
std::vector<TextBody> text_forms_of(const Part& part) {
  if (part.is_container()) return {};
  const std::string name = text::to_lower(part.file_name);
  const std::string type = shown_type(part, name);
  TextBody body;
  body.of_attached_mail = part.within >= 0;
  body.attached = !part.shown;
  if (type == "text/calendar" || name.ends_with(".ics")) {
    body.form = TextBody::Form::calendar;
    return {body};
  }
  // Commands in pointed brackets, of which text alone is shown.
  const bool marked_up = type == "text/html" || type == "text/enriched" || type == "text/richtext";
  std::vector<TextBody> bodies;
  if (marked_up || (is_shown_as_plain(type) && part.shown)) {
    body.form = marked_up ? TextBody::Form::html : TextBody::Form::plain;
    bodies.push_back(body);
  }
  // Programs go by the name of a file, whatever its type is said to be.
  const bool page = type == "image/svg+xml" || type == "application/xhtml+xml" || is_page_name(name);
  if (page && (!marked_up || (part.shown && part.media_type == "application/octet-stream"))) {
    body.form = TextBody::Form::html;
    body.attached = true;
    bodies.push_back(body);
  }
  return bodies;
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

// RFC 3676, section 4: lines that end in a blank go on, with DelSp without it; what is quoted loses its signs, as it
// does where it is shown.
std::string join_flowed(std::string_view text, bool deleted_spaces) {
  std::string out;
  bool goes_on = false;
  for (std::size_t offset = 0; offset < text.size();) {
    interruption::check();
    const Line line = line_at(text, offset);
    offset = line.next;
    std::string_view content = line.text.substr(std::min(line.text.find_first_not_of('>'), line.text.size()));
    if (content.starts_with(' ')) content.remove_prefix(1);
    if (!out.empty() && !goes_on) out += '\n';
    goes_on = content.ends_with(' ') && content != "-- ";
    if (goes_on && deleted_spaces) content.remove_suffix(1);
    out += content;
  }
  return out;
}

// A line that holds a NUL ends there, with its line end: so Thunderbird shows encoded HTML (measured in 153).
std::string cut_lines_at_nul(std::string_view text) {
  std::string out;
  for (std::size_t offset = 0; offset < text.size();) {
    interruption::check();
    const Line line = line_at(text, offset);
    const auto nul = line.text.find('\0');
    out += nul == std::string_view::npos ? text.substr(offset, line.next - offset) : line.text.substr(0, nul);
    offset = line.next;
  }
  return out;
}

// "<meta charset=…>" and its older form, in the first stretch of a page whose field names none; "" where there is
// none (HTML, section 13.2.3.2; only as far as mail needs it).
std::string charset_in_page(std::string_view bytes) {
  const std::string head = text::to_lower(bytes.substr(0, 1024));
  for (auto at = head.find("<meta"); at != std::string::npos; at = head.find("<meta", at + 1)) {
    const std::string_view tag = std::string_view(head).substr(at, head.find('>', at) - at);
    const auto name = tag.find("charset=");
    if (name == std::string_view::npos) continue;
    std::string_view label = tag.substr(name + 8);
    label.remove_prefix(std::min(label.find_first_not_of("\"' "), label.size()));
    return std::string(label.substr(0, label.find_first_of("\"' ;/>")));
  }
  return {};
}

std::string charset_of(const Part& part, TextBody::Form form, std::string_view bytes) {
  if (!part.charset.empty()) return part.charset;
  std::string charset = form == TextBody::Form::html ? charset_in_page(bytes) : "";
  return charset.empty() ? guess_charset(bytes) : charset;
}

// Content-Base and Content-Location (RFC 2557) act as a <base> at the begin of an HTML part.
std::string base_from_fields(const Part& part) {
  const HeaderField* field = part.headers.find("content-base");
  if (field == nullptr) field = part.headers.find("content-location");
  if (field == nullptr) return {};
  std::string base;
  for (const char c : field->value.substr(0, 2000))
    if (std::string_view(" \t\r\n\"<>").find(c) == std::string_view::npos) base += c;
  return "<base href=\"" + base + "\">";
}

// The text of a part as Thunderbird hands it to its pane. NULs in a body as it stands are dropped before anybody
// reads it, in quoted-printable they are blanks.
std::string text_of(const Mail& mail, const Part& part, TextBody::Form form) {
  const bool identity = is_identity(part.transfer_encoding);
  std::string bytes = decode_body(mail.source, part, std::string_view::npos);
  if (identity) std::erase(bytes, '\0');
  if (part.transfer_encoding == "quoted-printable") std::replace(bytes.begin(), bytes.end(), '\0', ' ');
  std::string text = to_utf8(bytes, charset_of(part, form, bytes));
  if (form == TextBody::Form::html) text.insert(0, base_from_fields(part));
  if (text.find('\0') == std::string::npos) return text;
  if (form == TextBody::Form::html) return cut_lines_at_nul(text);
  std::erase(text, '\0');
  return text;
}

// Of a mail that is attached its subject and addresses are shown as well, above its text.
std::optional<TextBody> shown_headers_of(const Part& part) {
  if (part.within < 0 || part.headers.fields.empty()) return std::nullopt;
  TextBody body;
  body.of_attached_mail = true;
  for (const std::string_view name : {"subject", "from", "to", "cc"})
    if (const HeaderField* field = part.headers.find(name)) body.text += decode_text(field->value) + "\n";
  if (body.text.empty()) return std::nullopt;
  return body;
}

// Collects the readable text of all parts, within the limit.
class BodyReader {
 public:
  explicit BodyReader(Mail& mail) : mail_(mail) {}

  void read() {
    for (std::size_t i = 0; i < mail_.parts.size(); ++i) {
      const Part& part = mail_.parts[i];
      if (auto headers = shown_headers_of(part); headers && message_around(part).shown) add(i, std::move(*headers));
      for (TextBody& body : text_forms_of(part)) read(i, std::move(body));
    }
  }

 private:
  // The fields of an attached mail are shown even where nothing else of it is.
  const Part& message_around(const Part& part) const { return mail_.parts[static_cast<std::size_t>(part.within)]; }

  void read(std::size_t index, TextBody body) {
    const Part& part = mail_.parts[index];
    if (part.raw_body(mail_.source).empty()) return;
    if (budget_ == 0) {
      mail_.unseen.insert(Unseen::text);
      return;
    }
    body.text = text_of(mail_, part, body.form);
    if (body.form == TextBody::Form::calendar) body.text = unfold_calendar(body.text);
    if (body.form == TextBody::Form::plain && part.flowed) {
      if (part.deleted_spaces) body.lines = body.text.substr(0, budget_);
      body.text = join_flowed(body.text, part.deleted_spaces);
    }
    add(index, std::move(body));
  }

  void add(std::size_t index, TextBody body) {
    body.part = index;
    if (body.text.size() > budget_) {
      mail_.unseen.insert(Unseen::text);
      body.text.resize(budget_);
    }
    budget_ -= body.text.size();
    mail_.bodies.push_back(std::move(body));
  }

  Mail& mail_;
  std::size_t budget_ = most_text;
};

}  // namespace

Span Mail::span_of(std::string_view lower_name) const {
  const HeaderField* field = headers().find(lower_name);
  return field == nullptr ? Span{} : field->span;
}

Span Mail::span_of_words() const {
  return bodies.empty() ? span_of("subject") : parts[bodies.front().part].body;
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
      if (auto received = parse_received(field.value)) mail.received.push_back({std::move(*received), field.span});
    } else if (equals_ignoring_case(field.name, "authentication-results")) {
      if (auto results = parse_authentication_results(field.value))
        mail.authentication_results.emplace_back(std::move(*results), field.span);
    } else if (equals_ignoring_case(field.name, "dkim-signature")) {
      if (auto signature = parse_dkim_signature(field.value))
        mail.signatures.emplace_back(std::move(*signature), field.span);
    } else if (equals_ignoring_case(field.name, "delivered-to") || equals_ignoring_case(field.name, "x-original-to") ||
               equals_ignoring_case(field.name, "envelope-to")) {
      mail.delivered_to.push_back(text::to_lower(without_angles(field.value)));
    }
  }
  mail.arc = read_arc_sets(headers);
  BodyReader(mail).read();
  return mail;
}

}  // namespace fuwake::mail
