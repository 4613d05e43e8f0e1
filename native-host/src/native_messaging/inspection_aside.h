// Opens attachments aside, so that slow ones keep no other mail waiting.
#pragma once

#include <memory>

#include "broker/inspector.h"
#include "native_messaging/lanes.h"

namespace fuwake::native_messaging {

/// Asks another inspector, on threads of its own, for the task of a Lane that lets others pass meanwhile. One mail
/// waits at most `longest_inspection` for its turn, and for its answers as long and `longest_inspection_of_megabyte`
/// for each megabyte. Whoever gets no turn in that time, or finds too many waiting, is answered that nothing was looked
/// at: the report then says so.
class InspectionAside final : public broker::Inspector {
 public:
  explicit InspectionAside(std::shared_ptr<const broker::Inspector> inspector);

  /// Throws what the other inspector throws.
  std::vector<std::string> inspect(const std::vector<std::string>& contents) const override;

 private:
  std::shared_ptr<const broker::Inspector> inspector_;
  mutable Lane lane_;
};

}  // namespace fuwake::native_messaging
