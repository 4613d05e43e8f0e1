// Links that lead on to another one which can be read from themselves: mail filters' wrappers, redirectors of
// good names, click trackers. Data: native-host/data/wrappers/*.txt, which explains the methods.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/host_table.h"
#include "knowledge/stanzas.h"

namespace fuwake::knowledge {

struct Wrapper {
  enum class Kind { filter, redirector, tracker };
  std::string id;
  std::string name;
  Kind kind = Kind::tracker;
};

struct WrapperRule {
  enum class Method {
    parameter,
    base64,
    bing,
    proofpoint2,
    proofpoint3,
    rest,
    secure_rest,
    last_segment,
    dashes,
    domain,
  };
  std::size_t wrapper = 0;
  std::string path;  // beginning of the path
  Method method = Method::parameter;
  std::string argument;  // the parameter's name, where the method has one
};

class Wrappers {
 public:
  /// Throws DataError for a rule that it does not understand.
  explicit Wrappers(const std::vector<Stanza>& stanzas);

  static Wrappers read(const std::filesystem::path& folder);

  /// The rules for a host (lower-case ASCII) and a path, in the order of the data.
  std::vector<const WrapperRule*> rules_for(std::string_view host, std::string_view path) const;

  const Wrapper& wrapper_of(const WrapperRule& rule) const { return wrappers_[rule.wrapper]; }

 private:
  std::vector<Wrapper> wrappers_;
  HostTable<std::vector<WrapperRule>> rules_;  // by host
  std::vector<std::string> under_any_suffix_;  // "google." of "google.*"
};

}  // namespace fuwake::knowledge
