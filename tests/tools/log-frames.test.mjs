// What stands between Thunderbird and the host changes nothing of what passes, and notes all of it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";

const root = resolve(dirname(new URL(import.meta.url).pathname), "..", "..");

function frame(text) {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
}

test("frames pass unchanged and are logged both ways, long texts cut", () => {
  const folder = mkdtempSync(join(tmpdir(), "fuwake-frames-"));
  try {
    const log = join(folder, "frames.jsonl");
    const mail = "あ".repeat(1000);
    const input = Buffer.concat([frame(JSON.stringify({ id: 1, mail })), frame("no JSON")]);
    // `cat` is a host that answers with what it is asked.
    const { stdout, status } = spawnSync("node", [join(root, "tools/log-frames.mjs"), log, "/bin/cat"], { input });
    assert.equal(status, 0);
    assert.deepEqual(stdout, input);
    const entries = readFileSync(log, "utf8").trim().split("\n").map((line) => JSON.parse(line));
    for (const from of ["add-on", "host"]) {
      const [first, second] = entries.filter((entry) => entry.from === from);
      assert.equal(first.bytes, input.length - frame("no JSON").length);
      assert.equal(first.message.id, 1);
      assert.equal(first.message.mail, `${"あ".repeat(200)}… (1000 characters)`);
      assert.equal(second.message, "no JSON");
    }
    assert.equal(entries.at(-1).ended, 0);
    assert.equal(statSync(log).mode & 0o077, 0, "mails stand in it");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
