#include "attachments/attachments.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "text/ascii.h"

namespace fuwake::attachments {
namespace {

constexpr std::size_t smallest_picture = 256;

// A text under a name is an attachment too, and may be none: "text/plain; name=order.zip".
bool is_text_of_mail(const mail::Mail& mail, std::size_t part) {
  if (!mail.parts[part].file_name.empty()) return false;
  return std::any_of(mail.bodies.begin(), mail.bodies.end(),
                     [part](const mail::TextBody& body) { return body.part == part && !body.attached; });
}

// What is to be opened first; see attachments.h. By what it is, since what it is called is the sender's word.
int rank_of(std::string_view content, const std::string& type) {
  constexpr std::array<std::string_view, 9> dangerous = {"MZ",
                                                         "PK",
                                                         "\x7F"
                                                         "ELF",
                                                         "7z\xBC\xAF",
                                                         "Rar!",
                                                         "\xD0\xCF\x11\xE0",
                                                         "MSCF",
                                                         std::string_view("L\0\0\0", 4),
                                                         "{\\rt"};
  constexpr std::array<std::string_view, 6> pictures = {"\x89PNG", "\xFF\xD8\xFF", "GIF8", "BM", "II*", "RIFF"};
  const auto begins = [content](std::string_view mark) { return content.starts_with(mark); };
  if (std::any_of(dangerous.begin(), dangerous.end(), begins)) return 0;
  if (content.substr(0, 1024).find("%PDF-") != std::string_view::npos) return 0;
  if (std::any_of(pictures.begin(), pictures.end(), begins)) return 3;
  return type.starts_with("audio/") || type.starts_with("video/") ? 2 : 1;
}

// To be opened.
struct Candidate {
  Attachment* attachment = nullptr;
  std::string content;
  int rank = 0;
};

bool is_opened(const mail::Part& part) {
  const bool picture = part.media_type.starts_with("image/");
  return part.body.length > 0 && !(picture && part.body.length < smallest_picture);
}

std::vector<Candidate> candidates_of(const mail::Mail& mail, Attachments& attachments) {
  std::vector<Candidate> out;
  for (Attachment& attachment : attachments.all) {
    const mail::Part& part = mail.parts[attachment.part];
    if (part.message || !is_opened(part)) continue;
    std::string content = mail::decode_body(mail.source, part, part.body.length);
    const int rank = rank_of(content, part.media_type);
    out.push_back({&attachment, std::move(content), rank});
  }
  return out;
}

// Tells each attachment which of the contents is its, each of which counts once; the numbers of those.
std::vector<std::size_t> distinct(const std::vector<Candidate>& candidates) {
  std::vector<std::size_t> firsts;
  std::unordered_map<std::string_view, std::size_t> known;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const auto [there, added] = known.emplace(candidates[i].content, firsts.size());
    if (added) firsts.push_back(i);
    candidates[i].attachment->content = there->second;
  }
  return firsts;
}

std::string extension_of(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos) return {};
  return text::to_lower(name.substr(dot + 1));
}

template <std::size_t count>
bool is_one_of(std::string_view text, const std::array<std::string_view, count>& known) {
  return std::find(known.begin(), known.end(), text) != known.end();
}

// Compressed by themselves: "invoice.exe.gz" is unpacked to its name without the end.
bool is_single_by_name(std::string_view extension) {
  constexpr std::array<std::string_view, 8> single = {"gz", "xz", "bz2", "zst", "lzma", "lz4", "z", "lz"};
  return is_one_of(extension, single);
}

// Programs go by the name. Is it one of what was looked for in vain in the content? (Texts that were unpacked on their
// way and keep the name "log.gz" can be opened by nobody, and hide nothing.)
bool is_closed_by_name(const std::string& name, const Inspected& inspected) {
  constexpr std::array<std::string_view, 22> archives = {"zip",  "7z",  "rar", "cab", "arj", "ace", "lzh", "lha",
                                                         "cpio", "tar", "tgz", "txz", "tbz", "iso", "img", "vhd",
                                                         "vhdx", "wim", "dmg", "xar", "alz", "egg"};
  constexpr std::array<std::string_view, 8> documents = {"docx", "docm", "xlsx", "xlsm",
                                                         "xlsb", "pptx", "pptm", "dotm"};
  const std::string extension = extension_of(name);
  const std::string& type = inspected.type;
  if (extension == "pdf") return type != "application/pdf";
  if (is_single_by_name(extension)) return type.empty() || type == "application/octet-stream";
  if (!inspected.names.empty() || inspected.encrypted || type == "application/zip") return false;
  if (is_one_of(extension, archives)) return true;
  const bool older = type.starts_with("application/CDF") || type.starts_with("application/vnd.ms-") ||
                     type == "application/msword" || type == "application/x-ole-storage";
  return is_one_of(extension, documents) && !older;
}

void add_unpacked_name(const std::string& name, Inspected& inspected) {
  const std::string extension = extension_of(name);
  if (!is_single_by_name(extension)) return;
  const std::string unpacked = name.substr(0, name.size() - extension.size() - 1);
  const std::string inner = extension_of(unpacked);
  const auto& names = inspected.names;
  if (inner.empty() || inner == "tar" || std::find(names.begin(), names.end(), unpacked) != names.end()) return;
  inspected.names.push_back(unpacked);
}

void take_answer(Attachment& attachment, Inspected answer) {
  attachment.inspected = std::move(answer);
  Inspected& inspected = attachment.inspected;
  inspected.cut |= inspected.looked_at && is_closed_by_name(attachment.name, inspected);
  attachment.unseen = inspected.cut || !inspected.looked_at;
  if (inspected.looked_at) add_unpacked_name(attachment.name, inspected);
}

}  // namespace

Attachments find_attachments(const mail::Mail& mail) {
  Attachments out;
  for (std::size_t i = 0; i < mail.parts.size(); ++i) {
    const mail::Part& part = mail.parts[i];
    // An attached mail is listed; what is in it are parts of this one, each for itself.
    if (part.message) {
      out.all.push_back({i, part.file_name, part.media_type, {}, false});
      out.all.back().inspected.looked_at = true;
    }
    if (part.is_container() || is_text_of_mail(mail, i)) continue;
    if (!part.is_attachment() && part.media_type.starts_with("text/")) continue;
    out.all.push_back({i, part.file_name, part.media_type, {}, false});
  }
  return out;
}

std::vector<std::string> contents_to_open(const mail::Mail& mail, Attachments& attachments) {
  std::vector<Candidate> candidates = candidates_of(mail, attachments);
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
  std::vector<std::string> contents;
  for (const std::size_t first : distinct(candidates)) contents.push_back(std::move(candidates[first].content));
  return contents;
}

void take_answers(Attachments& attachments, const std::vector<Inspected>& answers) {
  if (answers.empty()) return;
  for (Attachment& attachment : attachments.all) {
    if (!attachment.content) continue;
    take_answer(attachment, *attachment.content < answers.size() ? answers[*attachment.content] : Inspected{});
    if (attachment.unseen) attachments.unseen.insert(mail::Unseen::attachments);
  }
}

}  // namespace fuwake::attachments
