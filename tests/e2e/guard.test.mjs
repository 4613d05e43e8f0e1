// The link guard in the real Thunderbird: what deceives is asked about, however it is touched; what is good opens as
// ever, and once. Pictures in build/e2e/guard-*.png.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../../tools/thunderbird/session.mjs";
import {
  closeByEscape, element, inPanel, inRoot, marked, marks, ours, panelOf, panelText, pictures, show, statusText, TIME_TO_OPEN, withGuard,
} from "./guard.mjs";
import { asThunderbirdAsks, careful, carefulOfSeveral, dangerInText, everyWay, goodInHtml, goodInText, LURE } from "./link-mails.mjs";

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
  ["SVG that is used elsewhere", (session) => session.click(element("use"))],
  ["a middle click on SVG that is used elsewhere", (session) => session.click(element("use"), "2")],
  ["a link element that a style shows", (session) => session.click(element("shown"))],
  ["a middle click on a link element", (session) => session.click(element("shown"), "2")],
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
    assert.equal(hrefs, 7, "middle clicks gave back what they took");
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

const askedBy = async (session, expression) => {
  await session.click(expression);
  const text = await panelOf(session);
  await sleep(150);
  return text;
};

const focusedText = (session) => session.run(`return ${ours("panel")}?.activeElement?.textContent ?? null;`);

test("the panel says what contradicts and what would be fine; its buttons do what they say, and only by hand", async () => {
  await withGuard("panel", { mails: [everyWay] }, async (session, { opened, forget }) => {
    await show(session, "every way");
    await marked(session);
    const text = await askedBy(session, element("plain"));
    for (const part of ["This link goes to w-support.jp", "h**ps://w-support.jp/activemail.kagoya.com/?e=1",
                        "“activemail.kagoya.com” only stands further back",
                        "If it were really from KAGOYA JAPAN, the link would go to kagoya.com."])
      assert.ok(text.includes(part), `${part} in ${text}`);
    assert.equal(await focusedText(session), "Don’t open");

    const order = [];
    for (let i = 0; i < 4; i++) {
      session.hand("key", "Tab");
      await sleep(60);
      order.push(await focusedText(session));
    }
    assert.deepEqual(order, ["Open kagoya.com (the real one)", "Copy address", "w-support.jp", "Don’t open"],
      "focus stays within, and \"Open anyway\" cannot be reached yet");
    session.hand("key", "a");
    await sleep(300);
    assert.ok(await panelText(session), "no key goes to Thunderbird, where this one archives");
    session.hand("key", "Return");
    await eventually("its end by Enter on \"Don't open\"", async () => (await panelText(session)) === null, 5);
    assert.equal(await session.run(`return paneDocument().activeElement.id;`), "plain", "back at the link");
    assert.deepEqual(opened(), []);

    await askedBy(session, element("plain"));
    await session.click(inPanel(".anyway"));
    // As what runs with the mail's rights would click, if anything did.
    await session.run(`
      const sandbox = new Cu.Sandbox(paneDocument().defaultView);
      sandbox.clicked = ${inPanel(".decides")};
      Cu.evalInSandbox("clicked.click()", sandbox);`);
    assert.equal(await session.run(`return ${inPanel(".anyway")}.disabled;`), true, "a program's clicks do nothing");
    await session.click(inPanel(".decides"));
    await eventually("that it may be opened", () => session.run(`return !${inPanel(".anyway")}.disabled;`), 5);
    session.picture(join(pictures, "guard-panel-may-open.png"));
    await sleep(TIME_TO_OPEN);
    assert.deepEqual(opened(), []);
    await session.click(inPanel(".anyway"));
    await eventually("the browser", () => opened().length > 0, 5);
    await sleep(TIME_TO_OPEN);
    assert.deepEqual(opened(), [LURE]);
    assert.equal(await panelText(session), null);

    forget();
    await askedBy(session, element("plain"));
    await session.click(inPanel(".real"));
    await eventually("the browser", () => opened().length > 0, 5);
    assert.deepEqual(opened(), ["https://kagoya.com/"]);

    await askedBy(session, element("plain"));
    await session.click(inPanel(".copy"));
    await eventually("the copy", () => session.run(`
      const transferable = Cc["@mozilla.org/widget/transferable;1"].createInstance(Ci.nsITransferable);
      transferable.init(null);
      transferable.addDataFlavor("text/plain");
      await Services.clipboard.getData(transferable, Services.clipboard.kGlobalClipboard);
      const data = {};
      try { transferable.getTransferData("text/plain", data); } catch { return false; }
      return data.value.QueryInterface(Ci.nsISupportsString).data == "h**ps://w-support.jp/activemail.kagoya.com/?e=1";`), 5);
    assert.ok((await panelText(session)).includes("Copied (not clickable)"));
    session.hand("key", "Escape");
  });
});

