#include "attachments/attachments.h"

#include <algorithm>

namespace fuwake::attachments {
namespace {

constexpr std::size_t smallest_picture = 256;

// A text under a name is an attachment too, and may be none: "text/plain; name=order.zip".
bool is_text_of_mail(const mail::Mail& mail, std::size_t part) {
  if (!mail.parts[part].file_name.empty()) return false;
  return std::any_of(mail.bodies.begin(), mail.bodies.end(), [part](const mail::TextBody& body) {
    return body.part == part && !body.attached;
  });
}

}  // namespace

Attachments find_attachments(const mail::Mail& mail, const Inspector* inspector) {
  Attachments out;
  std::vector<std::string> contents;
  std::vector<std::size_t> opened;  // indices into out.all
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < mail.parts.size(); ++i) {
    const mail::Part& part = mail.parts[i];
    // An attached mail is listed; what is in it are parts of this one, each for itself.
    if (part.message) out.all.push_back({i, part.file_name, part.media_type, {}});
    const bool leaf = !part.is_container();
    if (!leaf || is_text_of_mail(mail, i)) continue;
    if (!part.is_attachment() && part.media_type.starts_with("text/")) continue;
    out.all.push_back({i, part.file_name, part.media_type, {}});
    if (inspector == nullptr || part.body.length == 0) continue;
    const bool picture = part.media_type.starts_with("image/");
    if (picture && part.body.length < smallest_picture) continue;
    if (contents.size() >= most_inspected || bytes >= most_inspected_bytes) {
      out.unseen.insert(mail::Unseen::attachments);
      continue;
    }
    // base64 is a third longer than what it stands for.
    if (part.body.length > largest_inspected / 3 * 4 + 1024 * 1024)
      out.unseen.insert(mail::Unseen::attachments);
    contents.push_back(mail::decode_body(mail.source, part, largest_inspected / 3 * 4));
    bytes += contents.back().size();
    opened.push_back(out.all.size() - 1);
  }
  if (contents.empty()) return out;
  const std::vector<std::string_view> views(contents.begin(), contents.end());
  auto answers = inspector->inspect(views);
  for (std::size_t i = 0; i < opened.size(); ++i) {
    if (answers[i].cut || !answers[i].looked_at) out.unseen.insert(mail::Unseen::attachments);
    out.all[opened[i]].inspected = std::move(answers[i]);
  }
  return out;
}

}  // namespace fuwake::attachments
