/**
 * The engine that the add-on holds itself, behind the same port as the native host (docs/protocol.md): requests in,
 * answers out. It lives in a Worker, which is ended where a mail takes too long, and started again: a mail that hangs
 * the engine costs its own verdict and no other's.
 */

import { decide, decided, undo } from "./decided.js";

/** Milliseconds within which the engine is ready (some 200), and a mail is judged (some 3), with what a megabyte adds. */
const LONGEST_START = 10000;
const LONGEST = 1500;
const LONGEST_MEGABYTE = 500;

/** As the host answers (native_messaging/errors.h). */
const ERRORS = { internal: -32603, overLimit: -32001, cancelled: -32800 };

/** What is answered here, without the engine: the user's decisions. @type {Record<string, (params: any) => Promise<any>>} */
const OF_DECISIONS = { decide, undo: ({ id }) => undo(id), decisions: async () => ({ decisions: (await decided()).slice(0, 1000) }) };

/** Is there an engine in this package? The manifest of the others does not let one run. */
export function isEngineHere() {
  const { content_security_policy: policy } = /** @type {any} */ (messenger.runtime.getManifest());
  return policy?.extension_pages?.includes("'wasm-unsafe-eval'") ?? false;
}

/** Kept while the page lives, so that the next Worker is ready in a third of the time. @type {Promise<import("./open.js").EngineFiles> | null} */
let files = null;

/** @returns {Promise<import("./open.js").EngineFiles>} */
async function readFiles() {
  const read = async (/** @type {string} */ name) => (await fetch(`/engine/${name}`)).arrayBuffer();
  const [module, icu, knowledge] = await Promise.all([
    WebAssembly.compileStreaming(fetch("/engine/engine.wasm")),
    read("icu.dat"),
    read("knowledge.pack"),
  ]);
  return { module, icu, knowledge };
}

/** @template {any[]} A */
class Listeners {
  /** @type {((...args: A) => void)[]} */
  #listeners = [];
  /** @param {(...args: A) => void} listener */
  addListener(listener) {
    this.#listeners.push(listener);
  }
  /** @param {A} args */
  tell(...args) {
    for (const listener of this.#listeners) listener(...args);
  }
}

/**
 * What the Worker is asked.
 * @typedef {object} Job
 * @property {number | null} id null: nobody waits for the answer
 * @property {string} method
 * @property {string} request JSON
 * @property {string} mail
 */

export class EnginePort {
  onMessage = /** @type {Listeners<[any]>} */ (new Listeners());
  onDisconnect = /** @type {Listeners<[EnginePort]>} */ (new Listeners());
  /** Why it could not be started. @type {Error | null} */
  error = null;
  /** @type {Worker | null} */
  #worker = null;
  #ready = false;
  /** @type {Job[]} */
  #queue = [];
  /** @type {Job | null} */
  #running = null;
  /** @type {any} */
  #timer;
  /** What has come of mails, by the transfer's name. @type {Map<string, string[]>} */
  #chunks = new Map();
  /** The address book, for the next Worker. @type {Job | null} */
  #contacts = null;
  /** What the user has decided, for this Worker and the next. @type {Job | null} */
  #decisions = null;

  constructor() {
    this.#start();
  }

