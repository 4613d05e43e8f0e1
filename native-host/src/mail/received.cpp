#include "mail/received.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "mail/headers.h"
#include "text/ascii.h"

namespace fuwake::mail {
namespace {

struct Token {
  bool comment = false;
  std::string text;
};

// Where the parenthesis that opens at each place closes; 0 where none does.
std::vector<std::uint32_t> matching_parentheses(std::string_view text) {
  std::vector<std::uint32_t> close(text.size(), 0);
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') {
      open.push_back(i);
    } else if (text[i] == ')' && !open.empty()) {
      close[open.back()] = i;
      open.pop_back();
    }
  }
  return close;
}

std::string without_parentheses(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '(' || c == ')'; }, ' ');
  return out;
}

struct Tokens {
  std::vector<Token> all;
  bool unbalanced = false;  // a parenthesis has no other half
};

// Words and comments; a comment keeps its inner parentheses as blanks. A greeting may hold parentheses ("EHLO x ("):
// one that is never closed is a part of its word, so that it swallows nothing of what the server wrote behind it.
Tokens tokenize(std::string_view text) {
  Tokens tokens;
  const auto close = matching_parentheses(text);
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) tokens.all.push_back({false, std::move(word)});
    word.clear();
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '(' && close[at] != 0) {
      end_word();
      tokens.all.push_back({true, without_parentheses(text.substr(at + 1, close[at] - at - 1))});
      at = close[at];
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      end_word();
    } else {
      tokens.unbalanced |= c == '(' || c == ')';
      word += c;
    }
  }
  end_word();
  return tokens;
}

enum class Clause { none, from, by, via, with, id, recipient };

Clause clause_of(std::string_view word) {
  const std::string lower = text::to_lower(word.substr(0, 5));
  if (lower == "from") return Clause::from;
  if (lower == "by") return Clause::by;
  if (lower == "via") return Clause::via;
  if (lower == "with") return Clause::with;
  if (lower == "id") return Clause::id;
  if (lower == "for") return Clause::recipient;
  return Clause::none;
}

struct RecordedAddress {
  knowledge::IpAddress ip;
  bool bracketed = false;
  bool with_port = false;
};

// "[192.0.2.1]", "192.0.2.1", "[IPv6:2001:db8::1]", "user@192.0.2.1", and with a port as XMail
// ("192.0.2.1:25"), ecelerity ("[192.0.2.1:25]"), Exim ("[192.0.2.1]:25") and old Exim
// ("[192.0.2.1.25]") write it.
std::optional<RecordedAddress> address_in(std::string_view word) {
  if (const auto at = word.rfind('@'); at != std::string_view::npos) word.remove_prefix(at + 1);
  bool bracketed = false;
  bool with_port = false;
  if (word.starts_with('[')) {
    word.remove_prefix(1);
    const auto close = word.find(']');
    bracketed = true;
    with_port = close != std::string_view::npos && close + 1 < word.size();
    word = word.substr(0, close);
  }
  if (word.size() > 5 && equals_ignoring_case(word.substr(0, 5), "ipv6:")) word.remove_prefix(5);
  if (const auto scope = word.find('%'); scope != std::string_view::npos) word = word.substr(0, scope);
  if (const auto ip = knowledge::IpAddress::parse(word)) return RecordedAddress{*ip, bracketed, with_port};
  const auto port = word.find_last_of(":.");
  if (port == std::string_view::npos) return std::nullopt;
  const auto ip = knowledge::IpAddress::parse(word.substr(0, port));
  if (!ip || !ip->is_v4()) return std::nullopt;
  return RecordedAddress{*ip, bracketed, true};
}

std::string host(std::string_view word) {
  constexpr std::size_t longest_host = 255;
  std::string lower = text::to_lower(word.substr(0, longest_host));
  while (!lower.empty() && (lower.back() == '.' || lower.back() == ';' || lower.back() == ',')) lower.pop_back();
  return lower;
}

