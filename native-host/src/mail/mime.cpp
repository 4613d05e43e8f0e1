#include "mail/mime.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <unordered_map>

#include "interruption/interruption.h"
#include "mail/charsets.h"
#include "mail/content_fields.h"
#include "mail/signed_data.h"
#include "mail/transfer_encodings.h"
#include "text/ascii.h"

namespace fuwake::mail {
namespace {

bool is_uuencoded(std::string_view encoding) {
  constexpr std::array<std::string_view, 4> names = {"uuencode", "x-uuencode", "x-uue", "uue"};
  return std::find(names.begin(), names.end(), encoding) != names.end();
}

bool is_yenc(std::string_view encoding) {
  return encoding == "x-yencode";
}

// A name in "begin 644 name" or "=ybegin … name=name", where the fields give none.
std::string name_in_encoding(std::string_view body) {
  constexpr std::size_t searched = 4096;
  const auto blocks = find_encoded_blocks(body.substr(0, searched), 1);
  return blocks.empty() ? "" : to_utf8(blocks.front().name, "");
}

// message/news is shown like message/rfc822. Programs go by a file's name where the type says nothing.
bool is_message(const Part& part) {
  if (part.media_type == "message/rfc822" || part.media_type == "message/news") return true;
  return part.media_type == "application/octet-stream" && text::to_lower(part.file_name).ends_with(".eml");
}

// S/MIME, which may be a mail that is signed and can be read.
bool is_cms(const Part& part) {
  if (part.media_type == "application/pkcs7-mime" || part.media_type == "application/x-pkcs7-mime") return true;
  return part.media_type == "application/octet-stream" && text::to_lower(part.file_name).ends_with(".p7m");
}

// Lets "--b" be found by a view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

// The multiparts that are open, by their delimiters. A line is looked up once, however many are open and however
// alike their delimiters are.
class OpenMultiparts {
 public:
  struct Found {
    std::size_t level = 0;  // 0: the outermost
    bool closing = false;
  };

  bool empty() const { return open_.empty(); }
  std::size_t part_at(std::size_t level) const { return open_[level].part; }

  void open(std::size_t part, const std::string& boundary) {
    // Where two have the same delimiter it is the inner one's until that one is closed (seen in Thunderbird 153).
    const auto at = levels_.try_emplace("--" + boundary).first;
    at->second.push_back(open_.size());
    open_.push_back({part, &at->first});
  }

  void close_from(std::size_t level) {
    for (; open_.size() > level; open_.pop_back()) {
      const auto at = levels_.find(std::string_view(*open_.back().delimiter));
      at->second.pop_back();
      if (at->second.empty()) levels_.erase(at);
    }
  }

  /// White space behind a delimiter is allowed, anything else is not: "--b--x" is a line of text.
  std::optional<Found> find(std::string_view line) const {
    const auto last = line.find_last_not_of(" \t\r\n\v\f");
    line = line.substr(0, last == std::string_view::npos ? 0 : last + 1);
    if (const auto at = levels_.find(line); at != levels_.end()) return Found{at->second.back(), false};
    if (!line.ends_with("--")) return std::nullopt;
    line.remove_suffix(2);
    if (const auto at = levels_.find(line); at != levels_.end()) return Found{at->second.back(), true};
    return std::nullopt;
  }

