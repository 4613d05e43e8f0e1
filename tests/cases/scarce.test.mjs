// A computer that has no more files, processes or memory to give: the host answers that the mail was not looked at,
// hangs over none, and reads the next one as soon as it can.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { program, root, startHost } from "./fuwake.mjs";

const mail = readFileSync(join(root, "tests/cases/kagoya-utf8.eml"), "latin1");
const has = (name) => spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;
const is_root = process.getuid() === 0;

/** `as`: with whose rights. */
const prlimit = (host, bounds, as = []) => {
  const [first, ...rest] = [...as, "prlimit", `--pid=${host.pid}`, bounds];
  const { status, stderr } = spawnSync(first, rest);
  assert.equal(status, 0, stderr?.toString());
};

/** Which finding answers the mail: that of the founding mail, or that nobody looked at it. */
async function answer(host, id, format = "json") {
  host.request(id, "analyze", { data: mail, locale: "ja", format });
  const { result, error } = await host.next();
  assert.ok(result, JSON.stringify(error));
  if (format === "html") return /w-support/.test(result.html) ? "read" : "unread";
  const ids = result.findings.map((finding) => finding.id);
  if (!ids.includes("unseen.whole")) return "read";
  assert.deepEqual(ids, ["unseen.whole"]);
  assert.deepEqual([result.verdict.level, result.language, result.message.bytes], ["caution", "ja", mail.length]);
  return "unread";
}

async function hello(host) {
  host.request(1, "hello", { protocol: 1, capabilities: ["decisions.changed"] });
  const { result, error } = await host.next();
  assert.ok(result, JSON.stringify(error));
  return result;
}

test("few files", { timeout: 120000 }, async () => {
  const seen = new Set();
  for (let files = 6; files <= 24; files += 2) {
    const host = startHost({ through: ["prlimit", `--nofile=${files}:4096`] });
    await hello(host);
    seen.add(await answer(host, 2)).add(await answer(host, 3, "html"));
    prlimit(host, "--nofile=4096:4096");
    assert.equal(await answer(host, 4), "read", `after ${files} files there are more`);
    assert.equal(await host.end(), 0);
  }
  assert.deepEqual([...seen].sort(), ["read", "unread"], "the row must hold both, or it tries nothing");
});

test("no further process", { skip: is_root && !has("setpriv") ? "root is not bounded" : false, timeout: 60000 }, async () => {
  const as = is_root ? ["setpriv", "--reuid=54321", "--clear-groups"] : [];
  const host = startHost({ through: [...as, "prlimit", "--nproc=1:4096"] });
  await hello(host);
  assert.equal(await answer(host, 2), "unread");
  assert.equal(await answer(host, 3, "html"), "unread");
  prlimit(host, "--nproc=4096:4096", as);
  assert.equal(await answer(host, 4), "read");
  assert.equal(await host.end(), 0);
});

// Without IP data a worker needs some 130 MB of address space.
test("no memory for whoever reads", { timeout: 60000 }, async () => {
  const host = startHost({ limit: `${110 << 20}:unlimited` });
  await hello(host);
  assert.equal(await answer(host, 2), "unread");
  assert.equal(await answer(host, 3, "html"), "unread");
  prlimit(host, "--as=unlimited:unlimited");
  assert.equal(await answer(host, 4), "read");
  assert.equal(await host.end(), 0);
});

test("a sandbox that refuses sockets, or processes", { skip: has("strace") ? false : "strace is not installed", timeout: 60000 }, async () => {
  for (const [calls, error] of [["socketpair", "EPERM"], ["vfork,clone,clone3", "EPERM"], ["vfork,clone,clone3", "ENOSYS"]]) {
    const host = startHost({ through: ["strace", "-f", "-o", "/dev/null", "-e", `inject=${calls}:error=${error}`] });
    await hello(host);
    assert.equal(await answer(host, 2), "unread", `${calls} ${error}`);
    assert.equal(await answer(host, 3, "html"), "unread", `${calls} ${error}`);
    assert.equal(await host.end(), 0);
  }
});

test("no /proc", { skip: is_root && spawnSync("unshare", ["-m", "true"]).status === 0 ? false : "takes root" }, async () => {
  const through = ["unshare", "-m", "sh", "-c", 'umount -l /proc && exec "$@"', "sh"];
  const host = startHost({ through });
  assert.ok((await hello(host)).brands > 0);
  assert.equal(await answer(host, 2), "read");
  assert.equal(await host.end(), 0);
});

test("no IP data, and none that can be mapped", { skip: existsSync(join(root, "build/release/share/fuwake/ip")) && has("strace") ? false : "takes them, and strace" }, () => {
  const run = spawnSync("strace", ["-f", "-o", "/dev/null", "-P", join(realpathSync(program), "../../share/fuwake/ip/asn.mmdb"),
    "-e", "inject=openat:error=EMFILE", program, "analyze", "--format", "json", join(root, "tests/cases/kagoya-utf8.eml")]);
  assert.equal(run.status, 0, run.stderr.toString());
  const document = JSON.parse(run.stdout.toString());
  assert.equal(document.verdict.level, "danger");
  assert.ok(!document.ipData.some((source) => /asn/i.test(source)), "what is missing is not named as if it were there");
});
