// An office of somebody ("Kundenservice", "Account Team", "Billing Department") that writes from a mailbox which
// anybody can have. Clubs and one-man firms do so; they sign with a name.
#include <array>

#include "evidence/check.h"
#include "text/folding.h"

namespace fuwake::evidence {
namespace {

constexpr FindingType identity_role_at_free_mail{
    .id = "identity.role-at-free-mail",
    .family = Family::identity,
    .kind = Kind::anomaly,
    .arguments = {{"name", ArgumentType::name}, {"domain", ArgumentType::domain}},
    .technique = "free-mail-impersonation",
};

constexpr std::array<std::string_view, 50> roles = {"support",        "customer service",
                                                    "customer care",  "service team",
                                                    "account team",   "security team",
                                                    "team",           "administrator",
                                                    "admin",          "helpdesk",
                                                    "help desk",      "billing",
                                                    "department",     "notification",
                                                    "notifications",  "security",
                                                    "no-reply",       "noreply",
                                                    "mail server",    "mailbox",
                                                    "kundenservice",  "kundendienst",
                                                    "sicherheit",     "service client",
                                                    "assistance",     "atendimento",
                                                    "central de",     "suporte",
                                                    "soporte",        "servicio al cliente",
                                                    "klantenservice", "assistenza",
                                                    "サポート",       "カスタマー",
                                                    "お客様センター", "管理者",
                                                    "事務局",         "セキュリティ",
                                                    "your order",     "order confirmation",
                                                    "invoice",        "receipt",
                                                    "payment",        "paid customer",
                                                    "renewal",        "subscription",
                                                    "rechnung",       "facture",
                                                    "factura",        "fatura"};

// The role's word by itself, not as a part of another ("Kadmin").
bool stands_alone(const std::string& name, std::size_t at, std::size_t length) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return (at == 0 || !is_letter(name[at - 1])) && (at + length >= name.size() || !is_letter(name[at + length]));
}

Findings find(const Facts& facts) {
  if (facts.route.mailing_list) return {};
  const mail::Address& from = facts.sender();
  if (!facts.knowledge.mail_services.is_free_mail(from.domain)) return {};
  const std::string name = text::fold(from.display_name.substr(0, 200));
  for (const std::string_view role : roles) {
    const auto at = name.find(role);
    if (at == std::string::npos || !stands_alone(name, at, role.size())) continue;
    return {{identity_role_at_free_mail,
             {{"name", from.display_name}, {"domain", from.domain}},
             {{facts.mail.span_of("from"), from.display_name + " <" + from.spec() + ">"}}}};
  }
  return {};
}

}  // namespace

extern const Check check_role_at_free_mail = {{&identity_role_at_free_mail}, find};

}  // namespace fuwake::evidence
