// The mail was made by a program on a web server, not by a person at a mail program: contact forms,
// shops, and hacked sites do so ("Received: by sv742.xserver.jp (Postfix, from userid 20742)",
// X-PHP-Originating-Script). A fact that helps to understand, nothing to be weighed.
#include "evidence/route/web_script.h"

#include <array>

namespace fuwake::evidence {
namespace {

constexpr FindingType route_web_script{
    .id = "route.web-script",
    .family = Family::route,
    .kind = Kind::note,
    .arguments = {{"host", ArgumentType::host}},
};

constexpr std::array<std::string_view, 4> script_fields = {"x-php-originating-script", "x-php-script", "x-php-filename",
                                                           "x-source-args"};

Findings finding(const mail::Span& span, const std::string& quote, const std::string& host) {
  return {{route_web_script, {{"host", host}}, {{span, quote}}}};
}

}  // namespace

Findings find_web_script(const Facts& facts) {
  const route::Hop* hop = facts.route.handed_over();
  if (hop == nullptr) return {};
  const std::string host = hop->sender();
  for (const std::string_view name : script_fields)
    if (const mail::HeaderField* field = facts.mail.headers().find(name))
      return finding(field->span, std::string(mail::trim_blanks(field->value.substr(0, 200))), host);
  for (const route::Hop& earlier : facts.route.hops) {
    const std::string_view text = facts.mail.source.substr(earlier.span.offset, earlier.span.length);
    const bool submitted = !earlier.received.has_from && earlier.trust == route::Trust::claimed;
    if (submitted && text.find(", from userid ") != std::string_view::npos)
      return finding(earlier.span, std::string(text.substr(0, 200)), host);
  }
  return {};
}

extern const Check check_web_script = {{&route_web_script}, find_web_script};

}  // namespace fuwake::evidence
