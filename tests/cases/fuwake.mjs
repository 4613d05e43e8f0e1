// The release program as the tests call it.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Ajv from "ajv";

export const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..", "..");
export const program = join(root, "build/release/bin/fuwake");
const manifest = join(root, "build/release/fuwake.json");

/**
 * Runs it; { code, out, err }. Its address space is bounded (in it are 134 MB of IP data) and a hang is
 * ended: whoever exceeds either fails.
 */
export function fuwake(args, { input, env, limit = 1500 * 1024 * 1024 } = {}) {
  const run = spawnSync("prlimit", [`--as=${limit}`, program, ...args], {
    input,
    // Whoever runs the tests may have decided things; they have no part in them.
    env: { ...process.env, LC_ALL: "C.UTF-8", XDG_DATA_HOME: "/nonexistent", ...env },
    maxBuffer: 1 << 30,
    timeout: 120000,
  });
  if (run.error) throw run.error;
  return { code: run.status, signal: run.signal, out: run.stdout.toString(), err: run.stderr.toString() };
}

const schema = JSON.parse(readFileSync(join(root, "docs/analysis.schema.json"), "utf8"));
const ajv = new Ajv({ allErrors: true, formats: { "date-time": true } });
const validate = ajv.compile(schema);

/** The document about a mail, held to its schema. */
export function analyze(args, options) {
  const { code, signal, out, err } = fuwake(["analyze", "--format", "json", ...args], options);
  if (code !== 0) throw new Error(`exit ${code} ${signal ?? ""}: ${err}`);
  const document = JSON.parse(out);
  if (!validate(document)) throw new Error(ajv.errorsText(validate.errors));
  return document;
}

/**
 * The host as Thunderbird starts it; `send` writes bytes, `answers` come by id. `through`: a program, with its arguments,
 * that starts it; `started`: what is started, where that is not the release build.
 */
export function startHost({ env, limit = 1500e6, through = [], started = program } = {}) {
  const [first, ...rest] = [...through, "prlimit", `--as=${limit}`, started, manifest, "fuwake@addons.fuwake"];
  const host = spawn(first, rest, {
    env: { ...process.env, LC_ALL: "C.UTF-8", XDG_DATA_HOME: "/nonexistent", ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  host.stdin.on("error", () => {}); // it may be killed while it is written to
  let buffer = Buffer.alloc(0);
  const answers = [];
  const waiting = [];
  host.stdout.on("data", (data) => {
    buffer = Buffer.concat([buffer, data]);
    while (buffer.length >= 4 && buffer.length >= 4 + buffer.readUInt32LE()) {
      const length = buffer.readUInt32LE();
      assert.ok(length <= 1024 * 1024, "what Thunderbird takes");
      answers.push(JSON.parse(buffer.subarray(4, 4 + length).toString()));
      buffer = buffer.subarray(4 + length);
      waiting.shift()?.();
    }
  });
  const frame = (payload) => {
    const bytes = Buffer.from(payload);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  return {
    raw: (bytes) => host.stdin.write(bytes),
    frame: (payload) => host.stdin.write(frame(payload)),
    request: (id, method, params) =>
      host.stdin.write(frame(JSON.stringify({ jsonrpc: "2.0", id, method, params }))),
    async next() {
      if (answers.length === 0) await new Promise((resolve) => waiting.push(resolve));
      return answers.shift();
    },
    answers,
    pid: host.pid,
    kill: () =>
      new Promise((resolve) => {
        host.on("close", resolve);
        process.kill(host.pid, "SIGKILL");
      }),
    end: () =>
      new Promise((resolve) => {
        host.on("exit", (code) => resolve(code));
        host.stdin.end();
      }),
  };
}
