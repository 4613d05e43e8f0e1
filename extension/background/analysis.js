/**
 * From a message to the host's document about it (docs/analysis.schema.json).
 *
 * Big mails travel in chunks, and each chunk waits for the host's receipt: a small mail is held up
 * by two chunks of a big one at the most (in one frame, 33 MB hold everything up for seconds).
 */

import { HostError } from "./host.js";
import { readOptions } from "../options/stored.js";

/** Bytes of a mail in one frame; beyond it Thunderbird's pipe slows down more than linearly. */
const CHUNK = 512 * 1024;

/** Chunks that may be on their way at once. */
const WINDOW = 2;

/** Documents that are kept, so that coming back to a mail shows its verdict at once. */
const KEPT_DOCUMENTS = 100;

/** @typedef {any} AnalysisDocument */

/**
 * @typedef {object} Running
 * @property {Promise<AnalysisDocument>} promise
 * @property {AbortController} abort
 */

/**
 * A stretch of a mail as a binary string: one character a byte.
 * @param {Blob} blob
 * @returns {Promise<string>}
 */
function readBinaryString(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(/** @type {string} */ (reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsBinaryString(blob);
  });
}

export class Analyses {
  /** @type {import("./host.js").Host} */
  #host;
  /** @type {Map<number, AnalysisDocument>} */
  #documents = new Map();
  /** @type {Map<number, Running>} */
  #running = new Map();
  /** @type {Promise<object> | null} */
  #recipient = null;
  #nextTransfer = 1;

  /** @param {import("./host.js").Host} host */
  constructor(host) {
    this.#host = host;
    const forget = () => this.forget();
    messenger.identities.onCreated.addListener(forget);
    messenger.identities.onDeleted.addListener(forget);
    messenger.identities.onUpdated.addListener(forget);
  }

  /** After something has changed by which mails are judged. */
  forget() {
    this.#recipient = null;
    this.#documents.clear();
  }

  /**
   * The document about a message; known, running or new.
   * @param {number} messageId
   * @returns {Promise<AnalysisDocument>} rejects with a HostError, or where the message is gone
   */
  get(messageId) {
    const known = this.#documents.get(messageId);
    if (known) return Promise.resolve(known);
    const running = this.#running.get(messageId);
    if (running) return running.promise;
    const abort = new AbortController();
    const promise = this.#analyzeTwice(messageId, abort.signal)
      .then((document) => {
        this.#keep(messageId, document);
        return document;
      })
      .finally(() => this.#running.delete(messageId));
    this.#running.set(messageId, { promise, abort });
    return promise;
  }

  /**
   * The full report about a message as one HTML page.
   * @param {number} messageId
   * @returns {Promise<string>}
   */
  async report(messageId) {
    const answer = await this.#analyze(messageId, "html", new AbortController().signal);
    return answer.html;
  }

  /**
   * Stops an analysis that nobody waits for any more.
   * @param {number} messageId
   */
  cancel(messageId) {
    this.#running.get(messageId)?.abort.abort();
  }

  /**
   * @param {number} messageId
   * @param {AnalysisDocument} document
   */
  #keep(messageId, document) {
    this.#documents.set(messageId, document);
    if (this.#documents.size <= KEPT_DOCUMENTS) return;
    const [oldest] = this.#documents.keys();
    this.#documents.delete(oldest);
  }

  /**
   * A host that died is started again, once: another mail may have been the reason.
   * @param {number} messageId
   * @param {AbortSignal} signal
   */
  async #analyzeTwice(messageId, signal) {
    try {
      return await this.#analyze(messageId, "json", signal);
    } catch (error) {
      if (!(error instanceof HostError) || error.problem !== "died" || signal.aborted) throw error;
      return this.#analyze(messageId, "json", signal);
    }
  }

  /**
   * @param {number} messageId
   * @param {"json" | "html"} format
   * @param {AbortSignal} signal
   */
  async #analyze(messageId, format, signal) {
    // Greet first: without a host there is no use in reading 33 MB from a server.
    const [recipient, file] = await Promise.all([
      this.#getRecipient(),
      this.#host.hello().then(() => messenger.messages.getRaw(messageId)),
    ]);
    const params = { recipient, format, locale: messenger.i18n.getUILanguage() };
    const raw = /** @type {File} */ (/** @type {unknown} */ (file));
    const source =
      raw.size <= CHUNK
        ? { data: await readBinaryString(raw) }
        : { transfer: await this.#transfer(raw, signal) };
    if (signal.aborted) throw new HostError("cancelled", "no longer displayed");
    return this.#host.request("analyze", { ...params, ...source }, (id) => {
      signal.addEventListener("abort", () => {
        this.#host.request("cancel", { id }).catch(() => {});
      });
    });
  }

  /**
   * Sends a mail in chunks.
   * @param {File} file
   * @param {AbortSignal} signal
   * @returns {Promise<string>} the name under which the host has it
   */
  async #transfer(file, signal) {
    const transfer = `mail-${this.#nextTransfer++}`;
    /** @type {Promise<any>[]} */
    const receipts = [];
    try {
      for (let offset = 0; offset < file.size; offset += CHUNK) {
        if (signal.aborted) throw new HostError("cancelled", "no longer displayed");
        const data = await readBinaryString(file.slice(offset, offset + CHUNK));
        receipts.push(this.#host.request("analyze.chunk", { transfer, data }));
        if (receipts.length >= WINDOW) await receipts.shift();
      }
      await Promise.all(receipts);
    } catch (error) {
      for (const receipt of receipts) receipt.catch(() => {});
      if (error instanceof HostError && error.problem === "cancelled")
        this.#host.request("cancel", { transfer }).catch(() => {});
      throw error;
    }
    return transfer;
  }

  /** The user's own addresses and trusted servers, as the host wants them. */
  #getRecipient() {
    this.#recipient ??= Promise.all([messenger.identities.list(), readOptions()]).then(
      ([identities, { authservIds }]) => ({
        addresses: identities.map((identity) => identity.email).filter(Boolean),
        authservIds,
      }),
    );
    return this.#recipient;
  }
}
