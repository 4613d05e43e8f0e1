#include "mail/mime.h"

#include <algorithm>

#include "mail/charsets.h"
#include "mail/content_fields.h"
#include "mail/transfer_encodings.h"

namespace fuwake::mail {
namespace {

struct OpenMultipart {
  std::size_t part;
  std::string delimiter;  // "--" + boundary
};

void read_content_fields(Part& part, std::string_view default_type) {
  part.media_type = default_type;
  if (const HeaderField* type = part.headers.find("content-type")) {
    const ContentField content = parse_content_field(type->value);
    if (content.value.find('/') != std::string::npos) part.media_type = content.value;
    part.charset = content.parameter("charset");
    part.file_name = content.parameter("name");
    part.deleted_spaces = equals_ignoring_case(content.parameter("format"), "flowed") &&
                          equals_ignoring_case(content.parameter("delsp"), "yes");
  }
  if (const HeaderField* disposition = part.headers.find("content-disposition")) {
    const ContentField content = parse_content_field(disposition->value);
    part.disposition = content.value;
    if (const std::string& name = content.parameter("filename"); !name.empty())
      part.file_name = name;
  }
  if (const HeaderField* encoding = part.headers.find("content-transfer-encoding"))
    part.transfer_encoding = parse_content_field(encoding->value).value;
}

class MimeParser {
 public:
  explicit MimeParser(std::string_view source) : source_(source) {}

  MimeTree parse() {
    open_part(0, -1, "text/plain");
    while (at_ < source_.size()) {
      const Line line = line_at(source_, at_);
      if (!open_.empty() && line.text.starts_with("--")) {
        if (!handle_delimiter(line)) break;
      } else {
        at_ = line.next;
      }
      // Outside every multipart nothing more can begin: the rest is one body.
      if (open_.empty()) break;
    }
    close_parts(0, source_.size());
    return std::move(tree_);
  }

 private:
  // Reads the headers at `offset` and, where they open a container, what follows from it. Iterative
  // for message/rfc822 in message/rfc822.
  void open_part(std::size_t offset, int parent, std::string_view default_type) {
    at_ = offset;
    while (true) {
      if (tree_.parts.size() >= most_parts) {
        tree_.unseen.insert(Unseen::parts);
        return;
      }
      Part part;
      part.parent = parent;
      part.depth = parent < 0 ? 0 : tree_.parts[static_cast<std::size_t>(parent)].depth + 1;
      part.headers = parse_headers(source_, at_, !open_.empty());
      if (part.headers.cut) tree_.unseen.insert(Unseen::fields);
      at_ = part.headers.body;
      part.body.offset = at_;
      read_content_fields(part, default_type);
      const std::size_t index = tree_.parts.size();
      tree_.parts.push_back(std::move(part));
      open_parts_.push_back(index);
      const Part& opened = tree_.parts.back();
      if (opened.depth >= deepest_part) {
        if (opened.is_container()) tree_.unseen.insert(Unseen::parts);
        return;
      }
      if (opened.media_type.starts_with("multipart/")) {
        const HeaderField* type = opened.headers.find("content-type");
        const std::string boundary =
            type == nullptr ? "" : parse_content_field(type->value).parameter("boundary");
        if (!boundary.empty() && boundary.size() <= 1000)
          open_.push_back({index, "--" + boundary});
        return;
      }
      const bool identity =
          opened.transfer_encoding != "base64" && opened.transfer_encoding != "quoted-printable";
      if (opened.media_type != "message/rfc822" || !identity) return;
      parent = static_cast<int>(index);
      default_type = "text/plain";
    }
  }

  // False when the limit of parts is reached: the rest is not looked at.
  bool handle_delimiter(const Line& line) {
    for (std::size_t i = open_.size(); i-- > 0;) {
      std::string_view rest = line.text;
      if (!rest.starts_with(open_[i].delimiter)) continue;
      rest.remove_prefix(open_[i].delimiter.size());
      const bool closing = rest.starts_with("--");
      // "--abc" is no delimiter of boundary "ab"; white space after it is allowed.
      if (!closing && rest.find_first_not_of(" \t") != std::string_view::npos) continue;
      const std::size_t multipart = open_[i].part;
      close_parts(multipart + 1, at_);
      open_.resize(closing ? i : i + 1);
      at_ = line.next;
      if (closing) return true;
      const bool digest = tree_.parts[multipart].media_type == "multipart/digest";
      const std::size_t before = tree_.parts.size();
      open_part(at_, static_cast<int>(multipart), digest ? "message/rfc822" : "text/plain");
      return tree_.parts.size() > before;
    }
    at_ = line.next;
    return true;
  }

  // The bodies of all open parts from `first` on end at `end`; the line end before a delimiter
  // belongs to the delimiter.
  void close_parts(std::size_t first, std::size_t end) {
    if (end > 0 && end < source_.size() && source_[end - 1] == '\n') --end;
    if (end > 0 && end < source_.size() && source_[end - 1] == '\r') --end;
    while (!open_parts_.empty() && open_parts_.back() >= first) {
      Part& part = tree_.parts[open_parts_.back()];
      part.body.length = end > part.body.offset ? end - part.body.offset : 0;
      open_parts_.pop_back();
    }
  }

  std::string_view source_;
  std::size_t at_ = 0;
  MimeTree tree_;
  std::vector<OpenMultipart> open_;
  std::vector<std::size_t> open_parts_;  // indices of parts whose end is not known yet
};

}  // namespace

bool Part::is_container() const {
  return media_type.starts_with("multipart/") || media_type == "message/rfc822";
}

MimeTree parse_mime(std::string_view source) {
  return MimeParser(source).parse();
}

std::string decode_body(std::string_view source, const Part& part, std::size_t limit) {
  const std::string_view body =
      source.substr(part.body.offset, std::min(part.body.length, limit));
  if (part.transfer_encoding == "base64") return decode_base64(body);
  if (part.transfer_encoding == "quoted-printable") return decode_quoted_printable(body);
  return std::string(body);
}

}  // namespace fuwake::mail
