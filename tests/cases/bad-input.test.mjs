// Hostile mails and frames through the release program: always a verdict or a clear error, in bounded
// memory (fuwake.mjs) and without a hang; the host goes on serving.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { analyze, fuwake, program, root, startHost } from "./fuwake.mjs";

const folder = mkdtempSync(join(tmpdir(), "fuwake-bad-"));
after(() => rmSync(folder, { recursive: true }));

const HEAD = "From: a@b.example\nTo: c@d.example\nSubject: x\n";
const LINK = "https://w-support.jp/activemail.kagoya.com/\n";

function tarOfNames(count) {
  const header = Buffer.alloc(512);
  header.write("a.txt", 0);
  header.write("0000644\0", 100);
  header.write("00000000000\0", 124);
  header.write("00000000000\0", 136);
  header.write("ustar\0", 257);
  header.fill(" ", 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return Buffer.concat([...Array(count).fill(header), Buffer.alloc(1024)]);
}

function nested(count) {
  const parts = [];
  for (let i = 0; i < count; i++)
    parts.push(`Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`);
  return HEAD + parts.join("") + "\ntext\n";
}

/** A mail with an attachment of that type. */
function attached(type, name, content) {
  const head = `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\nContent-Type: ${type}; name="${name}"\n`;
  return `${head}Content-Transfer-Encoding: base64\n\n${content.toString("base64").replace(/.{76}/g, "$&\n")}\n--b--\n`;
}
const file = (name) => readFileSync(join(root, "tests/attachments", name));
/** A picture whose header says 50,000 × 50,000. */
const hugePicture = () => file("picture-of-50000-by-50000.png");
/** 1 GB of zeros in a megabyte, and that again. */
const bomb = () => gzipSync(gzipSync(Buffer.alloc(200e6)));

/** Each: [what, bytes, whether something must be reported as cut]. */
const MAILS = [
  ["64 MB of random bytes", () => Buffer.concat([Buffer.from(HEAD), randomBytes(64 * 1024 * 1024)]), null],
  ["80 MB", () => Buffer.concat([Buffer.from(`${HEAD}\n`), Buffer.alloc(80 * 1024 * 1024, "x\n")]), true],
  ["a header line of 10 MB, that nobody sees", () => `X: ${"y".repeat(10e6)}\n${HEAD}\n${LINK}`, false],
  ["a From of 10 MB", () => `From: ${"<".repeat(10e6)}\n\n${LINK}`, true],
  ["a Subject of encoded words without end", () => `Subject: ${"=?utf-8?q?".repeat(1e6)}\n\n`, true],
  ["400,000 nested multiparts", () => nested(400000), true],
  ["300,000 parts", () => `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n${"--b\n\nx\n".repeat(300000)}`, true],
  ["100,000 messages in messages", () => `${HEAD}${"Content-Type: message/rfc822\n\n".repeat(100000)}`, true],
  ["300,000 Received fields", () => "Received: from a (a [192.0.2.1]) by b; Tue, 14 Mar 2023 06:12:44 +0900\n".repeat(300000) + HEAD, true],
  ["a To of 100,000 addresses", () => `${HEAD}To: ${"a@b.example, ".repeat(100000)}z@y.example\n\n`, true],
  ["50,000 parameters", () => `${HEAD}Content-Type: text/plain${Array.from({ length: 50000 }, (_, i) => `; p${i}=v`).join("")}\n\n${LINK}`, null],
  ["no final newline", () => `${HEAD}\nno end`, false],
  ["headers only, no final newline", () => HEAD.trimEnd(), false],
  ["bare CR", () => `${HEAD}\n${LINK}`.replaceAll("\n", "\r"), false],
  ["NUL bytes", () => `${HEAD.replaceAll(" ", "\0 ")}\n\0\0${LINK}\0`, false],
  ["a wrong charset", () => Buffer.concat([Buffer.from(`${HEAD}Content-Type: text/plain; charset=iso-2022-jp\n\n`), Buffer.from("\x1b$B日本\x1b(B\xff\xfe")]), false],
  ["a charset that nobody knows", () => `${HEAD}Content-Type: text/plain; charset=x-${"y".repeat(1000)}\n\n日本`, false],
  ["UTF-16", () => Buffer.concat([Buffer.from(`${HEAD}Content-Type: text/plain; charset=utf-16le\n\n`), Buffer.from(LINK, "utf16le")]), false],
  ["100,000 links", () => `${HEAD}Content-Type: text/html\n\n${Array.from({ length: 100000 }, (_, i) => `<a href=https://${i}.example>x</a>`).join("")}`, true],
  ["one link of 10 MB", () => `${HEAD}\nhttps://${"a.".repeat(5e6)}example/`, true],
  ["HTML nested 1,000,000 deep", () => `${HEAD}Content-Type: text/html\n\n${"<b>".repeat(1e6)}`, null],
  ["a tag of 200,000 attributes", () => `${HEAD}Content-Type: text/html\n\n<a ${Array.from({ length: 200000 }, (_, i) => `a${i}=b`).join(" ")}>`, null],
  ["two million ampersands", () => `${HEAD}Content-Type: text/html\n\n${"&a".repeat(2e6)}`, null],
  ["a million unclosed comments", () => `${HEAD}Content-Type: text/html\n\n${"<!--".repeat(1e6)}`, null],
  ["a picture of 50,000 by 50,000", () => attached("image/png", "a.png", Buffer.concat([hugePicture(), Buffer.alloc(4096)])), true],
  ["a zip bomb", () => attached("application/gzip", "a.tar.gz", bomb()), null],
  ["a tar of 100,000 names", () => attached("application/x-tar", "a.tar", gzipSync(tarOfNames(100000))), true],
  ["a PDF of random bytes", () => attached("application/pdf", "a.pdf", Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(1e6)])), true],
  ["a PDF whose pages are their own parents", () => attached("application/pdf", "a.pdf", Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 99999999/Kids[2 0 R 2 0 R]>>endobj\ntrailer<</Root 1 0 R>>")), null],
  // One picture again and again is opened once, so all of them are looked at.
  ["1,000 pictures", () => `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n${`--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n${file("qr-code.png").toString("base64").repeat(3)}\n`.repeat(400)}--b--`, false],
  ["a table of 1,000 by 1,000 cells", () => `${HEAD}Content-Type: text/html\n\n<table>${`<tr>${"<td bgcolor=#000>".repeat(1000)}`.repeat(1000)}</table>`, null],
  ["a cell of a million columns", () => `${HEAD}Content-Type: text/html\n\n<table>${`<tr>${"<td colspan=99999999>".repeat(100)}`.repeat(100)}</table>`, null],
  ["wrappers in wrappers", () => `${HEAD}\n${"https://www.google.com/url?q=".repeat(50000)}https://evil.example/`, null],
  ["a million unclosed scripts", () => `${HEAD}Content-Type: text/html\n\n${"<script><!--".repeat(3e5)}`, null],
];

for (const [what, make, cut] of MAILS) {
  test(what, () => {
    const mail = join(folder, "mail.eml");
    writeFileSync(mail, make());
    const document = analyze([mail]);
    if (cut !== null) assert.equal(document.cut, cut);
    assert.equal(fuwake(["scan", "--format", "jsonl", mail]).code, 0);
  });
}

test("bare CR and NUL hide no link", () => {
  for (const text of [`${HEAD}\n${LINK}`.replaceAll("\n", "\r"), `${HEAD}\n\0\0 ${LINK}`]) {
    const document = analyze(["-"], { input: text });
    assert.equal(document.links[0]?.deciding, "w-support.jp");
  }
});

test("bad frames get clear errors, and the host goes on serving", { timeout: 60000 }, async () => {
  const host = startHost();
  host.frame("not JSON");
  assert.equal((await host.next()).error.code, -32700);
  host.frame("{}");
  assert.equal((await host.next()).error.code, -32600);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(20 * 1024 * 1024);
  host.raw(Buffer.concat([length, Buffer.alloc(20 * 1024 * 1024)]));
  assert.match((await host.next()).error.message, /20971520/);
  host.request(1, "analyze", { data: `${HEAD}\n${LINK}` });
  const answer = await host.next();
  assert.equal(answer.result.links[0].deciding, "w-support.jp");
  host.raw(Buffer.from([9, 0, 0, 0, 123]));
  assert.equal(await host.end(), 0, "a cut frame is the end of the stream");
});

test("a small mail is answered before a big one", { timeout: 60000 }, async () => {
  const host = startHost();
  const chunk = "x\n".repeat(128 * 1024);
  host.request("h", "analyze.chunk", { transfer: "big", data: `${HEAD}Content-Type: text/html\n\n` });
  await host.next();
  for (let i = 0; i < 60; i++) {
    host.request(i, "analyze.chunk", { transfer: "big", data: chunk.replaceAll("x", "<a href=y>") });
    assert.ok((await host.next()).result.received > 0);
  }
  host.request("big", "analyze", { transfer: "big" });
  host.request("small", "analyze", { data: `${HEAD}\n${LINK}` });
  assert.equal((await host.next()).id, "small");
  const big = await host.next();
  assert.equal(big.id, "big");
  assert.equal(big.result.cut, true);
  assert.equal(await host.end(), 0);
});

test("a cancelled analysis answers as cancelled", { timeout: 60000 }, async () => {
  const host = startHost();
  const chunk = "<a href=y>\n".repeat(47000);
  for (let i = 0; i < 40; i++) {
    host.request(i, "analyze.chunk", { transfer: "big", data: chunk });
    await host.next();
  }
  host.request("first", "analyze", { transfer: "big" });
  host.request("c", "cancel", { id: "first" });
  const answers = [await host.next(), await host.next()];
  assert.equal(answers.find((answer) => answer.id === "first").error?.code, -32800);
  assert.equal(await host.end(), 0);
});

/** Answers by id, as many as there are ids. */
async function answersTo(host, ids) {
  const answers = new Map();
  while (answers.size < ids.length) {
    const answer = await host.next();
    answers.set(answer.id, answer);
  }
  for (const id of ids) assert.ok(answers.has(id), `an answer to ${id}`);
  return answers;
}

test("requests nested a million deep, long ids and mails that never end lose nothing", { timeout: 120000 }, async () => {
  const host = startHost();
  const deep = `${"[".repeat(1e6)}1${"]".repeat(1e6)}`;
  host.frame(`{"jsonrpc":"2.0","id":1,"method":"analyze","params":{"data":${deep}}}`);
  assert.deepEqual((await answersTo(host, [1])).get(1).error.code, -32600);
  host.frame(`{"jsonrpc":"2.0","id":${deep},"method":"hello"}`);
  assert.equal((await host.next()).error.code, -32600);
  host.frame(JSON.stringify({ jsonrpc: "2.0", id: "i".repeat(1.5e6), method: "hello" }));
  assert.equal((await host.next()).error.code, -32600);
  for (let i = 0; i < 32; i++) {
    host.request(i, "analyze.chunk", { transfer: `t${i}`, data: HEAD });
    assert.equal((await host.next()).result.received, HEAD.length);
  }
  host.request("more", "analyze.chunk", { transfer: "one more", data: HEAD });
  assert.equal((await host.next()).error.code, -32001);
  host.request("small", "analyze", { data: `${HEAD}\n${LINK}` });
  host.request("begun", "analyze", { transfer: "t7" });
  const answers = await answersTo(host, ["small", "begun"]);
  for (const id of ["small", "begun"]) assert.ok(answers.get(id).result, id);
  assert.equal(await host.end(), 0);
});

/** Big mails that keep one room busy each: [what, a piece of it, its head]. */
const BUSY = [
  ["HTML of many tags", "<p>x</p>", "Content-Type: text/html\n\n"],
  ["links", "<a href=https://a.example/>x</a>", "Content-Type: text/html\n\n"],
  ["text", "https://a.example/ and words\n", "\n"],
  ["parts", "--b\n\nx\n", "Content-Type: multipart/mixed; boundary=b\n\n"],
  ["base64", `${"eHh4".repeat(19)}\n`, "Content-Transfer-Encoding: base64\nContent-Type: text/html\n\n"],
  ["quoted-printable", "=78=78 x=\n", "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/html\n\n"],
  ["Japanese", "\u00e3\u0081\u0082\u00e3\u0081\u0084\n", "Content-Type: text/plain; charset=utf-8\n\n"],
  ["fields", "X: y\n", ""],
  ["Received fields", "Received: from a (a [192.0.2.1]) by b; Tue, 14 Mar 2023 06:12:44 +0900\n", ""],
];

let cancelled = 0;
for (const [what, piece, head] of BUSY) {
  test(`a mail of ${what} is cancelled wherever its analysis is`, { timeout: 120000 }, async () => {
    const host = startHost();
    const data = piece.repeat(Math.ceil(500e3 / piece.length));
    for (const [at, pause] of [0, 20, 100].entries()) {
      for (let i = 0; i < 20; i++) {
        host.request(i, "analyze.chunk", { transfer: `t${at}`, data: i === 0 ? HEAD + head + data : data });
        await host.next();
      }
      host.request(`a${at}`, "analyze", { transfer: `t${at}` });
      await setTimeout(pause);
      host.request(`c${at}`, "cancel", { id: `a${at}` });
      const answers = await answersTo(host, [`a${at}`, `c${at}`]);
      const { error, result } = answers.get(`a${at}`);
      assert.ok(error?.code === -32800 || result, "cancelled, or done before");
      cancelled += error ? 1 : 0;
    }
    assert.equal(await host.end(), 0);
  });
}

test("and some of them were cancelled rather than done", () => assert.ok(cancelled > 0));

test("only our manifest starts the host", () => {
  const stranger = join(folder, "stranger.json");
  writeFileSync(stranger, JSON.stringify({ name: "stranger", allowed_extensions: ["fuwake@addons.fuwake"] }));
  for (const path of ["/nonexistent.json", "/dev/zero", "/", folder, stranger, "--help", ""]) {
    const { code, out, err } = fuwake([path, "fuwake@addons.fuwake"], { input: "" });
    assert.equal(code, 2, path);
    assert.equal(out, "", path);
    assert.match(err, /manifest/, path);
  }
  const { code, err } = fuwake(["analyze", "fuwake@addons.fuwake"]);
  assert.equal(code, 1);
  assert.match(err, /fuwake@addons\.fuwake: there is no such file/, "a command is a command");
});

test("what never ends is read up to the largest mail, and said so", () => {
  const env = { ...process.env, LC_ALL: "C.UTF-8", XDG_DATA_HOME: "/nonexistent" };
  const mail = spawnSync("sh", ["-c", `(printf 'Subject: x\\n\\n'; cat /dev/zero) | exec prlimit --as=1500000000 "$0" analyze --format json -`, program],
    { maxBuffer: 1 << 28, env });
  assert.equal(mail.status, 0);
  assert.equal(JSON.parse(mail.stdout).cut, true);
  assert.match(mail.stderr.toString(), /larger than 64 MB/);
  for (const args of [["/dev/zero"], ["-"]]) {
    const input = openSync("/dev/zero", "r");
    const { status, stdout, stderr } = spawnSync("prlimit", ["--as=1500000000", program, "analyze", "--format", "json", ...args],
      { stdio: [input, "pipe", "pipe"], maxBuffer: 1 << 28, env });
    assert.deepEqual([status, stdout.length], [1, 0]);
    assert.match(stderr.toString(), /is no mail/);
  }
});

test("folders, pipes and devices among the mails", () => {
  const fifo = join(folder, "fifo");
  execFileSync("mkfifo", [fifo]);
  const writer = spawn("sh", ["-c", `(printf 'Subject: x\\n\\n'; exec yes) > '${fifo}'`], { stdio: "ignore" });
  const endless = fuwake(["analyze", fifo]);
  writer.kill();
  assert.equal(endless.code, 0);
  assert.match(endless.err, /larger than 64 MB/);
  assert.match(fuwake(["analyze", folder]).err, /is a folder/);
  const mail = join(folder, "honest.eml");
  writeFileSync(mail, `${HEAD}\nx`);
  for (const path of ["/dev/zero", fifo, "/nonexistent"]) {
    const { code, out, err } = fuwake(["scan", "--format", "jsonl", path, mail]);
    assert.equal(code, 1, path);
    assert.match(err, new RegExp(path), path);
    assert.equal(out.trim().split("\n").length, 1, "the others are judged");
  }
});
