// A program between Thunderbird and the host: it notes the methods that pass, and can hold answers back.
import { spawn } from "node:child_process";
import { appendFileSync, chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onFrames } from "../../tools/log-frames.mjs";
import { registerProgram } from "../../tools/thunderbird/thunderbird.mjs";

const content = (frame) => JSON.parse(frame.subarray(4));

/** The program itself: methods go to `log`; answers wait while there is a file `held` that names their method. */
export function passOn({ host, log, held }) {
  const behind = spawn(host, process.argv.slice(2), { stdio: ["pipe", "pipe", "inherit"] });
  const asked = new Map();
  const isHeld = (id) => existsSync(held) && readFileSync(held, "utf8") === asked.get(id);
  onFrames(process.stdin, (frame) => {
    const { id, method } = content(frame);
    asked.set(id, method);
    appendFileSync(log, `${method}\n`);
    behind.stdin.write(frame);
  });
  process.stdin.on("end", () => behind.stdin.end());
  onFrames(behind.stdout, async (frame) => {
    while (isHeld(content(frame).id)) await sleep(20);
    process.stdout.write(frame);
  });
  behind.on("exit", () => process.exit());
}

/** Has Thunderbird start it for the host: { methods(), hold(method), go() }. */
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
    hold: (method) => writeFileSync(held, method),
    go: () => writeFileSync(held, ""),
  };
}
