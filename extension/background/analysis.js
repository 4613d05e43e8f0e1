/**
 * From a message to the host's document about it (docs/analysis.schema.json).
 *
 * Big mails travel in chunks, and each chunk waits for the host's receipt: a small mail is held up
 * by two chunks of a big one at the most (in one frame, 33 MB hold everything up for seconds).
 */

import { HostError } from "./host.js";
import { language } from "../language/texts.js";
import { readOptions } from "../options/stored.js";

/** Bytes of a mail in one frame; beyond it Thunderbird's pipe slows down more than linearly. */
const CHUNK = 512 * 1024;

/** Chunks that may be on their way at once. */
const WINDOW = 2;

/** Documents that are kept, so that coming back to a mail shows its verdict at once. */
const KEPT_DOCUMENTS = 100;

/** @typedef {import("../../docs/analysis.d.ts").AnalysisDocument} AnalysisDocument */

/**
 * @typedef {object} Running
 * @property {Promise<AnalysisDocument>} promise
 * @property {AbortController} abort
 * @property {number} askers how many still wait for it
 */

export class Analyses {
  /** @type {import("./host.js").Host} */
  #host;
  /** @type {Map<number, AnalysisDocument>} */
  #documents = new Map();
  /** Those that whoever asks may join. @type {Map<number, Running>} */
  #running = new Map();
  /** @type {Promise<object> | null} */
  #recipient = null;
  #nextTransfer = 1;

  /** @param {import("./host.js").Host} host */
  constructor(host) {
    this.#host = host;
  }

  /**
   * After something has changed by which mails are judged. What is running now began without it: whoever
   * waits for it gets it, but it is neither kept nor joined.
   */
  forget() {
    this.#recipient = null;
    this.#documents.clear();
    this.#running.clear();
  }

  /**
   * The document about a message; known, running or new.
   * @param {number} messageId
   * @param {AbortSignal} signal aborted where the caller waits no more; the last one stops the analysis
   * @returns {Promise<AnalysisDocument>} rejects with a HostError, or where the message is gone
   */
  get(messageId, signal) {
    const known = this.#documents.get(messageId);
    if (known) return Promise.resolve(known);
    const running = this.#running.get(messageId) ?? this.#start(messageId);
    running.askers++;
    const leave = () => this.#leave(messageId, running);
    signal.addEventListener("abort", leave);
    return running.promise.finally(() => signal.removeEventListener("abort", leave));
  }

