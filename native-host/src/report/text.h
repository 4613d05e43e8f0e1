// The dissection as plain text, for terminals and for pasting into a mail.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "report/sentences.h"

namespace fuwake::report {

/// Draws a document that make_document() made, in the language of `sentences`.
std::string to_text(const nlohmann::json& document, const Sentences& sentences);

/// The lines that text and HTML share: "Xserver Inc. (AS131965), Chiyoda City, Tokyo, Japan
/// (approximate)"; "" for null.
std::string describe_network(const nlohmann::json& network, const Sentences& sentences);

/// "Name <address>".
std::string describe_address(const nlohmann::json& address);

}  // namespace fuwake::report
