// The command line: options anywhere, each with its own value; and nothing in what it prints acts on the terminal.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { analyze, fuwake, startHost } from "./fuwake.mjs";

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
  const { out } = fuwake(["--locale", "ja", "analyze", OWN]);
  assert.match(out, /件名/);
});

test("what is no address is no silent domain", () => {
  for (const value of [OWN, "", "two words", "<a@b.example>", "@"]) {
    const { code, err } = fuwake(["analyze", "--me", value, OWN]);
    assert.equal(code, 2, value);
    assert.match(err, /neither an address nor a domain|--me/, value);
  }
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
  "www.evil.example/c", "tel:+123", "javascript:alert(1)", "ssh://evil.example", "x-odd://evil.example", "sms:+1"];
const LINK = /\b(?:https?|ftp|file|mailto|tel|javascript|ssh|sms|x-odd):(?=\S)|\bwww\.|:\/\/(?<!h\*\*ps?:\/\/|\*:\/\/)/i;

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
  for (const format of ["table", "jsonl"])
    assert.doesNotMatch(fuwake(["scan", "--format", format, file]).out, LINK, format);
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
  assert.match(fuwake(["analyze", OTHER], { env }).out, /could not be read/);
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