 private:
  struct Open {
    std::size_t part;
    const std::string* delimiter;
  };
  std::unordered_map<std::string, std::vector<std::size_t>, TextHash, std::equal_to<>> levels_;  // innermost last
  std::vector<Open> open_;
};

void read_content_fields(Part& part, std::string_view default_type) {
  part.media_type = default_type;
  if (const HeaderField* type = part.headers.find("content-type")) {
    ContentField content = parse_content_field(type->value);
    part.media_type = content.value.empty() ? "text/plain" : std::move(content.value);
    part.charset = content.parameter("charset");
    part.file_name = content.parameter("name");
    part.flowed = equals_ignoring_case(content.parameter("format"), "flowed");
    part.deleted_spaces = part.flowed && equals_ignoring_case(content.parameter("delsp"), "yes");
  }
  if (const HeaderField* disposition = part.headers.find("content-disposition")) {
    ContentField content = parse_content_field(disposition->value);
    part.disposition = std::move(content.value);
    if (const std::string& name = content.parameter("filename"); !name.empty()) part.file_name = name;
  }
  if (const HeaderField* encoding = part.headers.find("content-transfer-encoding"))
    part.transfer_encoding = content_value(encoding->value);
}

// The boundary of a multipart; it may be empty, and nullopt where there is none.
std::optional<std::string> boundary_of(const Part& part) {
  const HeaderField* type = part.headers.find("content-type");
  if (type == nullptr) return std::nullopt;
  const ContentField content = parse_content_field(type->value);
  if (!content.has("boundary")) return std::nullopt;
  return content.parameter("boundary");
}

// Reads the parts of one text: of the mail, or of a message in it that was encoded.
class MimeParser {
 public:
  MimeParser(std::string_view source, MimeTree& tree) : source_(source), tree_(tree) {}

  void parse(int parent) {
    const std::size_t first = tree_.parts.size();
    open_part(0, parent, "text/plain", parent < 0 ? HeaderKind::mail : HeaderKind::message);
    while (at_ < source_.size() && !open_.empty()) {
      interruption::check();
      // Outside every multipart nothing more can begin: the rest is one body.
      const Line line = line_at(source_, at_);
      const auto found = line.text.starts_with("--") ? open_.find(line.text) : std::nullopt;
      if (!found)
        at_ = line.next;
      else if (!handle_delimiter(*found, line.next))
        break;
    }
    close_parts(first, source_.size());
  }

 private:
  // Reads the headers at `offset` and, where they open a container, what follows from it. Iterative for
  // message/rfc822 in message/rfc822. False when the limit of parts is reached.
  bool open_part(std::size_t offset, int parent, std::string_view default_type, HeaderKind kind) {
    at_ = offset;
    while (true) {
      if (tree_.parts.size() >= most_parts) {
        tree_.unseen.insert(Unseen::parts);
        return false;
      }
      const std::size_t index = tree_.parts.size();
      tree_.parts.push_back(read_part(parent, default_type, kind));
      open_parts_.push_back(index);
      const Part& opened = tree_.parts.back();
      if (opened.depth >= deepest_part) {
        if (opened.is_container()) tree_.unseen.insert(Unseen::parts);
        return true;
      }
      if (opened.media_type.starts_with("multipart/")) {
        if (const auto boundary = boundary_of(opened)) open_.open(index, *boundary);
        return true;
      }
      if (!opened.message || !is_identity(opened.transfer_encoding)) return true;
      parent = static_cast<int>(index);
      default_type = "text/plain";
      kind = HeaderKind::message;
    }
  }

  Part read_part(int parent, std::string_view default_type, HeaderKind kind) {
    Part part;
    part.parent = parent;
    part.headers =
        parse_headers(source_, at_, kind, [this](std::string_view line) { return open_.find(line).has_value(); });
    if (part.headers.cut) tree_.unseen.insert(Unseen::fields);
    at_ = part.headers.body;
    part.body.offset = at_;
    read_content_fields(part, default_type);
    part.message = is_message(part);
    if (parent >= 0) {
      const Part& around = tree_.parts[static_cast<std::size_t>(parent)];
      part.depth = around.depth + 1;
      part.within = around.message ? parent : around.within;
      part.shown = around.shown;
    }
    // An attached message is shown all the same, and so is what is signed, what is in a multipart, and the whole mail,
    // whatever they call themselves.
    const bool hideable = parent >= 0 && !is_cms(part) && !part.media_type.starts_with("multipart/");
    const bool attached = part.disposition == "attachment" && hideable;
    part.shown = part.shown && (part.message ? is_message_shown(part) : !attached);
    return part;
  }

