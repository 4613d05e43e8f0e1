// The banner in a document, over the least of a DOM, with what asks for it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import vm from "node:vm";
import { paneSources } from "../../tools/join-pane.mjs";
import { sentence } from "./thunderbird.mjs";

const EXTENSION = new URL("../../extension", import.meta.url).pathname;

/** What the pane below stands in for: links, and what is above a mail. */
const STOOD_IN_FOR = /^message-pane\/(top-layer|guard|known-links|link-.*)\.js$/;
const SCRIPTS = paneSources(EXTENSION).filter((path) => !STOOD_IN_FOR.test(path))
  .map((path) => readFileSync(join(EXTENSION, path), "utf8"));

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
    for (const child of children) if (child.name) child.parent = this;
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
  get all() {
    return this.children.flatMap((child) => (child.name ? [child, ...child.all] : []));
  }
  hasClass(name) {
    return (this.attributes.class ?? "").split(" ").includes(name);
  }
  querySelector(selector) {
    return this.all.find((node) => (selector[0] === "." ? node.hasClass(selector.slice(1)) : node.name === selector));
  }
  get childElementCount() {
    return this.children.length;
  }
  getAttribute(key) {
    return this.attributes[key] ?? null;
  }
  replaceWith(other) {
    const siblings = this.parent.children;
    siblings[siblings.indexOf(this)] = other;
    other.parent = this.parent;
  }
  focus() {}
}

/** A message's document, and the background's answers in it. */
class Pane {
  root = new FakeNode("html");
  asked = 0;
  /** What it told the background beside asking for its view, and what the background answers. */
  said = [];
  answers = [];
  /** What it does when time has gone by. */
  later = [];
  stands = true;
  listeners = [];
  language = "en";
  /** The add-on's words, where they are not Thunderbird's. */
  messages = null;
  #context = null;

  constructor(view, { innerHeight = 800, bannerHeight = 200 } = {}) {
    this.view = view;
    this.innerHeight = innerHeight;
    this.bannerHeight = bannerHeight;
    this.newContext();
  }

  /** As after an update of the add-on: the document stays, what ran in it is dead. */
  newContext() {
    this.listeners = [];
    this.#context = vm.createContext({
      document: {
        createElementNS: (_namespace, name) => new FakeNode(name),
        addEventListener: () => {},
        body: null,
        readyState: "complete",
        querySelectorAll: () => this.banners,
      },
      addEventListener: () => {},
      innerHeight: this.innerHeight,
      setTimeout: (act) => this.later.push(act),
      fuwakeGuard: { know: () => {} },
      fuwakeLinkMarks: { draw: () => {} },
      fuwakeTopLayer: {
        stands: () => this.stands,
        make: (name) => {
          const host = new FakeNode(`fuwake-${name}`);
          host.clientHeight = this.bannerHeight;
          return { host, root: (host.shadow = new FakeNode("#shadow")) };
        },
        raise: (host) => this.root.append(host),
        lower: (host) => (this.root.children = this.banners.filter((other) => other !== host)),
      },
      messenger: {
        i18n: { getMessage: (name) => name, getUILanguage: () => "en" },
        runtime: {
          sendMessage: async (message) => {
            if (message.type !== "pane") return this.answers[this.said.push(structuredClone(message)) - 1];
            this.asked++;
            return { banner: structuredClone(await this.view), links: null, language: this.language, messages: this.messages };
          },
          onMessage: { addListener: (listener) => this.listeners.push(listener) },
        },
      },
    });
  }

  /** Lets time go by. */
  wait() {
    for (const act of this.later.splice(0)) act();
  }

  get banners() {
    return this.root.children.filter((child) => child.name === "fuwake-banner");
  }

  async run() {
    for (const script of SCRIPTS) vm.runInContext(script, this.#context);
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
  offers: [{ kind: "honest", key: "mail-key", label: "A mail" }],
};

const [close, main] = ["close", "main"].map((name) => (banner) => banner.shadow.querySelector(`.${name}`));
const press = (button) => button.listeners.click({ isTrusted: true });

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

test("its buttons speak the language that was chosen, and another once that is chosen", async () => {
  const pane = new Pane(DANGER);
  pane.messages = { details: { message: "Ganzer Bericht" } };
  await pane.run();
  assert.equal(main(pane.banners[0]).text, "Ganzer Bericht");
  [pane.language, pane.messages] = ["fr", { details: { message: "Rapport complet" } }];
  await pane.refresh(DANGER);
  assert.equal(main(pane.banners[0]).text, "Rapport complet");
  assert.equal(pane.banners[0].attributes.lang, "fr");
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
  const button = close(pane.banners[0]);
  assert.equal(button.attributes["aria-label"], "closeWarning");
  press(button);
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

test("what is read out when it comes is the headline and what to do; closing is the last in order", async () => {
  const pane = new Pane(DANGER);
  await pane.run();
  const [{ shadow }] = pane.banners;
  const told = shadow.all.find((node) => node.attributes.role === "alert");
  assert.equal(told.text, "Danger: It is not from kagoya.com, but from w-support.jp.Do.");
  assert.equal(shadow.findAll("button").at(-1), close(pane.banners[0]));
});

for (const [pane, innerHeight, folded] of [["high", 800, false], ["low", 799, true]])
  test(`in a ${pane} pane the reasons are ${folded ? "folded" : "shown"}, what to do stands there`, async () => {
    const it = new Pane(DANGER, { bannerHeight: 400, innerHeight });
    await it.run();
    const [{ shadow }] = it.banners;
    const [reasons, why] = ["ul", ".why"].map((part) => shadow.querySelector(part));
    assert.equal(reasons.hidden, folded);
    assert.equal(why.hidden, !folded);
    assert.ok(shadow.querySelector(".advice").text.includes("Do."));
  });

test("that a warning is wrong is asked once more, then told", async () => {
  const pane = new Pane(DANGER);
  await pane.run();
  const [{ shadow }] = pane.banners;
  const labelled = (label) => shadow.findAll("button").find((button) => button.text === label);
  press(labelled("saidHonest"));
  assert.deepEqual(pane.said, []);
  press(labelled("cancel"));
  press(labelled("saidHonest"));
  press(labelled("sureHonestYes"));
  assert.deepEqual(pane.said, [{ type: "decide", kind: "honest", key: "mail-key", label: "A mail" }]);
});

test("what a script clicks does nothing", async () => {
  const pane = new Pane(DANGER);
  await pane.run();
  main(pane.banners[0]).listeners.click({ isTrusted: false });
  close(pane.banners[0]).listeners.click({ isTrusted: false });
  assert.deepEqual(pane.said, []);
  assert.equal(pane.banners.length, 1);
});

for (const [what, looks, said] of [
  ["a banner that stands is not told of", [true], []],
  ["one that stands once the layout has settled neither", [false, true], []],
  ["one that is covered is told of, once", [false, false, false], [{ type: "bannerHidden", messageId: 1 }]],
])
  test(`${what}`, async () => {
    const pane = new Pane(DANGER);
    await pane.run();
    for (const stands of looks) {
      pane.stands = stands;
      pane.wait();
    }
    assert.deepEqual(pane.said, said);
  });
