// Does the work grow as the mail does? Each shape (shapes.mjs) is dissected at n and at 2n bytes under valgrind, which
// counts instructions: nothing is timed, so a busy machine changes nothing. What an empty mail takes is taken off.
//
//   cmake --build build/release --target in_process
//   node tests/growth/growth.mjs [--program PATH] [PART OF A NAME...]
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

const arguments_for = (file) => [join(root, "build/release/share/fuwake"), file];

async function instructions(file) {
  const out = `${file}.count`;
  await run("valgrind", ["--tool=cachegrind", "--cache-sim=no", `--cachegrind-out-file=${out}`, program, ...arguments_for(file)], options);
  return Number(/^summary: (\d+)/m.exec(readFileSync(out, "utf8"))[1]);
}

/// The limit is of data, which reading the knowledge is part of.
async function fits(file, bytes) {
  await run("bash", ["-c", `ulimit -d ${most_memory(bytes)}; exec "$0" "$@" > /dev/null`, program, ...arguments_for(file)], options);
}

async function measure(name, number, empty) {
  const counts = [];
  for (const times of [1, 2]) {
    const mail = Buffer.from(shapes[name](size * times));
    const file = join(folder, `${number}-${times}.eml`);
    writeFileSync(file, mail);
    await fits(file, mail.length);
    counts.push({ bytes: mail.length, count: (await instructions(file)) - empty });
  }
  const [one, two] = counts;
  const faults = [];
  if (two.count > most_growth * Math.max(one.count, slack)) faults.push("GROWS");
  if (two.count > most_of_mail + most_of_byte * two.bytes) faults.push("MUCH");
  return { faults, line: `${Math.round(one.count / one.bytes)} → ${Math.round(two.count / two.bytes)} instructions a byte` };
}

writeFileSync(join(folder, "empty.eml"), "From: a@attacker.example\r\n\r\nx");
const empty = await instructions(join(folder, "empty.eml"));
const names = Object.keys(shapes).filter((name) => words.length === 0 || words.some((each) => name.includes(each)));
let next = 0;
let failed = 0;
async function work() {
  while (next < names.length) {
    const number = next++;
    const name = names[number];
    const { faults, line } = await measure(name, number, empty).catch((error) => ({ faults: ["NO ANSWER"], line: String(error).slice(0, 200) }));
    failed += faults.some((fault) => fault !== "MUCH") ? 1 : 0;
    console.log([name.padEnd(50), line, ...faults].join("  "));
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
rmSync(folder, { recursive: true });
console.log(`${names.length} shapes, ${failed} of them take more than they may`);
process.exit(failed === 0 ? 0 : 1);
