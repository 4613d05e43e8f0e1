// Does the work grow as the mail does? Each shape (shapes.mjs) is dissected at n and at 2n bytes under valgrind, which
// counts instructions: nothing is timed, so a busy machine changes nothing. What an empty mail takes is taken off.
//
//   cmake --build build/release --target in_process --target read_request
//   node tests/growth/growth.mjs [--program PATH] [PART OF A NAME...]
//
// So is what the host reads of the add-on (requests.mjs), by read_request.cpp. --program stands for in_process.
//
// The engine is measured in one process (in_process.cpp): valgrind cannot go where a worker is.
//
// Failed: twice the size takes more than 2.6 times the instructions, or the mail does not fit into `most_memory`, or
// there is no answer. MUCH, more than `most_of_byte` a byte, is printed and does not fail: how much a mail may cost is
// judged in seconds (../shared/attack/measure.py), and some shapes of nothing but links stand above it. What opens
// attachments runs apart and has a budget instead (native-host/src/dialogue/limits.h), so it is left out here.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { requests } from "./requests.mjs";
import { shapes } from "./shapes.mjs";

const run = promisify(execFile);
const size = 100_000;
const most_growth = 2.6;
/// A second for 10 MB, and 0.12 s whatever the size, at some three instructions a nanosecond.
const most_of_byte = 300;
const most_of_mail = 360_000_000;
/// The ratio of two small numbers says nothing.
const slack = 3_000_000;
/// Kilobytes: 60 MB and three times the mail.
const most_memory = (bytes) => 60 * 1024 + Math.ceil((3 * bytes) / 1024);

const words = process.argv.slice(2);
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const at = words.indexOf("--program");
const program = at < 0 ? join(root, "build/release/growth/in_process") : words.splice(at, 2)[1];
const folder = mkdtempSync(join(tmpdir(), "fuwake-growth-"));
const options = { env: { ...process.env, HOME: folder }, maxBuffer: 1 << 28 };

/// What is made for whom, what that is called with, and what it has least to do with.
const engine = {
  made: shapes,
  command: (file) => [program, join(root, "build/release/share/fuwake"), file],
  least: "From: a@attacker.example\r\n\r\nx",
};
const protocol = {
  made: requests,
  command: (file) => [join(root, "build/release/growth/read_request"), file],
  least: '{"jsonrpc":"2.0","id":1,"method":"hello"}',
};

async function instructions({ command }, file) {
  const out = `${file}.count`;
  await run("valgrind", ["--tool=cachegrind", "--cache-sim=no", `--cachegrind-out-file=${out}`, ...command(file)], options);
  return Number(/^summary: (\d+)/m.exec(readFileSync(out, "utf8"))[1]);
}

/// The limit is of data, which reading the knowledge is part of.
async function fits({ command }, file, bytes) {
  await run("bash", ["-c", `ulimit -d ${most_memory(bytes)}; exec "$0" "$@" > /dev/null`, ...command(file)], options);
}

async function measure(kind, name, number, empty) {
  const counts = [];
  for (const times of [1, 2]) {
    const mail = Buffer.from(kind.made[name](size * times));
    const file = join(folder, `${number}-${times}.eml`);
    writeFileSync(file, mail);
    await fits(kind, file, mail.length);
    counts.push({ bytes: mail.length, count: (await instructions(kind, file)) - empty });
  }
  const [one, two] = counts;
  const faults = [];
  if (two.count > most_growth * Math.max(one.count, slack)) faults.push("GROWS");
  if (two.count > most_of_mail + most_of_byte * two.bytes) faults.push("MUCH");
  return { faults, line: `${Math.round(one.count / one.bytes)} → ${Math.round(two.count / two.bytes)} instructions a byte` };
}

const wanted = (name) => words.length === 0 || words.some((each) => name.includes(each));
const all = [];
for (const kind of [engine, protocol]) {
  const names = Object.keys(kind.made).filter(wanted);
  if (names.length === 0) continue;
  writeFileSync(join(folder, "least"), kind.least);
  const empty = await instructions(kind, join(folder, "least"));
  for (const name of names) all.push({ kind, name, empty });
}
let next = 0;
let failed = 0;
async function work() {
  while (next < all.length) {
    const number = next++;
    const { kind, name, empty } = all[number];
    const { faults, line } = await measure(kind, name, number, empty).catch((error) => ({ faults: ["NO ANSWER"], line: String(error).slice(0, 200) }));
    failed += faults.some((fault) => fault !== "MUCH") ? 1 : 0;
    console.log([name.padEnd(50), line, ...faults].join("  "));
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
rmSync(folder, { recursive: true });
console.log(`${all.length} shapes, ${failed} of them take more than they may`);
process.exit(failed === 0 ? 0 : 1);
