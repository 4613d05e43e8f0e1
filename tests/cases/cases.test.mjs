// The founding mails and the good ones, through the release program.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { analyze, fuwake, program, root } from "./fuwake.mjs";

const mail = (name) => join(root, "tests", name);
const FOUNDING = ["cases/kagoya-utf8.eml", "cases/kagoya-iso2022jp.eml"];

for (const name of FOUNDING) {
  test(`${name}: every row of the case that needs no network`, () => {
    const document = analyze([mail(name)]);
    const finding = (id) => document.findings.find((entry) => entry.id === id);
    assert.equal(document.verdict.level, "danger");
    assert.equal(document.claim.name, "eKagoya ISP");
    assert.equal(document.claim.brandId, "kagoya");
    assert.equal(document.claim.ownDomain, true);
    assert.ok(finding("identity.brand-in-name"), "display name");
    assert.equal(finding("identity.own-domain-from-outside").arguments.domain, "office.example");
    assert.ok(finding("identity.from-is-to"), "From == To");
    assert.ok(finding("identity.unknown-own-account"), "not one of the accounts");
    assert.equal(document.facts.host, "sv742.xserver.jp");
    assert.equal(document.facts.address, "120.136.14.43");
    const { network } = document.facts;
    assert.equal(network.asn, 131965);
    assert.equal(network.organisation, "Xserver Inc.");
    assert.match(`${network.city}, ${network.region}, ${network.country}`, /Chiyoda.*Tokyo.*Japan/);
    assert.ok(Math.abs(network.latitude - 35.69) < 0.1 && Math.abs(network.longitude - 139.77) < 0.1);
    assert.equal(network.approximate, true);
    assert.equal(finding("route.brand-network").arguments.operator, "xserver");
    const [link] = document.links;
    assert.equal(link.before + link.deciding + link.after,
                 "h**ps://w-support.jp/activemail.kagoya.com/?e={EMAIL64}");
    assert.equal(link.deciding, "w-support.jp");
    assert.equal(finding("link.brand-in-path").arguments.decoyDomain, "kagoya.com");
    assert.equal(finding("link.template-field").arguments.field, "{EMAIL64}");
    assert.ok(finding("wording.storage-full"), "lure");
    assert.ok(finding("wording.machine-japanese"), "machine-like Japanese");
    assert.ok(document.verdict.advice.length >= 3, "advice");
    assert.equal(document.verdict.advice[0], "Do not open the link, and do not answer.");
    assert.ok(document.verdict.advice.at(-1).includes("report"), "whom to tell");
  });
}

test("the formats and both languages", () => {
  const file = mail(FOUNDING[0]);
  const english = fuwake(["analyze", file]);
  assert.equal(english.code, 0);
  assert.match(english.out, /^\[Danger\] This mail calls itself KAGOYA JAPAN/);
  assert.match(fuwake(["analyze", file], { env: { LC_ALL: "ja_JP.UTF-8" } }).out, /^\[危険\] カゴヤ/);
  assert.match(fuwake(["analyze", "--locale", "ja", file]).out, /^\[危険\]/);
  const html = fuwake(["analyze", "--format", "html", "--locale", "ja", file]).out;
  assert.match(html, /^<!DOCTYPE html>/);
  assert.ok(html.includes("default-src &#39;none&#39;") || html.includes("default-src 'none'"));
  for (const out of [english.out, html]) assert.ok(!out.includes("https://w-support"));
  const fromInput = fuwake(["analyze", "-"], { input: readFileSync(file) });
  assert.equal(fromInput.out, english.out);
});

test("--me and --authserv-id say for whom the mail is", () => {
  const file = mail(FOUNDING[0]);
  const ids = (args) => analyze([...args, file]).findings.map((entry) => entry.id);
  assert.ok(!ids(["--me", "a@elsewhere.example"]).includes("identity.own-domain-from-outside"));
  assert.ok(ids(["--me", "office.example"]).includes("identity.own-domain-from-outside"));
  assert.ok(!ids(["--me", "mori@office.example"]).includes("identity.unknown-own-account"));
  const newsletter = mail("mails/good/newsletter-with-click-tracking.eml");
  assert.equal(analyze([newsletter]).verdict.level, "verified");
  assert.equal(analyze(["--authserv-id", "mx.office.example", newsletter]).verdict.level, "verified");
  assert.notEqual(analyze(["--authserv-id", "other.example", newsletter]).verdict.level, "verified");
});

