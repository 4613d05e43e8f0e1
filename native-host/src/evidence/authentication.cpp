// What the recipient's own server found out about the sender's domain.
#include "evidence/checks.h"
#include "evidence/trusted_authentication.h"

namespace fuwake::evidence {

Findings check_authentication(const Material& material) {
  if (material.mail.from.empty()) return {};
  const std::string& domain = material.mail.from.front().domain;
  const auto results = trusted_authentication(material);
  // Nothing to be weighed: many servers do not report.
  if (!results)
    return {{"authentication.none", Family::authentication, Kind::note, {}, {}}};
  const std::vector<Evidence> evidence = {{results->span, results->authserv_id}};
  if (!results->authenticates(domain)) {
    const bool failed = results->dmarc == "fail";
    return {{failed ? "authentication.failed" : "authentication.unproven",
             Family::authentication,
             failed ? Kind::anomaly : Kind::note,
             {{"domain", domain}},
             evidence}};
  }
  Findings findings = {{"authentication.passed",
                        Family::authentication,
                        Kind::reassurance,
                        {{"domain", domain}},
                        evidence}};
  if (const knowledge::Brand* brand = material.knowledge.brands.owner_of(domain);
      brand != nullptr && !material.knowledge.mail_services.is_free_mail(domain))
    findings.push_back({"authentication.known-brand",
                        Family::authentication,
                        Kind::reassurance,
                        {{"domain", domain}, {"brand", brand->id}},
                        evidence});
  return findings;
}

}  // namespace fuwake::evidence
