#include "made_mails.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace fuwake::bench {
namespace {

const char* const paragraph =
    "<p style=\"margin:0 0 12px; color:#333\">The association meets on the second Thursday of each month in the hall "
    "behind the library. Last month we talked about the bridge over the river, which will be closed from May until the "
    "end of October while its bearings are exchanged, and about who carries what to the summer fair: the tables come "
    "from the fire brigade, the tents from the rowing club.</p>\r\n<p style=\"margin:0 0 12px; color:#333\">Whoever "
    "would like to help on the day before writes to the office, please with the hours that suit. The list of songs for "
    "the choir hangs beside the door as usual; new voices are welcome, no matter whether they can read music. The "
    "minutes of the last meeting were approved without a vote against them, and the treasurer thanked all who had "
    "brought back their keys. There will be coffee, and cake from those who bake.</p>\r\n";

std::string read_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot be read: " + file.string());
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

std::string hop(std::size_t number) {
  const std::string name = "mx" + std::to_string(number) + ".relay.example";
  return "Received: from " + name + " (" + name + " [198.51.100." + std::to_string(number % 250 + 1) + "])\r\n\tby mx" +
         std::to_string(number + 1) +
         ".relay.example (Postfix) with ESMTPS id 4PbExAm\r\n\tfor <ann@office.example>; Tue, 14 Mar 2023 06:12:43 "
         "+0900 (JST)\r\n";
}

std::string mail_of(const std::string& html, std::size_t hops = 3) {
  std::string mail = "Return-Path: <news@club.example>\r\nDelivered-To: ann@office.example\r\n";
  for (std::size_t i = hops; i-- > 0;) mail += hop(i);
  return mail +
         "From: Our Club <news@club.example>\r\nTo: ann@office.example\r\nSubject: News of the club\r\nDate: Tue, 14 "
         "Mar "
         "2023 06:12:41 +0900\r\nMessage-ID: <1@club.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; "
         "charset=utf-8\r\n\r\n<html><body>\r\n" +
         html + "</body></html>\r\n";
}

}  // namespace

std::string read_fixture(const std::string& name) {
  return read_file(std::filesystem::path(FUWAKE_SOURCE_DIR "/tests") / name);
}

std::vector<std::string> mails_in(const std::filesystem::path& folder) {
  std::vector<std::string> mails;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".eml") mails.push_back(read_file(entry.path()));
  return mails;
}

std::string mail_of_kilobytes(std::size_t kilobytes) {
  std::string html;
  for (std::size_t i = 0; i < kilobytes; ++i) html += paragraph;
  return mail_of(html);
}

std::string mail_of_links(std::size_t links) {
  std::string html;
  for (std::size_t i = 0; i < links; ++i)
    html += "<a href=\"https://www.club" + std::to_string(i % 50) + ".example/page/" + std::to_string(i) +
            "?from=mail\">Page " + std::to_string(i) + "</a><br>\r\n";
  return mail_of(html);
}

std::string mail_of_hops(std::size_t hops) {
  return mail_of(paragraph, hops);
}

}  // namespace fuwake::bench