  /**
   * Waits until none has been running for a while.
   * @param {number} milliseconds
   */
  async quiet(milliseconds) {
    do {
      await Promise.allSettled([...this.#running.values()].map(({ promise }) => promise));
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
    } while (this.#running.size > 0);
  }

  /**
   * The full report about a message as one HTML page.
   * @param {number} messageId
   * @returns {Promise<string>}
   */
  async report(messageId) {
    if (!(await this.#host.can("html"))) throw new HostError("unsupported", "the host makes no reports");
    const answer = await this.#analyze(messageId, "html", new AbortController().signal);
    return answer.html;
  }

  /** @param {number} messageId @returns {Running} */
  #start(messageId) {
    const abort = new AbortController();
    const promise = this.#analyzeAgain(messageId, abort.signal);
    const running = { promise, abort, askers: 0 };
    this.#running.set(messageId, running);
    promise.then(
      (document) => this.#ended(messageId, running, document),
      () => this.#ended(messageId, running, null),
    );
    return running;
  }

  /**
   * An analysis that is stopped can be joined no more: who comes back to the message (A, B, A) would get
   * its "cancelled".
   * @param {number} messageId
   * @param {Running} running
   */
  #leave(messageId, running) {
    if (--running.askers > 0) return;
    if (this.#running.get(messageId) === running) this.#running.delete(messageId);
    running.abort.abort();
  }

  /**
   * @param {number} messageId
   * @param {Running} running
   * @param {AnalysisDocument | null} document
   */
  #ended(messageId, running, document) {
    // Forgotten meanwhile: it does not know what we know now.
    if (this.#running.get(messageId) !== running) return;
    this.#running.delete(messageId);
    if (!document || isProvisional(document)) return;
    this.#documents.set(messageId, document);
    if (this.#documents.size <= KEPT_DOCUMENTS) return;
    const [oldest] = this.#documents.keys();
    this.#documents.delete(oldest);
  }

  /**
   * A host that died is started again, once: another mail may have been the reason. Then it is for what can stand in
   * for the host, where there is such.
   * @param {number} messageId
   * @param {AbortSignal} signal
   */
  async #analyzeAgain(messageId, signal) {
    for (let tries = 1; ; tries++)
      try {
        return await this.#analyze(messageId, "json", signal);
      } catch (error) {
        const died = error instanceof HostError && error.problem === "died" && !signal.aborted;
        if (!died || tries > 2 || (tries === 2 && !this.#host.mayTryAgain)) throw error;
      }
  }

  /**
   * @template {"json" | "html"} F
   * @param {number} messageId
   * @param {F} format
   * @param {AbortSignal} signal
   * @returns {Promise<F extends "json" ? AnalysisDocument : { html: string }>}
   */
  async #analyze(messageId, format, signal) {
    // Greet first: without a host there is no use in reading 33 MB from a server.
    const [recipient, raw] = await Promise.all([
      this.#getRecipient(),
      this.#host.hello().then(() => readRaw(messageId)),
    ]);
    const params = { recipient, format, locale: language() };
    stopIf(signal);
    if (raw.length <= CHUNK) return this.#ask({ ...params, data: raw }, signal, () => {});
    return this.#analyzeInChunks(params, raw, signal);
  }

  /**
   * @param {object} params
   * @param {string} raw
   * @param {AbortSignal} signal
   */
  async #analyzeInChunks(params, raw, signal) {
    const transfer = `mail-${this.#nextTransfer++}`;
    let asked = false;
    try {
      await this.#transfer(transfer, raw, signal);
      stopIf(signal);
      return await this.#ask({ ...params, transfer }, signal, () => (asked = true));
    } catch (error) {
      // The host would keep what nobody asks for any more. One that has gone has nothing, and is not started for this.
      if (!asked && error instanceof HostError && ["cancelled", "refused"].includes(error.problem))
        this.#host.request("cancel", { transfer }).catch(() => {});
      throw error;
    }
  }

  /**
   * @param {object} params
   * @param {AbortSignal} signal
   * @param {() => void} onSent
   */
  #ask(params, signal, onSent) {
    return this.#host.request("analyze", params, (id) => {
      onSent();
      const cancel = () => this.#host.request("cancel", { id }).catch(() => {});
      if (signal.aborted) cancel();
      else signal.addEventListener("abort", cancel);
    });
  }

  /**
   * Sends a mail in chunks.
   * @param {string} transfer the name under which the host has it
   * @param {string} raw
   * @param {AbortSignal} signal
   */
  async #transfer(transfer, raw, signal) {
    /** @type {Promise<any>[]} */
    const receipts = [];
    try {
      for (let offset = 0; offset < raw.length; offset += CHUNK) {
        stopIf(signal);
        const data = raw.slice(offset, offset + CHUNK);
        receipts.push(this.#host.request("analyze.chunk", { transfer, data }));
        if (receipts.length >= WINDOW) await receipts.shift();
      }
      await Promise.all(receipts);
    } catch (error) {
      for (const receipt of receipts) receipt.catch(() => {});
      throw error;
    }
  }

  /** The user's own addresses, domains and trusted servers, as the host wants them. */
  #getRecipient() {
    this.#recipient ??= Promise.all([messenger.identities.list(), readOptions()]).then(
      ([identities, { authservIds, domains }]) => ({
        addresses: identities.map((identity) => identity.email).filter(Boolean),
        domains,
        authservIds,
      }),
    );
    return this.#recipient;
  }
}

/**
 * A mail as a binary string: one character a byte. Thunderbird makes a File of that very string, byte
 * by byte: 33 MB take 1.7 s as a File and 0.7 s as they are.
 * @param {number} messageId
 * @returns {Promise<string>}
 */
async function readRaw(messageId) {
  const raw = await messenger.messages.getRaw(messageId, { data_format: "BinaryString" });
  return /** @type {string} */ (raw);
}

/**
 * Could another analysis say more? There was no time to open what is attached, or another program had the decisions.
 * @param {AnalysisDocument} document
 */
function isProvisional({ decisionsUnread, findings }) {
  return decisionsUnread || findings.some(({ id }) => id === "unseen.attachments");
}

/** @param {AbortSignal} signal @throws {HostError} where nobody waits any more */
function stopIf(signal) {
  if (signal.aborted) throw new HostError("cancelled", "no longer displayed");
}
