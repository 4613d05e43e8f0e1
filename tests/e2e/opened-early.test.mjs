// What a mail opens above all else while nothing is known of it yet, in the real Thunderbird: its warning has to come
// above it, and to be alive.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { eventually } from "../../tools/thunderbird/session.mjs";
import { standBetween } from "./between.mjs";
import { element, host, inRoot, pictures, show, withGuard } from "./guard.mjs";
import { foundingWith, LURE } from "./link-mails.mjs";

const COVER = "position:fixed;inset:0;width:100%;height:100%;max-width:none;max-height:none;background:#fff";
const DIALOG = `<button id=opener commandfor=d command=show-modal>Show</button><dialog id=d style="${COVER}">&#10004; Sender verified</dialog>`;
const MAILS = {
  "a dialog": [DIALOG, element("opener")],
  "a dialog in a closed shadow root": [`<div id=closed><template shadowrootmode=closed>${DIALOG}</template></div>`, inRoot("closed", "button")],
};

const isModal = (session) =>
  session.run(`
    const all = (root) => [...root.querySelectorAll("*")].flatMap((node) => [node, ...(node.openOrClosedShadowRoot ? all(node.openOrClosedShadowRoot) : [])]);
    return all(paneDocument()).some((node) => node.matches("dialog:modal"));`);

for (const [name, [html, opener]] of Object.entries(MAILS))
  test(`${name} that was opened before anything was known: the warning stands above, and can be clicked`, async () => {
    const mail = foundingWith(name, "text/html", `<p>完全なメールボックスメモリスペースがほぼ満杯である。</p>${html}<p><a href="${LURE}">x</a></p>`);
    await withGuard(`early-${name.replaceAll(" ", "-")}`, { mails: [mail], host: null }, async (session) => {
      const between = standBetween(session.place.home, host);
      between.hold("analyze");
      await session.restart();
      await session.openInbox();
      await show(session, name);
      await session.click(opener);
      await eventually("the dialog", () => isModal(session), 5);
      between.go();
      await eventually("the warning", () => session.banner());
      await eventually("the dialog's end", async () => !(await isModal(session)), 5);
      session.picture(join(pictures, `guard-early-${name.replaceAll(" ", "-")}-warned.png`));
      const button = `bannerHost().openOrClosedShadowRoot.querySelector(".close")`;
      await session.click(button);
      await eventually("that it is closed", async () => (await session.banner()) === null, 5);
      assert.equal(await session.run(`return paneDocument().querySelectorAll(":modal").length;`), 0);
    });
  });
