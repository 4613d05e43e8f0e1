#include "report/printable.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <iterator>

#include "text/ascii.h"

namespace fuwake::report {
namespace {

bool acts_on_surroundings(UChar32 character) {
  switch (u_charType(character)) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:  // bidirectional controls, zero-width joiners, the byte order mark
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_SURROGATE:
      return true;
    default:
      return u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
  }
}

// Variation selectors and joiners make emoji and Indic scripts; alone they are harmless.
bool is_needed_by_scripts(UChar32 character) {
  return character == 0x200c || character == 0x200d || (character >= 0xfe00 && character <= 0xfe0f);
}

// What some program opens without "//" behind it; anything else before a colon is a word ("Re:", "Note:").
constexpr std::string_view opened_schemes[] = {"about",
                                               "acct",
                                               "aim",
                                               "bitcoin",
                                               "blob",
                                               "callto",
                                               "cid",
                                               "chrome",
                                               "data",
                                               "bitcoincash",
                                               "chrome-extension",
                                               "dav",
                                               "discord",
                                               "dns",
                                               "doi",
                                               "evernote",
                                               "fb-messenger",
                                               "finger",
                                               "gemini",
                                               "gg",
                                               "googlechrome",
                                               "gtalk",
                                               "h323",
                                               "hcp",
                                               "iax",
                                               "iax2",
                                               "ipfs",
                                               "ipns",
                                               "ipp",
                                               "ipps",
                                               "jabber",
                                               "litecoin",
                                               "lightning",
                                               "lync",
                                               "matrix",
                                               "microsoft-edge",
                                               "mms",
                                               "mmsto",
                                               "monero",
                                               "mumble",
                                               "notion",
                                               "obsidian",
                                               "outlook",
                                               "outlookfeed",
                                               "paparazzi",
                                               "rsync",
                                               "rtmp",
                                               "search",
                                               "secondlife",
                                               "sgnl",
                                               "shell",
                                               "shortcuts",
                                               "signal",
                                               "signalcaptcha",
                                               "sip+tls",
                                               "slacks",
                                               "snapchat",
                                               "spotify",
                                               "stun",
                                               "stuns",
                                               "svn",
                                               "teams",
                                               "teamspeak",
                                               "teamviewer",
                                               "threema",
                                               "turn",
                                               "turns",
                                               "unreal",
                                               "ut2004",
                                               "ventrilo",
                                               "vscode",
                                               "vscode-insiders",
                                               "wais",
                                               "wechat",
                                               "weixin",
                                               "wtai",
                                               "wyciwyg",
                                               "xcon",
                                               "xri",
                                               "zoomus",
                                               "zoomphonecall",
                                               "ed2k",
                                               "ethereum",
                                               "facetime",
                                               "feed",
                                               "file",
                                               "ftp",
                                               "ftps",
                                               "geo",
                                               "git",
                                               "gopher",
                                               "http",
                                               "https",
                                               "icap",
                                               "im",
                                               "imap",
                                               "intent",
                                               "irc",
                                               "ircs",
                                               "itms",
                                               "jar",
                                               "javascript",
                                               "ldap",
                                               "magnet",
                                               "mailto",
                                               "market",
                                               "mid",
                                               "moz-extension",
                                               "ms-excel",
                                               "ms-word",
                                               "ms-powerpoint",
                                               "ms-settings",
                                               "ms-msdt",
                                               "ms-officecmd",
                                               "ms-appinstaller",
                                               "ms-search",
                                               "msteams",
                                               "news",
                                               "nfs",
                                               "nntp",
                                               "onenote",
                                               "onedrive",
                                               "pop",
                                               "resource",
                                               "rdp",
                                               "rlogin",
                                               "rtsp",
                                               "search-ms",
                                               "sftp",
                                               "sip",
                                               "sips",
                                               "skype",
                                               "slack",
                                               "smb",
                                               "sms",
                                               "smsto",
                                               "snews",
                                               "ssh",
                                               "steam",
                                               "tel",
                                               "telnet",
                                               "tg",
                                               "urn",
                                               "vbscript",
                                               "view-source",
                                               "viber",
                                               "vnc",
                                               "webcal",
                                               "webcals",
                                               "whatsapp",
                                               "ws",
                                               "wss",
                                               "xmpp",
                                               "ymsgr",
                                               "zoommtg"};

// Families of schemes, of which there is always one more: "ms-outlook", "web+mastodon", "itms-apps".
constexpr std::string_view opened_families[] = {"ms-",  "web+", "itms-",   "facetime-", "x-apple", "git+",
                                                "svn+", "moz-", "chrome-", "vscode-",   "zoom"};

bool is_opened(std::string_view scheme) {
  return std::find(std::begin(opened_schemes), std::end(opened_schemes), scheme) != std::end(opened_schemes) ||
         std::any_of(std::begin(opened_families), std::end(opened_families),
                     [scheme](std::string_view family) { return scheme.starts_with(family); });
}

bool is_blank_or_end(std::string_view text, std::size_t at) {
  return at >= text.size() || static_cast<unsigned char>(text[at]) <= ' ';
}

// The word that `out` ends with, as far as it may be a scheme (RFC 3986, section 3.1), in small letters.
std::string last_word(const std::string& out) {
  constexpr std::size_t longest_scheme = 40;
  std::size_t begin = out.size();
  while (begin > 0 && out.size() - begin < longest_scheme &&
         (text::is_alphanumeric(out[begin - 1]) || out[begin - 1] == '+' || out[begin - 1] == '-'))
    --begin;
  return text::to_lower(std::string_view(out).substr(begin));
}

// Whether `word`, with text[at], a colon, and what stands behind it, is taken for a link. Glued to letters before it
// ("Omailto:b@c.example", a broken encoded word) mailto is still one; "profile:" is no file.
bool leads_on(std::string_view word, std::string_view text, std::size_t at) {
  const bool opens = is_opened(word) || word.ends_with("mailto");
  return (opens && !is_blank_or_end(text, at + 1)) || text.substr(at + 1).starts_with("//");
}

// `out` ends where text[at], a colon, is to follow: makes what came before it no scheme any more.
void defang_scheme(std::string& out, std::string_view text, std::size_t at) {
  const std::string word = last_word(out);
  const bool done = (word == "p" || word == "ps") && std::string_view(out).ends_with("h**" + word);
  if (word.empty() || done) return;
  if (!leads_on(word, text, at)) return;
  if (word == "http" || word == "https")
    out.replace(out.size() - word.size(), word.size(), word == "http" ? "h**p" : "h**ps");
  else
    out += '*';
}

// "www." and "ftp." are taken for a link without any scheme.
void defang_host(std::string& out, std::string_view text, std::size_t at) {
  const std::string word = last_word(out);
  if ((word == "www" || word == "ftp") && !is_blank_or_end(text, at + 1)) out += '*';
}

// The word that JSON ends with, without the escape before it: "\\nmailto" is mailto.
std::string last_word_of_json(const std::string& json) {
  std::string word = last_word(json);
  const std::size_t begin = json.size() - word.size();
  if (word.empty() || begin == 0 || json[begin - 1] != '\\') return word;
  return word.substr(std::min<std::size_t>(word.size(), word.front() == 'u' ? 5 : 1));
}

// Whether json[at] would make a link of the word before it. Between the strings there is no such word.
bool makes_link(const std::string& out, std::string_view json, std::size_t at) {
  if (json[at] != ':' && json[at] != '.') return false;
  const std::string word = last_word_of_json(out);
  if (word.empty()) return false;
  return json[at] == ':' ? leads_on(word, json, at)
                         : (word == "www" || word == "ftp") && !is_blank_or_end(json, at + 1);
}

}  // namespace

