// The tour: a dozen mails, good and bad, that each show one thing. For try.sh.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./thunderbird/thunderbird.mjs";

/** In the order of the Inbox. level: what Fuwake says of the mail (tests/cases/tour.test.mjs holds it to that). */
export const stops = [
  {
    mail: "cases/kagoya-utf8.eml",
    level: "danger",
    en: "The mail from which this project started: it names one hoster and came from another.",
    ja: "このプロジェクトのきっかけになったメール。名乗っている会社とは別の会社のサーバーから届いています。",
  },
  {
    mail: "mails/good/personal-japanese.eml",
    level: "unremarkable",
    en: "An ordinary mail: no banner, no word.",
    ja: "普通のメール。バナーは出ません。",
  },
  {
    mail: "mails/good/bank-through-a-mailing-service.eml",
    level: "verified",
    en: "A bank's real mail: the sender is verified, though a mailing service sent it.",
    ja: "本物の銀行のメール。配信サービス経由でも、送信者を確認できます。",
  },
  {
    mail: "mails/deceptions/exact-domain-forged-japanese.eml",
    level: "danger",
    en: "The address is right to the last letter, and forged.",
    ja: "アドレスは一字一句正しいのに、偽造されたメール。",
  },
  {
    mail: "mails/cautions/bill-whose-answers-go-to-free-mail.eml",
    level: "caution",
    en: "Unusual enough to stop and look: the answers would go to a free mailbox.",
    ja: "一度立ち止まって確かめたいメール。返信するとフリーメールに届きます。",
  },
  {
    mail: "mails/deceptions/lookalike-link.eml",
    level: "danger",
    en: "A link to a domain that only looks right.",
    ja: "本物そっくりのドメインへのリンク。",
  },
  {
    mail: "mails/deceptions/disguised-name-cyrillic.eml",
    level: "danger",
    en: "A name in letters of another alphabet.",
    ja: "別の文字体系の似た文字で書かれた名前。",
  },
  {
    mail: "mails/deceptions/storage-full-japanese-to-free-hosting.eml",
    level: "danger",
    en: "“Your mailbox is full”: a lure, and a link to where anybody can put a page.",
    ja: "「メールボックスがいっぱいです」という誘い文句。リンク先は誰でもページを置ける場所です。",
  },
  {
    mail: "mails/good/en-google-storage-nearly-full.eml",
    level: "verified",
    en: "The same words, and true.",
    ja: "同じ内容でも、こちらは本物。",
  },
  {
    mail: "mails/deceptions/program-with-two-extensions.eml",
    level: "danger",
    en: "A program that is called a document.",
    ja: "文書に見せかけたプログラム。",
  },
  {
    mail: "mails/deceptions/qr-code-to-free-hosting.eml",
    level: "danger",
    en: "A link in a QR code.",
    ja: "QRコードの中のリンク。",
  },
  {
    mail: "mails/deceptions/advance-fee-with-free-reply.eml",
    level: "danger",
    en: "A scam without any link.",
    ja: "リンクが一つもない詐欺メール。",
  },
];

/** The mail of a stop, its number before its subject, so that the list reads as the tour. */
export function mailOf(stop) {
  const source = readFileSync(join(root, "tests", stop.mail)).toString("latin1");
  return Buffer.from(source.replace(/^Subject: /m, `Subject: ${stops.indexOf(stop) + 1}. `), "latin1");
}

/** The tour in lines for a terminal; language: "en" or "ja". */
export const guide = (language) =>
  stops.map((stop, index) => `${String(index + 1).padStart(4)}. ${stop[language]}`).join("\n");