// A name that a server found by looking up an address; "unknown" is what Postfix and qmail write
// where there is none, "softdnserr" what Courier does.
bool is_recorded_name(std::string_view word) {
  if (word.empty() || word == "unknown" || word == "softdnserr") return false;
  for (const char c : word) {
    const bool host_character = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    if (!host_character) return false;
  }
  return true;
}

std::vector<std::string_view> split_blanks(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return words;
    const auto end = text.find_first_of(" \t\r\n", begin);
    words.push_back(text.substr(begin, end == std::string_view::npos ? end : end - begin));
    if (end == std::string_view::npos) return words;
    text.remove_prefix(end);
  }
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// What the server that wrote the field says behind its own name, where no greeting reaches.
struct Writer {
  bool exim = false;
  bool microsoft = false;
  bool scalix = false;
  bool http = false;
  bool open_smtpd = false;
  bool fetchmail = false;
};

// An address that the receiver recorded, and the name beside it.
struct Record {
  RecordedAddress address;
  std::string name;  // "" where there is none
  bool in_comment = false;
  bool alone = false;    // nothing else in its comment
  bool doubted = false;  // the receiver says that the name may be forged
  bool vouched = false;  // CommuniGate: "([192.0.2.1] verified)"
};

bool is_doubted(std::string_view comment) {
  const std::string lower = text::to_lower(comment.substr(0, 1000));
  for (const std::string_view doubt : {"forged", "unverified", "not verified", "failed", "mismatch", "misconfigured"})
    if (contains(lower, doubt)) return true;
  return false;
}

// What stands between "from" and "by": how the sender introduced itself, and what the receiver recorded of it. Which
// is which, every server writes in its own way. A greeting may hold blanks, parentheses and addresses, and so look
// like any of these ways ("EHLO mx.me.example (HELO x)"): the record that stands last, next to "by", counts, and where
// there are two, nothing is certain.
class FromClause {
 public:
  void add_word(const std::string& word) {
    if (tokens_.empty() && first_.empty()) {
      first_ = word;
    } else if (claiming_ && !word.empty() && word.front() == '"') {
      // smtpd: claiming to be "mail.example"
      greeting_ = host(std::string_view(word).substr(1, word.find('"', 1) - 1));
    } else {
      claiming_ |= word == "claiming";
      via_smtp_ |= word == "via";
      tokens_.push_back({false, word});
    }
  }
  void add_comment(const std::string& text) { tokens_.push_back({true, text}); }

  void read_into(Received& received, const Writer& writer) {
    for (std::size_t i = 0; i < tokens_.size(); ++i) read_token(i);
    const auto own = address_in(first_);
    received.from = greeting_ ? *greeting_ : host(first_);
    received.doubtful |= records_ > 1;
    if (!record_) {
      if (!own) return;
      // "from 192.0.2.1 by …" of webmailers: an address and no greeting.
      received.ip = own->ip;
      if (!greeting_ && (!own->bracketed || writer.http)) received.from.clear();
      return;
    }
    received.ip = record_->address.ip;
    received.rdns = record_->name;
    const bool named = !record_->name.empty();
    // "EHLO mx.me.example (HELO x)": whoever records names so writes no second greeting.
    if (named && (greeting_from_ == Greeting::qmail || greeting_from_ == Greeting::exim)) {
      received.from = host(first_);
      greeting_from_ = Greeting::none;
    }
    if (greeting_from_ == Greeting::qmail) {
      if (is_recorded_name(host(first_))) received.rdns = host(first_);
    } else if (greeting_from_ == Greeting::exim) {
      if (!own) received.rdns = host(first_);
      received.rdns_verified = writer.exim && !own;
    } else if (web_user_) {
      received.from.clear();  // SquirrelMail: the name is the proxy's, nobody greeted
    } else if (own && own->ip == record_->address.ip && record_->address.with_port) {
      received.from.clear();  // ecelerity, of a connection within itself
    } else if (!named && !own && !first_.empty()) {
      read_unnamed(received, writer);
    } else {
      // Postfix and Sendmail write a name only if it leads back to the address, or say that it may be forged.
      received.rdns_verified = named && !writer.open_smtpd;
    }
    received.rdns_verified &= !received.doubtful && !doubted_ && !record_->doubted;
  }

