// dkim_verifier's test mails with Authentication-Results: what is to be taken from each where the
// recipient's server is "example.net".
#include <fstream>
#include <iterator>

#include "facts/facts.h"
#include "suite.h"

namespace fuwake::vectors {
namespace {

struct Case {
  const char* file;
  const char* dkim;    // "": not reported
  const char* domain;  // whom DKIM authenticated
  bool authenticates;  // the From domain
};

constexpr Case cases[] = {
    {"alignment-auid_not_in_sdid.eml", "pass", "example.net", false},
    {"alignment-from_not_in_sdid.eml", "pass", "unrelated.com", false},
    {"dkim-unknown_result.eml", "timeout", "example.com", false},
    {"fakePayPal.eml", "pass", "unrelated.com", false},
    {"multiple_arh-newest_no_authserv.eml", "", "", false},
    {"multiple_arh-newest_no_result.eml", "pass", "example.com", true},
    {"multiple_arh-newest_parsing_error_01.eml", "pass", "error.example.com", true},
    {"multiple_arh-newest_parsing_error_02.eml", "", "", false},
    {"multiple_arh-newest_unknown_method.eml", "pass", "example.com", true},
    {"multiple_arh-same_and_different_authserv.eml", "pass", "example.com", true},
    {"multiple_dkim_results.eml", "pass", "example.com", true},
    {"multiple_spf_and_dmarc_results.eml", "", "", false},
    // SPF passed for example.com in the next two, and in the one without a domain.
    {"rfc6376-A.2-arh-failed-no_reason.eml", "fail", "example.com", true},
    {"rfc6376-A.2-arh-failed.eml", "fail", "example.com", true},
    {"rfc6376-A.2-arh-valid-a_tag.eml", "pass", "example.com", true},
    {"rfc6376-A.2-arh-valid-a_tag_sha1.eml", "pass", "example.com", true},
    {"rfc6376-A.2-arh-valid-auid.eml", "pass", "football.example.com", true},
    {"rfc6376-A.2-arh-valid-no_sdid_or_auid.eml", "pass", "", true},
    {"rfc6376-A.2-arh-valid-sdid_and_auid.eml", "pass", "example.com", true},
    {"rfc6376-A.2-arh-valid.eml", "pass", "example.com", true},
    {"rfc6376-A.2-arh-valid_relaxed.eml", "pass", "example.com", true},
};

bool passes(const Case& one, const std::string& source) {
  static const auto knowledge = knowledge::read_knowledge(FUWAKE_DATA_DIR, {});
  const mail::Mail mail = mail::parse_mail(source);
  mail::Recipient recipient;
  recipient.authserv_ids = {"example.net"};
  const facts::Facts facts =
      facts::find_facts(mail, recipient, route::trace(mail, recipient, knowledge), {}, {}, {}, knowledge);
  const auto& results = facts.authentication;
  const bool authenticates = results && !mail.from.empty() && results->authenticates(mail.from.front().domain);
  return (results && results->dkim ? *results->dkim : "") == one.dkim &&
         (results ? results->dkim_domain : "") == one.domain && authenticates == one.authenticates;
}

}  // namespace

std::vector<Suite> run_arh(const std::filesystem::path& vectors) {
  Suite suite{"arh", 0, 0, {}};
  for (const Case& one : cases) {
    std::ifstream stream(vectors / "dkim/arh" / one.file, std::ios::binary);
    const std::string source(std::istreambuf_iterator<char>(stream), {});
    suite.count(!source.empty() && passes(one, source), one.file);
  }
  return {suite};
}

}  // namespace fuwake::vectors
