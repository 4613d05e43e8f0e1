// What the host tells unasked: decisions that another program has changed, whichever way they changed.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { fuwake, startHost } from "./fuwake.mjs";

const HELLO = { version: "9", protocol: 1, capabilities: ["decisions.changed"] };
const CHANGED = { jsonrpc: "2.0", method: "decisions.changed", params: {} };
const MAIL = "From: a@b.example\nTo: me@me.example\nSubject: x\n\nhello\n";

/** A folder in which nothing is yet. */
let folder;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "fuwake-changed-"))));
afterEach(() => rmSync(folder, { recursive: true }));
const env = () => ({ XDG_DATA_HOME: join(folder, "data") });

/** @param {object} [hello] */
async function greeted(hello = HELLO) {
  const host = startHost({ env: env() });
  host.request("hello", "hello", hello);
  assert.ok((await host.next()).result);
  // Its own turn behind the greeting: what is changed from now on is a change.
  host.request("list", "decisions", {});
  await host.next();
  return host;
}

const decide = (host, key) => host.request(`decide ${key}`, "decide", { kind: "honest", key: `mail:${key}`, label: key });

test("a decision that is undone at the command line is told, and one that another host takes", { timeout: 60e3 }, async () => {
  const host = await greeted();
  const other = await greeted({ version: "0.1.0", protocol: 1 });
  decide(other, "first");
  const { id } = (await other.next()).result;
  assert.deepEqual(await host.next(), CHANGED, "though there was no file when it was started");
  assert.equal(fuwake(["decisions", "--undo", String(id)], { env: env() }).code, 0);
  assert.deepEqual(await host.next(), CHANGED);
  decide(other, "second");
  assert.ok((await other.next()).result);
  assert.deepEqual(await host.next(), CHANGED);
  assert.equal(await host.end(), 0);
  assert.equal(await other.end(), 0);
  assert.equal(other.answers.filter(({ method }) => method).length, 0, "version 1 is told nothing");
});

test("what the add-on does itself, and what is only read, is told to nobody", { timeout: 60e3 }, async () => {
  const host = await greeted();
  decide(host, "own");
  assert.ok((await host.next()).result);
  for (let i = 0; i < 5; i++) {
    assert.equal(fuwake(["decisions"], { env: env() }).code, 0);
    host.request(`mail ${i}`, "analyze", { data: MAIL });
    assert.ok((await host.next()).result);
  }
  assert.equal(await host.end(), 0);
  assert.deepEqual(host.answers.filter(({ method }) => method), []);
});