 private:
  enum class Greeting { none, qmail, exim, communigate };

  void read_token(std::size_t index) {
    const Token& token = tokens_[index];
    const auto words = split_blanks(token.text);
    if (words.empty()) return;
    const std::string first = text::to_lower(words[0].substr(0, 300));
    if (token.comment && (first == "helo" || first == "ehlo" || first == "lhlo")) {
      greeting_ = words.size() > 1 ? host(words[1]) : "";
      greeting_from_ = Greeting::qmail;
      return;
    }
    if (token.comment && first == "account") {
      // CommuniGate: "(account user@mail.example HELO greeting.example)"
      for (std::size_t i = 1; i + 1 < words.size(); ++i)
        if (words[i] == "HELO") greeting_ = host(words[i + 1]);
      greeting_from_ = Greeting::communigate;
      return;
    }
    if (token.comment) {
      doubted_ |= contains(token.text, "forged");
      web_user_ |= contains(token.text, "authenticated user");
    }
    const auto record = record_in(token, words);
    read_exim_greeting(words, record.has_value());
    if (record) {
      record_ = record;
      ++records_;
    } else if (token.comment && words.size() == 1 && index + 1 < tokens_.size() && !tokens_[index + 1].comment &&
               tokens_[index + 1].text.starts_with('[') && is_recorded_name(first)) {
      // Exim 3: "from mail.example (greeting.example) [192.0.2.1.25]"
      greeting_ = first;
      greeting_from_ = Greeting::exim;
    }
  }

  // "[192.0.2.1]", "(192.0.2.1)", "(mail.example [192.0.2.1])", "(user@mail.example [192.0.2.1] (may be forged))": the
  // address is the first word or the second. What stands further on ("(envelope-from <x@[192.0.2.1]>)", "(proxying for
  // 192.0.2.1)") is no record of who connected.
  static std::optional<Record> record_in(const Token& token, const std::vector<std::string_view>& words) {
    for (std::size_t i = 0; i < words.size() && i < 2; ++i) {
      const auto address = words[i].starts_with('<') ? std::nullopt : address_in(words[i]);
      if (!address) continue;
      Record record{*address, "", token.comment, token.comment && words.size() == 1, false, false};
      if (i == 1) {
        const std::string name = host(words[0].substr(words[0].rfind('@') + 1));
        if (is_recorded_name(name)) record.name = name;
      }
      record.doubted = is_doubted(token.text);
      record.vouched = i == 0 && words.size() == 2 && words[1] == "verified";
      return record;
    }
    return std::nullopt;
  }

  // "([192.0.2.1] helo=greeting.example)", and "[192.0.2.1] (helo=greeting.example)" where there is no name. A "helo="
  // that stands elsewhere is a part of a greeting.
  void read_exim_greeting(const std::vector<std::string_view>& words, bool has_record) {
    if (!has_record && !address_in(first_)) return;
    for (const std::string_view word : words) {
      if (word.size() <= 4 || !equals_ignoring_case(word.substr(0, 5), "helo=")) continue;
      greeting_ = host(word.substr(5));
      greeting_from_ = Greeting::exim;
    }
  }

  // An address, and no name but the one after "from": of some servers it is the reverse name, of
  // others the greeting. To be wrong here would make a stranger's greeting a fact.
  void read_unnamed(Received& received, const Writer& writer) const {
    if (writer.microsoft || writer.scalix) return;  // Exchange and Scalix write the greeting
    if (writer.exim || record_->vouched) {
      received.rdns = host(first_);
      received.rdns_verified = true;
    } else if (record_->alone && !record_->address.bracketed && !record_->address.with_port) {
      received.rdns = host(first_);  // qmail: nobody has verified it
      if (via_smtp_ && !greeting_) received.from.clear();
    }
  }

