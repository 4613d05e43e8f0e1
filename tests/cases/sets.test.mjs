// Mails that were written by people who did not know what the program says of them (tests/sets). No honest one is
// danger, no attack is verified; what else is wrong is named in wrong.tsv, with what it is now.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { labelsOf } from "../accuracy/labels.mjs";
import { fuwake, root } from "./fuwake.mjs";

const LOUD = ["caution", "danger"];

/** @param {string} folder @returns {Map<string, string>} level by file, of those that are wrong */
function wrongIn(folder) {
  const labels = labelsOf(folder);
  const { out } = fuwake(["scan", "--format", "jsonl", ...labels.keys()]);
  const wrong = new Map();
  for (const line of out.trim().split("\n")) {
    const { path, level } = JSON.parse(line);
    if (labels.get(path) !== LOUD.includes(level)) wrong.set(relative(folder, path), level);
  }
  return wrong;
}

for (const { name, folder } of JSON.parse(readFileSync(join(root, "tests/accuracy/sets.json"), "utf8"))) {
  test(`${name}: what is wrong is known`, () => {
    const wrong = wrongIn(join(root, folder));
    const is = (/** @type {string} */ label, /** @type {string} */ bad) =>
      [...wrong].filter(([file, level]) => file.startsWith(`${label}/`) && level === bad).map(([file]) => file);
    assert.deepEqual(is("good", "danger"), [], "an honest mail is danger");
    assert.deepEqual(is("bad", "verified"), [], "an attack is verified");
    const file = join(root, folder, "wrong.tsv");
    const known = new Map((existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [])
      .filter((line) => !line.startsWith("#")).map((line) => /** @type {[string, string]} */ (line.split("\t").slice(0, 2))));
    assert.deepEqual([...wrong].filter(([path, level]) => known.get(path) !== level), [], "wrong, and not in wrong.tsv");
    assert.deepEqual([...known].filter(([path]) => !wrong.has(path)), [], "in wrong.tsv, and right by now");
  });
}
