// Office documents with programs in them: a "vbaProject.bin" in the newer zip files, a storage "_VBA_PROJECT"
// (MS-OVBA, section 2.3) in the older compound files, which name their storages in UTF-16; and encrypted ones,
// which are compound files with an "EncryptedPackage" (MS-OFFCRYPTO, section 2.3). And those that are one XML file.
#include "inspector/inspect.h"

namespace fuwake::inspector {
namespace {

bool holds_in_utf16(std::string_view bytes, std::string_view name) {
  std::string wide;
  for (const char c : name) {
    wide += c;
    wide += '\0';
  }
  return bytes.find(wide) != std::string_view::npos;
}

}  // namespace

void read_office(std::string_view bytes, Content& content, const Budget& budget) {
  read_flat_document(bytes, content, budget);
  constexpr std::string_view compound_file = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  if (!bytes.starts_with(compound_file)) return;
  content.macros |= holds_in_utf16(bytes, "_VBA_PROJECT");
  content.encrypted |= holds_in_utf16(bytes, "EncryptedPackage");
}

}  // namespace fuwake::inspector
