// What the add-on asks and is answered, one struct a message, each read from JSON or written to it in one place.
// docs/protocol.md describes them for those who write the other side.
//
// Whatever else stands in the params is ignored: a newer add-on may send it. A field of another kind than it should be
// is a RequestError that names it.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "broker/reader.h"
#include "dialogue/dialogue.h"
#include "memory/history.h"

namespace fuwake::native_messaging {

struct Hello {
  std::int64_t protocol = 1;              // the newest that the add-on speaks
  std::vector<std::string> capabilities;  // what it understands beside the answers to what it asks; none in version 1
};

struct HelloResult {
  std::int64_t protocol = 1;  // the newest that both speak
  std::vector<std::string> capabilities;
  std::size_t brands = 0;
  std::vector<std::string> ip_data;
};

/// `data`, here and below, is the raw mail, decoded.
struct AnalyzeChunk {
  std::string transfer, data;
};

struct AnalyzeChunkResult {
  std::size_t received = 0;  // bytes of the mail so far
};

enum class Format { json, html };

struct Analyze {
  std::string transfer;  // "": the mail is in `data`
  std::string data;
  dialogue::Recipient recipient;
  std::string locale = "en";
  Format format = Format::json;
};

struct Contacts {
  broker::AddressBook contacts;
};

struct ContactsResult {
  std::size_t contacts = 0;
};

struct Decide {
  memory::DecisionKind kind = memory::DecisionKind::honest;
  std::string key, label;
};

struct DecideResult {
  std::int64_t id = 0;
};

struct Decisions {};

/// The newest first; as many of them are written as fit into an answer.
struct DecisionsResult {
  std::vector<memory::Decision> decisions;
};

struct Undo {
  std::int64_t id = 0;
};

struct UndoResult {
  bool undone = false;
};

struct Cancel {
  std::string transfer;  // "": none
  nlohmann::json id;     // of a request; null: none
};

struct CancelResult {};

/// Throw RequestError.
void from_json(const nlohmann::json& params, Hello& hello);
void from_json(const nlohmann::json& params, AnalyzeChunk& chunk);
void from_json(const nlohmann::json& params, Analyze& analyze);
void from_json(const nlohmann::json& params, Contacts& contacts);
void from_json(const nlohmann::json& params, Decide& decide);
void from_json(const nlohmann::json& params, Decisions& decisions);
void from_json(const nlohmann::json& params, Undo& undo);
void from_json(const nlohmann::json& params, Cancel& cancel);

void to_json(nlohmann::json& out, const HelloResult& result);
void to_json(nlohmann::json& out, const AnalyzeChunkResult& result);
void to_json(nlohmann::json& out, const ContactsResult& result);
void to_json(nlohmann::json& out, const DecideResult& result);
void to_json(nlohmann::json& out, const DecisionsResult& result);
void to_json(nlohmann::json& out, const UndoResult& result);
void to_json(nlohmann::json& out, const CancelResult& result);

}  // namespace fuwake::native_messaging
