#include <gtest/gtest.h>

#include "knowledge/host_table.h"

#include <algorithm>
#include <set>

#include "knowledge/knowledge.h"
#include "knowledge/public_suffixes.h"
#include "text/folding.h"

namespace fuwake::knowledge {
namespace {

TEST(IpAddress, KnowsWhatIsPublic) {
  struct Row {
    const char* text;
    bool is_public;
  };
  for (const Row& row :
       {Row{"120.136.14.43", true}, Row{"10.1.2.3", false}, Row{"172.31.255.255", false}, Row{"172.32.0.0", true},
        Row{"192.0.2.25", false}, Row{"100.64.0.1", false}, Row{"::ffff:8.8.8.8", true}, Row{"2001:db8::1", false},
        Row{"2001:218::1", true}, Row{"fe80::1", false}, Row{"::1", false}}) {
    const auto address = IpAddress::parse(row.text);
    ASSERT_TRUE(address) << row.text;
    EXPECT_EQ(address->is_public(), row.is_public) << row.text;
  }
}

TEST(IpAddress, RefusesWhatIsNone) {
  for (const char* text : {"", "1.2.3", "1.2.3.256", "[1.2.3.4]", "1.2.3.4 ", "fe80::1%eth0",
                           ":::", "1111:2222:3333:4444:5555:6666:7777:8888:9999:1234567890"})
    EXPECT_FALSE(IpAddress::parse(text)) << text;
}

TEST(PublicSuffixes, FindTheRegistrableDomain) {
  struct Row {
    const char* host;
    const char* domain;
  };
  for (const Row& row :
       {Row{"activemail.kagoya.com", "kagoya.com"}, Row{"w-support.jp", "w-support.jp"},
        Row{"www.smbc-card.co.jp", "smbc-card.co.jp"}, Row{"a.b.github.io", "b.github.io"}, Row{"co.jp", "co.jp"},
        Row{"localhost", "localhost"}, Row{"192.0.2.1", "192.0.2.1"}, Row{"", ""}})
    EXPECT_EQ(registrable_domain(row.host), row.domain) << row.host;
}

TEST(PublicSuffixes, TellDomainsFromFileNames) {
  EXPECT_TRUE(has_known_suffix("activemail.kagoya.com"));
  EXPECT_TRUE(has_known_suffix("shop.co.za"));  // "za" alone is no suffix
  EXPECT_TRUE(has_known_suffix("co.za"));
  EXPECT_TRUE(has_known_suffix("shop.com.bd"));  // by "*.bd"
  EXPECT_FALSE(has_known_suffix("report.pdf"));
  EXPECT_FALSE(has_known_suffix("co.pdf"));
  EXPECT_FALSE(has_known_suffix("kagoya"));
}

TEST(Folding, MakesTheSameWordTheSameBytes) {
  EXPECT_EQ(text::fold("Ｋａｇｏｙａ"), "kagoya");
  EXPECT_EQ(text::fold("Pay\u200bPal"), "paypal");
  EXPECT_EQ(text::fold("a \r\n\t b "), "a b");
  EXPECT_EQ(text::fold("ｶｺﾞﾔ"), "カゴヤ");
  EXPECT_NE(text::fold("pаypal"), "paypal") << "a Cyrillic letter stays one";
}

const char* const two_brands = R"([kagoya]
name: KAGOYA JAPAN
name-ja: カゴヤ・ジャパン
known-as: kagoya
known-as: カゴヤ
domain: kagoya.com
network: 24282
source: test

[au]
name: au
named-exactly: au
domain: au.com
source: test
)";

Brands brands_of(const std::string& text) {
  return Brands(parse_stanzas(
      text, "test.txt",
      {"name", "name-ja", "known-as", "named-exactly", "domain", "mails-from", "network", "sector", "source"}));
}

TEST(Brands, AreFoundInNames) {
  const Brands brands = brands_of(two_brands);
  struct Row {
    const char* name;
    const char* brand;
  };
  for (const Row& row : {Row{"eKagoya ISP", "kagoya"}, Row{"KAGOYA", "kagoya"}, Row{"株式会社カゴヤ様", "kagoya"},
                         Row{"Kagoya-Support", "kagoya"}, Row{"Kagoyama Taro", ""}, Row{"au", "au"},
                         Row{"Restaurant au Lac", ""}, Row{"ann@kagoya", ""}, Row{"", ""}}) {
    const auto found = brands.named_in(row.name);
    EXPECT_EQ(found.empty() ? "" : found.front()->id, row.brand) << row.name;
  }
}

TEST(Brands, OwnTheirDomainsAndWhatIsBelowThem) {
  const Brands brands = brands_of(two_brands);
  EXPECT_EQ(brands.owner_of("mail.kagoya.com")->id, "kagoya");
  EXPECT_EQ(brands.owner_of("notkagoya.com"), nullptr);
  EXPECT_EQ(brands.owner_of("kagoya.com.evil.example"), nullptr);
  EXPECT_EQ(brands.operator_of(24282)->id, "kagoya");
}

TEST(Brands, RefuseDataThatWouldMislead) {
  const std::string twice =
      std::string(two_brands) + "[other]\nname: Other\nknown-as: other\ndomain: kagoya.com\nsource: x\n";
  EXPECT_THROW(brands_of(twice), DataError) << "two brands with one domain";
  EXPECT_THROW(brands_of("[a]\nname: A\nsource: x\n"), DataError) << "no domain";
  EXPECT_THROW(brands_of("[a]\nname: A\ndomain: a.example\n"), DataError) << "no source";
  EXPECT_THROW(brands_of("[a]\nnmae: A\n"), DataError) << "a misspelt key";
  EXPECT_THROW(brands_of("name: A\n"), DataError) << "a field before the first entry";
}

TEST(Data, IsWhole) {
  const Knowledge knowledge = read_knowledge(FUWAKE_DATA_DIR, {});
  EXPECT_GE(knowledge.brands.all().size(), 600U);
  std::size_t japanese = 0;
  std::set<std::string> ids;
  for (const Brand& brand : knowledge.brands.all()) {
    EXPECT_TRUE(ids.insert(brand.id).second) << brand.id << " is there twice";
    EXPECT_FALSE(brand.known_as.empty() && brand.named_exactly.empty()) << brand.id;
    EXPECT_TRUE(brand.names.contains("ja")) << brand.id;
    japanese += std::any_of(brand.domains.begin(), brand.domains.end(),
                            [](const std::string& domain) { return domain.ends_with(".jp"); });
  }
  EXPECT_GE(japanese, 200U);
  EXPECT_TRUE(knowledge.networks->sources().empty());
  EXPECT_FALSE(knowledge.networks->find(*IpAddress::parse("120.136.14.43")));
}

TEST(Lookalikes, AreToldByTheirShape) {
  struct Row {
    const char* domain;
    const char* original;
    bool alike;
    Resemblance resemblance;
  };
  for (const Row& row : {Row{"p\u0430ypal.com", "paypal.com", true, Resemblance::homograph},
                         Row{"rnicrosoft.com", "microsoft.com", true, Resemblance::homograph},
                         Row{"paypa1.com", "paypal.com", true, Resemblance::homograph},
                         Row{"amazzon.com", "amazon.com", true, Resemblance::one_edit},
                         Row{"amzaon.com", "amazon.com", true, Resemblance::one_edit},
                         Row{"amazo.com", "amazon.com", true, Resemblance::one_edit},
                         Row{"paypal-support.com", "paypal.com", true, Resemblance::added_word},
                         Row{"login-amazon.shop", "amazon.com", true, Resemblance::added_word},
                         Row{"wwwpaypal.com", "paypal.com", true, Resemblance::added_word},
                         Row{"amazonsupport.com", "amazon.com", true, Resemblance::added_word},
                         Row{"amazonia.com", "amazon.com", false, {}}, Row{"supportal.com", "portal.com", false, {}},
                         Row{"amazon.com", "amazon.com", false, {}}, Row{"amazon.shop", "amazon.com", false, {}},
                         Row{"paypal-fans.com", "paypal.com", false, {}}, Row{"dhx.com", "dhl.com", false, {}},
                         Row{"example.com", "amazon.com", false, {}}}) {
    const auto found = resembles(row.domain, row.original);
    EXPECT_EQ(found.has_value(), row.alike) << row.domain;
    EXPECT_TRUE(!found || found->resemblance == row.resemblance) << row.domain;
  }
}

TEST(Lookalikes, OfBrandsAreFound) {
  const Knowledge knowledge = read_knowledge(FUWAKE_DATA_DIR, {});
  const auto found = knowledge.lookalikes.imitated_by("kagoya-support.jp");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->brand->id, "kagoya");
  EXPECT_FALSE(knowledge.lookalikes.imitated_by("paypal.com"));
  EXPECT_FALSE(knowledge.lookalikes.imitated_by("office.example"));
}