  static bool is_message_shown(const Part& part) {
    const bool by_type = part.media_type.starts_with("message/") && !is_uuencoded(part.transfer_encoding);
    return by_type || is_identity(part.transfer_encoding);
  }

  // False when the limit of parts is reached: the rest is not looked at.
  bool handle_delimiter(const OpenMultiparts::Found& found, std::size_t next) {
    const std::size_t multipart = open_.part_at(found.level);
    close_parts(multipart + 1, at_);
    open_.close_from(found.closing ? found.level : found.level + 1);
    at_ = next;
    if (found.closing) return true;
    const bool digest = tree_.parts[multipart].media_type == "multipart/digest";
    return open_part(at_, static_cast<int>(multipart), digest ? "message/rfc822" : "text/plain", HeaderKind::part);
  }

  // The bodies of all open parts from `first` on end at `end`; the line end before a delimiter belongs to the
  // delimiter.
  void close_parts(std::size_t first, std::size_t end) {
    if (end > 0 && end < source_.size() && source_[end - 1] == '\n') --end;
    if (end > 0 && end < source_.size() && source_[end - 1] == '\r') --end;
    while (!open_parts_.empty() && open_parts_.back() >= first) {
      const std::size_t index = open_parts_.back();
      Part& part = tree_.parts[index];
      part.body.length = end > part.body.offset ? end - part.body.offset : 0;
      open_parts_.pop_back();
      const bool last = index + 1 == tree_.parts.size();
      if (last && index > 0 && holds_nothing(part)) tree_.parts.pop_back();
    }
  }

  // Parts in which nothing stands are there to use up what is read of others.
  bool holds_nothing(const Part& part) const {
    if (part.is_container()) return is_identity(part.transfer_encoding);  // no part is left in it
    const bool fields =
        std::any_of(part.headers.fields.begin(), part.headers.fields.end(), [](const HeaderField& field) {
          return equals_ignoring_case(field.name, "subject") || equals_ignoring_case(field.name, "from");
        });
    return !fields && part.file_name.empty() && trim_blanks(source_.substr(part.body.offset, part.body.length)).empty();
  }

  std::string_view source_;
  MimeTree& tree_;
  std::size_t at_ = 0;
  OpenMultiparts open_;
  std::vector<std::size_t> open_parts_;  // indices of parts whose end is not known yet
};

std::string_view type_of_name(std::string_view name) {
  const std::string lower = text::to_lower(name);
  if (lower.ends_with(".html") || lower.ends_with(".htm")) return "text/html";
  if (lower.ends_with(".txt")) return "text/plain";
  return lower.ends_with(".eml") ? "message/rfc822" : "application/octet-stream";
}

// Does it stand in the text of its mail, or of an attached one once that is opened?
bool is_read_as_text(const Part& part) {
  const bool shown = part.shown || (part.within >= 0 && part.disposition != "attachment");
  return shown && part.media_type == "text/plain" && is_identity(part.transfer_encoding);
}

Part file_in_text(const MimeTree& tree, std::size_t index, const EncodedBlock& block) {
  const Part& around = tree.parts[index];
  Part part;
  part.file_name = to_utf8(block.name, "");
  part.media_type = type_of_name(part.file_name);
  part.message = is_message(part);
  part.transfer_encoding = block.yenc ? "x-yencode" : "uuencode";
  part.parent = static_cast<int>(index);
  part.within = around.within;
  part.depth = around.depth + 1;
  part.shown = around.shown && !part.message;
  part.decoded = around.decoded;
  part.body = around.body;
  const Span& text = part.decoded ? around.decoded_body : around.body;
  (part.decoded ? part.decoded_body : part.body) = {text.offset + block.offset, block.length};
  return part;
}

// Reads what is encoded in another way than by MIME's parts, however deep in one another: messages that are encoded
// themselves, base64 in base64 and so on, those that S/MIME holds, and files in a text, by uuencode or yEnc:
// Thunderbird shows those of a mail without MIME fields, other programs those of any.
class EncodedThings {
 public:
  EncodedThings(std::string_view source, MimeTree& tree) : source_(source), tree_(tree), budget_(2 * source.size()) {}

