/**
 * The native host: its port, JSON-RPC 2.0 over it, and what state it is in. Where it cannot be had, the engine that
 * some packages of the add-on hold themselves stands in for it (engine/port.js), until the background starts anew.
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

/** A host that has died so often without an answer between is not started again where something can stand in for it. */
const MOST_DEATHS = 2;

/** LSP's RequestCancelled, which the host answers with. */
const CANCELLED = -32800;

/** JSON-RPC's "method not found". */
const NO_SUCH_METHOD = -32601;

/** @typedef {import("./versions.js").Partner} Partner */

/**
 * What of a port of Thunderbird's is used; `error`: why the other end could not be started.
 * @typedef {object} Port
 * @property {{addListener(listener: (message: any) => void): void}} onMessage
 * @property {{addListener(listener: (port: any) => void): void}} onDisconnect
 * @property {(message: any) => void} postMessage
 * @property {() => void} disconnect
 */

/**
 * @typedef {object} Connection
 * @property {Port} port
 * @property {boolean} inside whether the add-on's own engine is at its other end
 * @property {Map<number, {method: string, resolve: (result: any) => void, reject: (error: Error) => void}>} pending
 * @property {Partner | null} partner null until it has greeted
 */

/**
 * Sends a request on the connection that has greeted, and on no other: a host that dies of what it is
 * told is not started again by that.
 * @typedef {(method: string, params: object) => Promise<any>} Send
 */

export class Host {
  /** @type {Connection | null} */
  #connection = null;
  /** The connection when it has greeted. @type {Promise<Connection> | null} */
  #greeted = null;
  #nextId = 1;
  /** Of the program, since its last answer. */
  #deaths = 0;
  /** @type {(send: Send, partner: Partner) => Promise<void>} */
  #introduce;
  /** @type {Record<string, (params: any) => void>} */
  #notified;
  /** @type {(() => Port) | null} */
  #standIn;

  /**
   * @param {(send: Send, partner: Partner) => Promise<void>} introduce tells a host that has greeted what it
   *     should know; no request waits for it, and its failure is no obstacle
   * @param {Record<string, (params: any) => void>} notified what to do when the host tells something unasked;
   *     what stands not here is passed over
   * @param {(() => Port) | null} [standIn] opens the add-on's own engine; null where it has none
   */
  constructor(introduce, notified, standIn = null) {
    this.#introduce = introduce;
    this.#notified = notified;
    this.#standIn = standIn;
  }

  /**
   * Sends a request and waits for its answer. The first waits for the host's greeting.
   * @param {string} method
   * @param {object} params
   * @param {(id: number) => void} [onSent] is told the request's id, to cancel it by
   * @returns {Promise<any>} the result; rejects with a HostError
   */
  async request(method, params, onSent) {
    return this.#send(await this.#connected(), method, params, onSent);
  }

  /**
   * Is the host there, and what can it do?
   * @returns {Promise<Partner>} rejects with a HostError
   */
  async hello() {
    return /** @type {Partner} */ ((await this.#connected()).partner);
  }

  /** The same, after the program may have come: what stands in for it goes. @returns {Promise<Partner>} */
  helloAgain() {
    const connection = this.#connection;
    if (connection?.inside && connection.partner) this.#end(connection);
    this.#deaths = 0;
    return this.hello();
  }

  /** Whether a request that the program died of may be answered all the same. */
  get mayTryAgain() {
    return this.#standIn !== null && this.#deaths >= MOST_DEATHS;
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

  /** @returns {Promise<Connection>} */
  #connected() {
    if (this.#greeted) return this.#greeted;
    const greeted = this.#connect();
    this.#greeted = greeted;
    // Whoever waits for the greeting learns of its failure; nobody waiting is no error.
    greeted.catch(() => {
      if (this.#greeted === greeted) this.#greeted = null;
    });
    return greeted;
  }

  /** The program, and what stands in for it where there is none, or none that can be talked to. */
  async #connect() {
    const standIn = this.#standIn;
    if (!standIn) return this.#open(connectProgram(), false);
    if (this.#deaths >= MOST_DEATHS) return this.#open(standIn(), true);
    try {
      return await this.#open(connectProgram(), false);
    } catch (problem) {
      // What is wrong with the program is what can be mended.
      return this.#open(standIn(), true).catch(() => Promise.reject(problem));
    }
  }

  /** @param {Port} port @param {boolean} inside @returns {Promise<Connection>} when it has greeted */
  #open(port, inside) {
    /** @type {Connection} */
    const connection = { port, inside, pending: new Map(), partner: null };
    this.#connection = connection;
    port.onMessage.addListener((message) => this.#receive(connection, message));
    port.onDisconnect.addListener(() => this.#disconnected(connection));
    return this.#greet(connection);
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
    const partner = partnerOf(hello, connection.inside);
    if (partner.tooOld) {
      this.#end(connection);
      throw new HostError(partner.tooOld, `the host ${hello.version} speaks protocol ${hello.protocol}`);
    }
    connection.partner = partner;
    this.#introduce((method, content) => this.#send(connection, method, content), partner).catch((error) =>
      console.warn("fuwake:", String(error)),
    );
    return connection;
  }

  /** @param {Connection} connection */
  #end(connection) {
    connection.port.disconnect();
    this.#forget(connection);
  }

  /** @param {Connection} connection */
  #forget(connection) {
    if (this.#connection !== connection) return;
    this.#connection = null;
    // Before it has greeted, whoever opened it knows what comes next.
    if (connection.partner) this.#greeted = null;
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
    if (waiting.method === "analyze" && !connection.inside) this.#deaths = 0;
    if (message.error) waiting.reject(this.#errorOf(connection, waiting.method, message.error));
    else waiting.resolve(this.#withoutOffers(connection, message.result));
  }

  /**
   * What this host would not keep is not offered: a document says what a reader may decide, whoever made it.
   * @param {Connection} connection
   * @param {any} result
   */
  #withoutOffers({ partner }, result) {
    if (!result?.decisions || !partner?.missing.includes("decide")) return result;
    return { ...result, decisions: { mail: null, sender: null } };
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
    this.#forget(connection);
    // Thunderbird gives an error where it could not start the host, and none where the host ended.
    const error = /** @type {any} */ (connection.port).error;
    const problem = error ? "missing" : "died";
    if (problem === "died" && !connection.inside) this.#deaths++;
    const reason = new HostError(problem, error?.message ?? "the host ended");
    for (const waiting of connection.pending.values()) waiting.reject(reason);
    connection.pending.clear();
  }
}

/** @returns {Port} */
function connectProgram() {
  return messenger.runtime.connectNative(HOST);
}