const VIEWS = [
  ["HTML", {}],
  ["simple HTML", { "mailnews.display.html_as": 3, "mailnews.display.disallow_mime_handlers": 3 }],
  ["HTML as plain text", { "mailnews.display.html_as": 1, "mailnews.display.disallow_mime_handlers": 1 }],
];

for (const [what, extra] of VIEWS)
  test(`${what}: links are marked and asked about, in the pane and in a tab`, async () => {
    await withGuard(`view-${what.replaceAll(" ", "-")}`, { mails: [everyWay, dangerInText], extra }, async (session, { opened }) => {
      const link = `[...paneDocument().querySelectorAll("a[href*='activemail']")][0]`;
      const foreign = `paneDocument().querySelector("a[href*='other.example']")`;
      const isAsked = async (where) => {
        for (const which of [link, foreign]) {
          await askedBy(session, which);
          await closeByEscape(session);
        }
        await session.click(link, "2");
        await panelOf(session);
        await closeByEscape(session);
        await sleep(TIME_TO_OPEN);
        assert.deepEqual(opened(), [], where);
      };
      for (const subject of ["every way", "danger in text"]) {
        await show(session, subject);
        await marked(session);
        const shown = await marks(session);
        assert.ok(shown.includes("w-support.jp") && shown.includes("other.example"), String(shown));
        await isAsked(subject);
      }
      session.picture(join(pictures, `guard-view-${what.replaceAll(" ", "-")}-text.png`));
      await session.run(`
        const header = pane().gDBView.hdrForFirstSelectedMessage;
        tabmail.openTab("mailMessageTab", { messageURI: header.folder.getUriForMsg(header) });
        await waitFor("the tab", () => tabmail.currentTabInfo.mode.name == "mailMessageTab" && aboutMessage().gMessage);`);
      await marked(session);
      await isAsked("a tab");
    });
  });

test("a message window asks as well", async () => {
  await withGuard("window", { mails: [dangerInText] }, async (session, { opened }) => {
    await show(session, "danger in text");
    await marked(session);
    await session.run(`
      const { MailUtils } = ChromeUtils.importESModule("resource:///modules/MailUtils.sys.mjs");
      MailUtils.openMessageInNewWindow(pane().gDBView.hdrForFirstSelectedMessage);`);
    const there = `Services.wm.getMostRecentWindow("mail:messageWindow")?.messageBrowser?.contentWindow
      ?.getMessagePaneBrowser?.().contentDocument`;
    await eventually("its marks", () => session.run(`return Boolean(${there}?.querySelector("fuwake-mark"));`));
    await sleep(500);
    await session.click(`${there}.querySelector("a[href*=activemail]")`);
    await eventually("its panel", () => session.run(`return Boolean(${there}.querySelector("fuwake-panel"));`), 5);
    await sleep(TIME_TO_OPEN);
    assert.deepEqual(opened(), []);
  });
});

test("without the engine links open, and the status line shows their host", async () => {
  await withGuard("no-engine", { mails: [dangerInText, goodInHtml], host: null }, async (session, { opened }) => {
    await session.run(`tabmail.switchToTab(0);`);
    await show(session, "danger in text");
    await session.click(`paneDocument().querySelector("a[href*=activemail]")`);
    await eventually("the browser", () => opened().length > 0);
    assert.deepEqual(opened(), [LURE]);
    assert.equal(await statusText(session), "w-support.jp");
    assert.deepEqual(await marks(session), []);
    await show(session, "good in HTML");
    session.hand("mousemove", ...(await session.pointOf(element("wrapped"))));
    await eventually("the host", async () =>
      (await statusText(session)) === "eur01.safelinks.protection.outlook.com");
  });
});

test("Thunderbird's own question at a link comes as ever, and links within a mail lead on", async () => {
  await withGuard("as-ever", { mails: [asThunderbirdAsks], host: null }, async (session, { opened }) => {
    await session.run(`tabmail.switchToTab(0);`);
    await show(session, "as Thunderbird asks");
    const top = () => session.run(`return paneDocument().documentElement.scrollTop;`);
    await session.click(element("down"));
    await eventually("the end", async () => (await top()) > 2500);
    await session.run(`paneDocument().documentElement.scrollTop = 0;`);
    await session.click(element("named"));
    await eventually("what has that name", async () => (await top()) > 4000);
    await session.run(`paneDocument().documentElement.scrollTop = 0;`);
    await session.click(element("other"));
    // Marionette tells of it, and answers "no".
    const asks = () => session.run(`return false;`).catch((error) => /confirmEx dialog/.test(String(error)));
    await eventually("its question", asks, 10);
    await sleep(TIME_TO_OPEN);
    assert.deepEqual(opened(), []);
  });
});

