// A program between Thunderbird and the host: it notes the methods that pass, and can hold answers about mails back.
import { spawn } from "node:child_process";
import { appendFileSync, chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onFrames } from "../../tools/log-frames.mjs";
import { registerProgram } from "../../tools/thunderbird/thunderbird.mjs";

const content = (frame) => JSON.parse(frame.subarray(4));

/** The program itself: methods go to `log`; answers about mails and their chunks wait while there is a file `held`. */
export function passOn({ host, log, held }) {
  const behind = spawn(host, process.argv.slice(2), { stdio: ["pipe", "pipe", "inherit"] });
  const ofMails = new Set();
  onFrames(process.stdin, (frame) => {
    const { id, method } = content(frame);
    if (method?.startsWith("analyze")) ofMails.add(id);
    appendFileSync(log, `${method}\n`);
    behind.stdin.write(frame);
  });
  process.stdin.on("end", () => behind.stdin.end());
  onFrames(behind.stdout, async (frame) => {
    while (ofMails.has(content(frame).id) && existsSync(held)) await sleep(20);
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
  registerProgram(home, program);
  return {
    methods: () => readFileSync(log, "utf8").trim().split("\n"),
    hold: () => writeFileSync(held, ""),
    go: () => rmSync(held),
  };
}
