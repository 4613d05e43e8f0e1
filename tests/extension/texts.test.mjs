// The add-on's words: the same in every language, all there, none unused, in the language that was chosen.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import { counted, language, LANGUAGES, loadTexts, text } from "../../extension/language/texts.js";

const extension = new URL("../../extension/", import.meta.url).pathname;
const messagesOf = (tag) => JSON.parse(readFileSync(join(extension, "_locales", tag, "messages.json"), "utf8"));
const tags = readdirSync(join(extension, "_locales"));

/** The sources of the add-on, one after the other. */
const sources = readdirSync(extension, { recursive: true })
  .filter((file) => /\.(js|html|json)$/.test(file) && !file.startsWith("_locales"))
  .map((file) => readFileSync(join(extension, file), "utf8"))
  .join("\n");

/** Names that are put together, by their beginning. */
const MADE = /^(problem_|decision_|feature_|clues_|moreLinks_|welcomeSystem_)/;

for (const tag of tags)
  test(`${tag} has every text, and none that nobody uses`, () => {
    assert.deepEqual(Object.keys(messagesOf(tag)), Object.keys(messagesOf("en")));
    for (const [name, { message }] of Object.entries(messagesOf(tag))) {
      assert.ok(message, name);
      if (!MADE.test(name)) assert.match(sources, new RegExp(`["'\`]${name}["'\`]|__MSG_${name}__`), name);
    }
  });

test("the languages that can be chosen are those that there are", () => {
  assert.deepEqual(Object.keys(LANGUAGES).sort(), tags.sort());
});

test("every text that a page names is there", () => {
  const named = [...sources.matchAll(/data-text="(\w+)"|\btext\("(\w+)"|__MSG_(\w+)__/g)].map((match) => match[1] ?? match[2] ?? match[3]);
  assert.ok(named.length > 50);
  for (const name of named) assert.ok(messagesOf("en")[name], name);
});

test("no text counts with a plural in parentheses, and none is longer than a reader's breath", () => {
  for (const tag of tags)
    for (const [name, { message }] of Object.entries(messagesOf(tag))) {
      assert.doesNotMatch(message, /\(s\)|[\d$][A-Z$]*つ/, `${tag} ${name}`);
      assert.ok(message.length <= 400, `${tag} ${name}`);
    }
});

/** Thunderbird in English, an add-on whose user has chosen `chosen`. */
function choose(chosen, thunderbirds = "en-US") {
  globalThis.messenger = {
    storage: { local: { get: async (unset) => ({ ...unset, language: chosen }) } },
    i18n: { getMessage: (name) => `Thunderbird's ${name}`, getUILanguage: () => thunderbirds },
    runtime: { getURL: (path) => path },
  };
  globalThis.fetch = async (path) => ({ json: async () => JSON.parse(readFileSync(join(extension, path), "utf8")) });
  return loadTexts();
}
afterEach(() => delete globalThis.fetch);

test("words are Thunderbird's where no language is chosen, or one that is not there", async () => {
  for (const chosen of ["", "xx", "__proto__", "../../secret"]) {
    await choose(chosen);
    assert.equal(text("undo"), "Thunderbird's undo");
    assert.equal(language(), "en-US");
  }
});

for (const [thunderbirds, expected] of [["en-GB", "en-GB"], ["ja", "ja"], ["fr", "en"], ["__proto__", "en"]])
  test(`in a Thunderbird that speaks ${thunderbirds} our words are marked ${expected}`, async () => {
    await choose("", thunderbirds);
    assert.equal(language(), expected);
  });

test("words are those of the language that was chosen, with what is put into them", async () => {
  await choose("ja");
  assert.equal(language(), "ja");
  assert.equal(text("optionsUndo"), "取り消す");
  assert.match(text("welcomeReady", ["1.2"]), /^Fuwake 1\.2 の/);
  assert.match(text("optionsWrong", ["a$1b"]), /「a\$1b」/);
  assert.equal(text("noSuchText"), "");
});

test("numbers have their plural form", async () => {
  await choose("en");
  assert.equal(counted("moreLinks", 1), "and 1 more link");
  assert.equal(counted("moreLinks", 1200), "and 1,200 more links");
  await choose("ja");
  assert.equal(counted("moreLinks", 1), "ほか 1 件");
});
