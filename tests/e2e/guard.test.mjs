// The link guard in the real Thunderbird: what deceives is asked about, however it is touched; what is good opens as
// ever, and once. Pictures in build/e2e/guard-*.png.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually, Session } from "../../tools/thunderbird/session.mjs";
import { root, version } from "../../tools/thunderbird/thunderbird.mjs";
import { defaultBrowser } from "./default-browser.mjs";
import { everyWay, goodInHtml, goodInText } from "./link-mails.mjs";

const host = join(root, "build/release/bin/fuwake");
const xpi = join(root, `build/release/packages/fuwake-${version()}.xpi`);
const pictures = join(root, "build/e2e");
mkdirSync(pictures, { recursive: true });

/** Long enough for the system to start the browser: some 30 ms here. */
const TIME_TO_OPEN = 700;

const element = (id) => `paneDocument().getElementById(${JSON.stringify(id)})`;
const inRoot = (id, selector) => `${element(id)}.openOrClosedShadowRoot.querySelector(${JSON.stringify(selector)})`;
const ours = (name) => `paneDocument().querySelector(":root > fuwake-${name}")?.openOrClosedShadowRoot`;

async function withGuard(name, options, body) {
  const session = await Session.start({ locale: "en-US", host, xpi, mails: [], ...options });
  try {
    const browser = defaultBrowser(session.place.home);
    await session.addonActive();
    await session.openInbox();
    await body(session, browser);
  } finally {
    session.picture(join(pictures, `guard-${name}.png`));
    await session.stop();
  }
}

const panelText = (session) => session.run(`return ${ours("panel")}?.querySelector("[role=alertdialog]")?.textContent ?? null;`);
const panelOf = (session) => eventually("the panel", () => panelText(session), 8);
const marks = (session) =>
  session.run(`
    const all = (root) => [...root.querySelectorAll("*")].flatMap((node) =>
      node.localName == "fuwake-mark" ? [node.openOrClosedShadowRoot.querySelector("b").textContent]
        : node.openOrClosedShadowRoot && !node.localName.startsWith("fuwake-") ? all(node.openOrClosedShadowRoot) : []);
    return all(paneDocument());`);
const statusText = (session) =>
  session.run(`const line = ${ours("status")}?.querySelector(".status"); return line && !line.hidden ? line.textContent : null;`);

async function show(session, subject) {
  await session.select(subject);
  await eventually("what is known of its links", () => session.run(`return paneDocument().readyState == "complete";`));
  await sleep(600);
}

/** Marks drawn: what is known of the links has come. */
const marked = (session) => eventually("the marks", async () => (await marks(session)).length > 0);

async function closeByEscape(session) {
  session.hand("key", "Escape");
  await eventually("the end of the panel", async () => (await panelText(session)) === null, 5);
}

async function drag(session, expression) {
  const [x, y] = await session.pointOf(expression);
  session.hand("mousemove", x, y, "mousedown", "1", "mousemove_relative", "5", "5", "mousemove_relative", "30", "40",
    "mousemove_relative", "30", "40", "mouseup", "1");
}

const focus = (session, expression) => session.run(`${expression}.focus();`);

/** what | how the hand does it */
const TOUCHES = [
  ["a click", (session) => session.click(element("plain"))],
  ["a click with Ctrl", async (session) =>
    session.hand("mousemove", ...(await session.pointOf(element("plain"))), "keydown", "ctrl", "click", "1", "keyup", "ctrl")],
  ["a click on what is within", (session) => session.click(element("inner"))],
  ["Enter", async (session) => {
    await session.click(element("end"));
    await focus(session, element("plain"));
    session.hand("key", "Return");
  }],
  ["a middle click", (session) => session.click(element("plain"), "2")],
  ["the context menu", (session) => session.click(element("plain"), "3")],
  ["a drag", (session) => drag(session, element("plain"))],
  ["a click on a foreign link", (session) => session.click(element("foreign"))],
  ["an area", (session) => session.click(element("picture"))],
  ["a middle click on an area", (session) => session.click(element("picture"), "2")],
  ["SVG", (session) => session.click(element("svgtext"))],
  ["a middle click in SVG", (session) => session.click(element("svgtext"), "2")],
  ["MathML", (session) => session.click(element("math"))],
  ["a form's button", (session) => session.click(element("button"))],
  ["a middle click on a form's button", (session) => session.click(element("button"), "2")],
  ["a form's field", (session) => session.click(element("field"))],
  ["a submit button", (session) => session.click(element("submit"))],
  ["a label", (session) => session.click(element("label"))],
  ["a closed root", (session) => session.click(inRoot("closed", "a"))],
  ["a middle click in a closed root", (session) => session.click(inRoot("closed", "a"), "2")],
  ["a closed root around a slot", (session) => session.click(element("light"))],
];

test("whatever leads away in a danger mail is asked about, however it is touched", async () => {
  await withGuard("every-way", { mails: [everyWay] }, async (session, { opened, forget }) => {
    await show(session, "every way");
    await marked(session);
    const failed = [];
    for (const [what, touch] of TOUCHES) {
      forget();
      await touch(session);
      const text = await panelOf(session).catch(() => null);
      if (what === "a click") session.picture(join(pictures, "guard-panel-en.png"));
      await sleep(TIME_TO_OPEN);
      if (!text) failed.push(`${what}: no panel`);
      if (opened().length > 0) failed.push(`${what}: opened ${opened()}`);
      if (text) await closeByEscape(session).catch(() => failed.push(`${what}: Escape`));
      else session.picture(join(pictures, `guard-failed-${failed.length}.png`));
    }
    assert.deepEqual(failed, []);
    const hrefs = await session.run(`return [...paneDocument().querySelectorAll("a[href], area[href]")].length;`);
    assert.equal(hrefs, 6, "middle clicks gave back what they took");
  });
});

test("a good mail is as ever: its link opens once, nothing is drawn, and the status line says where it goes", async () => {
  await withGuard("good", { mails: [goodInText, goodInHtml] }, async (session, { opened, forget }) => {
    for (const subject of ["good in text", "good in HTML"]) {
      await show(session, subject);
      forget();
      const before = await session.run(`return paneDocument().body.outerHTML;`);
      await session.click(`paneDocument().querySelector("a[href^=https]")`);
      await eventually("the browser", () => opened().length > 0);
      await sleep(TIME_TO_OPEN);
      assert.deepEqual(opened(), ["https://elsewhere.example/minutes"]);
      assert.equal(await panelText(session), null);
      assert.equal(await statusText(session), "elsewhere.example");
      assert.equal(await session.run(`return paneDocument().body.outerHTML;`), before);
    }
    session.hand("mousemove", ...(await session.pointOf(element("wrapped"))));
    await eventually("the wrapper undone", async () => (await statusText(session))?.includes("partner.example"));
    assert.match(await statusText(session), /^\S.* →partner\.example$/);
    session.picture(join(pictures, "guard-status-good.png"));
    await session.click(element("mailto"));
    await eventually("the composer", () =>
      session.run(`return Boolean(Services.wm.getMostRecentWindow("msgcompose"));`));
  });
});
