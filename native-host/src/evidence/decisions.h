// What a decision of the user is bound to.
#pragma once

#include <optional>
#include <string>

#include "evidence/material.h"

namespace fuwake::evidence {

/// "sender:ann@lane.example", where the recipient's own server confirmed the address's domain: trust is bound to
/// what was authenticated, never to a name or to an address that anybody can write. nullopt otherwise.
std::optional<std::string> key_of_sender(const Material& material);

/// "mail:…": the From address, the subject without its figures, whom the links lead to, and who handed the mail
/// over. Copies of one mail have one key; a mail that only poses as one of them comes from elsewhere, or leads
/// elsewhere.
std::string key_of_mail(const Material& material);

}  // namespace fuwake::evidence
