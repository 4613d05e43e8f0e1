// The command line: options anywhere, each with its own value; and nothing in what it prints acts on the terminal.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { analyze, fuwake, program, startHost } from "./fuwake.mjs";

const folder = mkdtempSync(join(tmpdir(), "fuwake-cli-"));
after(() => rmSync(folder, { recursive: true }));

const OWN = join(folder, "own.eml");
writeFileSync(OWN, "Received: from x (x [203.0.113.5]) by mx.me.example; x\nFrom: boss@me.example\nTo: ann@me.example\nSubject: x\n\nx\n");
const OTHER = join(folder, "other.eml");
writeFileSync(OTHER, "From: a@b.example\nSubject: x\n\nx\n");

/** The paths that a scan judged. */
function scanned(args) {
  const { code, out, err } = fuwake(args);
  assert.equal(code, 0, err);
  return out.trim().split("\n").map((line) => JSON.parse(line).path);
}

test("options take one value each and stand anywhere", () => {
  for (const args of [
    ["scan", "--format", "jsonl", "--me", "ann@me.example", OWN, OTHER],
    ["scan", OWN, "--me", "ann@me.example", OTHER, "--format", "jsonl"],
    ["scan", OWN, OTHER, "--format", "jsonl", "--me", "ann@me.example", "--me", "me.example"],
    ["--format", "jsonl", "scan", "--me=ann@me.example", OWN, OTHER],
    ["--me", "ann@me.example", "--format=jsonl", "scan", OWN, OTHER],
    ["scan", "--format", "jsonl", "--authserv-id", "mx.me.example", OWN, "--authserv-id", "mx2.me.example", OTHER],
    ["--locale", "ja", "scan", "--format", "jsonl", "--", OWN, OTHER],
  ])
    assert.deepEqual(scanned(args), [OWN, OTHER], args.join(" "));
});

test("analyze heeds them wherever they stand", () => {
  for (const args of [["--me", "me.example", OWN], [OWN, "--me", "me.example"], ["--me=ann@me.example", OWN]]) {
    const document = analyze(args);
    assert.equal(document.claim.ownDomain, true, args.join(" "));
  }
  for (const locale of ["ja", "JA", "ja_jp.utf8"]) assert.match(fuwake(["--locale", locale, "analyze", OWN]).out, /件名/, locale);
});

test("what is no address is no silent domain", () => {
  for (const value of [OWN, "", "two words", "<a@b.example>", "@"]) {
    const { code, err } = fuwake(["analyze", "--me", value, OWN]);
    assert.equal(code, 2, value);
    assert.match(err, /neither an address nor a domain|--me/, value);
  }
});

