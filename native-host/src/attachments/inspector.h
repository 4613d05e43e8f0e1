// What is in attachments, found out by another program: PDF, pictures and archives are read by libraries that
// were not made for an attacker's every byte, so they run apart, without access to anything, and may die.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fuwake::attachments {

/// An address that was found inside: an annotation of a PDF, the content of a QR code.
struct FoundTarget {
  enum class Where { pdf, qr_code };
  Where where = Where::pdf;
  std::string target;  // UTF-8, as it is there
};

struct Inspected {
  bool looked_at = false;          // false: nobody looked, or whoever did gave up
  std::string type;                // by its content (libmagic), "application/pdf"; "" where not known
  std::vector<std::string> names;  // of the files in an archive or disc image, UTF-8
  std::vector<FoundTarget> targets;
  bool encrypted = false;  // a password is needed to open it
  bool macros = false;     // an Office document with a program in it
  bool active = false;     // a PDF that starts something by itself or runs scripts
  bool cut = false;        // there was more than was looked at
};

class Inspector {
 public:
  virtual ~Inspector() = default;
  /// One answer for each content, in the same order. They share one budget, so the most dangerous come first. Heeds
  /// interruption::current(): ends soon, with what it has by then.
  virtual std::vector<Inspected> inspect(const std::vector<std::string_view>& contents) const = 0;
};

inline constexpr int longest_inspection = 5000;  // milliseconds, for one mail; for each megabyte as many again as
inline constexpr int longest_inspection_of_megabyte = 500;

/// The processor time that the contents of one mail may take together beside what each has for its size, and that is
/// as much as honest files take (a PDF of 50 pages and 260 KB 70 ms, a photo of 3 MB 50 ms). It is meant for a
/// computer on which the program starts within 20 ms; a slower one is given as many times more.
inline constexpr int shared_microseconds = 70'000;
inline constexpr double microseconds_of_byte = 0.06;

}  // namespace fuwake::attachments
