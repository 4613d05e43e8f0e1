// Stands between Thunderbird and the host and notes every frame that passes, for whoever looks for a fault.
// usage: node tools/log-frames.mjs LOG HOST [ARGUMENT...]
// Each line of LOG is a JSON object: `at`, `from` ("add-on" or "host"), `bytes` of the frame, and its `message`, in
// which long texts (mails) are cut. What mails say stands in it: it is for a throw-away profile and one's own eyes.
import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const longest_text = 200;

/** Splits a stream into native-messaging frames; `take` gets each with its four bytes of length. */
export function onFrames(stream, take) {
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

const cut = (_key, value) =>
  typeof value === "string" && value.length > longest_text
    ? `${value.slice(0, longest_text)}… (${value.length} characters)`
    : value;

/** What a frame holds: JSON, or where it is none, its text. */
function messageIn(frame) {
  const text = frame.toString("utf8", 4);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const line = (from, frame) =>
  `${JSON.stringify({ at: new Date(), from, bytes: frame.length, message: messageIn(frame) }, cut)}\n`;

function passOn(log, host, ...rest) {
  const behind = spawn(host, rest, { stdio: ["pipe", "pipe", "inherit"] });
  const pass = (from, source, target) => {
    onFrames(source, (frame) => {
      appendFileSync(log, line(from, frame), { mode: 0o600 });
      target.write(frame);
    });
    source.on("end", () => target.end());
  };
  pass("add-on", process.stdin, behind.stdin);
  pass("host", behind.stdout, process.stdout);
  behind.on("close", (code, signal) => {
    appendFileSync(log, `${JSON.stringify({ at: new Date(), ended: signal ?? code })}\n`);
    process.exit(code ?? 1);
  });
  behind.stdin.on("error", () => {}); // the host has ended, which is noted above
}

if (resolve(process.argv[1]) === fileURLToPath(import.meta.url)) passOn(...process.argv.slice(2));
