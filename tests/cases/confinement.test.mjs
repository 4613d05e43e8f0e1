// From outside: what the programs that read mails ask of the kernel while they do, and what becomes of a mail that brings
// one of them down. From inside: tests/unit/platform/confinement_test.cpp.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { program, root, startHost } from "./fuwake.mjs";

const folder = mkdtempSync(join(tmpdir(), "fuwake-confined-"));
after(() => rmSync(folder, { recursive: true }));

const has = (tool) => spawnSync(tool, ["--version"]).status === 0;
const without_strace = has("strace") ? false : "strace is not installed";

const HEAD = "From: a@b.example\nTo: c@d.example\nSubject: lunch\n";
const file = (name) => readFileSync(join(root, "tests/attachments", name));

function attached(type, name) {
  return `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\nContent-Type: ${type}; name="${name}"\nContent-Transfer-Encoding: base64\n\n${file(name).toString("base64").replace(/.{76}/g, "$&\n")}\n--b--\n`;
}

/** Mails that make the engine and the inspector work in every room. */
const MAILS = [
  readFileSync(join(root, "tests/cases/kagoya-utf8.eml"), "latin1"),
  readFileSync(join(root, "tests/cases/kagoya-iso2022jp.eml"), "latin1"),
  attached("application/pdf", "links.pdf"),
  attached("image/png", "qr-code.png"),
  attached("application/zip", "program.zip"),
  `${HEAD}Content-Type: text/plain; charset=gb18030\nDate: Tue, 14 Mar 2023 06:12:44 +0900\n\nhttps://xn--80ak6aa92e.example/\n`,
];

/** What reaches beyond a process, or makes code of data. */
const REACHING = ["open", "openat", "openat2", "creat", "socket", "connect", "execve", "execveat", "fork", "vfork", "clone",
  "clone3", "pipe2", "memfd_create", "socketpair", "unlink", "unlinkat", "rename", "renameat2", "mkdir", "kill", "tkill",
  "ptrace", "io_uring_setup", "mmap", "mprotect", "seccomp", "prctl"];

