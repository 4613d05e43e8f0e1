// All that is known of the world, read once at the start and never changed.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "knowledge/brands.h"
#include "knowledge/file_kinds.h"
#include "knowledge/link_hosts.h"
#include "knowledge/lookalikes.h"
#include "knowledge/mail_services.h"
#include "knowledge/networks.h"
#include "knowledge/places.h"
#include "knowledge/wording.h"
#include "knowledge/wrappers.h"

namespace fuwake::knowledge {

struct Knowledge {
  std::unique_ptr<const Brands> brand_data;  // where it stays when this is moved
  const Brands& brands;
  Lookalikes lookalikes;
  MailServices mail_services;
  Wording wording;
  Places places;
  LinkHosts link_hosts;
  FileKinds file_kinds;
  Wrappers wrappers;
  std::unique_ptr<Networks> networks;
};

/// Reads brands and all the other data files below `data`, and IP data from `ip_folders` in this
/// order. Throws DataError where a file of ours is missing or wrong; IP data may be missing.
Knowledge read_knowledge(const std::filesystem::path& data, const std::vector<std::filesystem::path>& ip_folders);

}  // namespace fuwake::knowledge