std::string printable(std::string_view text, std::size_t longest) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    if (out.size() >= longest) {
      out += "…";
      break;
    }
    if (text[at] == ':') defang_scheme(out, text, at);
    if (text[at] == '.') defang_host(out, text, at);
    const std::size_t begin = at;
    UChar32 character = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), at, text.size(), character);
    if (character < 0) {
      out += "\xEF\xBF\xBD";
    } else if (character == '\n' || character == '\r' || character == '\t') {
      out += ' ';
    } else if (acts_on_surroundings(character) && !is_needed_by_scripts(character)) {
      char name[32];
      std::snprintf(name, sizeof name, "⟨U+%04X⟩", static_cast<unsigned>(character));
      out += name;
    } else {
      out += text.substr(begin, at - begin);
    }
  }
  return out;
}

Pieces in_pieces(std::string_view text, std::size_t longest) {
  Pieces out{{""}, true};
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = at;
    UChar32 character = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), at, text.size(), character);
    const bool blank = character == '\n' || character == '\r' || character == '\t';
    const bool acts = character < 0 || (acts_on_surroundings(character) && !is_needed_by_scripts(character));
    const bool full = at > longest || (character == ':' && out.pieces.size() == most_pieces);
    if ((acts && !blank) || full) return {std::move(out.pieces), false};
    if (character == ':')
      out.pieces.emplace_back();
    else
      out.pieces.back() += text.substr(begin, at - begin);
  }
  return out;
}

std::string without_controls(std::string_view text) {
  std::string out;
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < length;) {
    const int32_t begin = at;
    UChar32 character = 0;
    U8_NEXT(text.data(), at, length, character);
    const bool harmless =
        character == '\n' || (character >= 0 && (is_needed_by_scripts(character) || !acts_on_surroundings(character)));
    if (harmless) out.append(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin)));
  }
  return out;
}

std::string escape_json(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  std::size_t at = 0;
  while (at < json.size()) {
    const std::size_t begin = at;
    if (static_cast<unsigned char>(json[at]) < 0x7f) {
      if (makes_link(out, json, at))
        out += json[at++] == ':' ? "\\u003a" : "\\u002e";
      else
        out += json[at++];
      continue;
    }
    UChar32 character = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(json.data()), at, json.size(), character);
    if (character < 0 || !acts_on_surroundings(character)) {
      out += json.substr(begin, at - begin);
      continue;
    }
    char escaped[16];
    if (character > 0xffff)
      std::snprintf(escaped, sizeof escaped, "\\u%04x\\u%04x", static_cast<unsigned>(U16_LEAD(character)),
                    static_cast<unsigned>(U16_TRAIL(character)));
    else
      std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(character));
    out += escaped;
  }
  return out;
}

}  // namespace fuwake::report
