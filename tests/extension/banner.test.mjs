// The banner's script in a document, over the least of a DOM.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import vm from "node:vm";
import { sentence } from "./thunderbird.mjs";

const script = (path) => readFileSync(new URL(`../../extension/${path}`, import.meta.url), "utf8");

class FakeNode {
  children = [];
  attributes = {};
  listeners = {};
  style = {};
  constructor(name) {
    this.name = name;
  }
  setAttribute(key, value) {
    this.attributes[key] = value;
  }
  addEventListener(key, listener) {
    this.listeners[key] = listener;
  }
  append(...children) {
    this.children.push(...children);
  }
  get text() {
    return this.children.map((child) => child.text ?? child).join("");
  }
  findAll(name) {
    return this.children.flatMap((child) => (child.name === name ? [child] : (child.findAll?.(name) ?? [])));
  }
  find(name) {
    return this.findAll(name)[0];
  }
}

/** A message's document, and the background's answers in it. */
class Pane {
  root = new FakeNode("html");
  asked = 0;
  listeners = [];
  #context = null;

  constructor(view) {
    this.view = view;
    this.newContext();
  }

  /** As after an update of the add-on: the document stays, what ran in it is dead. */
  newContext() {
    this.listeners = [];
    this.#context = vm.createContext({
      document: {
        createElementNS: (_namespace, name) => new FakeNode(name),
        querySelectorAll: () => this.banners,
      },
      fuwakeTopLayer: {
        make: (name) => {
          const host = new FakeNode(`fuwake-${name}`);
          return { host, root: (host.shadow = new FakeNode("#shadow")) };
        },
        raise: (host) => this.root.append(host),
        lower: (host) => (this.root.children = this.banners.filter((other) => other !== host)),
      },
      messenger: {
        i18n: { getMessage: (name) => name, getUILanguage: () => "en" },
        runtime: {
          sendMessage: async () => (this.asked++, structuredClone(await this.view)),
          onMessage: { addListener: (listener) => this.listeners.push(listener) },
        },
      },
    });
  }

  get banners() {
    return this.root.children.filter((child) => child.name === "fuwake-banner");
  }

  async run() {
    for (const path of ["dom/element.js", "dom/segments.js", "message-pane/banner.js"]) vm.runInContext(script(path), this.#context);
    await setImmediate();
  }

  async refresh(view) {
    this.view = view;
    for (const listener of this.listeners) listener({ type: "refresh" });
    await setImmediate();
  }
}

const DANGER = {
  messageId: 1,
  level: "danger",
  label: "Danger",
  headline: [
    { kind: "text", text: "It is not from " },
    { kind: "foreign-domain", text: "kagoya.com" },
    { kind: "text", text: ", but from " },
    { kind: "deciding-domain", text: "w-support.jp" },
    { kind: "text", text: "." },
  ],
  reasons: [sentence("One.")],
  advice: [sentence("Do.")],
};

test("run twice in one document, it asks once and draws once", async () => {
  const pane = new Pane(DANGER);
  await pane.run();
  await pane.run();
  assert.equal(pane.asked, 1);
  assert.equal(pane.banners.length, 1);
  assert.equal(pane.listeners.length, 1);
});

test("the domain that decides is bold, and no other", async () => {
  const pane = new Pane(DANGER);
  await pane.run();
  const [{ shadow }] = pane.banners;
  assert.ok(shadow.text.includes("Danger: It is not from kagoya.com, but from w-support.jp."), shadow.text);
  assert.deepEqual(shadow.findAll("b").map((bold) => bold.text), ["w-support.jp"]);
});

// What a sender may call himself, his subject or his program, to look like what we say.
for (const said of ["kagoya.com", "<b>kagoya.com</b>", "<img src=x onerror=alert(1)>", "{0}", "{domain}", "[kagoya.com]",
  "1999-01-01T00:00:00Z", "**kagoya.com**"])
  for (const kind of ["quotation", "address", "foreign-domain", "a kind of a later host"])
    test(`what a sender wrote is text and nothing bold: ${said} as ${kind}`, async () => {
      const reason = [{ kind: "text", text: "It says “" }, { kind, text: said }, { kind: "text", text: "”." }];
      const pane = new Pane({ ...DANGER, headline: reason, reasons: [reason], advice: [reason] });
      await pane.run();
      const [{ shadow }] = pane.banners;
      assert.equal(shadow.text.split(`It says “${said}”.`).length, 4, shadow.text);
      assert.deepEqual(shadow.findAll("b"), []);
      assert.deepEqual(shadow.findAll("img"), []);
    });

test("a sentence of a host from before there were segments is text", async () => {
  const pane = new Pane({ ...DANGER, headline: "It goes to w-support.jp.", reasons: ["<b>One"], advice: ["Do."] });
  await pane.run();
  const [{ shadow }] = pane.banners;
  for (const text of ["Danger: It goes to w-support.jp.", "<b>One", "Do."]) assert.ok(shadow.text.includes(text));
  assert.deepEqual(shadow.findAll("b"), []);
});

test("nothing to say: nothing is drawn", async () => {
  const pane = new Pane(null);
  await pane.run();
  assert.equal(pane.banners.length, 0);
});

test("on refresh it goes with the reason for it, and comes with one", async () => {
  const pane = new Pane(DANGER);
  await pane.run();
  await pane.refresh(null);
  assert.equal(pane.banners.length, 0);
  await pane.refresh({ ...DANGER, headline: sentence("Another.") });
  assert.equal(pane.banners.length, 1);
});

test("an answer that was overtaken by a later one counts no more", async () => {
  let come;
  const pane = new Pane(new Promise((resolve) => (come = resolve)));
  await pane.run();
  await pane.refresh(DANGER);
  come(null);
  await setImmediate();
  assert.equal(pane.banners.length, 1);
});

test("closed, it does not come back with the same word", async () => {
  const pane = new Pane(DANGER);
  await pane.run();
  const close = pane.banners[0].shadow.find("button");
  assert.equal(close.attributes["aria-label"], "close");
  close.listeners.click();
  assert.equal(pane.banners.length, 0);
  await pane.refresh(DANGER);
  assert.equal(pane.banners.length, 0);
});

for (const [what, view, left] of [["is replaced", DANGER, 1], ["goes", null, 0]])
  test(`a dead banner of the add-on before its update ${what}`, async () => {
    const pane = new Pane(DANGER);
    await pane.run();
    pane.newContext();
    pane.view = view;
    await pane.run();
    assert.equal(pane.banners.length, left);
  });
