#include "route/forwarding.h"

#include "mail/encoded_words.h"
#include "text/ascii.h"

namespace fuwake::route {
namespace {

// "srs0=hash=tt=example.com=ann@forwarder", "srs1=hash=first.example==hash=tt=example.com=ann@second",
// "bounces+srs=hash=tt@tenant": the original domain is the last part but one, if it is one.
std::string original_domain(const std::string& local_part) {
  const auto parts = text::split(local_part, '=');
  if (parts.size() < 5) return {};
  const std::string domain(parts[parts.size() - 2]);
  return domain.find('.') == std::string::npos ? "" : domain;
}

bool is_rewritten(const std::string& local_part) {
  return local_part.starts_with("srs0=") || local_part.starts_with("srs0+") || local_part.starts_with("srs0-") ||
         local_part.starts_with("srs1=") || local_part.find("+srs=") != std::string::npos;
}

}  // namespace

std::optional<Forwarding> find_forwarding(const mail::Mail& mail) {
  const std::string path = text::to_lower(mail.return_path);
  const std::string local_part = path.substr(0, path.rfind('@'));
  const mail::Span path_span = mail.span_of("return-path");
  if (is_rewritten(local_part))
    return Forwarding{text::domain_of(path), original_domain(local_part), path_span, mail.return_path};
  // "ann+caf_=bob=office.example@gmail.com": Gmail forwarded it from ann's mailbox to bob's.
  if (local_part.find("+caf_=") != std::string::npos)
    return Forwarding{text::domain_of(path), "", path_span, mail.return_path};
  for (const std::string_view name : {"x-forwarded-for", "x-forwarded-to", "resent-from"}) {
    const mail::HeaderField* field = mail.headers().find(name);
    if (field == nullptr) continue;
    const std::string quote(mail::trim_blanks(field->value.substr(0, 200)));
    if (quote.find('@') == std::string::npos) continue;
    return Forwarding{"", "", field->span, quote};
  }
  return std::nullopt;
}

namespace {

// "alumni@ml.univ.example" for "<alumni.ml.univ.example>": a list that is written to, and no mailing from above.
const mail::Address* written_to(const mail::Mail& mail, const std::string& list) {
  for (const auto* addresses : {&mail.to, &mail.cc})
    for (const mail::Address& address : *addresses)
      if (!address.local_part.empty() &&
          list.find("<" + text::to_lower(address.local_part) + "." + address.domain + ">") != std::string::npos)
        return &address;
  return nullptr;
}

// fml and its like, on which old Japanese lists run, have their own field for the name and no List-Id.
std::optional<MailingList> find_named_list(const mail::Mail& mail) {
  const mail::HeaderField* name = mail.headers().find("x-ml-name");
  if (name == nullptr) return std::nullopt;
  const std::string wanted = text::to_lower(mail::trim_blanks(name->value.substr(0, 200)));
  for (const mail::Address& address : mail.to)
    if (!wanted.empty() && text::to_lower(address.local_part) == wanted) return MailingList{address.spec(), name->span};
  return std::nullopt;
}

}  // namespace

std::optional<MailingList> find_mailing_list(const mail::Mail& mail) {
  const mail::HeaderField* id = mail.headers().find("list-id");
  if (id == nullptr) return find_named_list(mail);
  const std::string name = mail::decode_text(id->value.substr(0, 500));
  if (mail.headers().find("list-post") == nullptr && written_to(mail, text::to_lower(name)) == nullptr)
    return std::nullopt;
  return MailingList{name, id->span};
}

}  // namespace fuwake::route
