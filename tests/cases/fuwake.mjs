// The release program as the tests call it.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Ajv from "ajv";

export const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..", "..");
export const program = join(root, "build/release/bin/fuwake");

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
