// The phrases of lures: how they are found, that no lure is without them in any language, and that honest mail which
// speaks of the same things tells none.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "knowledge/wording.h"
#include "knowledge/words.h"
#include "text/folding.h"

namespace fuwake::knowledge {
namespace {

const std::vector<std::string_view> keys = {"lure", "phrase", "near", "hint", "unless", "reason", "absent"};

TEST(Wording, WhatAnybodySaysTellsNoLure) {
  const Wording wording(
      parse_stanzas("[x.en]\nlure: prize\nreason: test\nphrase: you have won\nhint: casino\n"
                    "hint: your prize\n"
                    "[x.ja]\nlure: prize\nreason: test\nhint: casino\nhint: 当選\n"
                    "hint: キャンペーン\nphrase: 当選金\n",
                    "test.txt", keys));
  const auto is_told = [&](std::string_view text) {
    const auto lures = wording.find(text::fold(text));
    return !lures.empty() && lures.front().is_told();
  };
  EXPECT_TRUE(is_told("You have won"));
  EXPECT_FALSE(is_told("Here is your prize"));
  EXPECT_FALSE(is_told("At the casino"));  // a word that two languages share is one word
  EXPECT_FALSE(is_told("当選 キャンペーン"));
  EXPECT_TRUE(is_told("当選金"));                          // the data say that it is no hint, short as it is
  EXPECT_TRUE(is_told("your prize of the casino: 当選"));  // three hints
}

TEST(Wording, CountsHintsThatOverlapOnce) {
  const Wording wording(
      parse_stanzas("[x]\nlure: urgency\nreason: test\nhint: within 24 hours\nhint: 24 hours\n"
                    "hint: hours\nhint: last chance\nhint: hurry\n",
                    "test.txt", keys));
  EXPECT_FALSE(wording.find("within 24 hours").front().is_told());
  EXPECT_TRUE(wording.find("last chance, hurry: within 24 hours").front().is_told());
}

TEST(Wording, FindsPhrasesAcrossGaps) {
  const Wording wording(
      parse_stanzas("[x]\nlure: storage-full\nreason: test\nphrase: mailbox … full\n", "test.txt", keys));
  EXPECT_EQ(wording.find(text::fold("Your MAILBOX is almost full")).size(), 1U);
  EXPECT_TRUE(wording.find(text::fold("full mailbox")).empty());
  EXPECT_TRUE(wording.find("mailbox " + std::string(200, 'x') + " full").empty());
  EXPECT_EQ(wording.find("mailbox " + std::string(200, 'x') + " mailbox is full").size(), 1U);
}

TEST(Wording, FindsWhatIsNearInAnyOrder) {
  const Wording wording(
      parse_stanzas("[x]\nlure: bank-change\nreason: test\n"
                    "near: {account,bank}…{audit,frozen}…pay\nphrase: our {new,other} {iban,bank}\n",
                    "test.txt", keys));
  for (const char* text : {"pay not to the account under audit", "our bank is frozen, so pay elsewhere",
                           "because of an audit pay to another account", "our other iban", "our new bank"})
    EXPECT_EQ(wording.find(text).size(), 1U) << text;
  EXPECT_TRUE(wording.find("the account is under audit").empty());
  EXPECT_TRUE(wording.find("audit " + std::string(200, 'x') + " account, pay").empty());
  EXPECT_EQ(wording.find("audit " + std::string(150, 'x') + " account, pay").size(), 1U);
}

TEST(Wording, TakesBackWhatStandsByTheContrary) {
  const Wording wording(
      parse_stanzas("[x]\nlure: bank-change\nreason: test\nphrase: account…change\nunless: {has not,never} change\n",
                    "test.txt", keys));
  EXPECT_EQ(wording.find("our account will change").size(), 1U);
  EXPECT_TRUE(wording.find("our account has not changed").empty());
  EXPECT_TRUE(wording.find("we never change account details: do not believe a change").empty() == false)
      << "of what stands before, only a word";
  EXPECT_EQ(wording.find("our account will change. prices have never changed").size(), 1U);
  EXPECT_EQ(wording.find("our account has not changed. " + std::string(90, 'x') + " our account will change").size(),
            1U);
}

// What a DataError says, "" where there is none.
template <class Function>
std::string error_of(const Function& function) {
  try {
    function();
  } catch (const DataError& error) {
    return error.what();
  }
  return {};
}

LureGroups groups_of(const char* text) {
  return LureGroups(parse_stanzas(text, "lures.txt", {"group"}));
}

TEST(LureGroups, SayWhatALureIs) {
  const Wording wording(parse_stanzas("[x.en]\nlure: parcel\nreason: test\nphrase: your parcel\n"
                                      "[y.en]\nlure: chatter\nreason: test\nphrase: nice weather\n"
                                      "[z.xx]\nlure: parcel\nreason: test\nphrase: zzparcel\n",
                                      "test.txt", keys),
                        groups_of("[parcel]\ngroup: pretext\ngroup: log-in\n"));
  const auto is_in = [&](const char* text, LureGroup group) { return wording.find(text).front().is_in(group); };
  EXPECT_TRUE(is_in("your parcel", LureGroup::pretext));
  EXPECT_TRUE(is_in("your parcel", LureGroup::log_in));
  EXPECT_TRUE(is_in("zzparcel", LureGroup::pretext)) << "in every language";
  EXPECT_FALSE(is_in("your parcel", LureGroup::organisation));
  EXPECT_FALSE(is_in("nice weather", LureGroup::pretext));
}

TEST(LureGroups, RefuseWhatWouldDoNothing) {
  struct Row {
    const char* what;
    const char* data;
    const char* error;
  };
  for (const Row& row :
       {Row{"a misspelt group", "[parcel]\ngroup: pretexts\n", "lures.txt:1: no group of lures: pretexts"},
        Row{"a misspelt key", "[parcel]\ngruop: pretext\n", "lures.txt:2: unknown key \"gruop\""},
        Row{"no group", "[parcel]\n", "lures.txt:1: no group"},
        Row{"a group twice", "[parcel]\ngroup: bill\ngroup: bill\n", "lures.txt:1: \"bill\" stands twice"},
        Row{"a lure twice", "[tax]\ngroup: bill\n[tax]\ngroup: bill\n", "lures.txt:3: tax is there already"},
        Row{"a lure that has no phrases", "[tax]\ngroup: bill\n", "lures.txt:1: there are no phrases of the lure tax"}})
    EXPECT_EQ(error_of([&] { const Wording wording({}, groups_of(row.data)); }), row.error) << row.what;
}

// A group that lost its last lure would be a check that never fires again.
TEST(LureGroups, HaveEachALure) {
  LureGroupSet there;
  const LureGroups groups = LureGroups::read(std::filesystem::path(FUWAKE_DATA_DIR) / "lures");
  for (const auto& [lure, entry] : groups.all()) there |= entry.groups;
  EXPECT_TRUE(there.all()) << there;
}

// Which check asks for which group: a name that were taken for its neighbour would be another check's.
TEST(LureGroups, AreReadByTheirNames) {
  struct Row {
    const char* lure;
    LureGroup is_in;
  };
  const LureGroups groups = LureGroups::read(std::filesystem::path(FUWAKE_DATA_DIR) / "lures");
  for (const Row& row :
       {Row{"card-points", LureGroup::organisation}, Row{"card-details", LureGroup::demand},
        Row{"errand", LureGroup::errand}, Row{"machine-phrase", LureGroup::administrator},
        Row{"invoice", LureGroup::pretext}, Row{"renewal", LureGroup::bill}, Row{"unusual-login", LureGroup::log_in},
        Row{"own-account", LureGroup::blackmail}, Row{"donation", LureGroup::advance_fee},
        Row{"romance", LureGroup::strangers}, Row{"adult", LureGroup::strangers_share},
        Row{"pushy-offer", LureGroup::offer}, Row{"urgency", LureGroup::tone}})
    EXPECT_TRUE(groups.of(row.lure).test(static_cast<std::size_t>(row.is_in))) << row.lure;
}

Words words_of(const char* text) {
  return Words(parse_stanzas(text, "words.txt", {"list", "word"}));
}

TEST(Words, AreOneListInAllLanguages) {
  const Words words = words_of(
      "[title.en]\nlist: title\nword: CEO\nword: Managing  Director\n"
      "[shop.en]\nlist: shop\nword: dealer\n"
      "[title.ja]\nlist: title\nword: 社長\nword: ＣＥＯ\n");
  EXPECT_EQ(words.of(WordList::title), (std::vector<std::string>{"ceo", "managing director", "社長"}));
  EXPECT_EQ(words.of(WordList::shop), (std::vector<std::string>{"dealer"}));
  EXPECT_TRUE(words.of(WordList::role).empty());
}

TEST(Words, RefuseWhatWouldDoNothing) {
  struct Row {
    const char* what;
    const char* data;
    const char* error;
  };
  for (const Row& row :
       {Row{"a misspelt list", "[a]\nlist: titel\nword: ceo\n", "words.txt:1: no list of words: titel"},
        Row{"no list", "[a]\nword: ceo\n", "words.txt:1: no list of words: "},
        Row{"no words", "[a]\nlist: title\n", "words.txt:1: no words"},
        Row{"a word twice", "[a]\nlist: title\nword: ceo\nword: CEO\n", "words.txt:1: \"CEO\" stands twice"},
        Row{"a misspelt key", "[a]\nlist: title\nwrod: ceo\n", "words.txt:3: unknown key \"wrod\""}})
    EXPECT_EQ(error_of([&] { words_of(row.data); }), row.error) << row.what;
}

// A name that were taken for its neighbour would be another check's.
TEST(Words, AreReadByTheirNames) {
  struct Row {
    WordList list;
    const char* word;
  };
  const Words words = Words::read(std::filesystem::path(FUWAKE_DATA_DIR) / "words");
  for (const Row& row :
       {Row{WordList::title, "社長"}, Row{WordList::role, "kundenservice"}, Row{WordList::password, "mot de passe"},
        Row{WordList::office, "newsletter"}, Row{WordList::shop, "代理店"}, Row{WordList::shop_ending, "店"},
        Row{WordList::small_l, "login"}, Row{WordList::capital_i, "invoice"}}) {
    const auto& list = words.of(row.list);
    EXPECT_NE(std::find(list.begin(), list.end(), row.word), list.end()) << row.word;
  }
}

constexpr std::array<std::string_view, 9> languages = {"en", "ja", "zh", "de", "fr", "es", "it", "pt", "nl"};

std::vector<Stanza> stanzas() {
  return read_stanzas(std::filesystem::path(FUWAKE_DATA_DIR) / "wording", keys);
}

const Wording& wording() {
  static const Wording all(stanzas());
  return all;
}

std::vector<std::string> told(std::string_view text) {
  std::vector<std::string> lures;
  for (const LureFound& lure : wording().find(text::fold(text)))
    if (lure.is_told()) lures.push_back(lure.lure);
  return lures;
}

bool tells(std::string_view text, std::string_view lure) {
  const auto lures = told(text);
  return std::find(lures.begin(), lures.end(), lure) != lures.end();
}

// "[gift-cards.ja]" is the lure gift-cards in Japanese.
std::string language_of(const Stanza& stanza) {
  return stanza.id.substr(stanza.id.rfind('.') + 1);
}

struct Cell {
  std::size_t phrases = 0, hints = 0, absent = 0;
};

using Table = std::map<std::string, std::map<std::string, Cell>>;

Table table_of_lures() {
  Table table;
  for (const Stanza& stanza : stanzas()) {
    Cell& cell = table[stanza.first("lure")][language_of(stanza)];
    cell.phrases += stanza.all("phrase").size() + stanza.all("near").size();
    cell.hints += stanza.all("hint").size();
    cell.absent += stanza.all("absent").size();
  }
  return table;
}

void print(const Table& table) {
  std::cout << "phrases+hints of each lure\n" << std::string(20, ' ');
  for (const std::string_view language : languages) std::cout << "\t" << language;
  for (const auto& [lure, cells] : table) {
    std::cout << "\n" << lure << std::string(20 - std::min<std::size_t>(20, lure.size()), ' ');
    for (const std::string_view language : languages) {
      const auto cell = cells.find(std::string(language));
      std::cout << "\t";
      if (cell == cells.end())
        std::cout << "HOLE";
      else if (cell->second.absent > 0)
        std::cout << "absent";
      else
        std::cout << cell->second.phrases << "+" << cell->second.hints;
    }
  }
  std::cout << "\n";
}

// Two hints can never make a lure, so they are a hole as well.
TEST(Lures, HaveWordsInEveryLanguage) {
  const Table table = table_of_lures();
  print(table);
  constexpr std::size_t a_few = 3;
  for (const auto& [lure, cells] : table)
    for (const std::string_view language : languages) {
      const auto cell = cells.find(std::string(language));
      ASSERT_NE(cell, cells.end()) << lure << " has no words in " << language;
      if (cell->second.absent == 0)
        EXPECT_GE(cell->second.phrases, a_few) << lure << " in " << language;
      else
        EXPECT_EQ(cell->second.phrases + cell->second.hints, 0U) << lure << " in " << language << " is absent, and not";
    }
}

TEST(Lures, AreOfLanguagesThatAreKnown) {
  for (const Stanza& stanza : stanzas())
    EXPECT_NE(std::find(languages.begin(), languages.end(), language_of(stanza)), languages.end()) << stanza.where;
}

// A phrase that two languages share is one: were it a hint in one of them, the order of the files would decide.
TEST(Lures, CallAPhraseAHintInAllLanguagesOrInNone) {
  std::map<std::pair<std::string, std::string>, std::string> kind_of;
  for (const Stanza& stanza : stanzas())
    for (const auto& [key, text] : stanza.fields) {
      if (key != "phrase" && key != "hint" && key != "near") continue;
      const auto [known, is_new] = kind_of.emplace(std::pair{stanza.first("lure"), text::fold(text)}, key);
      EXPECT_EQ(known->second, key) << stanza.where << ": " << text;
    }
}

TEST(Lures, AreToldByWhatAttackersWrite) {
  struct Row {
    const char* lure;
    const char* text;
  };
  for (const Row& row : {
           Row{"gift-cards", "Get some gift cards at the supermarket, scratch them and mail me a photo of the codes."},
           Row{"gift-cards", "会議が終わらないので、ギフトカードを購入して、裏面のコードを写真で送ってください。"},
           Row{"gift-cards", "麻烦你帮公司购买礼品卡，刮开后把卡密发给我。"},
           Row{"gift-cards", "Könnten Sie bitte Geschenkkarten für Kunden besorgen? Fotos der Codes bitte an mich."},
           Row{"gift-cards", "Il me faut dix cartes Google Play ; grattez-les et envoyez-moi les codes."},
           Row{"gift-cards", "Necesito que compre cinco tarjetas de regalo y me mande foto de los códigos."},
           Row{"gift-cards", "Mi servono alcune carte regalo per i clienti, inviami i codici appena puoi."},
           Row{"gift-cards", "Preciso de cartões-presente para clientes; raspe e me envie os códigos."},
           Row{"gift-cards", "Kun je cadeaubonnen halen voor klanten? Kras ze open en stuur mij de codes."},
           Row{"bank-change", "Please note that our bank details have changed; pay this invoice to the new account."},
           Row{"bank-change", "今月分より振込先口座が変更になりましたので、新口座へお振込をお願いいたします。"},
           Row{"bank-change", "因我司账户正在审计，请将货款汇入新账户。"},
           Row{"bank-change", "Bitte beachten Sie unsere neue Bankverbindung für alle offenen Rechnungen."},
           Row{"bank-change", "Je voudrais changer mon RIB pour le prochain salaire."},
           Row{"bank-change", "Quisiera cambiar mi cuenta para la nómina de este mes."},
           Row{"bank-change", "Vorrei comunicarvi il nuovo IBAN per l'accredito dello stipendio."},
           Row{"bank-change", "Informamos a alteração dos nossos dados bancários para os próximos pagamentos."},
           Row{"bank-change", "Graag betalen naar ons nieuwe rekeningnummer, het oude wordt niet meer gebruikt."},
           Row{"secrecy-transfer", "This is a confidential acquisition: do not mention this to anyone in the office."},
           Row{"secrecy-transfer", "極秘の買収案件のため、本日中に送金をお願いします。他言無用です。"},
           Row{"secrecy-transfer", "这个收购项目要保密，不要告诉任何人，请安排一笔付款。"},
           Row{"secrecy-transfer", "Es geht um eine vertrauliche Übernahme. Antworten Sie nur per E-Mail."},
           Row{"secrecy-transfer",
               "Il s'agit d'une opération confidentielle, un virement urgent doit partir ce matin."},
           Row{"secrecy-transfer", "Hay que hacer una transferencia urgente; no lo comente con nadie."},
           Row{"secrecy-transfer", "Devi disporre un bonifico urgente. Non parlarne con nessuno."},
           Row{"secrecy-transfer", "Preciso que faça uma transferência urgente, em sigilo absoluto."},
           Row{"secrecy-transfer", "Deze overname is strikt vertrouwelijk; bespreek dit met niemand."},
           Row{"reply-by-messenger", "I cannot call now. Send me your cell number and I will text you the task."},
           Row{"messenger-group", "業務用のLINEグループを作成し、グループのQRコードを私に送ってください。"},
           Row{"reply-by-messenger", "请建一个微信群，把群二维码发到这个邮箱。"},
           Row{"reply-by-messenger", "Schicken Sie mir Ihre Handynummer, ich melde mich dann per WhatsApp."},
           Row{"reply-by-messenger", "Communiquez-moi votre numéro, je vous écrirai par WhatsApp."},
           Row{"call-number", "If you did not authorize this charge, call +1 (808) 555-0143 to cancel this order."},
           Row{"call-number", "返金をご希望の場合は、至急お電話ください。"},
           Row{"call-number", "如需取消扣款，请拨打退款专线。"},
           Row{"call-number", "Um die Zahlung zu stornieren, rufen Sie sofort unsere Stornierungshotline an."},
           Row{"paste-command", "Press Windows + R, then Ctrl + V, then Enter to prove that you are human."},
           Row{"paste-command", "WindowsキーとRを同時に押し、Ctrl+Vで貼り付けてEnterを押してください。"},
           Row{"paste-command", "请按 Win + R，再按 Ctrl + V 粘贴，最后按回车。"},
           Row{"paste-command", "Drücken Sie die Windows-Taste + R, dann Strg + V und die Eingabetaste."},
           Row{"paste-command", "Appuyez sur la touche Windows + R puis collez la commande."},
           Row{"paste-command", "Presione las teclas Windows + R y pegue el comando."},
           Row{"paste-command", "Premi i tasti Windows + R e incolla il comando."},
           Row{"paste-command", "Pressione as teclas Windows + R e cole o comando."},
           Row{"paste-command", "Druk op de Windows-toets + R en plak de opdracht."},
           Row{"device-code", "Open https://microsoft.com/devicelogin and enter the code FJ7K2M9QX to join."},
           Row{"device-code", "次のページでデバイスコードを入力してください。"},
           Row{"scan-code", "Scan the QR code below with your phone to re-authenticate your mailbox."},
           Row{"scan-code", "スマートフォンのカメラで下のQRコードをスキャンし、認証を完了してください。"},
           Row{"scan-code", "请使用手机扫描二维码，完成邮箱认证。"},
           Row{"scan-code", "Scannen Sie den QR-Code und bestätigen Sie Ihr Konto."},
           Row{"card-details", "Please enter your card details: card number, expiry date and CVV."},
           Row{"card-details", "クレジットカード番号を入力し、セキュリティコードもご入力ください。"},
           Row{"card-details", "请填写银行卡信息和短信验证码。"},
           Row{"card-details", "Geben Sie Ihre Kartendaten ein, um die Zustellung zu bezahlen."},
           Row{"police-summons", "This is a judicial summons of Europol: send your justifications within 72 hours."},
           Row{"police-summons", "あなた名義の口座が犯罪に使用され、逮捕状が発付されました。"},
           Row{"police-summons", "您名下的银行账户涉嫌洗钱，现对您立案调查。"},
           Row{"police-summons", "Convocation officielle : vous faites l'objet de plusieurs poursuites judiciaires."},
           Row{"investment-group", "Join our WhatsApp group: our analysts send daily stock picks. Guaranteed returns!"},
           Row{"investment-group", "LINEの投資グループで、急騰銘柄を無料でお伝えしています。"},
           Row{"investment-group", "加入股票交流群，老师带单，稳赚不赔。"},
           Row{"copyright-complaint", "Your page violates our community standards. Submit an appeal within 24 hours."},
           Row{"copyright-complaint",
               "貴ページに対する著作権侵害の申し立てを受理しました。異議申し立てフォームはこちら。"},
           Row{"domain-renewal", "Final domain notice: your domain has expired. Pay the renewal fee to keep it."},
           Row{"domain-renewal", "ドメインの更新期限が切れます。更新手続きを行わない場合、ドメインは失効します。"},
           Row{"domain-renewal", "您的域名即将到期，请尽快续费。"},
           Row{"storage-full", "您的邮箱容量已满，无法接收新邮件。"},
           Row{"storage-full", "您的信箱容量已滿，請立即升級。"},
           Row{"held-mail", "您有 6 封邮件被隔离，点击释放到收件箱。"},
           Row{"held-mail", "Hai 5 messaggi in sospeso: rilascia i messaggi."},
           Row{"fund-transfer", "Sehr geehrter Begünstigter, die Freigabe Ihrer Gelder ist genehmigt."},
           Row{"seed-phrase", "Introduce tu frase de recuperación de 24 palabras para sincronizar tu billetera."},
           Row{"own-account", "Ho inviato questa email dal tuo account, come vedi."},
           Row{"errand", "Êtes-vous au bureau ? J'ai besoin d'un service."},
           Row{"errand", "在吗？有急事需要你帮我办件事。"},
           Row{"secrecy-transfer",
               "Nobody in the office may hear of the takeover yet, and the deposit has to reach the notary today."},
           Row{"secrecy-transfer",
               "Wir kaufen einen Wettbewerber: niemand im Haus darf es wissen, die Anzahlung geht heute an den Notar."},
           Row{"payment-diverted",
               "Our account cannot receive wires during the tax review; kindly settle it via our affiliate in Lisbon."},
           Row{"payment-diverted", "Onze rekening is bevroren; betaal ditmaal aan ons zusterbedrijf in Litouwen."},
           Row{"gift-cards", "Could you get two gift cards from any store and take pictures of the codes?"},
           Row{"extortion", "We took 300 GB from your servers and will leak them on Monday unless 4 BTC arrive."},
           Row{"job", "Evaluate hotels at home, an hour a day, settled in USDT each evening."},
           Row{"call-number", "$389.99 will be debited today. Call our desk at +1 (808) 555-0143 for a refund."},
           Row{"verify-account", "To open the file, sign in with your work email and its password."},
           Row{"reply-by-messenger", "Mein Handy ist in die Toilette gefallen und kaputt; das ist meine neue Nummer."},
           Row{"payment-diverted", "弊社の口座は監査中で、入金を確認できません。今回は別の口座へお願いします。"},
           Row{"payment-diverted", "我司基本户正在年审，暂时无法收款，货款请汇至关联公司。"},
           Row{"secrecy-transfer", "銀行の窓口で用途を尋ねられたら、知人への貸付とお答えください。"},
           Row{"errand", "ばあちゃん、ぼくだけど。事故を起こして、示談のお金が要るんだ。"},
           Row{"errand", "我手机坏了，这是同事的，先借我两千，下周还你。"},
           Row{"gift-cards", "近くの店でギフトカードを五枚ほど調達して、あとで番号を返信してもらえますか。"},
           Row{"reply-by-messenger", "メールは遅いので、あなたの携帯の番号を送ってください。"},
           Row{"job", "ご自宅に届く荷物を受け取り、外箱を確かめて再発送する仕事です。"},
           Row{"verify-account", "現在のメールアドレスとパスワードで、移行ポータルにサインインしてください。"},
           Row{"extortion", "御社のファイルを暗号化しました。期限を過ぎれば公表します。"},
           Row{"secrecy-transfer", "Personne chez nous n'est au courant, et rien ne doit filtrer avant la signature."},
           Row{"payment-diverted", "Por desgracia no está operativa nuestra cuenta habitual; abonen en otra."},
           Row{"bank-change", "L'IBAN della nostra fattura era purtroppo errato; usate quello di Revolut."},
           Row{"investment-group", "A apresentadora mostrou o que ganhou na plataforma, e cortaram a entrevista."},
           Row{"extortion", "Hemos descargado los contratos que había en sus servidores. Tiene hasta el viernes."},
           Row{"scan-code", "L'authentification multifacteur prend fin ce soir : un QR code la prolonge."},
           Row{"romance", "A minha secretária deve ter trocado os endereços, mas o senhor parece simpático."},
           Row{"police-summons", "È stato aperto un fascicolo contro di lei per i siti che ha visitato."},
           Row{"job", "Os pagamentos dos nossos clientes chegam à sua conta, e 5 % ficam consigo."},
           Row{"card-points", "Le quedan 11.450 puntos que esta noche desaparecen: elija unos auriculares."},
       })
    EXPECT_TRUE(tells(row.text, row.lure)) << row.lure << ": " << row.text;
}

// The honest mail that speaks of the same: a lure that it tells would be counted against it.
TEST(Lures, AreNotToldByHonestMail) {
  for (const char* text : {
           "Give a gift card this season: choose a design, and we mail it to your friend.",
           "ギフトカードを購入すると、もう一枚お選びいただけます。",
           "Die schönsten Geschenkkarten jetzt in allen Filialen.",
           "You have a new job opening in Payroll to look at: apply on our careers page.",
           "会議の議事録をお送りします。ご確認をお願いいたします。",
           "Le compte rendu de la réunion est confidentiel ; merci de ne pas le diffuser.",
           "Your ticket: show the QR code at the entrance.",
           "入場口で下記QRコードをご提示ください。",
           "Am Eingang wird der QR-Code gescannt.",
           "To cancel your appointment, please call 24 hours before.",
           "Scannen Sie den QR-Code mit Ihrem Smartphone und laden Sie unsere App.",
           "QRコードを読み取り、保護者ページにログインしてください。",
           "本商品は元本保証ではありません。確実に利益をお約束するものではありません。",
           "Puedes hacer una transferencia a la cuenta del club antes del viernes.",
           "Hast du kurz Zeit? Ich habe eine Frage zur Folie 3.",
           "This email is confidential. If you are not the recipient, please delete it.",
           "扫描下方二维码，关注我们的公众号。",
           "We will never ask you for your PIN. If you doubt a mail, look at our help pages.",
           "当行が暗証番号をメールでお尋ねすることはありません。",
           "Follow us on WhatsApp and Telegram for news from the museum.",
           "LINE公式アカウントの友だち登録で最新情報をお届けします。",
           "The patch stores a client secret in the key ring; see CONFIG_SECRET_MEM.",
           "make: write error: Disk quota exceeded",
           "You may claim your expenses until the end of March.",
           "Kernel: process 4711 exceeded its quota of file handles",
           "Sehr geehrter Kunde, ab Montag gelten neue Öffnungszeiten in unserer Filiale.",
           "附件为本周会议纪要，请大家查阅。",
           "本周六上午社区图书馆有讲座，欢迎参加。",
       })
    EXPECT_TRUE(told(text).empty()) << told(text).front() << ": " << text;
}

}  // namespace
}  // namespace fuwake::knowledge
