// Good news stands on Thunderbird's own button alone: what stands green in a mail was put there by its sender.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const FOLDER = new URL("../../extension/message-pane/", import.meta.url).pathname;
const NAMES = /\b(\w*(green|lime|olive|teal|mint|chartreuse|turquoise|aquamarine))\b/i;
const FUNCTIONS = /\b(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(/;

/** What a reader calls green: it is the strongest part, and by far. @param {string} hex "#rgb", "#rrggbb", with or without alpha */
function isGreen(hex) {
  const digits = hex.length < 7 ? [...hex.slice(1)].map((digit) => digit + digit).join("") : hex.slice(1);
  const [r, g, b] = [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16));
  return g > r + 16 && g > b + 16;
}

for (const [hex, green] of [["#1a7f37", true], ["#0f0", true], ["#d8f5df", true], ["#ffc24d", false], ["#f4f4f6", false], ["#0009", false]])
  test(`${hex} is ${green ? "" : "not "}green`, () => assert.equal(isGreen(hex), green));

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(".js")))
  test(`${file} draws nothing green into a mail`, () => {
    const code = readFileSync(FOLDER + file, "utf8").replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
    assert.deepEqual((code.match(/#[0-9a-f]{3,8}\b/gi) ?? []).filter(isGreen), []);
    assert.doesNotMatch(code, NAMES);
    assert.doesNotMatch(code, FUNCTIONS, "a colour that this test cannot read");
  });
