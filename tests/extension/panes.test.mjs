// The scripts of message panes as Thunderbird runs them: file by file.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import { SCRIPTS } from "../../extension/background/panes.js";

const FILES = SCRIPTS.flatMap(({ js }) => js);
const script = (path) => readFileSync(new URL(`../../extension${path}`, import.meta.url), "utf8");

/** A document in which nothing is yet, and a background that answers nothing. */
function pane() {
  const node = () => ({ append() {}, setAttribute() {}, addEventListener() {}, style: {}, querySelectorAll: () => [] });
  const observer = class { observe() {} disconnect() {} };
  const never = new Promise(() => {});
  return vm.createContext({
    URL,
    MutationObserver: observer,
    ResizeObserver: observer,
    document: { ...node(), documentElement: node(), createElementNS: node, readyState: "complete" },
    window: { addEventListener() {} },
    addEventListener() {},
    messenger: {
      i18n: { getMessage: (key) => key, getUILanguage: () => "en" },
      runtime: { sendMessage: () => never, onMessage: { addListener() {} } },
    },
  });
}

test("no file ends in what cannot be cloned, for Thunderbird would run none of those behind it", () => {
  const context = pane();
  for (const path of FILES) assert.equal(vm.runInContext(script(path), context), undefined, path);
});

test("files of another document, out of turn, leave none of this one's out", () => {
  const context = pane();
  const ran = [];
  for (const path of [...FILES].reverse())
    try {
      vm.runInContext(script(path), context);
    } catch {
      ran.push(path); // one that needs what is not there
    }
  assert.ok(ran.length > 0);
  for (const path of FILES) vm.runInContext(script(path), context);
  for (const name of ["fuwakeGuard", "fuwakeBanner", "fuwakeLinkPanel", "fuwakeLinkStatus", "fuwakeLinkMarks", "fuwakeGuardView"])
    assert.ok(context[name], name);
});
