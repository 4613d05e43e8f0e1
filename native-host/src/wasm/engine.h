// The engine as the add-on itself holds it, where there is no program (WebAssembly): one mail after the other, asked
// and answered in JSON as the native host is (docs/protocol.md). What carries it, chunks, cancelling and the end of
// what takes too long are the add-on's (extension/engine/).
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "dissection/dissection.h"
#include "report/sentences.h"

namespace fuwake::wasm {

class Engine {
 public:
  /// Reads the knowledge of mails and the sentences, and the table of networks where there is one
  /// (knowledge/network_table.h). Throws knowledge::DataError.
  Engine(const std::filesystem::path& data, const std::filesystem::path& networks);

  /// `request`: {"method": "hello" | "contacts" | "decisions" | "analyze", "params": {…}}; "decisions" tells all that
  /// the user has decided, as {id, kind, key, label, time in seconds since 1970}. `mail`: the bytes to analyse, "" for
  /// the others. The answer: {"result": …} or {"error": {"code": …, "message": …}}. Throws nothing but std::bad_alloc.
  std::string call(std::string_view request, std::string_view mail);

 private:
  nlohmann::json answer(const nlohmann::json& request, std::string_view mail);
  nlohmann::json hello() const;
  nlohmann::json take_contacts(const nlohmann::json& params);
  nlohmann::json take_decisions(const nlohmann::json& params);
  dissection::Answers answers_about(const decisions::Keys& keys) const;
  nlohmann::json analyze(const nlohmann::json& params, std::string_view mail) const;

  dissection::Engine engine_;
  report::Languages languages_;
  std::shared_ptr<const mail::Contacts> contacts_;  // null until they are told
  std::map<std::string, decisions::Decision> decisions_;
};

}  // namespace fuwake::wasm
