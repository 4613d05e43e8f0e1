// What the user has decided is told to the engine inside, and weighs there as it does in the program.
import assert from "node:assert/strict";
import { test } from "node:test";
import { askInside, mailsIn, openInside } from "./bodies.mjs";

const engine = await openInside();
const cases = mailsIn("tests/cases");
const founding = cases.get("tests/cases/kagoya-utf8.eml");
const tell = (...decisions) => JSON.parse(engine.call(JSON.stringify({ method: "decisions", params: { decisions } }), "")).result;
const ids = ({ findings }) => findings.map(({ id }) => id);

test("a word about a mail counts for it, and for no other", () => {
  const before = askInside(engine, founding);
  const { key, label } = before.decisions.mail;
  assert.deepEqual(tell({ id: 3, kind: "honest", key, label, time: 1795687200 }), { decisions: 1 });
  const after = askInside(engine, founding);
  assert.ok(ids(after).includes("history.said-honest"));
  assert.equal(after.verdict.level, "unremarkable");
  for (const [path, mail] of cases) if (mail !== founding) assert.ok(!ids(askInside(engine, mail)).includes("history.said-honest") || /kagoya/.test(path), path);
  assert.deepEqual(tell(), { decisions: 0 });
  assert.deepEqual({ ...askInside(engine, founding), microseconds: 0 }, { ...before, microseconds: 0 });
});

test("what is none is passed over", () => {
  assert.deepEqual(tell({ kind: "loud", key: "mail:x" }, { id: 1, kind: "trusted", key: "sender:x", label: "", time: 0 }), { decisions: 1 });
  for (const wrong of ["7", '{"decisions": 7}', '{"decisions": [7]}', '{"decisions": [{"kind": 7}]}'])
    assert.ok(JSON.parse(engine.call(`{"method": "decisions", "params": ${wrong}}`, "")).error, wrong);
});
