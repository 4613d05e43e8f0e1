// End to end: the banner in small panes and with large letters, by keyboard, and when a user is done with it.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually, Session } from "../../tools/thunderbird/session.mjs";
import { root, version } from "../../tools/thunderbird/thunderbird.mjs";
import { founding, good } from "./mails.mjs";

const pictures = join(root, "build/e2e/banner");
mkdirSync(pictures, { recursive: true });

const FOUNDING = "非常に重要なメッセージ";
const DINNER = "来週の食事会";

/** @type {Session} */
let session;

/** Opens the founding mail anew. */
async function open() {
  await session.select(DINNER);
  await session.select(FOUNDING);
  await eventually("the banner", () => session.banner());
  await sleep(300);
}

const zoom = (factor) =>
  session.run(`aboutMessage().getMessagePaneBrowser().fullZoom = args[0];`, factor);

/** Each of these is in the pane, whole: what of it is seen of each. */
const seen = () =>
  session.run(`
    const document = paneDocument(), { innerHeight } = document.defaultView;
    const shadow = bannerHost().openOrClosedShadowRoot;
    const isSeen = (selector) => {
      const node = shadow.querySelector(selector), { top, bottom, height } = node.getBoundingClientRect();
      return height > 0 && top >= 0 && bottom <= innerHeight;
    };
    const names = ["h2", ".advice", ".main", ".close", ".why", "ul"];
    return Object.fromEntries(names.map((name) => [name, isSeen(name)]));`);

/** How large the reader wants letters of the language in which the banner speaks. */
const LETTERS = { ja: "font.size.variable.ja", "en-US": "font.size.variable.x-western" };

for (const locale of Object.keys(LETTERS))
  describe(locale, () => {
    before(async () => {
      session = await Session.start({
        locale, size: [900, 600], host: join(root, "build/release/bin/fuwake"),
        xpi: join(root, `build/release/packages/fuwake-${version()}.xpi`), mails: [founding[0], good[0]],
      });
      await session.addonActive();
      await session.openInbox();
    });
    after(() => session.stop());

    test("at 900 × 600: what is wrong, what to do and the buttons are there, the reasons folded", async () => {
      await open();
      session.picture(join(pictures, `${locale}-900x600.png`));
      assert.deepEqual(await seen(), { h2: true, ".advice": true, ".main": true, ".close": true, ".why": true, ul: false });
      const { height } = await session.banner();
      assert.ok(height < 250, `${height} px`);
    });

    test("the reasons unfold, and the banner stays in the pane", async () => {
      await open();
      await session.click(`bannerHost().openOrClosedShadowRoot.querySelector(".why")`);
      await eventually("the reasons", async () => session.run(`return !bannerHost().openOrClosedShadowRoot.querySelector("ul").hidden;`));
      await sleep(200);
      session.picture(join(pictures, `${locale}-900x600-unfolded.png`));
      assert.ok(await session.run(`return bannerHost().getBoundingClientRect().bottom <= paneDocument().defaultView.innerHeight;`));
      assert.ok((await seen())[".main"], "the buttons stay in view");
    });

    test("at 200 %, the headline and the buttons stay in view", async () => {
      await open();
      await zoom(2);
      await sleep(400);
      session.picture(join(pictures, `${locale}-900x600-200.png`));
      const { h2, ".main": main } = await seen();
      const isAbove = await session.run(`
        const [h2, main] = ["h2", ".main"].map((part) => bannerHost().openOrClosedShadowRoot.querySelector(part).getBoundingClientRect());
        return h2.bottom <= main.top + 1;`);
      await zoom(1);
      assert.deepEqual({ h2, main, isAbove }, { h2: true, main: true, isAbove: true });
    });

    test("its letters are as large as the reader wants those of mails", async () => {
      const size = () =>
        session.run(`return parseFloat(paneDocument().defaultView.getComputedStyle(
          bannerHost().openOrClosedShadowRoot.querySelector(".banner")).fontSize);`);
      await open();
      const before = await size();
      await session.run(`Services.prefs.setIntPref(args[0], 24);`, LETTERS[locale]);
      await open();
      await eventually("larger letters", async () => (await size()) > before * 1.2, 5);
      session.picture(join(pictures, `${locale}-large-letters.png`));
      await session.run(`Services.prefs.clearUserPref(args[0]);`, LETTERS[locale]);
    });

    test("Tab reaches each of its buttons, and to close it is the last", async () => {
      await open();
      const reached = await session.run(`
        const browser = aboutMessage().getMessagePaneBrowser(), document = paneDocument();
        browser.focus();
        document.defaultView.focus();
        const shadow = bannerHost().openOrClosedShadowRoot, reached = [];
        const tip = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
        tip.beginInputTransaction(document.defaultView, () => {});
        for (let i = 0; i < 12; i++) {
          const key = new document.defaultView.KeyboardEvent("", { key: "Tab", code: "Tab", keyCode: 9 });
          tip.keydown(key); tip.keyup(key);
          const active = shadow.activeElement;
          if (active) reached.push(active.className);
          else if (reached.length) break;
        }
        return reached;`);
      assert.deepEqual(reached, ["main", "why", "link", "close"]);
    });

    test("closed, the mail is as it was", async () => {
      await open();
      await session.click(`bannerHost().openOrClosedShadowRoot.querySelector(".close")`);
      await eventually("its end", async () => !(await session.banner()));
      assert.equal(await session.run(`return paneDocument().documentElement.style.cssText;`), "");
    });
  });
