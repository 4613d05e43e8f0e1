// All that is known of the world, read once at the start and never changed.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "knowledge/brands.h"
#include "knowledge/file_kinds.h"
#include "knowledge/link_hosts.h"
#include "knowledge/lookalikes.h"
#include "knowledge/mail_services.h"
#include "knowledge/networks.h"
#include "knowledge/places.h"
#include "knowledge/strangers_words.h"
#include "knowledge/wording.h"
#include "knowledge/words.h"
#include "knowledge/wrappers.h"

namespace fuwake::knowledge {

struct Knowledge {
  std::unique_ptr<const Brands> brand_data;  // where it stays when this is moved
  const Brands& brands;
  Lookalikes lookalikes;
  MailServices mail_services;
  StrangersWords strangers_words;
  Wording wording;
  Words words;
  Places places;
  LinkHosts link_hosts;
  FileKinds file_kinds;
  Wrappers wrappers;
  std::unique_ptr<Networks> networks;
};

/// Both hosts (lower-case ASCII) are one owner's, as far as we know: one registrable domain, one brand or brands of one
/// group, one mailing service. Customers below a brand's domain ("a.zendesk.com", "b.zendesk.com") are not one owner.
/// False means "not known to be", never "has nothing to do with".
bool same_owner(const Knowledge& knowledge, std::string_view host, std::string_view other);

/// The brands below `data`. Throws DataError.
std::unique_ptr<const Brands> read_brands(const std::filesystem::path& data);

/// Reads brands, where they have not been read yet, and all the other data files below `data`, and IP data from
/// `ip_folders` in this order. Throws DataError where a file of ours is missing or wrong; IP data may be missing.
Knowledge read_knowledge(const std::filesystem::path& data, const std::vector<std::filesystem::path>& ip_folders,
                         std::unique_ptr<const Brands> brands = nullptr);

}  // namespace fuwake::knowledge
