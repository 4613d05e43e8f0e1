// What the tests of the link guard see and do in a Thunderbird of their own.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually, Session } from "../../tools/thunderbird/session.mjs";
import { root, version } from "../../tools/thunderbird/thunderbird.mjs";
import { defaultBrowser } from "./default-browser.mjs";

export const host = join(root, "build/release/bin/fuwake");
const xpi = join(root, `build/release/packages/fuwake-${version()}.xpi`);
export const pictures = join(root, "build/e2e");
mkdirSync(pictures, { recursive: true });

/** Long enough for the system to start the browser: some 30 ms here. */
export const TIME_TO_OPEN = 700;

export const element = (id) => `paneDocument().getElementById(${JSON.stringify(id)})`;
export const inRoot = (id, selector) => `${element(id)}.openOrClosedShadowRoot.querySelector(${JSON.stringify(selector)})`;
export const ours = (name) => `paneDocument().querySelector(":root > fuwake-${name}")?.openOrClosedShadowRoot`;
export const inPanel = (selector) => `${ours("panel")}.querySelector(${JSON.stringify(selector)})`;

export async function withGuard(name, options, body) {
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

export const panelText = (session) => session.run(`return ${ours("panel")}?.querySelector("[role=alertdialog]")?.textContent ?? null;`);
export const panelOf = (session) => eventually("the panel", () => panelText(session), 8);
export const marks = (session) =>
  session.run(`
    const all = (root) => [...root.querySelectorAll("*")].flatMap((node) =>
      node.localName == "fuwake-mark" ? [node.openOrClosedShadowRoot.querySelector("b").textContent]
        : node.openOrClosedShadowRoot && !node.localName.startsWith("fuwake-") ? all(node.openOrClosedShadowRoot) : []);
    return all(paneDocument());`);
export const statusText = (session) =>
  session.run(`const line = ${ours("status")}?.querySelector(".status"); return line && !line.hidden ? line.textContent : null;`);

export async function show(session, subject) {
  await session.select(subject);
  await eventually("what is known of its links", () => session.run(`return paneDocument().readyState == "complete";`));
  await sleep(600);
}

/** Marks drawn: what is known of the links has come. */
export const marked = (session) => eventually("the marks", async () => (await marks(session)).length > 0);

export async function closeByEscape(session) {
  session.hand("key", "Escape");
  await eventually("the end of the panel", async () => (await panelText(session)) === null, 5);
}
