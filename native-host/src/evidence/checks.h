// The list of all checks. A check is a pure function of one mail's facts; it knows nothing of
// weights, of words, or of other checks.
#pragma once

#include "evidence/finding.h"
#include "facts/facts.h"

namespace fuwake::evidence {

using facts::Facts;

Findings check_brand_in_display_name(const Facts&);
Findings check_disguised_name(const Facts&);
Findings check_address_in_name(const Facts&);
Findings check_brand_in_address(const Facts&);
Findings check_role_at_free_mail(const Facts&);
Findings check_lookalike_sender(const Facts&);
Findings check_several_senders(const Facts&);
Findings check_reply_to(const Facts&);
Findings check_envelope(const Facts&);
Findings check_contacts(const Facts&);
Findings check_own_domain(const Facts&);
Findings check_poses_as_reader(const Facts&);
Findings check_from_equals_to(const Facts&);
Findings check_hand_over(const Facts&);
Findings check_brand_network(const Facts&);
Findings check_dynamic_address(const Facts&);
Findings check_web_script(const Facts&);
Findings check_hosting_account(const Facts&);
Findings check_dates(const Facts&);
Findings check_chain(const Facts&);
Findings check_origin_marks(const Facts&);
Findings check_passed_on(const Facts&);
Findings check_authentication(const Facts&);
Findings check_brand_domain(const Facts&);
Findings check_signed_parts(const Facts&);
Findings check_forged_results(const Facts&);
Findings check_brand_in_link_path(const Facts&);
Findings check_brand_in_link_query(const Facts&);
Findings check_links_of_claimed_brand(const Facts&);
Findings check_link_text(const Facts&);
Findings check_brand_in_link_host(const Facts&);
Findings check_link_userinfo(const Facts&);
Findings check_lookalike_link(const Facts&);
Findings check_recipient_in_link(const Facts&);
Findings check_link_number(const Facts&);
Findings check_link_host(const Facts&);
Findings check_redirected_link(const Facts&);
Findings check_borrowed_decoration(const Facts&);
Findings check_active_link(const Facts&);
Findings check_forms(const Facts&);
Findings check_image_only(const Facts&);
Findings check_template_field(const Facts&);
Findings check_link_place(const Facts&);
Findings check_attachment_names(const Facts&);
Findings check_attachment_contents(const Facts&);
Findings check_attached_page(const Facts&);
Findings check_hidden_text(const Facts&);
Findings check_made_up_name(const Facts&);
Findings check_foreign_links(const Facts&);
Findings check_sender_host(const Facts&);
Findings check_odd_name(const Facts&);
Findings check_reader_named(const Facts&);
Findings check_lures(const Facts&);
Findings check_brand_in_subject(const Facts&);
Findings check_lure_to_hiding_place(const Facts&);
Findings check_hidden_sender(const Facts&);
Findings check_call_for_brand(const Facts&);
Findings check_machine_link(const Facts&);
Findings check_scam_letter(const Facts&);
Findings check_machine_japanese(const Facts&);
Findings check_not_looked_at(const Facts&);

/// Runs them all, in the order of the list. What the user said comes after (decisions.h), for it is bound to what they
/// find.
Findings run_checks(const Facts& facts);

}  // namespace fuwake::evidence
