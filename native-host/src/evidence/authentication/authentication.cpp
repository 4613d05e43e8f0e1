// What the recipient's own server found out about the sender's domain.
#include <algorithm>

#include "evidence/checks.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

// A shared document, a signed envelope, an invitation: really from the service, and what it says is a
// stranger's ("service abuse"). Its authentication vouches for nothing in it.
bool passes_on(const knowledge::Brand& brand, const mail::Address& from) {
  const std::string address = text::to_lower(from.spec());
  return std::find(brand.passes_on.begin(), brand.passes_on.end(), address) != brand.passes_on.end() ||
         from.display_name.find("(via ") != std::string::npos || from.display_name.find(" via ") != std::string::npos;
}

// Below a hoster's domain are its customers ("shop.sakura.ne.jp"), who pass every check as themselves.
bool is_customers(const knowledge::Brand& brand, const std::string& domain) {
  return brand.sector == "hosting" &&
         std::find(brand.domains.begin(), brand.domains.end(), domain) == brand.domains.end();
}

}  // namespace

Findings check_authentication(const Facts& facts) {
  if (facts.mail.from.empty()) return {};
  const std::string& domain = facts.mail.from.front().domain;
  const auto& results = facts.authentication;
  // Nothing to be weighed: many servers do not report.
  if (!results) return {{"authentication.none", Family::authentication, Kind::note, {}, {}}};
  const std::vector<Evidence> evidence = {{results->span, results->authserv_id}};
  if (!results->authenticates(domain)) {
    const bool failed = results->dmarc == "fail";
    return {{failed ? "authentication.failed" : "authentication.unproven",
             Family::authentication,
             failed ? Kind::anomaly : Kind::note,
             {{"domain", domain}, {"sender", results->one_sender ? "one" : "several"}},
             evidence}};
  }
  Findings findings = {{"authentication.passed",
                        Family::authentication,
                        Kind::reassurance,
                        {{"domain", domain}, {"policy", results->lacks_policy() ? "none" : "other"}},
                        evidence}};
  if (const knowledge::Brand* brand = facts.knowledge.brands.owner_of(domain);
      brand != nullptr && !facts.knowledge.mail_services.is_free_mail(domain) && !is_customers(*brand, domain))
    findings.push_back(passes_on(*brand, facts.mail.from.front()) ? Finding{"authentication.strangers-words",
                                                                            Family::authentication,
                                                                            Kind::note,
                                                                            {{"domain", domain}, {"brand", brand->id}},
                                                                            evidence}
                                                                  : Finding{"authentication.known-brand",
                                                                            Family::authentication,
                                                                            Kind::reassurance,
                                                                            {{"domain", domain}, {"brand", brand->id}},
                                                                            evidence});
  return findings;
}

}  // namespace fuwake::evidence