  std::string first_;
  std::vector<Token> tokens_;
  std::optional<std::string> greeting_;
  Greeting greeting_from_ = Greeting::none;
  std::optional<Record> record_;  // the last one
  std::size_t records_ = 0;
  bool claiming_ = false;
  bool doubted_ = false;
  bool web_user_ = false;
  bool via_smtp_ = false;
};

// RFC 3848 and 6531: an "S" after SMTP or LMTP ("ESMTPS", "ESMTPSA", "UTF8SMTPS") tells of TLS. Other
// servers put it into a remark: "(version=TLS1_3 cipher=…)", "(using TLSv1.2 with cipher …)".
std::optional<bool> encryption_of(std::string_view protocol, std::string_view field) {
  for (const std::string_view remark : {"version=TLS", "using TLS", "tls_version", "(TLS", " TLS1", "TLSv1"})
    if (field.find(remark) != std::string_view::npos) return true;
  const std::string lower = text::to_lower(protocol.substr(0, 20));
  if (lower.starts_with("https")) return true;
  const auto name = lower.find("mtp");
  if (name == std::string::npos) return std::nullopt;
  return name + 3 < lower.size() && lower[name + 3] == 's';
}

// "by" begins the server's own part of the field where a host follows. A greeting or a recipient may hold such words as
// well ("EHLO a by mx.me.example with"); the last one is taken, for what comes behind it is the server's.
std::vector<std::size_t> places_of_by(const std::vector<Token>& tokens, std::size_t begin) {
  std::vector<std::size_t> places;
  for (std::size_t i = begin; i + 1 < tokens.size(); ++i)
    if (!tokens[i].comment && clause_of(tokens[i].text) == Clause::by && !tokens[i + 1].comment) places.push_back(i);
  return places;
}

// The clauses behind "by". "for" is the last: the recipient is the sender's choice and may hold any word.
Writer read_server(Received& received, const std::vector<Token>& tokens, std::size_t begin) {
  Writer writer;
  Clause clause = Clause::none;
  bool first_of_clause = false;
  for (std::size_t i = begin; i < tokens.size(); ++i) {
    const std::string& text = tokens[i].text;
    if (tokens[i].comment) {
      writer.exim |= text.starts_with("Exim");
      writer.scalix |= text.starts_with("Scalix");
      writer.open_smtpd |= text.starts_with("OpenSMTPD");
      writer.fetchmail |= text.starts_with("fetchmail-");
      writer.http |= text.starts_with("via HTTP");
      continue;
    }
    if (const Clause next = clause_of(text); next != Clause::none && next != Clause::from) {
      clause = next;
      first_of_clause = true;
      continue;
    }
    if (!first_of_clause) continue;
    first_of_clause = false;
    if (clause == Clause::by && received.by.empty()) received.by = host(text);
    if (clause == Clause::with && received.protocol.empty()) received.protocol = text;
    if (clause == Clause::id && received.id.empty()) received.id = text;
    if (clause != Clause::recipient) continue;
    std::string_view address = text;
    if (address.starts_with('<')) address.remove_prefix(1);
    received.recipient = address.substr(0, address.find('>'));
    break;
  }
  writer.microsoft = received.protocol == "Microsoft";
  writer.http |= received.protocol.starts_with("HTTP");
  return writer;
}

