// What is in attachments, found out by another program: PDF, pictures and archives are read by libraries that
// were not made for an attacker's every byte, so they run apart, without access to anything, and may die. Here are the
// question and the answer as values; who asks that program is no part of the engine (broker/inspector.h).
#pragma once

#include <string>
#include <vector>

namespace fuwake::attachments {

/// An address that was found inside: an annotation of a PDF, a link of an Office document, the content of a QR code.
struct FoundTarget {
  enum class Where { pdf, document, qr_code };
  Where where = Where::pdf;
  std::string target;  // UTF-8, as it is there
};

struct Inspected {
  bool looked_at = false;          // false: nobody looked, or whoever did gave up
  std::string type;                // by its content (libmagic), "application/pdf"; "" where not known
  std::vector<std::string> names;  // of the files in an archive or disc image, UTF-8
  std::vector<FoundTarget> targets;
  /// What an Office document fetches when it is opened (a template, a linked object), as it is there: a URL, or a
  /// file on a server ("\\server.example\a.dotm").
  std::vector<std::string> fetched;
  bool encrypted = false;  // a password is needed to open it
  bool macros = false;     // an Office document with a program in it
  bool active = false;     // a PDF that starts something by itself or runs scripts
  bool cut = false;        // there was more than was looked at
};

/// What of a mail is to be opened. Each of the three shares a budget of its own.
struct Contents {
  std::vector<std::string> attached;  // each once, the most dangerous first; see contents_to_open
  std::vector<std::string> pictures;  // that stand in HTML itself
  std::vector<std::string> drawn;     // codes that the text draws, as pictures
};

/// The answers, one for each content; none where nobody was asked.
struct Opened {
  std::vector<Inspected> attached, pictures, drawn;
  bool empty() const { return attached.empty() && pictures.empty() && drawn.empty(); }
};

}  // namespace fuwake::attachments
