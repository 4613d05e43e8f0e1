// The fit of the weights (tests/accuracy/fit.mjs) scores mails as the program does.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findingsCatalogue, OFFICE, OFFICE_WITHOUT_RESULTS, root, scan } from "../accuracy/mails.mjs";
import { scoreOf } from "../accuracy/score.mjs";

const { prior, weights, familyCaps: caps, levels } = JSON.parse(readFileSync(join(root, "native-host/data/weights.json"), "utf8"));
const catalogue = findingsCatalogue();

test("a mail's findings give the score that the program gives", () => {
  for (const recipient of [OFFICE, OFFICE_WITHOUT_RESULTS]) {
    const mails = scan([join(root, "tests/mails"), join(root, "tests/cases")], "", recipient);
    assert.ok(mails.length > 300, `${mails.length} mails`);
    for (const { path, findings, score } of mails)
      assert.ok(Math.abs(scoreOf(findings, { prior, weights, caps }, catalogue) - score) < 1e-6, `${path}: ${score}`);
  }
});

test("danger is a deception that reaches the threshold", () => {
  for (const { path, level, score, findings } of scan([join(root, "tests/mails")], "", OFFICE)) {
    const deceives = findings.some((id) => catalogue.get(id).kind === "deception");
    assert.equal(level === "danger", deceives && score >= levels.danger, path);
  }
});

test("the bounds name the caps that the weights were fitted with", () => {
  const bounds = JSON.parse(readFileSync(join(root, "tests/accuracy/bounds.json"), "utf8"));
  assert.deepEqual(bounds.familyCaps, caps);
});