/** The levels of a folder's mails by name, as the user lost@office.example gets them. */
function levelsOf(folder, options = []) {
  const { out } = fuwake(["scan", "--format", "jsonl", "--me", "lost@office.example", ...options, mail(folder)]);
  return new Map(out.trim().split("\n").map((line) => {
    const { path, level } = JSON.parse(line);
    return [path.split("/").at(-1), level];
  }));
}
const loud = (levels) => [...levels].filter(([, level]) => level === "caution" || level === "danger");

test("good mails: none is danger, at most one caution", () => {
  const levels = levelsOf("mails/good");
  assert.ok(levels.size >= 150);
  assert.deepEqual(loud(levels).filter(([, level]) => level === "danger"), []);
  assert.ok(loud(levels).length <= 1, String(loud(levels)));
  // Where nobody recorded a check of the sender they look less sure, and still deceive nobody.
  const unchecked = loud(levelsOf("mails/good", ["--authserv-id", "nobody.example"]));
  assert.deepEqual(unchecked.filter(([, level]) => level === "danger"), []);
  assert.ok(unchecked.length <= 5, String(unchecked));
});

test("deceptions: each technique is danger", () => {
  const levels = levelsOf("mails/deceptions");
  assert.ok(levels.size >= 60);
  assert.deepEqual([...levels].filter(([, level]) => level !== "danger"), []);
});

/** A mail with a file of tests/attachments. */
const mailWith = (type, name, text = "see the attachment") =>
  `From: a@b.example\nTo: c@d.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n` +
  `Content-Type: text/plain; charset=utf-8\n\n${text}\n--b\nContent-Type: ${type}; name="${name}"\n` +
  `Content-Transfer-Encoding: base64\n\n${readFileSync(join(root, "tests/attachments", name)).toString("base64").replace(/.{76}/g, "$&\n").padEnd(1100, "\n")}\n--b--\n`;

test("attachments are opened by a program of their own", () => {
  const look = (...args) => analyze(["-"], { input: mailWith(...args) });
  const ids = (document) => document.findings.map((entry) => entry.id);
  const picture = look("image/png", "qr-code.png");
  assert.equal(picture.links[0].kind, "qrCode");
  assert.equal(picture.links[0].deciding, "evil-login.example.top".split(".").slice(-2).join("."));
  assert.ok(ids(picture).includes("link.in-code"));
  const pdf = look("application/pdf", "links.pdf");
  assert.deepEqual(pdf.links.map((link) => link.kind).sort(), ["pdf", "pdf", "qrCode"]);
  assert.ok(ids(look("application/zip", "program.zip")).includes("attachment.program-inside"));
  const secret = look("application/zip", "encrypted.zip", "パスワード：1234");
  assert.ok(ids(secret).includes("attachment.password-in-text"));
  const disguised = look("text/plain", "program.zip");
  assert.deepEqual(disguised.attachments.map(({ type, content }) => [type, content]),
                   [["text/plain", "application/zip"]]);
});

test("where an archive is locked, it is said that nobody looked into it", () => {
  for (const [locale, said, denied] of [["en", /locked-letter.zip is encrypted and could not be looked into/, /^Nothing suspicious/],
    ["ja", /locked-letter.zip は暗号化されていて、中を調べられませんでした/, /^不審な点は見つかりませんでした/]]) {
    const { verdict } = analyze(["--locale", locale, "-"], { input: mailWith("application/zip", "locked-letter.zip") });
    assert.deepEqual([verdict.level, verdict.reasons], ["unremarkable", []]);
    assert.match(verdict.headline, said);
    assert.doesNotMatch(verdict.headline, denied);
  }
});

