#include <gtest/gtest.h>

#include "knowledge/host_table.h"

#include <algorithm>
#include <set>

#include "knowledge/disguise.h"
#include "knowledge/knowledge.h"
#include "knowledge/networks.h"
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

TEST(Networks, AreInACountryOfTwoLetters) {
  for (const char* code : {"JP", "US"}) EXPECT_TRUE(is_country_code(code)) << code;
  for (const char* broken : {"", "J", "jp", "JPN", "J1", "JP\xa8"}) EXPECT_FALSE(is_country_code(broken)) << broken;
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
  return Brands(
      parse_stanzas(text, "test.txt",
                    {"name", "name-*", "known-as", "named-exactly", "known-not-as", "domain", "mails-from",
                     "customers-below", "network", "speaks-for", "group", "family-name", "sector", "source"}));
}

const Knowledge& all_knowledge() {
  static const Knowledge knowledge = read_knowledge(FUWAKE_DATA_DIR, {});
  return knowledge;
}

std::string first_named_in(std::string_view name) {
  const auto found = all_knowledge().brands.named_in(name);
  return found.empty() ? "" : found.front()->id;
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

TEST(Names, AreInAnyLanguage) {
  const auto stanza_with = [](const std::string& fields) {
    return parse_stanzas("[x]\n" + fields, "test.txt", {"name", "name-*"}).front();
  };
  const auto names = stanza_with("name-pt-BR: Correios\nname: Post\nname-ja: 郵便\nname-pt: Correio\n").names();
  struct Row {
    const char* language;
    const char* name;
  };
  for (const Row& row : {Row{"en", "Post"}, Row{"ja", "郵便"}, Row{"ja-JP", "郵便"}, Row{"pt-BR", "Correios"},
                         Row{"pt-PT", "Correio"}, Row{"de", "Post"}, Row{"p", "Post"}, Row{"", "Post"}})
    EXPECT_EQ(names.in(row.language), row.name) << row.language;
  for (const char* fields : {"name-jp: 郵便\n", "name-: x\n", "name-*: x\n", "name-Ja: x\n", "name-english: x\n"})
    EXPECT_THROW(stanza_with(std::string("name: Post\n") + fields), DataError) << fields;
  EXPECT_THROW(stanza_with("name-ja: 郵便\n").names(), DataError) << "none in English";
  EXPECT_THROW(parse_stanzas("[x]\nname-ja: 郵便\n", "test.txt", {"name"}), DataError) << "a file without names";
}

TEST(Languages, AreSpelledAsTheirReadersLocales) {
  struct Row {
    const char* tag;
    bool is_one;
  };
  for (const Row& row : {Row{"en", true}, Row{"pt-BR", true}, Row{"zh-Hant-TW", true}, Row{"fil", true},
                         Row{"jp", false}, Row{"pt-br", false}, Row{"pt_BR", false}, Row{"JA", false}, Row{"", false},
                         Row{"en.json", false}, Row{"../en", false}})
    EXPECT_EQ(is_language(row.tag), row.is_one) << row.tag;
}

TEST(Data, IsWhole) {
  const Knowledge knowledge = read_knowledge(FUWAKE_DATA_DIR, {});
  EXPECT_GE(knowledge.brands.all().size(), 1000U);
  std::size_t japanese = 0;
  std::set<std::string> ids;
  for (const Brand& brand : knowledge.brands.all()) {
    EXPECT_TRUE(ids.insert(brand.id).second) << brand.id << " is there twice";
    EXPECT_FALSE(brand.known_as.empty() && brand.named_exactly.empty()) << brand.id;
    EXPECT_TRUE(brand.names.has("ja")) << brand.id;
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

// Honest senders, seen accused; and beside each what a copy makes of the same words.
TEST(Brands, AreNotNamedByOtherEntities) {
  struct Row {
    const char* name;
    const char* brand;
  };
  for (const Row& row : {Row{"Apple Valley School", ""},
                         Row{"Apple Support", "apple"},
                         Row{"Netflix Book Club", ""},
                         Row{"Netflix Abrechnung", "netflix"},
                         Row{"Microsoft User Group Hamburg", ""},
                         Row{"Microsoft Account Team", "microsoft"},
                         Row{"Hockeyclub Apple Court", ""},
                         Row{"Hannes Elster", ""},
                         Row{"Elster, Hannes", ""},
                         Row{"Dr. Hannes M. Elster", ""},
                         Row{"Mein Elster", "elster"},
                         Row{"Alex from Elster", "elster"},
                         Row{"Kevin Microsoft", "microsoft"},
                         Row{"Mairie d'Orange", ""},
                         Row{"Orange Service Client", "orange"},
                         Row{"Ayuntamiento de Santander", ""},
                         Row{"Fundação Universidade de Itaúna", ""},
                         Row{"Itaú Cartões", "itau"},
                         Row{"CaixaBankNow", "caixabank"},
                         Row{"CaixaBankNowApp", "caixabank"},
                         Row{"CaixaBank2", "caixabank"},
                         Row{"PayPal2Support", "paypal"},
                         Row{"PayPalHelpDesk", "paypal"},
                         Row{"MyCommerzbankOnline", "commerzbank"},
                         Row{"commerzbanksupport", "commerzbank"},
                         Row{"Commerz-bank", "commerzbank"},
                         Row{"Commerz-ba-nk", "commerzbank"},
                         Row{"CommerzbankArena", ""},
                         Row{"Commerzbank Arena Tickets", ""},
                         Row{"VodafoneArenaTickets", ""},
                         Row{"PayPalHaters", ""},
                         Row{"PayPalHelpers", "paypal"},
                         Row{"ex-Telekom", ""},
                         Row{"NetflixPartyFans", ""},
                         Row{"DHLExpress", "dhl"},
                         Row{"DHL2026", "dhl"},
                         Row{"DHL7", ""},
                         Row{"Net flix", "netflix"},
                         Row{"Net flix Support", "netflix"},
                         Row{"Net flow Support", ""},
                         Row{"Mynetflix", "netflix"},
                         Row{"Mynetwork", ""},
                         Row{"NetflixbillingInfo", "netflix"},
                         Row{"McAfeeTotalProtection", "mcafee"},
                         Row{"StarLineTravel", ""},
                         Row{"Hockeyclub AppleCourt", ""},
                         Row{"Line-Dance Club", ""},
                         Row{"supportgroup", ""},
                         Row{"American Airlines Federal Credit Union", ""},
                         Row{"Navy Federal Credit Union", "navy-federal"},
                         Row{"Türk Telekom", ""},
                         Row{"トヨタ労働組合", ""},
                         Row{"三菱UFJ銀行 事務局", "mufg"}})
    EXPECT_EQ(first_named_in(row.name), row.brand) << row.name;
  const Brands& brands = all_knowledge().brands;
  const Brand& apple = *brands.owner_of("apple.com");
  EXPECT_TRUE(brands.names_another_entity("Apple Valley School", apple));
  EXPECT_FALSE(brands.names_another_entity("Apple Valley School, by Apple Support", apple));
  EXPECT_FALSE(brands.names_another_entity("Valley School", apple)) << "the brand is not named at all";
}

TEST(Brands, WithCommonNamesAreNamedByThemAloneOrInARole) {
  struct Row {
    const char* name;
    const char* brand;
  };
  for (const Row& row :
       {Row{"ING", "ing"}, Row{"ING Klantenservice", "ing"}, Row{"Sparkasse Kundenservice", "sparkasse"},
        Row{"Kundenservice Sparkasse", "sparkasse"}, Row{"auサポート", "au"}, Row{"Restaurant au Lac", ""},
        Row{"ING. Peter Kranz", ""}, Row{"Sparkasse Turnverein 1880", ""}})
    EXPECT_EQ(first_named_in(row.name), row.brand) << row.name;
}

TEST(Brands, AreNamedByTheirDomains) {
  EXPECT_EQ(first_named_in("eki-net.com"), "jr-east");
  EXPECT_EQ(first_named_in("Proton.me Support"), "proton");
  EXPECT_EQ(first_named_in("office.example"), "");
  EXPECT_EQ(first_named_in("attacker.zendesk.com"), "zendesk") << "the word itself names it";
}

TEST(Brands, OfOneGroupAnswerForEachOther) {
  const Brands& brands = all_knowledge().brands;
  const auto answers = [&brands](const char* owner, const char* named) {
    return brands.answers_for(*brands.owner_of(owner), *brands.owner_of(named));
  };
  EXPECT_TRUE(answers("facebookmail.com", "instagram.com"));
  EXPECT_TRUE(answers("payments.interac.ca", "bmo.com")) << "a payment network names the bank";
  EXPECT_TRUE(answers("notifications.service.gov.uk", "hmrc.gov.uk"));
  EXPECT_FALSE(answers("bmo.com", "interac.ca"));
  EXPECT_FALSE(answers("paypal.com", "hsbc.com"));
}

TEST(Families, KnowWhoseDomainsAreOneOwners) {
  struct Row {
    const char* host;
    const char* other;
    bool same;
  };
  for (const Row& row : {Row{"mail.kagoya.com", "kagoya.net", true},
                         Row{"sharepointonline.com", "microsoft.com", true},
                         Row{"qemailserver.com", "qualtrics.com", true},
                         Row{"mail.hellosign.com", "dropbox.com", true},
                         Row{"business.fb.com", "facebookmail.com", true},
                         Row{"instagram.com", "meta.com", true},
                         Row{"google.github.io", "google.com", true},
                         Row{"someone.github.io", "google.com", false},
                         Row{"atlassian.com", "trello.com", true},
                         Row{"ca-paris.fr", "credit-agricole.fr", true},
                         Row{"ca-anybody.fr", "credit-agricole.fr", false},
                         Row{"sparkasse-bremen.de", "sparkasse.de", true},
                         Row{"sparkasse-sicherheit.de", "sparkasse.de", false},
                         Row{"dpd.fr", "dpd.de", true},
                         Row{"mercadolibre.com.ni", "mercadolivre.com.br", true},
                         Row{"hsbc.com.hk", "hsbc.co.uk", true},
                         Row{"mcsv.net", "list-manage.com", true},
                         Row{"a.zendesk.com", "b.zendesk.com", false},
                         Row{"x.a.zendesk.com", "a.zendesk.com", true},
                         Row{"www.office.example", "office.example", true},
                         Row{"office.example", "other.example", false},
                         Row{"", "", false}})
    EXPECT_EQ(same_owner(all_knowledge(), row.host, row.other), row.same) << row.host << " and " << row.other;
}

TEST(Stanzas, WriteClosedSetsShort) {
  EXPECT_EQ(alternatives("ca-{paris,nord}.example", "x"),
            (std::vector<std::string>{"ca-paris.example", "ca-nord.example"}));
  EXPECT_EQ(alternatives("kagoya.com", "x"), std::vector<std::string>{"kagoya.com"});
  for (const char* wrong : {"a-{}.example", "a-{b.example", "a-}b{.example", "a-{b,}.example"})
    EXPECT_THROW(alternatives(wrong, "x"), DataError) << wrong;
  EXPECT_THROW(brands_of("[a]\nname: A\ndomain: ca-*.fr\nsource: x\n"), DataError) << "anybody can register one";
  EXPECT_THROW(brands_of("[a]\nname: A\ndomain: a.example\nspeaks-for: nobody\nsource: x\n"), DataError);
}

TEST(Disguise, IsSeenThrough) {
  struct Row {
    const char* name;
    const char* brand;
  };
  for (const Row& row :
       {Row{"РауРаl", "paypal"}, Row{"Аmаzоn", "amazon"}, Row{"аррӏе", "apple"}, Row{"Ꮮеdgеr Live", "ledger"},
        Row{"amazọn", "amazon"}, Row{"ヤマ卜運輸", "yamato"}, Row{"ヤマト运输", "yamato"},
        Row{"セゾソカード", "saison"}, Row{"三丼住友カード", "smbc-card"}, Row{"三 菱 Ｕ Ｆ Ｊ 銀 行", "mufg"},
        Row{"C o i n b a s e", "coinbase"}, Row{"ΑΝΑマイレージクラブ", "ana"}, Row{"lTAUCARD", "itau"},
        Row{"楽天力ード", "rakuten-card"},
        // Honest ones.
        Row{"PayPal", ""}, Row{"三井住友カード", ""}, Row{"ヤマト運輸", ""}, Row{"中国工商银行", ""},
        Row{"µTorrent Forum", ""}, Row{"Ωmega Verein", ""}, Row{"Анна Иванова", ""}, Row{"ΑΝΑ ΠΑΠΑΔΟΠΟΥΛΟΥ", ""},
        Row{"РџСЂРёРІРµС‚ Apple", ""}, Row{"山 田 太 郎", ""}, Row{"Société Générale", ""}, Row{"Nguyễn Thị Ngọc", ""},
        Row{"ベルメゾンネット", ""}, Row{"Apple Valley School", ""}}) {
    const Brand* brand = all_knowledge().lookalikes.disguised_in(row.name);
    EXPECT_EQ(brand == nullptr ? "" : brand->id, row.brand) << row.name;
  }
}

TEST(Disguise, OfLettersAsSymbols) {
  EXPECT_TRUE(has_letters_as_symbols("𝘀𝘂𝗽𝗽𝗼𝗿𝘁@office.example"));
  EXPECT_TRUE(has_letters_as_symbols("Ⓟⓐⓨ Ⓟⓐⓛ"));
  EXPECT_FALSE(has_letters_as_symbols("ＰａｙＰａｌ")) << "full-width letters are Japan's own";
  EXPECT_FALSE(has_letters_as_symbols("𝒳-ray"));
  EXPECT_FALSE(has_letters_as_symbols("Support"));
}

TEST(Lookalikes, AreMisspeltNames) {
  struct Row {
    const char* name;
    const char* brand;
  };
  for (const Row& row : {Row{"Aamzon.co.jp", "amazon"}, Row{"Mircosoft Support", "microsoft"}, Row{"Amaz0n", "amazon"},
                         Row{"Соіоbаѕе", "coinbase"}, Row{"Coinb…", "coinbase"},
                         // Honest ones.
                         Row{"Amazon", ""}, Row{"News Channel", ""}, Row{"Finance Committee", ""},
                         Row{"Town of Milton", ""}, Row{"Appel", ""}, Row{"Anna Coin…", ""}, Row{"", ""}}) {
    const auto found = all_knowledge().lookalikes.misspelt_in(row.name);
    EXPECT_EQ(found ? found->brand->id : "", row.brand) << row.name;
  }
}

TEST(Lookalikes, AreNotWhatOnlyResembles) {
  const Lookalikes& lookalikes = all_knowledge().lookalikes;
  for (const char* honest : {"getzner.com", "milton.edu", "correo.gob.es", "regione.vda.it", "jdbank.com", "idbank.am",
                             "uniten.edu.my", "server.pro", "ipost.com", "harmony.co.za"})
    EXPECT_FALSE(lookalikes.imitated_by(honest)) << honest;
  for (const char* copy : {"аррӏе.com", "amazọn.com", "amazzon.com", "amzaon.com", "paypal-support.com",
                           "rnicrosoft.com", "commerzbnk.de"})
    EXPECT_TRUE(lookalikes.imitated_by(copy)) << copy;
}

TEST(PublicSuffixes, TellWhatOnlyOfficesHave) {
  for (const char* host : {"correo.gob.es", "www.irs.gov", "impots.gouv.fr", "nta.go.jp", "city.chiba.lg.jp",
                           "ox.ac.uk", "uniten.edu.my", "bmf.gv.at"})
    EXPECT_TRUE(has_restricted_suffix(host)) << host;
  for (const char* host : {"gob.ar.com", "go.it", "gov.example", "example.com", "gov", "edu-my.com"})
    EXPECT_FALSE(has_restricted_suffix(host)) << host;
  for (const char* host : {"gob.ar.com", "afip.gob.ar.evil.example", "www.gov.br.net", "impots-gouv-fr.com"})
    EXPECT_TRUE(imitates_restricted_suffix(host)) << host;
  for (const char* host : {"afip.gob.ar", "gov.uk", "example.com", "go.jp.example.com", "ac.uk.example.org", "a-b.com"})
    EXPECT_FALSE(imitates_restricted_suffix(host)) << host;
}

TEST(MailServices, KnowWhoLendsAnAddress) {
  const MailServices& services = all_knowledge().mail_services;
  EXPECT_TRUE(services.lends_its_address("shared1.ccsend.com"));
  EXPECT_TRUE(services.lends_its_address("followups.typeform.io"));
  EXPECT_FALSE(services.lends_its_address("mailchimp.com"));
  EXPECT_FALSE(services.lends_its_address("ccsend.com.evil.example"));
  EXPECT_TRUE(is_role_mailbox("No-Reply"));
  EXPECT_FALSE(is_role_mailbox("anna.info"));
}

TEST(StrangersWords, AreKnownByTheAddress) {
  const StrangersWords& words = all_knowledge().strangers_words;
  struct Row {
    const char* address;
    const char* service;
    bool always;
  };
  for (const Row& row :
       {Row{"drive-shares-noreply@google.com", "google-drive", true}, Row{"dse_na4@docusign.net", "docusign", true},
        Row{"service@paypal.com", "paypal-invoice", false},
        Row{"abc123@marketplace.amazon.co.jp", "amazon-marketplace", true},
        Row{"store+123@t.shopifyemail.com", "shopify-email", true},
        Row{"x@shared1.ccsend.com", "constant-contact", true}, Row{"noreply@bill-one.com", "bill-one", true},
        Row{"service@paypal.com.evil.example", "", false}, Row{"ann@docusign.net", "", false},
        Row{"ann@google.com", "", false}, Row{"no address", "", false}}) {
    const auto* service = words.find(row.address);
    EXPECT_EQ(service == nullptr ? "" : service->id, row.service) << row.address;
    EXPECT_EQ(service != nullptr && service->always, row.always) << row.address;
  }
  EXPECT_GE(words.all().size(), 100U);
  std::set<std::string> brands;
  for (const Brand& brand : all_knowledge().brands.all()) brands.insert(brand.id);
  for (const auto& service : words.all())
    EXPECT_TRUE(service.brand.empty() || brands.contains(service.brand)) << service.id << ": " << service.brand;
}

}  // namespace
}  // namespace fuwake::knowledge
