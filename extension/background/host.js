/**
 * The native host: its port, JSON-RPC 2.0 over it, and what state it is in.
 *
 * The port is opened with the first request and again after the host died, so that nothing has to
 * be restarted. Not covered: several hosts at once.
 */

import { CAPABILITY_OF, PROTOCOLS, UNDERSTOOD, partnerOf } from "./versions.js";

/** The name in the host's manifest. */
const HOST = "fuwake";

/**
 * Why there is no answer.
 * - `missing`: there is no host, or Thunderbird may not start one (Flatpak, Snap).
 * - `programTooOld`, `addonTooOld`: the two cannot work together.
 * - `unsupported`: it is older than what was asked of it; all else works.
 * - `died`: it ended while it was needed.
 * - `refused`: it answered with an error.
 * - `cancelled`: we asked it to stop.
 * @typedef {"missing" | "programTooOld" | "addonTooOld" | "unsupported" | "died" | "refused" | "cancelled"} HostProblem
 */

export class HostError extends Error {
  /**
   * @param {HostProblem} problem
   * @param {string} message for the log, not for the user
   */
  constructor(problem, message) {
    super(message);
    this.problem = problem;
  }
}

/** A program that does not greet us within so many milliseconds is not our host. */
const LONGEST_GREETING = 10000;

/** LSP's RequestCancelled, which the host answers with. */
const CANCELLED = -32800;

/** JSON-RPC's "method not found". */
const NO_SUCH_METHOD = -32601;

/** @typedef {import("./versions.js").Partner} Partner */

/**
 * @typedef {object} Connection
 * @property {browser.runtime.Port} port
 * @property {Map<number, {method: string, resolve: (result: any) => void, reject: (error: Error) => void}>} pending
 * @property {Partner | null} partner null until it has greeted
 * @property {Promise<Partner>} hello
 */

/**
 * Sends a request on the connection that has greeted, and on no other: a host that dies of what it is
 * told is not started again by that.
 * @typedef {(method: string, params: object) => Promise<any>} Send
 */

export class Host {
  /** @type {Connection | null} */
  #connection = null;
  #nextId = 1;
  /** @type {(send: Send, partner: Partner) => Promise<void>} */
  #introduce;
  /** @type {Record<string, (params: any) => void>} */
  #notified;

  /**
   * @param {(send: Send, partner: Partner) => Promise<void>} introduce tells a host that has greeted what it
   *     should know; no request waits for it, and its failure is no obstacle
   * @param {Record<string, (params: any) => void>} notified what to do when the host tells something unasked;
   *     what stands not here is passed over
   */
  constructor(introduce, notified) {
    this.#introduce = introduce;
    this.#notified = notified;
  }

  /**
   * Sends a request and waits for its answer. The first waits for the host's greeting.
   * @param {string} method
   * @param {object} params
   * @param {(id: number) => void} [onSent] is told the request's id, to cancel it by
   * @returns {Promise<any>} the result; rejects with a HostError
   */
  async request(method, params, onSent) {
    const connection = this.#connect();
    await connection.hello;
    return this.#send(connection, method, params, onSent);
  }

  /**
   * Is the host there, and what can it do?
   * @returns {Promise<Partner>} rejects with a HostError
   */
  hello() {
    return this.#connect().hello;
  }

  /**
   * @param {string} capability
   * @returns {Promise<boolean>} false without a host too
   */
  can(capability) {
    return this.hello().then(
      ({ missing }) => !missing.includes(capability),
      () => false,
    );
  }

  /** @returns {Connection} */
  #connect() {
    if (this.#connection) return this.#connection;
    const port = messenger.runtime.connectNative(HOST);
    /** @type {Connection} */
    const connection = { port, pending: new Map(), partner: null, hello: Promise.reject(new Error("not yet")) };
    connection.hello.catch(() => {});
    this.#connection = connection;
    port.onMessage.addListener((message) => this.#receive(connection, message));
    port.onDisconnect.addListener(() => this.#disconnected(connection));
    connection.hello = this.#greet(connection);
    // Whoever waits for the greeting learns of its failure; nobody waiting is no error.
    connection.hello.catch(() => {});
    return connection;
  }

  /** @param {Connection} connection */
  async #greet(connection) {
    const params = {
      version: messenger.runtime.getManifest().version,
      protocol: PROTOCOLS.newest,
      capabilities: UNDERSTOOD,
    };
    const silence = setTimeout(() => {
      connection.port.disconnect();
      this.#disconnected(connection);
    }, LONGEST_GREETING);
    const hello = await this.#send(connection, "hello", params).finally(() => clearTimeout(silence));
    const partner = partnerOf(hello);
    if (partner.tooOld) {
      connection.port.disconnect();
      if (this.#connection === connection) this.#connection = null;
      throw new HostError(partner.tooOld, `the host ${hello.version} speaks protocol ${hello.protocol}`);
    }
    connection.partner = partner;
    this.#introduce((method, content) => this.#send(connection, method, content), partner).catch((error) =>
      console.warn("fuwake:", String(error)),
    );
    return partner;
  }

  /**
   * @param {Connection} connection
   * @param {string} method
   * @param {object} params
   * @param {(id: number) => void} [onSent]
   * @returns {Promise<any>}
   */
  #send(connection, method, params, onSent) {
    if (connection.partner?.missing.includes(CAPABILITY_OF[method]))
      return Promise.reject(new HostError("unsupported", `${method}: the host ${connection.partner.version} cannot`));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      connection.pending.set(id, { method, resolve, reject });
      try {
        connection.port.postMessage({ jsonrpc: "2.0", id, method, params });
        onSent?.(id);
      } catch (error) {
        connection.pending.delete(id);
        reject(new HostError("died", String(error)));
      }
    });
  }

  /**
   * @param {Connection} connection
   * @param {any} message
   */
  #receive(connection, message) {
    if (message.id === undefined) {
      if (Object.hasOwn(this.#notified, message.method)) this.#notified[message.method](message.params);
      return;
    }
    const waiting = connection.pending.get(message.id);
    if (!waiting) return;
    connection.pending.delete(message.id);
    if (message.error) waiting.reject(this.#errorOf(connection, waiting.method, message.error));
    else waiting.resolve(message.result);
  }

  /**
   * @param {Connection} connection
   * @param {string} method
   * @param {{code: number, message: string}} error
   */
  #errorOf({ partner }, method, { code, message }) {
    if (code === CANCELLED) return new HostError("cancelled", message);
    if (code !== NO_SUCH_METHOD || !partner) return new HostError("refused", message);
    // It is older than it seemed; it is not asked again.
    partner.missing.push(CAPABILITY_OF[method]);
    partner.older = "program";
    return new HostError("unsupported", message);
  }

  /** @param {Connection} connection */
  #disconnected(connection) {
    if (this.#connection === connection) this.#connection = null;
    // Thunderbird gives an error where it could not start the host, and none where the host ended.
    const error = /** @type {any} */ (connection.port).error;
    const problem = error ? "missing" : "died";
    const reason = new HostError(problem, error?.message ?? "the host ended");
    for (const waiting of connection.pending.values()) waiting.reject(reason);
    connection.pending.clear();
  }
}
