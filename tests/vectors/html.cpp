// html5lib-tests: tokenizer. What is compared: text, start tags with attributes, end tags, comments;
// of a DOCTYPE only that it is one. Inputs that are not Unicode text (lone surrogates) are not run.
#include <algorithm>

#include "page/html_tokenizer.h"
#include "suite.h"

namespace fuwake::vectors {
namespace {

using nlohmann::json;
using page::HtmlToken;
using page::HtmlTokenizer;

// \uXXXX spelt out, in cases marked "doubleEscaped".
json unescape(const json& value) {
  if (value.is_string()) {
    try {
      std::string text = value.get<std::string>();
      std::string quoted;
      for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"' || (text[i] == '\\' && (i + 1 >= text.size() || text[i + 1] != 'u'))) quoted += '\\';
        quoted += static_cast<unsigned char>(text[i]) < 0x20 ? ' ' : text[i];
      }
      return json::parse("\"" + quoted + "\"");
    } catch (const json::exception&) {
      return nullptr;  // a lone surrogate
    }
  }
  if (value.is_array()) {
    json out = json::array();
    for (const json& entry : value) out.push_back(unescape(entry));
    return out;
  }
  if (value.is_object()) {
    json out = json::object();
    for (const auto& [key, entry] : value.items())
      out[unescape(key).is_null() ? key : unescape(key).get<std::string>()] = unescape(entry);
    return out;
  }
  return value;
}

HtmlTokenizer::Content content_of(const std::string& state) {
  if (state == "RCDATA state") return HtmlTokenizer::Content::rcdata;
  if (state == "RAWTEXT state") return HtmlTokenizer::Content::rawtext;
  if (state == "Script data state") return HtmlTokenizer::Content::script;
  if (state == "PLAINTEXT state") return HtmlTokenizer::Content::plaintext;
  return HtmlTokenizer::Content::data;
}

void append(json& tokens, json token) {
  const bool text = token[0] == "Character";
  if (text && !tokens.empty() && tokens.back()[0] == "Character")
    tokens.back()[1] = tokens.back()[1].get<std::string>() + token[1].get<std::string>();
  else
    tokens.push_back(std::move(token));
}

json tokenize(const std::string& input, const std::string& state, const std::string& last_tag) {
  HtmlTokenizer tokenizer(input);
  tokenizer.enter(content_of(state), last_tag);
  json tokens = json::array();
  while (const auto token = tokenizer.next()) {
    switch (token->kind) {
      case HtmlToken::Kind::text:
        append(tokens, {"Character", token->data});
        break;
      case HtmlToken::Kind::comment:
        append(tokens, {"Comment", token->data});
        break;
      case HtmlToken::Kind::end_tag:
        append(tokens, {"EndTag", token->data});
        break;
      case HtmlToken::Kind::doctype:
        append(tokens, json::array({"DOCTYPE"}));
        break;
      case HtmlToken::Kind::start_tag: {
        json attributes = json::object();
        for (const auto& attribute : token->attributes) attributes[attribute.name] = attribute.value;
        json tag = {"StartTag", token->data, std::move(attributes)};
        if (token->self_closing) tag.push_back(true);
        append(tokens, std::move(tag));
        // The suite tokenizes alone; the content models that tags bring are the tree builder's.
        tokenizer.enter(HtmlTokenizer::Content::data, "");
        break;
      }
    }
  }
  return tokens;
}

json expected_tokens(const json& output) {
  json tokens = json::array();
  for (const json& token : output) append(tokens, token[0] == "DOCTYPE" ? json::array({"DOCTYPE"}) : token);
  return tokens;
}

}  // namespace

std::vector<Suite> run_html(const std::filesystem::path& vectors) {
  Suite suite{"html", 0, 0, {}};
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(vectors / "html5lib-tokenizer"))
    if (entry.path().extension() == ".test") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    const json content = read_json(file);
    if (!content.contains("tests")) continue;
    for (json test : content["tests"]) {
      if (test.value("doubleEscaped", false)) {
        test["input"] = unescape(test["input"]);
        test["output"] = unescape(test["output"]);
      }
      const json states = test.value("initialStates", json::array({"Data state"}));
      for (const json& state : states) {
        const std::string name = file.filename().string() + ": " + test["description"].get<std::string>() + " (" +
                                 state.get<std::string>() + ")";
        const bool pass = test["input"].is_string() && tokenize(test["input"], state, test.value("lastStartTag", "")) ==
                                                           expected_tokens(test["output"]);
        suite.count(pass, name);
      }
    }
  }
  return {suite};
}

}  // namespace fuwake::vectors
