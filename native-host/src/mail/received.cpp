#include "mail/received.h"

#include <vector>

#include "mail/charsets.h"
#include "mail/headers.h"

namespace fuwake::mail {
namespace {

struct Token {
  bool comment = false;
  std::string text;
};

// Words and comments; a comment keeps its inner parentheses as spaces.
std::vector<Token> tokenize(std::string_view text) {
  constexpr std::size_t enough = 200;
  std::vector<Token> tokens;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) tokens.push_back({false, std::move(word)});
    word.clear();
  };
  std::size_t at = 0;
  while (at < text.size() && tokens.size() < enough) {
    const char c = text[at];
    if (c == '(') {
      end_word();
      int depth = 0;
      std::string comment;
      for (; at < text.size(); ++at) {
        if (text[at] == '(') {
          if (depth++ > 0) comment += ' ';
        } else if (text[at] == ')') {
          if (--depth == 0) break;
          comment += ' ';
        } else {
          comment += text[at];
        }
      }
      tokens.push_back({true, std::move(comment)});
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      end_word();
    } else {
      word += c;
    }
    ++at;
  }
  end_word();
  return tokens;
}

enum class Clause { none, from, by, via, with, id, recipient };

Clause clause_of(std::string_view word) {
  const std::string lower = to_lower_ascii(word.substr(0, 5));
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
  if (const auto scope = word.find('%'); scope != std::string_view::npos)
    word = word.substr(0, scope);
  if (const auto ip = knowledge::IpAddress::parse(word))
    return RecordedAddress{*ip, bracketed, with_port};
  const auto port = word.find_last_of(":.");
  if (port == std::string_view::npos) return std::nullopt;
  const auto ip = knowledge::IpAddress::parse(word.substr(0, port));
  if (!ip || !ip->is_v4()) return std::nullopt;
  return RecordedAddress{*ip, bracketed, true};
}

std::string host(std::string_view word) {
  constexpr std::size_t longest_host = 255;
  std::string lower = to_lower_ascii(word.substr(0, longest_host));
  while (!lower.empty() && (lower.back() == '.' || lower.back() == ';' || lower.back() == ','))
    lower.pop_back();
  return lower;
}

// A name that a server found by looking up an address; "unknown" is what Postfix and qmail write
// where there is none, "softdnserr" what Courier does.
bool is_recorded_name(std::string_view word) {
  if (word.empty() || word == "unknown" || word == "softdnserr") return false;
  for (const char c : word) {
    const bool host_character = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
                                c == '-' || c == '_';
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

// What stands between "from" and the next clause: how the sender introduced itself, and what the
// receiver recorded of it. Which is which, every server writes in its own way.
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
      tokens_.push_back({false, word});
    }
  }
  void add_comment(const std::string& text) { tokens_.push_back({true, text}); }

  /// `field` is the whole value, which names the server's program.
  void read_into(Received& received, std::string_view field) {
    for (std::size_t i = 0; i < tokens_.size(); ++i) read_token(i);
    const auto contains = [field](std::string_view text) {
      return field.find(text) != std::string_view::npos;
    };
    const auto own = address_in(first_);
    received.from = greeting_ ? *greeting_ : host(first_);
    received.rdns = name_;
    if (!address_) {
      if (!own) return;
      // "from 192.0.2.1 by …" of webmailers: an address and no greeting.
      received.ip = own->ip;
      if (!greeting_ && (!own->bracketed || contains("HTTP"))) received.from.clear();
      return;
    }
    received.ip = address_->ip;
    if (greeting_from_ == Greeting::qmail) {
      if (is_recorded_name(host(first_))) received.rdns = host(first_);
    } else if (greeting_from_ == Greeting::exim) {
      if (!own) received.rdns = host(first_);
    } else if (contains("authenticated user")) {
      received.from.clear();  // SquirrelMail: the name is the proxy's, nobody greeted
    } else if (own && own->ip == address_->ip && address_->with_port) {
      received.from.clear();  // ecelerity, of a connection within itself
    } else if (name_.empty() && !own && !first_.empty()) {
      read_unnamed(received, contains);
    }
  }

 private:
  enum class Greeting { none, qmail, exim, communigate };

  void read_token(std::size_t index) {
    const auto words = split_blanks(tokens_[index].text);
    if (words.empty()) return;
    const std::string first = to_lower_ascii(words[0].substr(0, 300));
    if (tokens_[index].comment && (first == "helo" || first == "ehlo" || first == "lhlo")) {
      greeting_ = words.size() > 1 ? host(words[1]) : "";
      greeting_from_ = Greeting::qmail;
      return;
    }
    if (tokens_[index].comment && first == "account") {
      // CommuniGate: "(account user@mail.example HELO greeting.example)"
      for (std::size_t i = 1; i + 1 < words.size(); ++i)
        if (words[i] == "HELO") greeting_ = host(words[i + 1]);
      greeting_from_ = Greeting::communigate;
      return;
    }
    const bool had_address = address_.has_value();
    for (const std::string_view word : words) {
      if (word.size() > 5 && equals_ignoring_case(word.substr(0, 5), "helo=")) {
        greeting_ = host(word.substr(5));
        greeting_from_ = Greeting::exim;
      } else if (!address_) {
        address_ = address_in(word);
      }
    }
    if (!tokens_[index].comment) return;
    const bool address_is_here = address_ && !had_address;
    if (address_is_here && words.size() > 1 && !address_in(words[0])) {
      // "(mail.example [192.0.2.1])", "(user@mail.example [192.0.2.1])"
      const std::string name = host(words[0].substr(words[0].rfind('@') + 1));
      if (is_recorded_name(name)) name_ = name;
    } else if (words.size() == 1 && index + 1 < tokens_.size() && !tokens_[index + 1].comment &&
               tokens_[index + 1].text.starts_with('[') && is_recorded_name(first)) {
      // Exim 3: "from mail.example (greeting.example) [192.0.2.1.25]"
      greeting_ = first;
      greeting_from_ = Greeting::exim;
    }
    bare_comment_ |= address_is_here && words.size() == 1 && !address_->bracketed;
  }

  // An address, and no name but the one after "from": of some servers it is the reverse name, of
  // others the greeting. To be wrong here would make a stranger's greeting a fact.
  template <typename Contains>
  void read_unnamed(Received& received, const Contains& contains) const {
    if (contains("with Microsoft")) return;  // Exchange writes the greeting
    if (contains("(Scalix")) return;         // so does Scalix
    const bool looked_up = contains("(Exim") || contains(" verified)");
    if (looked_up) {
      received.rdns = host(first_);
    } else if (bare_comment_ && !address_->with_port) {
      received.rdns = host(first_);
      if (contains(" via SMTP ") && !greeting_) received.from.clear();
    }
  }

  std::string first_;
  std::vector<Token> tokens_;
  std::optional<std::string> greeting_;
  Greeting greeting_from_ = Greeting::none;
  std::optional<RecordedAddress> address_;
  std::string name_;
  bool bare_comment_ = false;
  bool claiming_ = false;
};

