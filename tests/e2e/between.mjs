// A program between Thunderbird and the host: it notes the methods that pass, and can hold receipts back.
import { spawn } from "node:child_process";
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Splits a stream into native-messaging frames. */
function onFrames(stream, take) {
  let buffer = Buffer.alloc(0);
  stream.on("data", (data) => {
    buffer = Buffer.concat([buffer, data]);
    while (buffer.length >= 4 && buffer.length >= 4 + buffer.readUInt32LE(0)) {
      const end = 4 + buffer.readUInt32LE(0);
      take(buffer.subarray(0, end));
      buffer = buffer.subarray(end);
    }
  });
}

const content = (frame) => JSON.parse(frame.subarray(4));

/** The program itself: methods go to `log`; receipts for chunks wait while there is a file `held`. */
export function passOn({ host, log, held }) {
  const behind = spawn(host, process.argv.slice(2), { stdio: ["pipe", "pipe", "inherit"] });
  const chunks = new Set();
  onFrames(process.stdin, (frame) => {
    const { id, method } = content(frame);
    if (method === "analyze.chunk") chunks.add(id);
    appendFileSync(log, `${method}\n`);
    behind.stdin.write(frame);
  });
  process.stdin.on("end", () => behind.stdin.end());
  onFrames(behind.stdout, async (frame) => {
    while (chunks.has(content(frame).id) && existsSync(held)) await sleep(20);
    process.stdout.write(frame);
  });
  behind.on("exit", () => process.exit());
}

/** Has Thunderbird start it for the host: { methods(), hold(), go() }. */
export function standBetween(home, host) {
  const [program, log, held] = ["between.mjs", "methods", "held"].map((name) => join(home, name));
  writeFileSync(log, "");
  writeFileSync(program, `#!${process.execPath}
import { passOn } from ${JSON.stringify(import.meta.url)};
passOn(${JSON.stringify({ host, log, held })});
`);
  chmodSync(program, 0o755);
  const folder = join(home, ".mozilla/native-messaging-hosts");
  mkdirSync(folder, { recursive: true });
  const manifest = { name: "fuwake", description: "between", path: program, type: "stdio",
                     allowed_extensions: ["fuwake@addons.fuwake"] };
  writeFileSync(join(folder, "fuwake.json"), JSON.stringify(manifest));
  return {
    methods: () => readFileSync(log, "utf8").trim().split("\n"),
    hold: () => writeFileSync(held, ""),
    go: () => rmSync(held),
  };
}
