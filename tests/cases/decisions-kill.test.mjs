// What the user decided and was told is kept, is kept: the host is killed at any moment, again and again, and what it
// had acknowledged must be there. Meanwhile it reads decisions for mails, and `fuwake decisions` opens and closes the same
// file again and again: who closed it last took its log with him. FUWAKE_KILL_ROUNDS=200 for the long run.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { fuwake, program, startHost } from "./fuwake.mjs";

const ROUNDS = Number(process.env.FUWAKE_KILL_ROUNDS ?? 12);
const DECISIONS = 400;
const folder = mkdtempSync(join(tmpdir(), "fuwake-kill-"));
after(() => rmSync(folder, { recursive: true }));
const env = { XDG_DATA_HOME: folder };

function kept() {
  const { code, out, err } = fuwake(["decisions", "--format", "json"], { env });
  assert.equal(code, 0, err);
  return new Map(JSON.parse(out).map((decision) => [decision.key, decision]));
}

/** Other programs that read the file, one after the other until `signal` says so. */
async function readMeanwhile(signal) {
  while (!signal.aborted) {
    const reader = spawn(program, ["decisions"], { env: { ...process.env, ...env }, stdio: "ignore" });
    const [code] = await once(reader, "exit");
    assert.equal(code, 0);
  }
}

const MAIL = "From: a@b.example\nTo: me@me.example\nSubject: x\n\nhello\n";

/** Each key is decided again in every round, for replacing must not lose what it replaces. */
test(`nothing that was acknowledged is lost in ${ROUNDS} rounds`, { timeout: 3600e3 }, async () => {
  const known = new Map(); // key → the labels that may be there: the last acknowledged, and those after it
  let lost = 0;
  let acknowledged = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const host = startHost({ env });
    const asked = [];
    const over = new AbortController();
    const reading = readMeanwhile(over.signal);
    const killAfter = Math.floor(((round * 0.618034) % 1) * DECISIONS); // spread over the round, the same in each run
    for (let i = 0; i < DECISIONS; i++) {
      const key = `mail:${i}`;
      const label = `${round}.${i}`;
      asked.push({ key, label });
      host.request(`mail ${i}`, "analyze", { data: MAIL });
      host.request(i, "decide", { kind: i % 2 ? "honest" : "dishonest", key, label });
      known.get(key)?.push(label) ?? known.set(key, [null, label]);
    }
    const told = () => host.answers.filter((answer) => typeof answer.id === "number");
    while (told().length <= killAfter) await setTimeout(1);
    await host.kill();
    over.abort();
    await reading;
    for (const answer of told()) {
      assert.ok(answer.result?.id, JSON.stringify(answer));
      const { key, label } = asked[answer.id];
      known.set(key, [label]);
      acknowledged++;
    }
    const there = kept();
    for (const [key, labels] of known) {
      const label = there.get(key)?.label ?? null;
      if (!labels.includes(label)) lost++;
      known.set(key, [label]);
    }
  }
  console.log(`${ROUNDS} rounds, ${acknowledged} acknowledged, ${lost} lost`);
  assert.equal(lost, 0);
});

test("eight hosts decide at once", { timeout: 120e3 }, async () => {
  const own = { XDG_DATA_HOME: join(folder, "eight") };
  const hosts = Array.from({ length: 8 }, () => startHost({ env: own }));
  for (const [number, host] of hosts.entries())
    for (let i = 0; i < 25; i++) host.request(i, "decide", { kind: "honest", key: `mail:${number}.${i}`, label: "x" });
  for (const host of hosts) for (let i = 0; i < 25; i++) assert.ok((await host.next()).result.id);
  for (const host of hosts) assert.equal(await host.end(), 0);
  const { out } = fuwake(["decisions", "--format", "json"], { env: own });
  assert.equal(JSON.parse(out).length, 200);
});
