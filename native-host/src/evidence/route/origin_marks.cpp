// What the sending program says of itself: X-Mailer, User-Agent, List-Unsubscribe, Precedence. Claims, and
// told as such; they count where they contradict the record: a mail that says it was written in Outlook
// or on a telephone, but was made by a script on a web server.
#include <array>

#include "evidence/check.h"
#include "evidence/route/web_script.h"
#include "mail/encoded_words.h"
#include "text/ascii.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType route_mailer_contradiction{
    .id = "route.mailer-contradiction",
    .family = Family::route,
    .kind = Kind::anomaly,
    .arguments = {{"mailer", ArgumentType::text}},
    .technique = "forged-record",
};

constexpr FindingType route_mailer{
    .id = "route.mailer",
    .family = Family::route,
    .kind = Kind::note,
    .arguments = {{"mailer", ArgumentType::text}},
};

constexpr FindingType route_bulk_mail{
    .id = "route.bulk-mail",
    .family = Family::route,
    .kind = Kind::note,
};

constexpr std::array<std::string_view, 6> programs_for_people = {"microsoft outlook", "iphone mail", "ipad mail",
                                                                 "apple mail",        "thunderbird", "becky!"};

bool is_for_people(const std::string& mailer) {
  const std::string lower = text::to_lower(mailer);
  for (const std::string_view program : programs_for_people)
    if (lower.find(program) != std::string::npos) return true;
  return false;
}

Findings find(const Facts& facts) {
  const mail::HeaderSection& headers = facts.mail.headers();
  Findings findings;
  const mail::HeaderField* field = headers.find("x-mailer");
  if (field == nullptr) field = headers.find("user-agent");
  if (field != nullptr) {
    const std::string mailer = mail::decode_text(mail::trim_blanks(field->value.substr(0, 200)));
    const Findings script = find_web_script(facts);
    const bool contradicts = !script.empty() && is_for_people(mailer);
    if (!mailer.empty())
      findings.push_back(
          {contradicts ? route_mailer_contradiction : route_mailer, {{"mailer", mailer}}, {{field->span, mailer}}});
  }
  const mail::HeaderField* unsubscribe = headers.find("list-unsubscribe");
  const mail::HeaderField* precedence = headers.find("precedence");
  const bool bulk = precedence != nullptr && text::to_lower(mail::trim_blanks(precedence->value)) == "bulk";
  if ((unsubscribe != nullptr || bulk) && !facts.route.mailing_list) {
    const mail::HeaderField* mark = unsubscribe != nullptr ? unsubscribe : precedence;
    findings.push_back(
        {route_bulk_mail, {}, {{mark->span, std::string(mail::trim_blanks(mark->value.substr(0, 200)))}}});
  }
  return findings;
}

}  // namespace

extern const Check check_origin_marks = {{&route_mailer_contradiction, &route_mailer, &route_bulk_mail}, find};

}  // namespace fuwake::evidence
