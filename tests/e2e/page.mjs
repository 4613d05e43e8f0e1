// The add-on's own pages in the tests: what stands in them, what keys reach, and what axe says of them.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "../../tools/thunderbird/session.mjs";
import { root } from "../../tools/thunderbird/thunderbird.mjs";

/** The page in the current tab, and the open popup, as chrome expressions. */
export const TAB = "tabmail.currentTabInfo.browser";
export const POPUP = `[...aboutMessage().document.querySelectorAll(".webextension-popup-browser"),
  ...window.document.querySelectorAll(".webextension-popup-browser")].find((b) => b.currentURI?.spec.endsWith("popup.html"))`;

/** Runs in the page's process: the body of an async function, with the page's globals; the answer goes as JSON. */
const RUNNER = ({ name, body, args }) => `{
  const sandbox = Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
  Cu.exportFunction((json) => sendAsyncMessage(${JSON.stringify(name)}, json), sandbox, { defineAs: "answer" });
  Cu.evalInSandbox(${JSON.stringify(`(async (args) => { ${body} })(${JSON.stringify(args)}).then(
    (value) => answer(JSON.stringify({ value })), (error) => answer(JSON.stringify({ error: String(error) })));`)}, sandbox);
}`;

/** What `body` returns in the page that `browser` (TAB or POPUP) shows. */
export async function inPage(session, browser, body, ...args) {
  const name = `fuwake:${Math.random()}`;
  const json = await session.run(
    `const browser = await waitFor("the page", () => ${browser});
     return new Promise((resolve, reject) => {
       const { messageManager } = browser;
       const listener = ({ data }) => (messageManager.removeMessageListener(args[0], listener), resolve(data));
       messageManager.addMessageListener(args[0], listener);
       messageManager.loadFrameScript("data:text/javascript;charset=utf-8," + encodeURIComponent(args[1]), false);
       later(() => reject(new Error("the page does not answer")), 20000);
     });`,
    name,
    RUNNER({ name, body, args }),
  );
  const { value, error } = JSON.parse(json);
  if (error) throw new Error(error);
  return value;
}

/** Opens a page of the add-on in a tab of its own, and waits until it has been read: before, it is without its parts. */
export async function openPage(session, path) {
  await session.run(
    `const policy = WebExtensionPolicy.getByID("fuwake@addons.fuwake");
     tabmail.openTab("contentTab", { url: policy.getURL(args[0]), triggeringPrincipal: policy.extension.principal,
                                     linkHandler: "single-page", userContextId: 0 });
     await waitFor("the page", () => tabmail.currentTabInfo.browser?.currentURI?.spec.includes(args[0].split("?")[0]));`,
    path,
  );
  await eventually("the whole page", () =>
    inPage(session, TAB, `return location.href.includes(args[0]) && document.readyState === "complete";`, path),
  );
}

export const closeTab = (session) =>
  session.run(`tabmail.closeTab(tabmail.currentTabInfo); tabmail.switchToTab(0);`);

/** What axe finds wrong with a page: "rule: element". */
export async function violations(session, browser) {
  const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");
  const found = await inPage(session, browser, `${axe}; return (await window.axe.run(document)).violations;`);
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Presses a key as a person does. */
export function press(session, key) {
  execFileSync("xdotool", ["key", key], { env: { ...process.env, DISPLAY: session.screen.display } });
}

const CONTROLS = "button, select, textarea, input, summary, a[href]";

/** The page's controls that can be seen and used, each by its words. */
export const controls = (session, browser) =>
  inPage(
    session,
    browser,
    `return [...document.querySelectorAll(${JSON.stringify(CONTROLS)})]
       .filter((node) => !node.disabled && node.checkVisibility({ visibilityProperty: true }))
       .map((node) => node.id || node.dataset.do || node.dataset.kind || node.textContent.trim());`,
  );

/** What Tab reaches in the page of the current tab, in this order, until it comes round. */
export async function reachedByTab(session) {
  await session.run(`window.focus(); tabmail.currentTabInfo.browser.focus();`);
  await inPage(session, TAB, `document.activeElement?.blur(); window.getSelection().removeAllRanges(); window.scrollTo(0, 0);`);
  const reached = [];
  for (let presses = 0; presses < 60; presses++) {
    press(session, "Tab");
    const here = await inPage(
      session,
      TAB,
      `await new Promise((done) => setTimeout(done, 30));
       const node = document.activeElement;
       return document.hasFocus() && node !== document.body
         ? node.id || node.dataset.do || node.dataset.kind || node.textContent.trim() : null;`,
    );
    if (here === null || reached.includes(here)) {
      if (reached.length > 0) return reached;
      continue;
    }
    reached.push(here);
  }
  return reached;
}
