// https://www.paypal.com@evil.example/: what stands before the "@" is a user's name for the server, and people
// read it as the address. Hardly anybody writes such links in honest mail.
#include "evidence/checks.h"
#include "evidence/sender.h"

namespace fuwake::evidence {

Findings check_link_userinfo(const Material& material) {
  for (const links::Link& link : material.links.all) {
    if (!link.is_web() || link.destination->username.empty()) continue;
    const bool shows_host = link.destination->username.find('.') != std::string::npos;
    return {about_link(shows_host ? "link.userinfo" : "link.username", shows_host ? Kind::deception : Kind::anomaly, link,
                       {{"shown", link.destination->username.substr(0, 100)}})};
  }
  return {};
}

}  // namespace fuwake::evidence
