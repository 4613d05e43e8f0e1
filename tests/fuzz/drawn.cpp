#include "drawn.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "mail/charsets.h"
#include "text/ascii.h"

namespace fuwake::fuzz {
namespace {

// What names a line's word and what is left of it.
struct Words {
  std::string_view rest;

  std::string next() {
    const auto end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return std::string(word);
  }
};

class DrawnNetworks final : public knowledge::Networks {
 public:
  std::optional<knowledge::Network> find(const knowledge::IpAddress& address) const override {
    const std::string text = address.to_string();
    for (const auto& [beginning, network] : networks)
      if (text.starts_with(beginning)) return network;
    return std::nullopt;
  }
  std::vector<std::string> sources() const override { return {"drawn"}; }

  std::vector<std::pair<std::string, knowledge::Network>> networks;
};

// The engine with those of its parts that change with every input.
struct Surroundings {
  DrawnNetworks* networks = new DrawnNetworks;
  dissection::Engine engine = dissection::read_engine(FUWAKE_DATA_DIR, {});

  Surroundings() { engine.knowledge.networks.reset(networks); }
};

// Reads the lines, and hands out for whom the mail is.
class Reader {
 public:
  explicit Reader(Surroundings& around) : around_(around) {}

  // As native_messaging and the command line hand a recipient over: in lower case.
  void read(std::string_view line) {
    Words words{line};
    const std::string word = words.next();
    if (word == "me") recipient_.addresses.push_back(text::to_lower(words.rest));
    if (word == "domain") recipient_.domains.push_back(text::to_lower(words.rest));
    if (word == "id") recipient_.authserv_ids.push_back(text::to_lower(words.rest));
    if (word == "contact") read_contact(words);
    if (word == "network") read_network(words);
    if (word == "trusts") trusts = true;
    if (word == "honest") honest = true;
  }

  mail::Recipient recipient() {
    recipient_.contacts = std::make_shared<mail::Contacts>(std::move(contacts_));
    return std::move(recipient_);
  }

  bool trusts = false;
  bool honest = false;

 private:
  void read_contact(Words& words) {
    const std::string address = text::to_lower(words.next());
    contacts_.push_back({mail::to_utf8(words.rest, "utf-8"), {address}});
  }

  void read_network(Words& words) {
    const std::string beginning = words.next();
    knowledge::Network network;
    network.asn = static_cast<std::uint32_t>(std::strtoul(words.next().c_str(), nullptr, 10));
    if (std::string code = words.next(); knowledge::is_country_code(code)) network.country_code = std::move(code);
    network.organisation = mail::to_utf8(words.rest, "utf-8");
    around_.networks->networks.emplace_back(beginning, std::move(network));
  }

  Surroundings& around_;
  mail::Recipient recipient_;
  std::vector<mail::Contact> contacts_;
};

}  // namespace

dissection::Dissection Drawn::dissect() const {
  auto inquiry = dissection::inquire(mail, recipient, engine);
  const evidence::Keys& keys = inquiry.keys;
  dissection::Answers answers;
  if (trusts && keys.sender)
    answers.decisions.on_sender = {1, decisions::DecisionKind::trusted, *keys.sender, "a sender", 1};
  if (honest) answers.decisions.on_mail = {2, decisions::DecisionKind::honest, keys.mail, "a mail", 1};
  return dissection::conclude(std::move(inquiry), engine, answers);
}

Drawn draw(std::string_view input) {
  static Surroundings around;
  around.networks->networks.clear();
  Reader reader(around);
  while (input.starts_with('!')) {
    const auto end = std::min(input.find('\n'), input.size());
    reader.read(input.substr(1, end - 1));
    input.remove_prefix(std::min(end + 1, input.size()));
  }
  return {reader.recipient(), input, around.engine, reader.trusts, reader.honest};
}

}  // namespace fuwake::fuzz
