// What the inspector says of what it opened, read. What it says comes from the mail: the broker does not look into it.
#pragma once

#include <string>
#include <vector>

#include "attachments/inspected.h"

namespace fuwake::worker {

/// One of each text; one that was not looked at of "", and of what the inspector would not say.
std::vector<attachments::Inspected> read_inspected(const std::vector<std::string>& texts);

}  // namespace fuwake::worker
