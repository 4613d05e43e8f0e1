// A client for Marionette, Thunderbird's remote control: "LENGTH:JSON" over TCP.
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export class Marionette {
  #socket;
  #buffer = Buffer.alloc(0);
  #nextId = 1;
  #pending = new Map();
  #greeted;

  /** Waits for a Thunderbird that is starting; throws where none answers in time. */
  static async connect(port, seconds = 60) {
    const deadline = Date.now() + seconds * 1000;
    while (true) {
      try {
        const client = new Marionette();
        await client.#open(port);
        await client.send("WebDriver:NewSession", {});
        await client.send("WebDriver:SetTimeouts", { script: 60000 });
        await client.send("Marionette:SetContext", { value: "chrome" });
        return client;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await sleep(200);
      }
    }
  }

  #open(port) {
    return new Promise((resolve, reject) => {
      this.#greeted = resolve;
      this.#socket = connect(port, "127.0.0.1");
      this.#socket.on("error", reject);
      this.#socket.on("close", () => {
        reject(new Error("Marionette closed the connection"));
        for (const waiting of this.#pending.values())
          waiting.reject(new Error("Thunderbird is gone"));
        this.#pending.clear();
      });
      this.#socket.on("data", (data) => this.#receive(data));
    });
  }

  #receive(data) {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    while (true) {
      const colon = this.#buffer.indexOf(":");
      if (colon < 0) return;
      const length = Number(this.#buffer.subarray(0, colon));
      if (this.#buffer.length < colon + 1 + length) return;
      const message = JSON.parse(this.#buffer.subarray(colon + 1, colon + 1 + length).toString());
      this.#buffer = this.#buffer.subarray(colon + 1 + length);
      if (!Array.isArray(message)) {
        this.#greeted();
        continue;
      }
      const [, id, error, result] = message;
      const waiting = this.#pending.get(id);
      this.#pending.delete(id);
      if (error) waiting.reject(new Error(`${error.error}: ${error.message}\n${error.stacktrace}`));
      else waiting.resolve(result);
    }
  }

  send(name, parameters) {
    const id = this.#nextId++;
    const text = JSON.stringify([0, id, name, parameters]);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  /** Runs the body of an async function in Thunderbird's chrome; returns what it returns. */
  async run(body, ...args) {
    const script = `
      const done = arguments[arguments.length - 1];
      const args = Array.from(arguments).slice(0, -1);
      (async (args) => { ${body} })(args).then(
        (value) => done({ value }), (error) => done({ error: String(error) + "\\n" + error?.stack }));`;
    const answer = await this.send("WebDriver:ExecuteAsyncScript", {
      script,
      args,
      newSandbox: false,
    });
    const { value, error } = answer.value;
    if (error) throw new Error(error);
    return value;
  }

  close() {
    this.#socket.destroy();
  }
}
