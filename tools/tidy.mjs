// Runs clang-tidy, by .clang-tidy, over the sources in native-host/src that have changed since they were last found
// clean. The sources of a folder are looked at together, as one that includes them: nearly all the time goes into the
// libraries' headers. Those that cannot be together (two have a helper of one name) are looked at apart.
// A source has changed where it, a header of ours that it includes or .clang-tidy has; what was clean is kept in
// build/tidy/clean.json.
// usage: node tools/tidy.mjs [FILE...]   FILE: these sources, changed or not
// Needs build/release/compile_commands.json. Exit 1 where something is found.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const source = join(root, "native-host/src");
const made = join(root, "build/tidy");
const kept = join(made, "clean.json");
mkdirSync(made, { recursive: true });

/** Of a compiler's command what says how to read a source; -w: its own warnings are g++'s matter. */
function readingFlags(command) {
  const words = command.split(" ");
  const kept = words.flatMap((word, index) =>
    word === "-isystem" ? [`-isystem${words[index + 1]}`] : /^-(I|D|std)/.test(word) ? [word] : []);
  return [...kept, "-w"];
}

const commands = JSON.parse(readFileSync(join(root, "build/release/compile_commands.json"), "utf8"));
const flagsOf = new Map(commands.map(({ file, command }) => [file, readingFlags(command)]));

/** A file and every header of ours that it includes, directly or not. */
function withHeaders(file, seen = new Set()) {
  if (seen.has(file) || !existsSync(file)) return seen;
  seen.add(file);
  for (const [, header] of readFileSync(file, "utf8").matchAll(/^#include "([^"]+)"/gm))
    withHeaders(join(source, header), seen);
  return seen;
}

/** What changes where the outcome may. */
function stateOf(file) {
  const hash = createHash("sha256").update(readFileSync(join(root, ".clang-tidy")));
  for (const part of [...withHeaders(file)].sort()) hash.update(readFileSync(part)).update("\0");
  return hash.digest("hex");
}

/** What clang-tidy prints of a source; "" where it finds nothing. */
const findingsIn = (file, flags) =>
  new Promise((done) => {
    const options = ["--quiet", "--warnings-as-errors=*", `--config-file=${join(root, ".clang-tidy")}`, file, "--"];
    execFile("clang-tidy", [...options, ...flags], { cwd: root, maxBuffer: 1 << 26 }, (error, out, err) =>
      done(error ? out || err || String(error) : ""));
  });

/** The same of sources of one folder. */
async function findingsTogether(files) {
  const flags = [...new Set(files.flatMap((file) => flagsOf.get(file)))];
  if (files.length === 1) return findingsIn(files[0], flags);
  const together = join(made, `${relative(root, files[0]).replaceAll("/", "-")}-and-${files.length - 1}.cpp`);
  writeFileSync(together, files.map((file) => `#include "${file}"\n`).join(""));
  const findings = await findingsIn(together, flags);
  const clashing = files.slice(1).filter((file) =>
    findings.split("\n").some((line) => line.startsWith(`${file}:`) && line.includes("[clang-diagnostic-error")));
  if (clashing.length === 0) return findings;
  const others = files.filter((file) => !clashing.includes(file));
  const outcomes = [await findingsTogether(others)];
  for (const file of clashing) outcomes.push(await findingsTogether([file]));
  return outcomes.join("");
}

const all = [...flagsOf.keys()].filter((file) => file.startsWith(`${source}/`)).sort();
const clean = existsSync(kept) ? JSON.parse(readFileSync(kept, "utf8")) : {};
const asked = process.argv.slice(2).map((file) => resolve(file));
const changed = asked.length > 0 ? asked : all.filter((file) => clean[relative(root, file)] !== stateOf(file));
const queue = [...new Set(changed.map(dirname))].map((folder) => changed.filter((file) => dirname(file) === folder));
queue.sort((a, b) => b.length - a.length); // the longest first, so that all processors end together
let found = false;

async function work() {
  for (let files = queue.shift(); files; files = queue.shift()) {
    const states = files.map(stateOf);
    const findings = await findingsTogether(files);
    found ||= findings !== "";
    if (findings) console.error(findings);
    else files.forEach((file, index) => (clean[relative(root, file)] = states[index]));
    writeFileSync(kept, JSON.stringify(clean, null, 1));
  }
}

await Promise.all(cpus().map(work));
console.log(`clang-tidy: ${changed.length} of ${all.length} sources looked at`);
process.exit(found ? 1 : 0);
