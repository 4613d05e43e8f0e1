// usage: node tests/oracle/oracle.mjs [--list] [--only WORD] [--views FILE]
//   --list   tells the known differences as well
//   --only   the mails in whose names WORD is
//   --views  keeps what Thunderbird showed in FILE; where FILE is there, no Thunderbird is asked
// Opens every mail of the oracle in the real Thunderbird and compares what it shows (From, links, text)
// with what the engine read. Differences that stand in expected-differences.tsv, each with its reason, are
// known; another one fails, and so does a listed one that is none any more.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../../tools/thunderbird/thunderbird.mjs";
import { compare } from "./compare.mjs";
import { collectMails } from "./mails.mjs";
import { Pane } from "./pane.mjs";

const here = dirname(new URL(import.meta.url).pathname);
const list = process.argv.includes("--list");
const option = (name) => process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : "";
const only = option("--only");
const kept = option("--views");

/** "mail<TAB>kind<TAB>reason" lines: the differences that are known. */
function readExpected() {
  return readFileSync(join(here, "expected-differences.tsv"), "utf8").split("\n")
    .filter((line) => line && !line.startsWith("#"))
    .map((line) => line.split("\t"));
}

function engineViews(folder, files) {
  const program = join(root, "build/release/oracle/engine_view");
  const output = execFileSync(program, [join(root, "native-host/data")], {
    input: files.map((file) => join(folder, file)).join("\n"),
    maxBuffer: 1 << 30,
  });
  return output.toString().trimEnd().split("\n").map((line) => JSON.parse(line));
}

async function paneViews(mails) {
  if (kept && existsSync(kept)) {
    const views = new Map(JSON.parse(readFileSync(kept, "utf8")));
    return names.map((name) => views.get(name));
  }
  const pane = await Pane.start(mails);
  const views = [];
  try {
    for (const file of mails.keys()) views.push(await pane.read(file));
  } finally {
    await pane.stop();
  }
  if (kept) writeFileSync(kept, JSON.stringify(names.map((name, i) => [name, views[i]])));
  return views;
}

// An end by a signal is one by exit(), at which Thunderbird is ended too.
for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => process.exit(1));

const { mails, missing } = collectMails();
const names = [...mails.keys()].filter((name) => name.includes(only));
const files = names.map((_, number) => `${String(number).padStart(4, "0")}.eml`);
const folder = mkdtempSync(join(tmpdir(), "fuwake-oracle-"));
names.forEach((name, i) => writeFileSync(join(folder, files[i]), mails.get(name)));
const engine = engineViews(folder, files);
rmSync(folder, { recursive: true });
const pane = await paneViews(new Map(files.map((file, i) => [file, mails.get(names[i])])));

const expected = readExpected();
const used = new Set();
let links = 0, texts = 0, known = 0, unknown = 0;
names.forEach((name, i) => {
  const result = compare(pane[i], engine[i]);
  links += result.links;
  texts += result.texts;
  for (const [kind, what] of result.differences) {
    const row = expected.findIndex(([mail, of]) => mail === name && of === kind);
    if (row >= 0) used.add(row), ++known;
    else ++unknown;
    if (row < 0 || list) console.log(`${row < 0 ? "!" : " "} ${name}\t${kind}\t${JSON.stringify(what)}`);
  }
});
const stale = expected.filter(([mail], row) => !used.has(row) && mail.includes(only) &&
  !missing.some((group) => mail.startsWith(group.replace("../", ""))));
for (const [mail, kind] of stale) console.log(`! listed, but no difference any more: ${mail}\t${kind}`);
for (const group of missing) console.log(`skipped: ${group} is not there`);
console.log(`${names.length} mails, ${links} links, ${texts} stretches of text compared: ` +
  `${known} known differences in ${used.size} rows, ${unknown} others, ${stale.length} stale rows`);
process.exit(unknown > 0 || stale.length > 0 ? 1 : 0);
