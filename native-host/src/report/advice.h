// What the reader is told to do. It fits what the mail is after: who is told not to click where there is no link, or to
// ask a blackmailer whether he meant it, listens to nothing else either.
#pragma once

#include <string_view>

#include "dissection/dissection.h"
#include "report/sentences.h"

namespace fuwake::report {

/// What the mail would have its reader do.
enum class AdviceKind {
  link,        // open a link, or read a code
  attachment,  // open an attachment
  form,        // type a password into the mail, or into a page that comes with it
  access,      // enter a code, or agree to access, on a real page
  call,        // call a number
  payment,     // pay, change a bank account, buy gift cards, do a favour for somebody he knows
  extortion,   // pay a blackmailer, or answer who threatens with the police
  fee,         // answer a stranger who speaks of money
  passed_on,   // nothing itself: somebody asks about a mail that he passes on, or warns of it
  answer,      // answer: there is nothing else to do with it
};
inline constexpr AdviceKind advice_kinds[] = {
    AdviceKind::link,    AdviceKind::attachment, AdviceKind::form, AdviceKind::access,    AdviceKind::call,
    AdviceKind::payment, AdviceKind::extortion,  AdviceKind::fee,  AdviceKind::passed_on, AdviceKind::answer};

/// "link", "attachment", …: the key of the sentences' "advice".
const char* name_of(AdviceKind kind);

/// By what means a technique works; nullopt where it says only whom the mail poses as or how it hides.
std::optional<AdviceKind> means_of(std::string_view technique);

/// Of a mail that passes another on for an opinion: that. Else the means of the strongest deception's technique. Where
/// that says none: what the words ask for, then what the strongest anomaly's technique says, and at last what there is
/// to open. Never what the mail does not have.
AdviceKind advice_kind(const dissection::Dissection& dissection);

/// For `caution` and `danger`, the most important first; none otherwise.
std::vector<Segments> advice(const dissection::Dissection& dissection, const Sentences& sentences);

}  // namespace fuwake::report