/** The lines of a log of `strace -f`, each { pid, call, text, failed }, of calls that came back. */
function linesOf(log) {
  const begun = new Map();
  return readFileSync(log, "utf8").split("\n").flatMap((line) => {
    const [, pid, rest] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (!pid) return [];
    let text = rest;
    if (text.endsWith("<unfinished ...>")) {
      begun.set(pid, text.replace(" <unfinished ...>", ""));
      return [];
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(text);
    if (resumed) text = (begun.get(pid) ?? "") + resumed[1];
    const call = /^(\w+)\(/.exec(text)?.[1];
    return call ? [{ pid, call, text, failed: / = -1 E(PERM|ACCES)\b/.test(text) }] : [];
  });
}

const isCode = ({ call, text }) => (call === "mmap" || call === "mprotect") && text.includes("PROT_EXEC");
const reaches = (line) => (line.call === "mmap" || line.call === "mprotect" ? isCode(line) : !["seccomp", "prctl"].includes(line.call));

test("who reads mails opens, starts and reaches nothing", { skip: without_strace, timeout: 180000 }, async () => {
  const log = join(folder, "session");
  const host = startHost({ limit: 4e9, through: ["strace", "-f", "-qq", "-e", `trace=${REACHING.map((call) => `?${call}`).join(",")}`, "-o", log] });
  host.request("hello", "hello", {});
  await host.next();
  for (const [id, data] of MAILS.entries()) {
    host.request(id, "analyze", { data, locale: id % 2 === 0 ? "en" : "ja" });
    const answer = await host.next();
    assert.ok(answer.result.verdict, JSON.stringify(answer.error));
    assert.equal(answer.result.findings.some(({ id: found }) => found.startsWith("unseen.")), false, "all was looked at");
  }
  assert.equal(await host.end(), 0);

  const lines = linesOf(log);
  const programs = new Map(); // by process: what it runs, or whose copy it is
  const confined = new Map(); // by process: what it asked for once it had given up what it does not need
  for (const line of lines) {
    const run = line.call === "execve" && / = 0$/.test(line.text) && /^execve\("[^"]*\/([^"/]+)"/.exec(line.text)?.[1];
    if (run) programs.set(line.pid, run);
    const copy = /^(clone|clone3|fork)\(.* = (\d+)$/.exec(line.text)?.[2];
    if (copy && confined.has(line.pid)) {
      programs.set(copy, `copy of ${programs.get(line.pid)}`);
      confined.set(copy, []);
    } else if (confined.has(line.pid)) {
      if (reaches(line)) confined.get(line.pid).push(line);
    } else if (line.call === "seccomp" && line.text.includes("SECCOMP_SET_MODE_FILTER") && / = 0$/.test(line.text)) {
      confined.set(line.pid, []);
    }
  }
  const names = [...confined.keys()].map((pid) => programs.get(pid));
  for (const name of ["fuwake-worker", "copy of fuwake-worker", "fuwake-inspector"])
    assert.ok(names.includes(name), `${name} is confined: ${names}`);
  assert.ok(!names.includes("fuwake"));
  for (const [pid, asked] of confined) {
    const done = asked.filter((line) => !line.failed);
    // The original ends its copies.
    const allowed = (line) => programs.get(pid) === "fuwake-worker" && line.call === "kill";
    assert.deepEqual(done.filter((line) => !allowed(line)).map(({ text }) => text), [], programs.get(pid));
  }
  const opened = lines.filter((line) => /^open/.test(line.call) && / = \d+$/.test(line.text));
  assert.ok(opened.length > 20, "the log has what was opened before");
});

test("the host has no code that reads mails", { skip: has("nm") ? false : "nm is not installed" }, () => {
  const code = execFileSync("nm", ["-C", "--defined-only", program], { maxBuffer: 1 << 28 }).toString();
  assert.match(code, /fuwake::broker::/, "there are names");
  const rooms = code.match(/\bfuwake::(page|attachments|links|route|facts|evidence|verdict|dissection)::[\w:~]+/g) ?? [];
  assert.deepEqual([...new Set(rooms)], []);
  for (const name of ["parse_mail", "parse_mime", "parse_addresses", "make_document"])
    assert.ok(!code.includes(`::${name}(`), name);
});

const withoutSeccomp = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=seccomp,prctl,landlock_create_ruleset",
  "-e", "inject=seccomp,landlock_create_ruleset:error=ENOSYS", "-e", "inject=prctl:error=EINVAL"];

test("a kernel without seccomp and Landlock still reads mails, and doctor says so", { skip: without_strace, timeout: 60000 }, () => {
  const run = (through, ...args) => {
    const [first, ...rest] = [...through, program, ...args];
    return spawnSync(first, rest, { env: { ...process.env, LC_ALL: "C.UTF-8", XDG_DATA_HOME: "/nonexistent" } }).stdout.toString();
  };
  assert.match(run([], "doctor"), /ok +.*fuwake-worker: reads mails, confined by seccomp/);
  assert.match(run(withoutSeccomp, "doctor"), /missing .*fuwake-worker: .*not confined/);
  const mail = join(root, "tests/cases/kagoya-utf8.eml");
  assert.match(run(withoutSeccomp, "analyze", mail), /^\[Danger\]/);
});

const childrenOf = (pid) => readdirSync(`/proc/${pid}/task`).flatMap((task) =>
  readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number));
const nameOf = (pid) => readFileSync(`/proc/${pid}/comm`, "utf8").trim();
/** The copies that the host's original has made. */
const workersOf = (host) => childrenOf(host.pid).filter((pid) => nameOf(pid) === "fuwake-worker").flatMap(childrenOf);

test("the host outlives whoever reads mails for it", { timeout: 60000 }, async () => {
  const host = startHost({ limit: 4e9 });
  const subject = async (id) => {
    host.request(id, "analyze", { data: `${HEAD}\nAt noon?\n` });
    return (await host.next()).result.message.subject;
  };
  assert.equal(await subject(1), "lunch");
  for (const pid of workersOf(host)) process.kill(pid, "SIGKILL");
  assert.equal(await subject(2), "lunch", "after a worker died");
  for (const pid of childrenOf(host.pid)) process.kill(pid, "SIGKILL");
  assert.equal(await subject(3), "lunch", "after all died");
  assert.equal(await host.end(), 0);
});

test("nobody who reads mails outlives the host", { timeout: 60000 }, async () => {
  const host = startHost({ limit: 4e9 });
  host.request(1, "analyze", { data: attached("application/pdf", "links.pdf") });
  await host.next();
  const all = [...childrenOf(host.pid), ...workersOf(host)];
  assert.ok(all.length >= 3, "an original, a worker and an inspector");
  await host.kill();
  const isAlive = (pid) => {
    try {
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
    } catch {
      return false;
    }
  };
  const alive = () => all.filter(isAlive);
  for (let i = 0; alive().length > 0 && i < 200; i++) await setTimeout(50);
  assert.deepEqual(alive(), []);
});