  void read() {
    for (std::size_t i = 0; i < tree_.parts.size(); ++i) {
      const Part& part = tree_.parts[i];
      if (is_cms(part) || (part.message && !is_identity(part.transfer_encoding)))
        open(i);
      else if (is_read_as_text(part))
        read_files(i);
    }
  }

 private:
  void read_files(std::size_t index) {
    const std::size_t room = most_parts - std::min(most_parts, tree_.parts.size());
    auto blocks = find_encoded_blocks(tree_.parts[index].raw_body(source_), room + 1);
    // Behind 10,000 empty files a program stood.
    if (blocks.size() > room) {
      tree_.unseen.insert(Unseen::parts);
      blocks.resize(room);
    }
    for (const EncodedBlock& block : blocks) tree_.parts.push_back(file_in_text(tree_, index, block));
  }

  void open(std::size_t index) {
    const Part& part = tree_.parts[index];
    const std::size_t length = part.raw_body(source_).size();
    // Quoted-printable does not shrink: sixty messages in one another would be sixty mails.
    if (length > budget_ || part.depth >= deepest_part) {
      tree_.unseen.insert(Unseen::parts);
      return;
    }
    budget_ -= length;
    std::string content = decode_body(source_, part, length);
    if (is_cms(part)) {
      auto entity = signed_content(content);
      if (!entity) return;
      content = std::move(*entity);
    }
    const auto decoded = std::make_shared<const std::string>(std::move(content));
    const Span outer = part.body;
    const std::size_t first = tree_.parts.size();
    MimeParser(*decoded, tree_).parse(static_cast<int>(index));
    for (std::size_t i = first; i < tree_.parts.size(); ++i) {
      tree_.parts[i].decoded = decoded;
      tree_.parts[i].decoded_body = tree_.parts[i].body;
      tree_.parts[i].body = outer;
    }
  }

  std::string_view source_;
  MimeTree& tree_;
  std::size_t budget_;
};

void name_encoded_files(std::string_view source, MimeTree& tree) {
  for (Part& part : tree.parts)
    if (part.file_name.empty() && !part.media_type.starts_with("text/") &&
        (is_uuencoded(part.transfer_encoding) || is_yenc(part.transfer_encoding)))
      part.file_name = name_in_encoding(part.raw_body(source));
}

}  // namespace

bool Part::is_container() const {
  return media_type.starts_with("multipart/") || message;
}

std::string_view Part::raw_body(std::string_view source) const {
  const Span& span = decoded ? decoded_body : body;
  return (decoded ? std::string_view(*decoded) : source).substr(span.offset, span.length);
}

MimeTree parse_mime(std::string_view source) {
  MimeTree tree;
  MimeParser(source, tree).parse(-1);
  EncodedThings(source, tree).read();
  name_encoded_files(source, tree);
  return tree;
}

bool is_identity(std::string_view encoding) {
  return encoding != "base64" && encoding != "quoted-printable" && !is_uuencoded(encoding) && !is_yenc(encoding);
}

std::string decode_body(std::string_view source, const Part& part, std::size_t limit) {
  const std::string_view body = part.raw_body(source).substr(0, limit);
  if (part.transfer_encoding == "base64") return decode_base64(body);
  if (part.transfer_encoding == "quoted-printable") return decode_quoted_printable(body);
  if (is_uuencoded(part.transfer_encoding)) return decode_uuencode(body);
  if (is_yenc(part.transfer_encoding)) return decode_yenc(body);
  return std::string(body);
}

}  // namespace fuwake::mail
