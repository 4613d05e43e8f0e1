// The message pane's scripts as they are packed and as Thunderbird runs them: one file, before there is an element.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import { joinPane, paneSources } from "../../tools/join-pane.mjs";

const EXTENSION = new URL("../../extension", import.meta.url).pathname;

/** A document in which nothing is yet, and a background that answers nothing. */
function pane() {
  const observer = class { observe() {} disconnect() {} };
  const listening = [];
  const asked = [];
  const document = { documentElement: null, readyState: "loading", addEventListener: (type, act) => listening.push([type, act]) };
  const context = vm.createContext({
    URL,
    MutationObserver: observer,
    ResizeObserver: observer,
    document,
    window: { addEventListener: (type, act) => listening.push([type, act]) },
    addEventListener: () => {},
    messenger: {
      i18n: { getMessage: (key) => key, getUILanguage: () => "en" },
      runtime: { sendMessage: (message) => (asked.push(message.type), new Promise(() => {})), onMessage: { addListener() {} } },
    },
  });
  const run = () => vm.runInContext(joinPane(EXTENSION), context);
  const fire = (type) => listening.filter(([of]) => of === type).forEach(([, act]) => act());
  return { run, fire, asked, heard: () => listening.map(([type]) => type) };
}

test("its last value can be cloned, else Thunderbird tells of an error", () => {
  assert.equal(pane().run(), undefined);
});

test("clicks are heard before there is an element; what is known is asked for when there is a document", () => {
  const { run, fire, asked, heard } = pane();
  run();
  assert.ok(heard().includes("click"));
  assert.deepEqual(asked, []);
  fire("DOMContentLoaded");
  assert.deepEqual(asked, ["pane"]);
});

test("run twice in one document it listens and asks once", () => {
  const { run, fire, asked, heard } = pane();
  run();
  const once = heard();
  run();
  assert.deepEqual(heard(), once);
  fire("DOMContentLoaded");
  assert.deepEqual(asked, ["pane"]);
});

test("every script of the message pane has its place in the order, once", () => {
  const sources = paneSources(EXTENSION);
  assert.equal(new Set(sources).size, sources.length);
  const there = readdirSync(`${EXTENSION}/message-pane`).filter((name) => name.endsWith(".js"));
  assert.deepEqual(sources.flatMap((path) => path.match(/^message-pane\/(.*)/)?.[1] ?? []).sort(), there.sort());
});