// RFC 3848 and 6531: an "S" after SMTP or LMTP ("ESMTPS", "ESMTPSA", "UTF8SMTPS") tells of TLS. Other
// servers put it into a remark: "(version=TLS1_3 cipher=…)", "(using TLSv1.2 with cipher …)".
std::optional<bool> encryption_of(std::string_view protocol, std::string_view field) {
  for (const std::string_view remark : {"version=TLS", "using TLS", "tls_version", "(TLS", " TLS1", "TLSv1"})
    if (field.find(remark) != std::string_view::npos) return true;
  const std::string lower = to_lower_ascii(protocol.substr(0, 20));
  if (lower.starts_with("https")) return true;
  const auto name = lower.find("mtp");
  if (name == std::string::npos) return std::nullopt;
  return name + 3 < lower.size() && lower[name + 3] == 's';
}

}  // namespace

std::optional<Received> parse_received(std::string_view raw) {
  raw = trim_blanks(raw);
  // Notes of where a mail was fetched from and of what scanned it are no hops of the mail.
  for (const std::string_view note : {"(fetchmail-", "with qmail-scanner"})
    if (raw.find(note) != std::string_view::npos) return std::nullopt;
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
  FromClause from;
  Clause clause = Clause::none;
  bool first_of_clause = false;
  for (const Token& token : tokenize(clauses)) {
    if (token.comment) {
      if (clause == Clause::from) from.add_comment(token.text);
      continue;
    }
    const Clause next = clause_of(token.text);
    // A clause comes once; "from" and "for" again later are the envelope's.
    if (next != Clause::none && !(next == Clause::from && received.has_from)) {
      clause = next;
      first_of_clause = true;
      received.has_from |= clause == Clause::from;
      continue;
    }
    if (clause == Clause::from) {
      from.add_word(token.text);
      continue;
    }
    if (!first_of_clause) continue;
    first_of_clause = false;
    switch (clause) {
      case Clause::by: received.by = host(token.text); break;
      case Clause::with: received.protocol = token.text; break;
      case Clause::id: received.id = token.text; break;
      case Clause::recipient: {
        std::string_view address = token.text;
        if (address.starts_with('<')) address.remove_prefix(1);
        received.recipient = address.substr(0, address.find('>'));
        break;
      }
      default: break;
    }
  }
  if (!received.has_from && received.by.empty()) return std::nullopt;
  from.read_into(received, raw);
  received.encrypted = encryption_of(received.protocol, clauses);
  return received;
}

}  // namespace fuwake::mail