test("what is no value of an option is no silent other one", () => {
  for (const [args, said] of [
    [["decisions", "--undo", "99999999999999999999"], /no decision's number/], [["decisions", "--undo=-1"], /no decision's number/],
    [["decisions", "--undo", "1x"], /no decision's number/], [["analyze", "--locale", "../../etc", OWN], /en, ja/],
    [["analyze", "--authserv-id", "", OWN], /no server's name/], [["scan", "--authserv-id", "two words", OWN], /no server's name/],
    [["scan", "--locale", "ja/..", OWN], /en, ja/], [["doctor", "--locale", "ja JP"], /en, ja/], [["analyze", "--me=-x", OWN], /neither/],
    [["analyze", "--me=ann@-x", OWN], /neither/]]) {
    const { code, err } = fuwake(args);
    assert.equal(code, 2, args.join(" "));
    assert.match(err, said, args.join(" "));
  }
  for (const locale of ["ja_JP.UTF-8", "de", "C", "C.UTF-8", "ca_ES.UTF-8@valencia", "zh-Hant-TW", ""])
    assert.equal(fuwake(["analyze", "--locale", locale, OWN]).code, 0, locale);
});

test("the language may be named to every command", () => {
  const env = { HOME: join(folder, "language"), XDG_DATA_HOME: undefined };
  for (const command of ["register", "decisions", "doctor", "unregister"])
    for (const args of [[command, "--locale", "ja"], ["--locale=ja", command]])
      assert.notEqual(fuwake(args, { env }).code, 2, args.join(" "));
});

/** Runs it in a shell that sends its output elsewhere; the arguments are its "$@". */
const redirected = (how, args, env = {}) =>
  spawnSync("sh", ["-c", `exec "$0" "$@" ${how}`, program, ...args], { encoding: "utf8", timeout: 60000, env: { ...process.env, XDG_DATA_HOME: "/nonexistent", ...env } });

test("output that is lost is no success", () => {
  const env = { HOME: join(folder, "lost") };
  for (const args of [["analyze", OWN], ["analyze", "--format", "json", OWN], ["analyze", "--format", "html", OWN], ["scan", OWN], ["scan", "--format", "jsonl", OWN],
    ["--help"], ["scan", "--help"], ["--version"], ["doctor"], ["decisions", "--format", "json"], ["register"]])
    for (const how of [">/dev/full", ">&-"]) {
      const { status, stderr } = redirected(how, args, env);
      assert.equal(status, 1, `${args.join(" ")} ${how}: ${stderr}`);
      assert.match(stderr, /output could not be written/, `${args.join(" ")} ${how}`);
    }
  for (const how of ["2>/dev/full", "2>&-", "<&-"]) assert.equal(redirected(how, ["scan", OWN], env).status, 0, how);
  for (const how of ["2>/dev/full", "2>&-", ">/dev/full 2>/dev/full"]) {
    const { status, signal } = redirected(how, ["scan", join(folder, "missing"), OWN], env);
    assert.deepEqual([status, signal], [1, null], how);
    assert.equal(redirected(how, ["--nonsense"], env).status, 2, how);
  }
});

test("a folder's rest is judged where one of its folders cannot be read", { skip: spawnSync("setpriv", ["--version"]).status !== 0 }, () => {
  const top = mkdtempSync(join(tmpdir(), "fuwake-rest-"));
  try {
    for (const name of ["a", "b", "c"]) {
      mkdirSync(join(top, name));
      writeFileSync(join(top, name, "m.eml"), "Subject: x\n\nx\n", { mode: 0o644 });
    }
    chmodSync(top, 0o755);
    chmodSync(join(top, "b"), 0);
    // Root reads everything: as somebody else, or without the right to.
    const without = process.getuid() === 0 ? ["--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-dac_override,-dac_read_search"] : [];
    const { status, stdout, stderr } = spawnSync("setpriv", [...without, program, "scan", "--format", "jsonl", top], { encoding: "utf8" });
    assert.equal(status, 1, stderr);
    assert.deepEqual(stdout.trim().split("\n").map((line) => JSON.parse(line).path), [join(top, "a/m.eml"), join(top, "c/m.eml")]);
    assert.ok(stderr.includes(join(top, "b") + ": "), stderr);
  } finally {
    chmodSync(join(top, "b"), 0o700);
    rmSync(top, { recursive: true });
  }
});

test("what never ends in a folder is named, or no mail", () => {
  const inside = join(folder, "endless");
  mkdirSync(inside);
  writeFileSync(join(inside, "m.eml"), "Subject: x\n\nx\n");
  for (const [name, target] of [["kmsg", "/proc/kmsg"], ["sys", "/sys/kernel/notes"], ["zero", "/dev/zero"], ["tty", "/dev/tty"], ["loop", "."], ["none", "nowhere"]])
    symlinkSync(target, join(inside, name));
  symlinkSync(OWN, join(inside, "z.eml"));
  assert.equal(spawnSync("mkfifo", [join(inside, "fifo")]).status, 0);
  const { code, out, err } = fuwake(["scan", "--format", "jsonl", inside]);
  assert.deepEqual(out.trim().split("\n").map((line) => JSON.parse(line).path), [join(inside, "m.eml"), join(inside, "z.eml")]);
  assert.match(err, /kmsg: cannot be read/);
  assert.equal(code, 1);
  for (const file of ["fifo", "zero", "kmsg"]) assert.equal(fuwake(["scan", join(inside, file)]).code, 1, file);
  rmSync(inside, { recursive: true });
});

test("what is no mail is judged by nobody", () => {
  const files = { empty: "", random: Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251)), picture: "\x89PNG\r\n\x1a\n\0\0", text: "Dear diary,\n\nno mail today.\n" };
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    writeFileSync(file, content);
    for (const [locale, said] of [["en", /is no mail/], ["ja", /はメールではありません/]]) {
      const { code, out, err } = fuwake(["analyze", "--locale", locale, file]);
      assert.deepEqual([code, out], [1, ""], name);
      assert.match(err, said, name);
    }
    rmSync(file);
  }
  for (const format of ["text", "json", "html"]) assert.equal(fuwake(["analyze", "--format", format, "/dev/null"]).code, 1, format);
});

