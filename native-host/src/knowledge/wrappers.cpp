#include "knowledge/wrappers.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>

#include "knowledge/public_suffixes.h"

namespace fuwake::knowledge {
namespace {

using Method = WrapperRule::Method;

constexpr std::array<std::pair<std::string_view, Method>, 10> methods = {{
    {"parameter", Method::parameter},
    {"base64", Method::base64},
    {"bing", Method::bing},
    {"proofpoint2", Method::proofpoint2},
    {"proofpoint3", Method::proofpoint3},
    {"rest", Method::rest},
    {"secure-rest", Method::secure_rest},
    {"last-segment", Method::last_segment},
    {"dashes", Method::dashes},
    {"domain", Method::domain},
}};

Wrapper::Kind kind_of(const Stanza& stanza) {
  const std::string kind = stanza.first("kind");
  if (kind == "filter") return Wrapper::Kind::filter;
  if (kind == "redirector") return Wrapper::Kind::redirector;
  if (kind == "tracker") return Wrapper::Kind::tracker;
  throw DataError(stanza.where + ": unknown kind \"" + kind + "\"");
}

}  // namespace

Wrappers::Wrappers(const std::vector<Stanza>& stanzas) {
  for (const Stanza& stanza : stanzas) {
    wrappers_.push_back({stanza.id, stanza.first("name"), kind_of(stanza)});
    for (const std::string& text : stanza.all("rule")) {
      std::istringstream words(text);
      std::string host, method_name;
      WrapperRule rule;
      rule.wrapper = wrappers_.size() - 1;
      words >> host >> rule.path >> method_name >> rule.argument;
      bool known = false;
      for (const auto& [name, method] : methods)
        if (name == method_name) {
          rule.method = method;
          known = true;
        }
      if (!known || !rule.path.starts_with('/')) throw DataError(stanza.where + ": not a rule: " + text);
      if (host.ends_with(".*")) {
        std::string name = host.substr(0, host.size() - 1);
        if (std::find(under_any_suffix_.begin(), under_any_suffix_.end(), name) == under_any_suffix_.end())
          under_any_suffix_.push_back(std::move(name));
      }
      rules_[host].push_back(std::move(rule));
    }
  }
}

Wrappers Wrappers::read(const std::filesystem::path& folder) {
  return Wrappers(read_stanzas(folder, {"name", "kind", "rule", "source"}));
}

std::vector<const WrapperRule*> Wrappers::rules_for(std::string_view host, std::string_view path) const {
  std::vector<const WrapperRule*> found;
  const auto add = [&](std::string_view, const std::vector<WrapperRule>& rules) {
    for (const WrapperRule& rule : rules)
      if (path.starts_with(rule.path)) found.push_back(&rule);
    return false;
  };
  for (const std::string& name : under_any_suffix_)
    if (host.find(name) != std::string_view::npos && registrable_domain(host).starts_with(name))
      if (const auto* rules = rules_.find(name + "*")) add(name, *rules);
  rules_.endings_of(host, add);
  return found;
}

}  // namespace fuwake::knowledge
