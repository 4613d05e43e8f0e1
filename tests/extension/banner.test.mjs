// The banner's script in a document, over the least of a DOM.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import vm from "node:vm";

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
  insertBefore(child) {
    child.remove = () => (this.children = this.children.filter((other) => other !== child));
    this.children.unshift(child);
  }
  attachShadow() {
    return (this.shadow = new FakeNode("#shadow"));
  }
  get text() {
    return this.children.map((child) => child.text ?? child).join("");
  }
  find(name) {
    const [found] = this.children.flatMap((child) => (child.name === name ? [child] : (child.find?.(name) ?? [])));
    return found;
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
        documentElement: this.root,
        body: null,
        createElementNS: (_namespace, name) => new FakeNode(name),
        querySelectorAll: () => this.banners,
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
    return this.root.children.filter((child) => child.attributes.id === "fuwake-banner");
  }

  async run() {
    for (const path of ["dom/element.js", "message-pane/banner.js"]) vm.runInContext(script(path), this.#context);
    await setImmediate();
  }

  async refresh(view) {
    this.view = view;
    for (const listener of this.listeners) listener({ type: "refresh" });
    await setImmediate();
  }
}

const DANGER = { messageId: 1, level: "danger", label: "Danger", headline: "It is not from kagoya.com.", reasons: ["<b>One"], advice: ["Do."] };

test("run twice in one document, it asks once and draws once", async () => {
  const pane = new Pane(DANGER);
  await pane.run();
  await pane.run();
  assert.equal(pane.asked, 1);
  assert.equal(pane.banners.length, 1);
  assert.equal(pane.listeners.length, 1);
});

test("text is text, a domain stands apart", async () => {
  const pane = new Pane(DANGER);
  await pane.run();
  const [{ shadow }] = pane.banners;
  assert.ok(shadow.text.includes("Danger: It is not from kagoya.com."), shadow.text);
  assert.ok(shadow.text.includes("<b>One"));
  assert.equal(shadow.find("b").text, "kagoya.com");
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
  await pane.refresh({ ...DANGER, headline: "Another." });
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