test("what is no mail is counted apart in a folder", () => {
  const inside = join(folder, "mixed");
  mkdirSync(inside);
  writeFileSync(join(inside, "a.png"), "\x89PNG\r\n\x1a\n\0\0");
  writeFileSync(join(inside, "b.txt"), "Dear diary,\n\nno mail today.\n");
  writeFileSync(join(inside, "m.eml"), "Subject: x\n\nx\n");
  const { code, out } = fuwake(["scan", "--locale", "en", inside]);
  const lines = out.trim().split("\n");
  assert.equal(code, 0);
  assert.match(lines[0], /^no mail\t-\t-\t.*a\.png#0$/);
  assert.match(lines[1], /^no mail\t.*b\.txt#0$/);
  assert.doesNotMatch(lines[2], /no mail/);
  assert.equal(lines[3], "1 mail");
  assert.match(lines[4], /^2 .*no mails$/);
  assert.match(fuwake(["scan", "--locale", "ja", inside]).out, /メール以外\t.*メールではないもの 2 件/s);
  const documents = fuwake(["scan", "--format", "jsonl", inside]).out.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(documents.map(({ noMail, level }) => [noMail, typeof level]), [[true, "undefined"], [true, "undefined"], [undefined, "string"]]);
  rmSync(inside, { recursive: true });
});

test("no decisions, and what is installed, are said in the reader's language", () => {
  for (const [locale, none, undone, data, worker] of [
    ["en", "Nothing has been decided yet.", "there is no such decision", /^ok {6}data: .*brands$/m, /^ok .*fuwake-worker: reads mails/m],
    ["ja", "まだ何も指定されていません。", "その番号の指定はありません", /^正常 {2}データ: .*ブランド.*件\)$/m, /^正常 {2}.*fuwake-worker: メールを解析します/m],
  ]) {
    assert.equal(fuwake(["decisions", "--locale", locale]).out, `${none}\n`);
    assert.equal(fuwake(["decisions", "--locale", locale, "--undo", "7"]).out, `${undone}\n`);
    const { out } = fuwake(["doctor", "--locale", locale]);
    assert.match(out, data);
    assert.match(out, worker);
    assert.doesNotMatch(out, /\{|undefined/);
  }
  assert.equal(fuwake(["decisions", "--format", "json"]).out, "[]\n");
});

test("the host says of no mail that it is none, and goes on", async () => {
  const host = startHost();
  for (const data of ["", "no mail"]) {
    host.request(1, "analyze", { data });
    assert.equal((await host.next()).error.code, -32002, data);
  }
  host.request(2, "analyze", { data: "Subject: x\n\nx" });
  assert.ok((await host.next()).result.verdict);
  assert.equal(await host.end(), 0);
});

test("a word that is no command is named, with those that are", () => {
  for (const args of [["analyse", OWN], ["frobnicate"], []]) {
    const { code, err } = fuwake(args);
    assert.equal(code, 2);
    assert.match(err, args.length === 0 ? /a command is missing/ : new RegExp(`"${args[0]}" is no command`));
    assert.match(err, /analyze, scan, /);
  }
  assert.match(fuwake(["analyze", "--help"]).out, /fuwake analyze/);
});

test("what cannot be read is told in the reader's language", () => {
  for (const [file, en, ja] of [[join(folder, "missing"), /there is no such file/, /ファイルがありません/], [folder, /is a folder/, /フォルダーです/]])
    for (const [locale, said] of [["en", en], ["ja", ja]]) assert.match(fuwake(["analyze", "--locale", locale, file]).err, said, file);
});

test("usage errors are 2, and show nothing that acts on the terminal", () => {
  for (const args of [[], ["scan"], ["analyze"], ["analyze", OWN, "\x1b[31m\u202egpj"], ["\x1b]0;x\x07"], ["--nonsense\x1b[2J", "scan", OWN],
    ["scan", "--format", "\x1b[2Jxml", OWN], ["decisions", "--undo", "\x1b[2J"]]) {
    const { code, out, err } = fuwake(args);
    assert.equal(code, 2, args.join(" "));
    assert.doesNotMatch(out + err, /[\x00-\x09\x0b-\x1f\x7f\u202e]/, args.join(" "));
  }
  assert.equal(fuwake(["--help"]).code, 0);
  assert.equal(fuwake(["scan", "--help"]).code, 0);
  assert.match(fuwake(["--version"]).out, /^fuwake \d/);
});

const HOSTILE = "x\x1b[31m\u202egpj.exe\n\x7f\u009b2J";

test("file names act on nothing", () => {
  const inside = join(folder, HOSTILE);
  mkdirSync(inside);
  writeFileSync(join(inside, HOSTILE), "From: a@b.example\nSubject: \x1b[2J\u202ex\n\nx\n");
  const acting = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;
  for (const args of [["analyze", join(inside, "missing")], ["analyze", inside], ["analyze", join(inside, HOSTILE)], ["scan", inside],
    ["scan", "--format", "jsonl", inside], ["scan", join(inside, "missing")], ["scan", "--format", "jsonl", join(inside, "missing")],
    ["analyze", "--format", "json", join(inside, HOSTILE)], ["analyze", "--format", "html", join(inside, HOSTILE)]]) {
    const { out, err } = fuwake(args);
    assert.doesNotMatch(out + err, acting, args[0] + args[1]);
  }
  const [path] = scanned(["scan", "--format", "jsonl", inside]);
  assert.equal(path, join(inside, HOSTILE), "and stay what they are");
  rmSync(inside, { recursive: true });
});

const LINKS = ["https://evil.example/a", "HTTP://evil.example", "ftp://evil.example/b", "file:///etc/passwd", "mailto:x@evil.example",
  "www.evil.example/c", "tel:+123", "javascript:alert(1)", "ssh://evil.example", "x-odd://evil.example", "sms:+1", "spotify:track:1", "vscode:x", "zoomus:1",
  "matrix:u/a", "ms-outlook:x", "teams:x", "web+x:y", "itms-apps:x"];
const LINK = /\b(?:https?|ftp|file|mailto|tel|javascript|ssh|sms|x-odd|spotify|vscode|zoomus|matrix|ms-outlook|teams|web\+x|itms-apps):(?=\S)|\bwww\.|:\/\/(?<!h\*\*ps?:\/\/|\*:\/\/)/i;

test("no output holds a link", () => {
  const file = join(folder, "links.eml");
  writeFileSync(file, [
    `From: "${LINKS.join(" ")}" <a@www.evil.example>`, `To: "${LINKS[0]}" <b@c.example>`, `Subject: ${LINKS.join(" ")}`,
    "Message-ID: <mailto:x@y.example>", "Received: from www.evil.example (www.evil.example [203.0.113.5]) by mx.c.example; x",
    "X-Mailer: https://evil.example", "Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: text/html", "",
    ...LINKS.map((link) => `<a href="${link}">${link}</a>`), "--b", 'Content-Type: application/pdf; name="https://evil.example/www.x.pdf"', "", "x", "--b--"].join("\n"));
  for (const format of ["text", "json", "html"])
    for (const locale of ["en", "ja"]) {
      const { code, out, err } = fuwake(["analyze", "--format", format, "--locale", locale, file]);
      assert.equal(code, 0, err);
      // A decision's key is no text: it goes back as it is.
      const shown = out.replace(/"key": ?"[^"]*"/g, "");
      assert.equal(shown.match(LINK)?.[0], undefined, `${format}: ${shown.slice(shown.search(LINK) - 60, shown.search(LINK) + 60)}`);
    }
  const named = join(folder, "https:", "www.evil.example");
  mkdirSync(named, { recursive: true });
  writeFileSync(join(named, "mailto:x@evil.example"), readFileSync(file));
  for (const format of ["table", "jsonl"])
    for (const path of [file, join(folder, "https:")]) assert.doesNotMatch(fuwake(["scan", "--format", format, path]).out, LINK, format);
  assert.deepEqual(scanned(["scan", "--format", "jsonl", named]), [join(named, "mailto:x@evil.example")], "and stay what they are");
});

test("JSON means the same with its bidirectional controls escaped", () => {
  const file = join(folder, "bidi.eml");
  writeFileSync(file, "From: a@b.example\nSubject: x\n\nx\n");
  const named = join(folder, "a\u202eb\u2066c\u200ed.eml");
  writeFileSync(named, readFileSync(file));
  const { out } = fuwake(["scan", "--format", "jsonl", named]);
  assert.match(out, /\\u202e/);
  assert.equal(JSON.parse(out).path, named);
});

test("findings: the catalogue, for people and for programs", () => {
  const entries = JSON.parse(fuwake(["findings", "--format", "json", "--locale", "ja"]).out);
  const english = fuwake(["findings"]).out.split("\n");
  assert.equal(english.length, 2 * entries.length + 1, "two lines each");
  for (const { id, kind, family, arguments: given, technique, sentence, headline } of entries) {
    assert.ok(english.some((line) => line.startsWith(`${id}\t${kind}\t${family}\t`)), id);
    assert.match(sentence, /[\u3040-\u30ff]/, id);
    for (const { name } of given) assert.ok(`${sentence}${headline}`.includes(`{${name}`), `${id}: ${name}`);
    if (technique) assert.ok(technique.name && technique.explanation, id);
  }
  const known = entries.filter(({ verifies }) => verifies).map(({ id }) => id).sort();
  assert.deepEqual(known, ["authentication.known-brand", "history.trusted", "identity.known-contact"]);
});

test("decisions are listed, exported and undone", async () => {
  const env = { XDG_DATA_HOME: join(folder, "data") };
  const host = startHost({ env });
  host.request(1, "decide", { kind: "honest", key: "mail:x", label: "https://evil.example \x1b[2J" });
  const { id } = (await host.next()).result;
  assert.equal(await host.end(), 0);
  const file = join(folder, "data/fuwake/decisions.sqlite");
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(statSync(join(folder, "data/fuwake")).mode & 0o777, 0o700);
  const table = fuwake(["decisions"], { env });
  assert.match(table.out, /honest\th\*\*ps:/);
  assert.doesNotMatch(table.out, /\x1b/);
  assert.equal(JSON.parse(fuwake(["decisions", "--format", "json"], { env }).out)[0].key, "mail:x");
  assert.equal(fuwake(["decisions", "--undo", `${id}`], { env }).code, 0);
  assert.equal(fuwake(["decisions", "--undo", `${id}`], { env }).code, 1);
  writeFileSync(file, "a text that is no database, and long enough to be taken for one by whoever reads headers of a hundred bytes");
  const broken = fuwake(["decisions"], { env });
  assert.equal(broken.code, 1);
  assert.match(broken.err, /decisions\.sqlite: file is not a database/);
  const document = analyze([OTHER], { env });
  assert.equal(document.decisionsUnread, true);
  assert.match(fuwake(["analyze", OTHER], { env }).out.split("What the mail says")[0], /could not be read/, "beside the verdict");
  for (const format of ["table", "jsonl"])
    assert.equal(fuwake(["scan", "--format", format, OWN, OTHER], { env }).err.match(/could not be read/g)?.length, 1, "once");
  const checked = fuwake(["doctor"], { env });
  assert.match(checked.out, /missing decisions: .*decisions\.sqlite: file is not a database/);
  assert.equal(checked.code, 1);
  assert.match(fuwake(["analyze", "--locale", "ja", OTHER], { env }).out, /読み込めなかった/);
});

test("without a home nothing is made where the program was started", async () => {
  const here = join(folder, "here");
  mkdirSync(here);
  const before = process.cwd();
  process.chdir(here);
  try {
    for (const env of [{ HOME: undefined, XDG_DATA_HOME: undefined }, { HOME: "", XDG_DATA_HOME: "" }, { HOME: "here", XDG_DATA_HOME: "data" }]) {
      const host = startHost({ env });
      host.request(1, "decide", { kind: "honest", key: "mail:x", label: "x" });
      assert.match((await host.next()).error.message, /no place/);
      assert.equal(await host.end(), 0);
      assert.equal(fuwake(["decisions"], { env }).code, 1);
      assert.equal(fuwake(["register"], { env: { ...env } }).code, 1);
      assert.equal(fuwake(["doctor"], { env }).signal, null);
      assert.deepEqual(readdirSync(here), []);
    }
  } finally {
    process.chdir(before);
  }
});

test("register, doctor and unregister", () => {
  const env = { HOME: join(folder, "home") };
  const manifest = join(folder, "home/.mozilla/native-messaging-hosts/fuwake.json");
  assert.equal(fuwake(["register"], { env }).code, 0);
  assert.equal(JSON.parse(readFileSync(manifest, "utf8")).name, "fuwake");
  assert.match(fuwake(["doctor"], { env }).out, /ok\s+manifest: .*fuwake\.json/);
  assert.equal(fuwake(["unregister"], { env }).code, 0);
  assert.ok(!existsSync(manifest));
  writeFileSync(manifest, JSON.stringify({ name: "fuwake", path: "/bin/\x1b[2Jother" }));
  const { code, err } = fuwake(["unregister"], { env });
  assert.equal(code, 1);
  assert.match(err, /another program/);
  assert.doesNotMatch(fuwake(["doctor"], { env }).out, /\x1b/);
});
