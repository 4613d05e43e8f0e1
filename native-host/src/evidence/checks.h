// The list of all checks. A check is a pure function of one mail's material; it knows nothing of
// weights, of words, or of other checks.
#pragma once

#include "evidence/finding.h"
#include "evidence/material.h"

namespace fuwake::evidence {

Findings check_brand_in_display_name(const Material&);
Findings check_disguised_name(const Material&);
Findings check_address_in_name(const Material&);
Findings check_brand_in_address(const Material&);
Findings check_role_at_free_mail(const Material&);
Findings check_lookalike_sender(const Material&);
Findings check_several_senders(const Material&);
Findings check_reply_to(const Material&);
Findings check_envelope(const Material&);
Findings check_contacts(const Material&);
Findings check_own_domain(const Material&);
Findings check_poses_as_reader(const Material&);
Findings check_from_equals_to(const Material&);
Findings check_hand_over(const Material&);
Findings check_brand_network(const Material&);
Findings check_dynamic_address(const Material&);
Findings check_web_script(const Material&);
Findings check_hosting_account(const Material&);
Findings check_dates(const Material&);
Findings check_chain(const Material&);
Findings check_origin_marks(const Material&);
Findings check_passed_on(const Material&);
Findings check_authentication(const Material&);
Findings check_brand_domain(const Material&);
Findings check_signed_parts(const Material&);
Findings check_forged_results(const Material&);
Findings check_brand_in_link_path(const Material&);
Findings check_brand_in_link_query(const Material&);
Findings check_links_of_claimed_brand(const Material&);
Findings check_link_text(const Material&);
Findings check_brand_in_link_host(const Material&);
Findings check_link_userinfo(const Material&);
Findings check_lookalike_link(const Material&);
Findings check_recipient_in_link(const Material&);
Findings check_link_number(const Material&);
Findings check_link_host(const Material&);
Findings check_redirected_link(const Material&);
Findings check_borrowed_decoration(const Material&);
Findings check_active_link(const Material&);
Findings check_forms(const Material&);
Findings check_image_only(const Material&);
Findings check_template_field(const Material&);
Findings check_link_place(const Material&);
Findings check_attachment_names(const Material&);
Findings check_attachment_contents(const Material&);
Findings check_attached_page(const Material&);
Findings check_hidden_text(const Material&);
Findings check_made_up_name(const Material&);
Findings check_foreign_links(const Material&);
Findings check_sender_host(const Material&);
Findings check_odd_name(const Material&);
Findings check_reader_named(const Material&);
Findings check_lures(const Material&);
Findings check_brand_in_subject(const Material&);
Findings check_lure_to_hiding_place(const Material&);
Findings check_hidden_sender(const Material&);
Findings check_call_for_brand(const Material&);
Findings check_machine_link(const Material&);
Findings check_scam_letter(const Material&);
Findings check_machine_japanese(const Material&);
Findings check_not_looked_at(const Material&);

/// Runs them all, in the order of the list. What the user said comes after (decisions.h), for it is bound to what they
/// find.
Findings run_checks(const Material& material);

}  // namespace fuwake::evidence