  /** @param {{id: number, method: string, params: any}} message */
  postMessage({ id, method, params }) {
    if (!this.#worker) throw new Error("the engine has ended");
    if (method === "analyze.chunk") return this.#takeChunk(id, params);
    if (method === "cancel") return this.#cancel(id, params);
    if (Object.hasOwn(OF_DECISIONS, method)) return void this.#decide(id, method, params);
    const { data, transfer, ...rest } = params;
    const mail = data ?? this.#endOfTransfer(transfer);
    const job = { id, method, request: JSON.stringify({ method, params: rest }), mail };
    if (method === "contacts") this.#contacts = { ...job, id: null };
    this.#queue.push(job);
    this.#next();
  }

  disconnect() {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
    this.#queue = [];
    this.#chunks.clear();
  }

  async #start() {
    this.#ready = false;
    const worker = new Worker("/engine/worker.js", { type: "module" });
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#receive(worker, data);
    worker.onerror = ({ message }) => this.#receive(worker, { failed: message });
    this.#timer = setTimeout(() => this.#fail(worker, "it is not ready in time"), LONGEST_START);
    try {
      files ??= readFiles();
      const [all] = await Promise.all([files, this.#readDecisions()]);
      worker.postMessage({ open: all });
    } catch (error) {
      files = null;
      this.#fail(worker, String(error));
    }
  }

  /** @param {Worker} worker @param {any} message */
  #receive(worker, message) {
    if (worker !== this.#worker) return;
    if (message.failed !== undefined) return this.#fail(worker, message.failed);
    clearTimeout(this.#timer);
    if (message.ready) this.#begin();
    else this.#end(message);
    this.#next();
  }

  /** What it is to know before the first mail. */
  #begin() {
    this.#ready = true;
    if (this.#decisions) this.#queue.unshift(this.#decisions);
  }

  async #readDecisions() {
    this.#decisions = null;
    const decisions = (await decided()).map(({ time, ...decision }) => ({ ...decision, time: Math.floor(Date.parse(time) / 1000) }));
    if (decisions.length === 0 && !this.#ready) return;
    this.#decisions = { id: null, method: "decisions", request: JSON.stringify({ method: "decisions", params: { decisions } }), mail: "" };
  }

  async #tellDecisions() {
    await this.#readDecisions();
    if (this.#ready && this.#decisions) this.#queue.push(this.#decisions);
  }

  /** Kept first, then known to the engine, then answered: whoever hears of it has mails judged anew. @param {number} id @param {string} method @param {any} params */
  async #decide(id, method, params) {
    try {
      const result = await OF_DECISIONS[method](params);
      if (method !== "decisions") await this.#tellDecisions();
      this.onMessage.tell({ jsonrpc: "2.0", id, result });
    } catch (error) {
      this.onMessage.tell({ jsonrpc: "2.0", id, error: { code: ERRORS.internal, message: String(error) } });
    }
    this.#next();
  }

  /** @param {any} message the answer, or how the engine broke */
  #end({ answer, broken }) {
    const job = this.#running;
    this.#running = null;
    if (broken !== undefined) return this.#replace(job, ERRORS.internal, broken);
    this.#answer(job, JSON.parse(answer));
  }

  /** The engine cannot be started: it is as if the program were missing. @param {Worker} worker @param {string} reason */
  #fail(worker, reason) {
    if (worker !== this.#worker) return;
    this.error = new Error(`the engine: ${reason}`);
    this.disconnect();
    this.onDisconnect.tell(this);
  }

  #next() {
    if (!this.#ready || this.#running) return;
    const job = this.#queue.shift();
    if (!job) return;
    this.#running = job;
    const longest = LONGEST + LONGEST_MEGABYTE * Math.floor(job.mail.length / 2 ** 20);
    this.#timer = setTimeout(() => this.#replace(job, ERRORS.overLimit, "looking at this mail takes too long"), longest);
    this.#worker?.postMessage({ request: job.request, mail: job.mail });
  }

  /**
   * A new Worker for one that hangs or broke; whoever waits behind the mail waits on.
   * @param {Job | null} job what it was at
   * @param {number} code
   * @param {string} message
   */
  #replace(job, code, message) {
    this.#worker?.terminate();
    this.#running = null;
    if (this.#contacts && job?.method !== "contacts") this.#queue.unshift(this.#contacts);
    this.#start();
    this.#answer(job, { error: { code, message } });
  }

  /** @param {Job | null} job @param {{result?: any, error?: any}} answer */
  #answer(job, answer) {
    if (typeof job?.id !== "number") return;
    // What is done here and not by the engine.
    if (job.method === "hello" && answer.result)
      answer = { result: { ...answer.result, capabilities: [...answer.result.capabilities, "cancel", "decide"] } };
    this.onMessage.tell({ jsonrpc: "2.0", id: job.id, ...answer });
  }

  /** @param {number} id @param {{result?: any, error?: any}} answer */
  #answerSoon(id, answer) {
    queueMicrotask(() => this.onMessage.tell({ jsonrpc: "2.0", id, ...answer }));
  }

  /** @param {number} id @param {{transfer: string, data: string}} chunk */
  #takeChunk(id, { transfer, data }) {
    const chunks = this.#chunks.get(transfer) ?? [];
    chunks.push(data);
    this.#chunks.set(transfer, chunks);
    this.#answerSoon(id, { result: { received: chunks.reduce((sum, { length }) => sum + length, 0) } });
  }

  /** @param {string | undefined} transfer */
  #endOfTransfer(transfer) {
    if (transfer === undefined) return "";
    const mail = (this.#chunks.get(transfer) ?? []).join("");
    this.#chunks.delete(transfer);
    return mail;
  }

  /** What runs already is done sooner than a new Worker would be ready. @param {number} id @param {{id?: number, transfer?: string}} what */
  #cancel(id, what) {
    if (what.transfer !== undefined) this.#chunks.delete(what.transfer);
    const waiting = this.#queue.findIndex((job) => job.id === what.id && what.id !== undefined);
    if (waiting >= 0) {
      const [job] = this.#queue.splice(waiting, 1);
      this.#answer(job, { error: { code: ERRORS.cancelled, message: "cancelled" } });
    }
    this.#answerSoon(id, { result: {} });
  }
}
