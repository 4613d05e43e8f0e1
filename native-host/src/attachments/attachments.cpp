#include "attachments/attachments.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

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

// To be opened: an index into Attachments::all, and its content.
struct Opened {
  std::size_t number = 0;
  std::string content;
  int rank = 0;
};

bool is_opened(const mail::Part& part) {
  const bool picture = part.media_type.starts_with("image/");
  return part.body.length > 0 && !(picture && part.body.length < smallest_picture);
}

// Each content once, and which of them each of `opened` is.
struct Distinct {
  std::vector<std::string_view> contents;
  std::vector<std::size_t> number_of;
};

Distinct distinct(const std::vector<Opened>& opened) {
  Distinct out;
  std::unordered_map<std::string_view, std::size_t> known;
  for (const Opened& each : opened) {
    const auto [there, added] = known.emplace(each.content, out.contents.size());
    if (added) out.contents.push_back(each.content);
    out.number_of.push_back(there->second);
  }
  return out;
}

std::string extension_of(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos) return {};
  std::string extension(name.substr(dot + 1));
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return extension;
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

void inspect_all(Attachments& out, std::vector<Opened> opened, const Inspector& inspector) {
  std::stable_sort(opened.begin(), opened.end(), [](const Opened& a, const Opened& b) { return a.rank < b.rank; });
  const Distinct asked = distinct(opened);
  const auto answers = inspector.inspect(asked.contents);
  for (std::size_t i = 0; i < opened.size(); ++i) {
    Attachment& attachment = out.all[opened[i].number];
    attachment.inspected = answers[asked.number_of[i]];
    Inspected& answer = attachment.inspected;
    answer.cut |= answer.looked_at && is_closed_by_name(attachment.name, answer);
    attachment.unseen = answer.cut || !answer.looked_at;
    if (attachment.unseen) out.unseen.insert(mail::Unseen::attachments);
    if (answer.looked_at) add_unpacked_name(attachment.name, answer);
  }
}

}  // namespace

Attachments find_attachments(const mail::Mail& mail, const Inspector* inspector) {
  Attachments out;
  std::vector<Opened> opened;
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
    if (inspector == nullptr || !is_opened(part)) continue;
    std::string content = mail::decode_body(mail.source, part, part.body.length);
    const int rank = rank_of(content, part.media_type);
    opened.push_back({out.all.size() - 1, std::move(content), rank});
  }
  if (!opened.empty()) inspect_all(out, std::move(opened), *inspector);
  return out;
}

}  // namespace fuwake::attachments
