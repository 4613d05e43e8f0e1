// The mails of the end-to-end tests and of the benchmark.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tools/thunderbird/thunderbird.mjs";

const read = (name) => readFileSync(join(root, "tests", name));
export const founding = [read("cases/kagoya-utf8.eml"), read("cases/kagoya-iso2022jp.eml")];

/** The founding mail under another subject, so that mails are told apart in the list. */
export const foundingAs = (subject, which = 0) =>
  Buffer.from(
    founding[which].toString("latin1").replace(/^Subject: .*$/m, `Subject: ${subject}`),
    "latin1",
  );
export const foundingTwo = foundingAs("ISO-2022-JP", 1);
export const good = [read("mails/good/personal-japanese.eml"), read("mails/good/personal-english.eml")];
/** Its sender is verified. */
export const verified = read("mails/good/bank-through-a-mailing-service.eml");
/** The founding mail under another subject, with an attachment of so many bytes. */
export function bigMail(subject, bytes) {
  const line = `${"A".repeat(76)}\n`;
  const text = founding[0].toString("latin1");
  const [head, body] = text.split(/\n\n(.*)/s);
  const outer = head
    .replace(/^Subject: .*$/m, `Subject: ${subject}`)
    .replace(/^Content-T.*\n?/gm, "");
  return Buffer.from(
    `${outer.trimEnd()}\nContent-Type: multipart/mixed; boundary=b\n\n--b\n` +
      `Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${body}\n--b\n` +
      "Content-Type: application/octet-stream; name=big.bin\n" +
      "Content-Disposition: attachment; filename=big.bin\n" +
      `Content-Transfer-Encoding: base64\n\n${line.repeat(bytes / line.length)}--b--\n`,
    "latin1",
  );
}

/** A short honest mail from outside. */
export const personal = (from, subject, results = "") =>
  Buffer.from(
    `Return-Path: <x@elsewhere.example>\nDelivered-To: lost@office.example\n${results}` +
      "Received: from mail.elsewhere.example (mail.elsewhere.example [198.51.100.9])\n" +
      "\tby mx.office.example (Postfix) with ESMTPS id 1; Thu, 16 Mar 2023 11:02:11 +0900 (JST)\n" +
      `From: ${from}\nTo: lost@office.example\nSubject: ${subject}\n` +
      "Date: Thu, 16 Mar 2023 02:02:08 +0000\n\nHello,\n\nuntil Friday then.\n",
  );

/** A shop's mail whose check results stand in the name of a server that nothing else tells to be ours. */
export const confirmedBy = (id) =>
  personal("Rakuten <info@rakuten.co.jp>", "confirmed elsewhere",
           `Authentication-Results: ${id}; dmarc=pass header.from=rakuten.co.jp\n`);
