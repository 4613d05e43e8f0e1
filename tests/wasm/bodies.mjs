// The bodies of the engine, asked for documents: build/wasm/engine in node, as the add-on's Worker opens it; the same
// engine built for this machine; and the release program, with all that only a program has.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { openEngine } from "../../extension/engine/open.js";

export const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..", "..");
export const engineFolder = join(root, "build/wasm/engine");
const release = join(root, "build/release");

/** Every mail of a folder, by its path from the root. @returns {Map<string, Buffer>} */
export function mailsIn(...folders) {
  const mails = new Map();
  for (const folder of folders)
    for (const file of readdirSync(join(root, folder), { recursive: true }).sort())
      if (/\.eml$/.test(file)) mails.set(join(folder, file), readFileSync(join(root, folder, file)));
  return mails;
}

const params = { locale: "en", format: "json", recipient: {} };

/** As of one body and another, but for how long it took. */
export function comparable({ microseconds: _, ...document }) {
  return document;
}

/** The engine that the add-on holds. */
export async function openInside() {
  // Its glue asks for them, as a classic script of node would have them.
  globalThis.__dirname ??= engineFolder;
  const { default: create } = await import(join(engineFolder, "engine.js"));
  const bytes = (name) => new Uint8Array(readFileSync(join(engineFolder, name))).buffer;
  const module = await WebAssembly.compile(bytes("engine.wasm"));
  return openEngine(create, { module, icu: bytes("icu.dat"), knowledge: bytes("knowledge.pack") });
}

/** The engine inside's document about a mail, or its error. */
export function askInside(engine, mail, more = {}) {
  const { result, error } = JSON.parse(engine.call(JSON.stringify({ method: "analyze", params: { ...params, ...more } }), mail));
  return result ?? { error };
}

/** The same engine, built for this machine with the libraries of this machine: its documents about mails, in their order. */
export function askNative(mails, more = {}) {
  const request = Buffer.from(JSON.stringify({ method: "analyze", params: { ...params, ...more } }));
  const question = (mail) => [Buffer.from(`${request.length} ${mail.length}\n`), request, mail];
  const run = spawnSync(join(release, "wasm/engine_answers"), [join(root, "native-host/data"), join(release, "wasm/networks.table")], {
    input: Buffer.concat(mails.flatMap(question)), maxBuffer: 1 << 30,
  });
  if (run.status !== 0) throw new Error(`engine_answers: exit ${run.status} ${run.signal ?? ""}: ${run.stderr}`);
  return run.stdout.toString().trim().split("\n").map((line) => JSON.parse(line)).map(({ result, error }) => result ?? { error });
}

function frame(message) {
  const text = Buffer.from(JSON.stringify(message));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return [length, text];
}

/** @returns {any[]} by id */
function answersIn(output) {
  const answers = [];
  for (let at = 0; at < output.length; ) {
    const length = output.readUInt32LE(at);
    const answer = JSON.parse(output.subarray(at + 4, at + 4 + length).toString());
    answers[answer.id] = answer;
    at += 4 + length;
  }
  return answers;
}

/** The release program's documents about mails (or its errors), in their order, as the add-on gets them. */
export function askProgram(mails, more = {}) {
  const analyze = (mail, id) => ({
    jsonrpc: "2.0", id, method: "analyze", params: { ...params, ...more, data: mail.toString("latin1") },
  });
  const run = spawnSync(join(release, "bin/fuwake"), [join(release, "fuwake.json"), "fuwake@addons.fuwake"], {
    input: Buffer.concat(mails.flatMap((mail, id) => frame(analyze(mail, id)))),
    env: { ...process.env, XDG_DATA_HOME: "/nonexistent", XDG_CONFIG_HOME: "/nonexistent" },
    maxBuffer: 1 << 30,
  });
  if (run.status !== 0) throw new Error(`fuwake: exit ${run.status} ${run.signal ?? ""}: ${run.stderr}`);
  const answers = answersIn(run.stdout);
  return mails.map((_, id) => answers[id].result ?? { error: answers[id].error });
}
