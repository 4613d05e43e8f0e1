#include "evidence/checks.h"

#include <iterator>

#include "evidence/check.h"
#include "evidence/decisions.h"
#include "evidence/not_looked_at.h"
#include "interruption/interruption.h"

namespace fuwake::evidence {

// Each is defined in its own file.
extern const Check check_brand_in_display_name, check_disguised_name, check_address_in_name, check_brand_in_address,
    check_authority_at_free_mail, check_role_at_free_mail, check_lookalike_sender, check_several_senders,
    check_reply_to, check_envelope, check_contacts, check_own_domain, check_poses_as_reader, check_from_equals_to,
    check_hand_over, check_brand_network, check_dynamic_address, check_web_script, check_hosting_account, check_dates,
    check_chain, check_origin_marks, check_passed_on, check_authentication, check_brand_domain, check_signed_parts,
    check_forged_results, check_brand_in_link_path, check_brand_in_link_query, check_links_of_claimed_brand,
    check_link_text, check_brand_in_link_host, check_link_userinfo, check_lookalike_link, check_recipient_in_link,
    check_link_number, check_machine_link, check_link_host, check_redirected_link, check_borrowed_decoration,
    check_active_link, check_forms, check_image_only, check_template_field, check_link_place, check_attachment_names,
    check_attachment_contents, check_attached_page, check_hidden_text, check_made_up_name, check_foreign_links,
    check_sender_host, check_odd_name, check_odd_letters, check_reader_named, check_lures, check_brand_in_subject,
    check_lure_to_hiding_place, check_hidden_sender, check_call_for_brand, check_ransom, check_scam_letter,
    check_machine_japanese, check_not_looked_at, check_domain_before_another, check_granted_access,
    check_own_organisation, check_own_office, check_errand, check_taken_over_thread, check_attachment_that_acts,
    check_remote_content, check_words_through_a_service, check_link_to_file, check_false_all_clear;

namespace {

constexpr const Check* checks[] = {
    &check_brand_in_display_name,
    &check_disguised_name,
    &check_address_in_name,
    &check_brand_in_address,
    &check_authority_at_free_mail,
    &check_role_at_free_mail,
    &check_lookalike_sender,
    &check_several_senders,
    &check_reply_to,
    &check_envelope,
    &check_contacts,
    &check_own_domain,
    &check_poses_as_reader,
    &check_from_equals_to,
    &check_hand_over,
    &check_brand_network,
    &check_dynamic_address,
    &check_web_script,
    &check_hosting_account,
    &check_dates,
    &check_chain,
    &check_origin_marks,
    &check_passed_on,
    &check_authentication,
    &check_brand_domain,
    &check_signed_parts,
    &check_forged_results,
    &check_brand_in_link_path,
    &check_brand_in_link_query,
    &check_links_of_claimed_brand,
    &check_link_text,
    &check_brand_in_link_host,
    &check_link_userinfo,
    &check_lookalike_link,
    &check_recipient_in_link,
    &check_link_number,
    &check_machine_link,
    &check_link_host,
    &check_redirected_link,
    &check_borrowed_decoration,
    &check_active_link,
    &check_forms,
    &check_image_only,
    &check_template_field,
    &check_link_place,
    &check_attachment_names,
    &check_attachment_contents,
    &check_attached_page,
    &check_hidden_text,
    &check_false_all_clear,
    &check_made_up_name,
    &check_foreign_links,
    &check_sender_host,
    &check_odd_name,
    &check_odd_letters,
    &check_reader_named,
    &check_lures,
    &check_brand_in_subject,
    &check_lure_to_hiding_place,
    &check_hidden_sender,
    &check_call_for_brand,
    &check_ransom,
    &check_scam_letter,
    &check_machine_japanese,
    &check_domain_before_another,
    &check_granted_access,
    &check_own_organisation,
    &check_own_office,
    &check_errand,
    &check_taken_over_thread,
    &check_attachment_that_acts,
    &check_remote_content,
    &check_words_through_a_service,
    &check_link_to_file,
    &check_not_looked_at,
};

}  // namespace

Findings run_checks(const Facts& facts) {
  Findings findings;
  for (const Check* check : checks) {
    interruption::check();
    Findings found = check->find(facts);
    findings.insert(findings.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  return findings;
}

std::vector<const FindingType*> all_types() {
  std::vector<const FindingType*> types;
  for (const Check* check : checks) types.insert(types.end(), check->types.begin(), check->types.end());
  types.insert(types.end(), types_of_decisions.begin(), types_of_decisions.end());
  types.push_back(&unseen_whole);
  return types;
}

std::vector<std::string> ids_of(const FindingType& type, const knowledge::Knowledge& knowledge) {
  if (type.variants == nullptr) return {type.id};
  std::vector<std::string> ids;
  for (const std::string& variant : type.variants(knowledge)) ids.push_back(type.id + variant);
  return ids;
}

}  // namespace fuwake::evidence