TEST(MailServices, KnowWhoseMailboxesAreEverybodys) {
  const MailServices services = MailServices::read(std::filesystem::path(FUWAKE_DATA_DIR) / "mail-services");
  EXPECT_TRUE(services.is_free_mail("gmail.com"));
  EXPECT_TRUE(services.is_free_mail("yahoo.co.jp"));
  EXPECT_FALSE(services.is_free_mail("mail.yahoo.co.jp")) << "Yahoo! JAPAN itself mails from there";
  EXPECT_TRUE(services.is_free_mail("abc.ocn.ne.jp"));
  EXPECT_FALSE(services.is_free_mail("office.example"));
}

// Only the last labels decide, and only endings as long as what is known are looked up.
TEST(Hosts, OfManyLabelsAreReadAtTheirEnd) {
  std::string labels;
  for (int i = 0; i < 4000; ++i) labels += "a.";
  EXPECT_EQ(registrable_domain(labels + "example.co.jp"), "example.co.jp");
  EXPECT_EQ(registrable_domain(labels + "com"), "a.com");
  HostTable<int> table;
  table["example.com"] = 1;
  table["b.example.com"] = 2;
  EXPECT_EQ(*table.find(labels + "b.example.com"), 2);
  EXPECT_EQ(*table.find(labels + "example.com"), 1);
  EXPECT_EQ(table.find(labels + "example.org"), nullptr);
}

TEST(Skeleton, OfAsciiIsThatOfUts39) {
  EXPECT_EQ(skeleton("paypa1"), skeleton("p\u0430ypal")) << "a figure and a Cyrillic letter";
  EXPECT_EQ(skeleton("rnrnvv"), skeleton("mmw"));
}

}  // namespace
}  // namespace fuwake::knowledge
