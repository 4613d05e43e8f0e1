// The colours of what stands in a message pane, light and dark: told apart by whoever sees little (WCAG 2.2: 1.4.3 for
// letters, 1.4.11 for the edges of buttons and for the shapes that tell the level).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const context = vm.createContext({});
vm.runInContext(readFileSync(new URL("../../extension/message-pane/look.js", import.meta.url), "utf8"), context);
const look = context.fuwakeLook;

/** "light-dark(#c50042, #ff6b8f)" in that scheme, as red, green and blue. */
function colour(value, scheme) {
  const both = /^light-dark\(#(\w{6}), #(\w{6})\)$/.exec(value);
  const hex = both[scheme === "light" ? 1 : 2];
  return [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
  const [dark, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

const { ink, dim, line, paper, well, strong, pale } = look;

// what | in front | behind | at least
for (const [what, front, behind, least] of [
  ["letters of a danger's banner", ink, pale.danger, 4.5],
  ["letters of a caution's banner", ink, pale.caution, 4.5],
  ["the level's word, and the button for the details", pale.danger, strong.danger, 4.5],
  ["the same of a caution", pale.caution, strong.caution, 4.5],
  ["the domain on a mark", strong.danger, pale.danger, 4.5],
  ["a danger's shape", strong.danger, pale.danger, 3],
  ["a caution's shape", strong.caution, pale.caution, 3],
  ["✕ of a danger's banner", ink, pale.danger, 4.5],
  ["the edge of a button on a danger's banner", line, pale.danger, 3],
  ["the edge of a button on a caution's banner", line, pale.caution, 3],
  ["letters of the panel", ink, paper, 4.5],
  ["what is said beside it", dim, paper, 4.5],
  ["the address in the panel", dim, well, 4.5],
  ["the edge of a button in the panel", line, paper, 3],
])
  for (const scheme of ["light", "dark"])
    test(`${scheme}: ${what}: at least ${least} : 1`, () => {
      const ratio = contrast(colour(front, scheme), colour(behind, scheme));
      assert.ok(ratio >= least, `${ratio.toFixed(2)} : 1`);
    });

test("what contrast is: black on white 21, grey on itself 1", () => {
  assert.equal(Math.round(contrast([0, 0, 0], [1, 1, 1])), 21);
  assert.equal(contrast([0.5, 0.5, 0.5], [0.5, 0.5, 0.5]), 1);
});