// A field that begins in another way than with "from" or "by": where "from" stands, tokens.size() for nowhere. Behind
// "by" an address there is the envelope's.
std::size_t place_of_from(const std::vector<Token>& tokens) {
  bool behind_by = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].comment) continue;
    const Clause clause = clause_of(tokens[i].text);
    behind_by |= clause == Clause::by;
    if (clause == Clause::recipient) break;
    const bool envelope = behind_by && (i + 1 == tokens.size() || contains(tokens[i + 1].text, "@"));
    if (clause == Clause::from && !envelope) return i;
  }
  return tokens.size();
}

// Where the from clause ends that begins there: at "by", or, without one, at the first other clause. The first word is
// always what the client called itself, whatever it is ("EHLO by").
std::size_t end_of_from(const std::vector<Token>& tokens, std::size_t begin, std::size_t by) {
  const std::size_t end = by > begin ? by : tokens.size();
  if (end < tokens.size()) return end;
  for (std::size_t i = begin + 1; i < end; ++i)
    if (!tokens[i].comment && clause_of(tokens[i].text) != Clause::none) return i;
  return end;
}

// The local part of an address may be any text in quotes, parentheses and clauses too: for <"me+x by y (fetchmail)
// w"@…>. Blotted out; what was a local part and what was not is in doubt all the same.
std::string without_quoted_local_parts(std::string_view clauses) {
  constexpr std::size_t longest = 320;
  std::string out(clauses);
  for (auto at = out.find("<\""); at != std::string::npos; at = out.find("<\"", at + 2)) {
    std::size_t end = at + 2;
    while (end < out.size() && end - at < longest && out[end] != '"') end += out[end] == '\\' ? 2 : 1;
    if (end + 1 >= out.size() || out[end] != '"' || out[end + 1] != '@') continue;
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(at) + 1, out.begin() + static_cast<std::ptrdiff_t>(end) + 1,
              'x');
  }
  return out;
}

}  // namespace

std::optional<Received> parse_received(std::string_view raw) {
  raw = trim_blanks(raw);
  Received received;
  const auto semicolon = raw.rfind(';');
  if (semicolon != std::string_view::npos) received.time = parse_date(raw.substr(semicolon + 1));
  std::string unwrapped;
  std::string_view clauses = raw.substr(0, semicolon);
  if (clauses.size() > 6 && equals_ignoring_case(clauses.substr(0, 6), "(from ")) {
    // NAVGW puts the whole clause into parentheses.
    unwrapped = clauses.substr(1);
    if (const auto close = unwrapped.find(')'); close != std::string::npos) unwrapped[close] = ' ';
    clauses = unwrapped;
  }
  const bool quoted_address = clauses.find("<\"") != std::string_view::npos;
  const std::string plain = without_quoted_local_parts(clauses);
  const auto [tokens, unbalanced] = tokenize(plain);
  const std::size_t from_at = place_of_from(tokens);
  received.has_from = from_at < tokens.size();
  const std::size_t begin = received.has_from ? from_at + 1 : 0;
  // The word after "from" is no clause.
  const auto by = places_of_by(tokens, received.has_from ? begin + 1 : 0);
  const std::size_t server = by.empty() ? tokens.size() : received.has_from ? by.back() : by.front();
  received.doubtful = unbalanced || quoted_address || (received.has_from && by.size() > 1);
  FromClause from;
  const std::size_t end = received.has_from ? end_of_from(tokens, begin, server) : 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (tokens[i].comment)
      from.add_comment(tokens[i].text);
    else
      from.add_word(tokens[i].text);
  }
  const bool server_first = by.empty() && received.has_from && from_at > 0;  // "by mx.example … from mail.example …"
  const Writer writer = read_server(received, tokens, server_first ? 0 : by.empty() ? end : server);
  // Notes of where a mail was fetched from and of what scanned it are no hops of the mail.
  if (writer.fetchmail || received.protocol.starts_with("qmail-scanner")) return std::nullopt;
  if (!received.has_from && received.by.empty()) return std::nullopt;
  from.read_into(received, writer);
  received.encrypted = encryption_of(received.protocol, clauses);
  return received;
}

}  // namespace fuwake::mail
