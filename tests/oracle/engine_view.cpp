// usage: engine_view DATA < PATHS
// What the engine reads of mails, for the oracle (tests/oracle/oracle.mjs): for each path that a
// line of the input names, one line of JSON with the sender, the links, and the text. Attachments
// are not opened.
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "attachments/attachments.h"
#include "knowledge/knowledge.h"
#include "links/links.h"
#include "mail/mail.h"
#include "page/html_document.h"

namespace fuwake::oracle {
namespace {

using nlohmann::json;

json senders_of(const mail::Mail& mail) {
  json senders = json::array();
  for (const mail::Address& address : mail.from)
    senders.push_back({{"name", address.display_name}, {"address", address.spec()}});
  return senders;
}

json links_of(const links::Links& links) {
  json all = json::array();
  for (const links::Link& link : links.all)
    all.push_back(
        {{"target", link.raw.target}, {"url", link.url ? link.url->serialize() : ""}, {"attached", link.attached}});
  return all;
}

// Attached texts (an attached mail's, a page's) are read, but are no text of the mail's own.
std::string attached_text(const mail::Mail& mail) {
  std::string text;
  for (const mail::TextBody& body : mail.bodies) {
    if (!body.attached) continue;
    text += body.form == mail::TextBody::Form::html ? page::read_html(body.text).text : body.text;
    text += '\n';
  }
  return text;
}

json view_of(const std::string& source, const knowledge::Knowledge& knowledge) {
  const mail::Mail mail = mail::parse_mail(source);
  page::Page page = page::read_page(mail);
  const links::Links links = links::find_links(mail, page, knowledge);
  return {{"from", senders_of(mail)},
          {"links", links_of(links)},
          {"text", page.text},
          {"attached", attached_text(mail)},
          {"hidden", page.hidden}};
}

}  // namespace
}  // namespace fuwake::oracle

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: engine_view DATA < PATHS\n";
    return 2;
  }
  const auto knowledge = fuwake::knowledge::read_knowledge(argv[1], {});
  for (std::string path; std::getline(std::cin, path);) {
    std::ifstream file(path, std::ios::binary);
    const std::string source{std::istreambuf_iterator<char>(file), {}};
    std::cout
        << fuwake::oracle::view_of(source, knowledge).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
        << '\n';
  }
}
