// The dissection as plain text, for terminals and for pasting into a mail.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/sentences.h"

namespace fuwake::report {

/// Draws a document that make_document() made, in the language of `sentences`.
std::string to_text(const nlohmann::json& document, const Sentences& sentences);

/// The lines that text and HTML share: "Xserver Inc. (AS131965), Chiyoda City, Tokyo, Japan
/// (approximate)"; "" for null.
std::string describe_network(const nlohmann::json& network, const Sentences& sentences);

/// The host that a hop came from: "sv1.example [192.0.2.1] (calls itself mx.bank.example)".
std::string describe_sender(const nlohmann::json& hop, const Sentences& sentences);

/// "ESMTPS, encrypted"; "" where nothing was recorded.
std::string describe_protocol(const nlohmann::json& hop, const Sentences& sentences);

/// "after 3 minutes"; where clocks run back by a minute or more, that they do; "" otherwise.
std::string describe_delay(const nlohmann::json& hop, const Sentences& sentences);

/// SPF, DKIM and DMARC with what was found out, each with the domain it is about.
std::vector<std::pair<std::string, std::string>> describe_checks(const nlohmann::json& authentication,
                                                                 const Sentences& sentences);

/// Who signed, what the signature covers, and until when.
std::string describe_signature(const nlohmann::json& signature, const Sentences& sentences);

/// Where a link is and what the reader sees of it: "shown as: …; through Microsoft Safe Links; 3 times".
std::string describe_link_place(const nlohmann::json& link, const Sentences& sentences);

/// Whether in one of the document's links a part is set apart, so that it can be said what that means.
bool highlights(const nlohmann::json& links);

/// How a finding of this kind is marked: its shape tells before its colour does. "!!" for a deception, "" for a note.
const char* mark_of(std::string_view kind);

/// What an attachment says it is, and is.
std::string describe_attachment(const nlohmann::json& attachment, const Sentences& sentences);

/// "Name <address>".
std::string describe_address(const nlohmann::json& address);

}  // namespace fuwake::report
