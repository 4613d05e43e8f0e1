// Sentences of the add-on in which elements stand for placeholders.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const script = readFileSync(new URL("../../extension/dom/words.js", import.meta.url), "utf8");

/** What is said by `pattern` with these in the places of $1, $2: elements in brackets. */
function said(pattern, ...values) {
  const text = (_key, marks) => pattern.replace(/\$(\d)/g, (_all, digit) => marks[digit - 1]);
  const context = vm.createContext({ fuwakeTexts: { text } });
  vm.runInContext(script, context);
  const parts = context.words("key", ...values.map((value) => ({ textContent: value })));
  return parts.map((part) => (typeof part === "string" ? part : `[${part.textContent}]`)).join("");
}

// pattern | what stands for its placeholders | what is said
for (const [pattern, values, expected] of [
  ["From $1 to $2.", ["a", "b"], "From [a] to [b]."],
  ["$2, $1", ["a", "b"], "[b], [a]"],
  ["nothing", [], "nothing"],
  ["本当に$1からのメールなら", ["KAGOYA"], "本当に [KAGOYA] からのメールなら"],
  ["本当に$1からのメールなら", ["カゴヤ・ジャパン"], "本当に[カゴヤ・ジャパン]からのメールなら"],
  ["本当に$1からのメールなら", ["au"], "本当に [au] からのメールなら"],
  ["「$1」は", ["KAGOYA"], "「[KAGOYA]」は"],
  ["リンク先は $1 です", ["w-support.jp"], "リンク先は [w-support.jp] です"],
  ["$1です", ["100"], "[100] です"],
  ["$1, then", ["$2 \ue000"], "[$2 \ue000], then"],
])
  test(`words: ${expected}`, () => assert.equal(said(pattern, ...values), expected));
