// What is said of every mail of tests/mails and tests/sets, whatever its level: no headline denies what stands below it,
// and no advice speaks of what the mail does not have.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { fuwake, root, startHost } from "./fuwake.mjs";

const folders = ["tests/mails", "tests/sets"].map((folder) => join(root, folder));
const mails = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))).filter((path) => path.endsWith(".eml")));

/** @type {Map<string, Record<string, any>[]>} documents by language, in the order of `mails` */
const documents = new Map();
const sentences = (/** @type {string} */ language) =>
  JSON.parse(readFileSync(join(root, `native-host/data/sentences/${language}.json`), "utf8"));

before(async () => {
  const host = startHost();
  for (const locale of ["en", "ja"]) {
    const all = [];
    for (const path of mails) {
      host.request(path, "analyze", { data: readFileSync(path).toString("base64"), encoding: "base64", locale });
      all.push((await host.next()).result);
    }
    documents.set(locale, all);
  }
  assert.equal(await host.end(), 0);
});

/** The mails of which `isWrong` is true, for both languages. */
function wrong(isWrong) {
  return [...documents].flatMap(([language, all]) =>
    all.flatMap((document, i) => (isWrong(document, language) ? [`${language} ${mails[i]}: ${JSON.stringify(document.verdict)}`] : [])));
}

const NOTHING_FOUND = /[Nn]othing suspicious|不審な点は見つかりませんでした/;

test("there are mails of every level", () => {
  assert.ok(mails.length > 800);
  const levels = new Set(documents.get("en").map(({ verdict }) => verdict.level));
  assert.deepEqual([...levels].sort(), ["caution", "danger", "unremarkable", "verified"]);
});

test("that nothing was found stands above no reason, and is said where there is none", () => {
  assert.deepEqual(wrong(({ verdict }) => NOTHING_FOUND.test(verdict.headline) !==
    (verdict.level === "unremarkable" && verdict.reasons.length === 0)), []);
  assert.deepEqual(wrong(({ verdict }) => NOTHING_FOUND.test(verdict.headline) && verdict.clues > 0), [], "nor beside clues");
});

test("advice speaks of links, codes and attachments where they are", () => {
  const hasLink = ({ links }) => links.some((link) => !/^(mailto|tel|sms)\*:/.test(link.before));
  assert.deepEqual(wrong((document) => /\blinks?\b|リンク/.test(document.verdict.advice.join(" ")) && !hasLink(document)), []);
  assert.deepEqual(wrong((document) => /attachment|添付/.test(document.verdict.advice.join(" ")) &&
    document.attachments.length === 0), []);
  assert.deepEqual(wrong(({ verdict }) => (verdict.advice.length > 0) !== ["caution", "danger"].includes(verdict.level)), []);
});

test("nobody is told to ask a blackmailer", () => {
  const blackmails = ({ findings }) => findings.some(({ id }) => id === "wording.extortion");
  const loud = documents.get("en").filter((document) => blackmails(document) && document.verdict.level === "danger");
  assert.ok(loud.length >= 3);
  assert.deepEqual(wrong((document) => blackmails(document) &&
    /ask the sender|差出人に確かめ/.test(document.verdict.advice.join(" "))), []);
});

test("sentences end once, and no blank stands before a full stop", () => {
  const said = ({ verdict, findings, route }) =>
    [verdict.headline, route.gist, ...verdict.advice, ...findings.map(({ sentence }) => sentence)];
  assert.deepEqual(wrong((document) => said(document).some((sentence) => /[^.]\.\.$|。。| 。| \.$/.test(sentence))), []);
});

test("levels are called as README.ja.md says", () => {
  const readme = readFileSync(join(root, "README.ja.md"), "utf8");
  for (const label of Object.values(sentences("ja").levels)) assert.ok(readme.includes(`「${label}」`), label);
});

// One word for one thing: "!!" was a contradiction in the HTML, and a deception in the text.
for (const [locale, words] of [["en", { "!!": "deception", "!": "unusual" }], ["ja", { "!!": "偽装", "!": "気になる点" }]])
  test(`${locale}: text and HTML call the marks of findings alike`, () => {
    const report = (format) => fuwake(["analyze", "--locale", locale, "--format", format, join(root, "tests/cases/kagoya-utf8.eml")]).out;
    const marks = report("html").matchAll(/class="mark"><span[^>]*>([^<]*)<\/span>([^<]*)</g);
    assert.deepEqual(Object.fromEntries([...marks].map(([, mark, word]) => [mark, word])), words);
    const [, legend] = /\((!! [^)]*)\)/.exec(report("text"));
    for (const [mark, word] of Object.entries(words)) assert.ok(`${legend}  `.includes(`${mark} ${word}  `), legend);
  });
