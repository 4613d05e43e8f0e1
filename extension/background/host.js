/**
 * The native host: its port, JSON-RPC 2.0 over it, and what state it is in.
 *
 * The port is opened with the first request and again after the host died, so that nothing has to
 * be restarted. Not covered: several hosts at once.
 */

/** The name in the host's manifest. */
const HOST = "fuwake";

/** What this add-on speaks; see docs/protocol.md. */
const PROTOCOL = 1;

/**
 * Why there is no answer.
 * - `missing`: there is no host, or Thunderbird may not start one (Flatpak, Snap).
 * - `mismatch`: it speaks another protocol.
 * - `died`: it ended while it was needed.
 * - `refused`: it answered with an error.
 * - `cancelled`: we asked it to stop.
 * @typedef {"missing" | "mismatch" | "died" | "refused" | "cancelled"} HostProblem
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

/**
 * @typedef {object} Connection
 * @property {browser.runtime.Port} port
 * @property {Map<number, {resolve: (result: any) => void, reject: (error: Error) => void}>} pending
 * @property {Promise<object>} hello
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
  /** @type {(send: Send) => Promise<void>} */
  #introduce;

  /**
   * @param {(send: Send) => Promise<void>} introduce tells a host that has greeted what it should know; no
   *     request waits for it, and its failure is no obstacle
   */
  constructor(introduce) {
    this.#introduce = introduce;
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
   * Is the host there, and does it speak our protocol?
   * @returns {Promise<any>} what it says of itself; rejects with a HostError
   */
  hello() {
    return this.#connect().hello;
  }

  /** @returns {Connection} */
  #connect() {
    if (this.#connection) return this.#connection;
    const port = messenger.runtime.connectNative(HOST);
    /** @type {Connection} */
    const connection = { port, pending: new Map(), hello: Promise.resolve({}) };
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
      protocol: PROTOCOL,
    };
    const silence = setTimeout(() => {
      connection.port.disconnect();
      this.#disconnected(connection);
    }, LONGEST_GREETING);
    const hello = await this.#send(connection, "hello", params).finally(() => clearTimeout(silence));
    if (hello.protocol === PROTOCOL) {
      this.#introduce((method, content) => this.#send(connection, method, content)).catch((error) =>
        console.warn("fuwake:", String(error)),
      );
      return hello;
    }
    connection.port.disconnect();
    if (this.#connection === connection) this.#connection = null;
    throw new HostError("mismatch", `the host ${hello.version} speaks protocol ${hello.protocol}`);
  }

  /**
   * @param {Connection} connection
   * @param {string} method
   * @param {object} params
   * @param {(id: number) => void} [onSent]
   * @returns {Promise<any>}
   */
  #send(connection, method, params, onSent) {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      connection.pending.set(id, { resolve, reject });
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
    const waiting = connection.pending.get(message.id);
    if (!waiting) return;
    connection.pending.delete(message.id);
    if (!message.error) {
      waiting.resolve(message.result);
    } else {
      const problem = message.error.code === CANCELLED ? "cancelled" : "refused";
      waiting.reject(new HostError(problem, message.error.message));
    }
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
