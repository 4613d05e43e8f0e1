// The sender's own address is where anybody gets one without a name: at free hosting (noreply@x.firebaseapp.com),
// at a suffix that costs next to nothing, or it is not an address at all. Honest people own cheap domains too.
#include "evidence/checks.h"
#include "evidence/sender.h"
#include "knowledge/public_suffixes.h"
#include "links/url_host.h"

namespace fuwake::evidence {
namespace {

Finding about_sender(const Material& material, const char* id) {
  const mail::Address& from = material.mail.from.front();
  return {id,
          Family::identity,
          Kind::anomaly,
          {{"domain", from.domain}, {"address", from.spec()}},
          {{material.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}};
}

// No server could answer: nothing behind the "@", one word, or a suffix that does not exist.
bool is_no_address(const mail::Address& from) {
  if (from.domain.empty() || from.local_part.empty()) return true;
  const auto ascii = links::domain_to_ascii(from.domain);
  if (!ascii || from.domain.starts_with('[')) return !from.domain.starts_with('[');
  const bool example = ascii->ends_with(".example") || ascii->ends_with(".test") || ascii->ends_with(".invalid") ||
                       ascii->ends_with(".local") || ascii->ends_with(".localdomain") || ascii->ends_with(".lan");
  return !example && ascii->find('.') != std::string::npos && !knowledge::has_known_suffix(*ascii);
}

}  // namespace

Findings check_sender_host(const Material& material) {
  if (material.mail.from.empty()) return {};
  const mail::Address& from = material.mail.from.front();
  if (is_no_address(from)) return {about_sender(material, "identity.no-address")};
  const auto kind = material.knowledge.link_hosts.find(from.domain);
  if (!kind || material.knowledge.mail_services.is_free_mail(from.domain)) return {};
  const bool cheap = *kind == knowledge::LinkHostKind::cheap_suffix;
  return {about_sender(material, cheap ? "identity.cheap-sender" : "identity.sender-at-free-hosting")};
}

}  // namespace fuwake::evidence