test("where the program that opens attachments is missing, the mail is not blamed for it", () => {
  const bare = mkdtempSync(join(tmpdir(), "fuwake-bare-"));
  try {
    mkdirSync(join(bare, "bin"));
    mkdirSync(join(bare, "share"));
    mkdirSync(join(bare, "lib/fuwake"), { recursive: true });
    copyFileSync(program, join(bare, "bin/fuwake"));
    copyFileSync(join(root, "build/release/lib/fuwake/fuwake-worker"), join(bare, "lib/fuwake/fuwake-worker"));
    symlinkSync(join(root, "build/release/share/fuwake"), join(bare, "share/fuwake"));
    const { stdout } = spawnSync(join(bare, "bin/fuwake"), ["analyze", "-"], { input: mailWith("application/pdf", "links.pdf"), encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8" } });
    assert.match(stdout, /^\[Caution\] Part of this mail could not be examined/);
    assert.match(stdout, /the installation is incomplete: the command “fuwake doctor”/);
    assert.doesNotMatch(analyze(["-"], { input: mailWith("application/pdf", "links.pdf") }).verdict.reasons.join(""), /incomplete/);
  } finally {
    rmSync(bare, { recursive: true });
  }
});

test("links of Office documents are among the links", () => {
  const { links } = analyze([join(root, "tests/mails/good/en-invoice-from-a-firms-template.eml")]);
  assert.deepEqual(links.map(({ kind, deciding, after }) => [kind, deciding, after]),
                   [["plainText", "kobayashi-shoji.example", "/terms"],
                    ["document", "kobayashi-shoji.example", "/terms?lang=en&year=2026"]]);
});

test("a QR code that characters draw is read", () => {
  const lines = readFileSync(join(root, "tests/attachments/qr-code-in-text.txt"), "utf8");
  const input = `From: a@b.example\nContent-Type: text/plain; charset=utf-8\n\nScan this:\n\n${lines}\nThanks\n`;
  const [link] = analyze(["-"], { input }).links;
  assert.equal(link.kind, "qrCode");
  assert.match(link.before + link.deciding + link.after, /^h\*\*ps:\/\/evil-login/);
});

test("scan reads files, folders, mbox files and Maildirs", () => {
  const folder = mkdtempSync(join(tmpdir(), "fuwake-scan-"));
  try {
    const founding = readFileSync(mail(FOUNDING[0]));
    mkdirSync(join(folder, "Maildir/cur"), { recursive: true });
    mkdirSync(join(folder, "Maildir/tmp"));
    writeFileSync(join(folder, "Maildir/cur/1:2,S"), founding);
    writeFileSync(join(folder, "Maildir/tmp/2"), founding);
    const mbox = `From - x\n${founding}\n\nFrom - y\n${readFileSync(mail("mails/good/personal-english.eml"))}\n`;
    writeFileSync(join(folder, "Inbox"), mbox);
    writeFileSync(join(folder, "Inbox.msf"), "// an index");
    const { code, out } = fuwake(["scan", "--format", "jsonl", folder]);
    assert.equal(code, 0);
    const lines = out.trim().split("\n").map((line) => JSON.parse(line));
    assert.deepEqual(lines.map((line) => [line.path.slice(folder.length + 1), line.index, line.level]), [
      ["Inbox", 0, "danger"],
      ["Inbox", 1, "unremarkable"],
      ["Maildir/cur/1:2,S", 0, "danger"],
    ]);
    for (const line of lines) {
      assert.deepEqual(Object.keys(line), ["path", "index", "level", "score", "findings"]);
      assert.ok(line.findings.every((id) => /^[a-z]+\.[a-z-]+$/.test(id)));
    }
    const table = fuwake(["scan", folder]).out;
    assert.match(table, /Danger\t/);
    assert.match(table, /3 mails/);
    assert.match(table, /2 copies of one mail: 非常に重要なメッセージ/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("exit codes: 0 analysed, 1 a file could not be read, 2 usage", () => {
  const good = mail("mails/good/personal-english.eml");
  assert.equal(fuwake(["--version"]).code, 0);
  assert.match(fuwake(["--version"]).out, /^fuwake \d+\.\d+\.\d+$/m);
  assert.equal(fuwake(["analyze", "/nowhere.eml"]).code, 1);
  assert.match(fuwake(["analyze", "/nowhere.eml"]).err, /nowhere\.eml/);
  assert.equal(fuwake(["analyze", "/"]).code, 1);
  const mixed = fuwake(["scan", "--format", "jsonl", "/nowhere.eml", good]);
  assert.equal(mixed.code, 1);
  assert.equal(mixed.out.trim().split("\n").length, 1, "the others are judged all the same");
  for (const args of [[], ["analyze"], ["analyze", "--format", "xml", good], ["dance"], ["scan"]])
    assert.equal(fuwake(args).code, 2, args.join(" "));
});

test("register, doctor and unregister", () => {
  const home = mkdtempSync(join(tmpdir(), "fuwake-register-"));
  try {
    const env = { HOME: home };
    const manifest = join(home, ".mozilla/native-messaging-hosts/fuwake.json");
    assert.equal(fuwake(["register"], { env }).code, 0);
    const content = JSON.parse(readFileSync(manifest, "utf8"));
    assert.equal(content.path, join(root, "build/release/bin/fuwake"));
    assert.equal(content.type, "stdio");
    const doctor = fuwake(["doctor"], { env });
    assert.equal(doctor.code, 0, doctor.out);
    assert.match(doctor.out, /brands/);
    assert.equal(fuwake(["unregister"], { env }).code, 0);
    assert.throws(() => readFileSync(manifest));
    writeFileSync(manifest, JSON.stringify({ name: "fuwake", path: "/usr/bin/other" }));
    assert.equal(fuwake(["unregister"], { env }).code, 1, "another program's manifest is left");
    readFileSync(manifest);
  } finally {
    rmSync(home, { recursive: true });
  }
});