test("the keyboard on a link has the status line say where it goes, in a good mail too", async () => {
  await withGuard("focus", { mails: [goodInHtml, dangerInText] }, async (session) => {
    for (const [subject, link, domain] of [
      ["good in HTML", element("plain"), "elsewhere.example"],
      ["danger in text", `paneDocument().querySelector("a[href*=activemail]")`, "w-support.jp"],
    ]) {
      await show(session, subject);
      await session.run(`aboutMessage().getMessagePaneBrowser().focus();`);
      await focus(session, link);
      await eventually("the status line", async () => (await statusText(session)) === domain, 10);
      await session.run(`${link}.blur();`);
      await eventually("its end", async () => (await statusText(session)) === null, 10);
    }
  });
});

const DARK = { "extensions.activeThemeID": "thunderbird-compact-dark@mozilla.org", "ui.systemUsesDarkTheme": 1 };

for (const [name, options, words] of [
  ["ja-light", { locale: "ja" }, "リンク先は kagoya.com のはずです"],
  ["ja-dark", { locale: "ja", extra: DARK }, "リンク先は kagoya.com のはずです"],
  ["en-light-small", { locale: "en-US", size: [900, 600] }, "would go to kagoya.com"],
  ["ja-dark-small", { locale: "ja", size: [900, 600], extra: DARK }, "リンク先は kagoya.com のはずです"],
])
  test(`${name}: mark, status line and panel for people to look at; all of the panel's buttons are in sight`, async () => {
    await withGuard(`look-${name}`, { mails: [dangerInText], ...options }, async (session) => {
      await show(session, "danger in text");
      await marked(session);
      const link = `paneDocument().querySelector("a[href*=activemail]")`;
      // Where the pane is low it covers the link, until it is closed.
      if (options.size) await session.run(`bannerHost().openOrClosedShadowRoot.querySelector("[aria-label]").click();`);
      session.hand("mousemove", ...(await session.pointOf(link)));
      await eventually("the status line", async () => (await statusText(session)) === "w-support.jp");
      await sleep(300);
      session.picture(join(pictures, `guard-look-${name}-status.png`));
      assert.ok((await askedBy(session, link)).includes(words));
      const out = await session.run(`
        const root = ${ours("panel")};
        return [...root.querySelectorAll("button")].filter((button) => {
          const { left, top, right, bottom } = button.getBoundingClientRect();
          const view = button.ownerDocument.defaultView;
          return left < 0 || top < 0 || right > view.innerWidth || bottom > view.innerHeight ||
            root.elementFromPoint((left + right) / 2, (top + bottom) / 2) != button;
        }).map((button) => button.textContent);`);
      assert.deepEqual(out, []);
    });
  });

test("in a mail to be careful with, the link that deceives asks, and the other opens as ever", async () => {
  await withGuard("careful", { mails: [careful] }, async (session, { opened }) => {
    await show(session, "careful");
    await marked(session);
    assert.deepEqual(await marks(session), ["w-support.jp"]);
    const text = await askedBy(session, element("deceiving"));
    assert.ok(text.includes("If it were really from PayPal, the link would go to paypal.com."), text);
    assert.ok(!text.includes("dangerous"), text);
    session.picture(join(pictures, "guard-careful-panel.png"));
    await closeByEscape(session);
    await session.click(element("other"));
    await eventually("the browser", () => opened().length > 0);
    await sleep(TIME_TO_OPEN);
    assert.deepEqual(opened(), ["https://other.example/"]);
    assert.equal(await panelText(session), null);
  });
});

test("of several links that deceive in a mail to be careful with, each is marked, asks and says its own", async () => {
  await withGuard("careful-of-several", { mails: [carefulOfSeveral] }, async (session) => {
    await show(session, "careful of several");
    await marked(session);
    assert.deepEqual(await marks(session), ["w-support.jp", "v-support.jp", "v-support.jp"]);
    for (const [link, domain, instead] of [["first", "w-support.jp", "paypal.com"], ["third", "v-support.jp", "amazon.com"]]) {
      const text = await askedBy(session, element(link));
      assert.ok(text.includes(`This link goes to ${domain}`) && text.includes(instead), text);
      await closeByEscape(session);
    }
    session.picture(join(pictures, "guard-careful-of-several.png"));
  });
});
