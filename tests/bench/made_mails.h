// Mails to measure with: real fixtures, and honest ones that grow in one thing alone.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace fuwake::bench {

/// A file below tests/. Throws std::runtime_error.
std::string read_fixture(const std::string& name);

/// The .eml files in a folder.
std::vector<std::string> mails_in(const std::filesystem::path& folder);

/// A newsletter of so many paragraphs, a kilobyte each, and no link.
std::string mail_of_kilobytes(std::size_t kilobytes);
/// A digest of so many links, each to another page of one of fifty hosts.
std::string mail_of_links(std::size_t links);
/// A short mail that went over so many servers.
std::string mail_of_hops(std::size_t hops);

}  // namespace fuwake::bench
