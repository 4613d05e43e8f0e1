// End to end: popup, report, options and welcome page in the real Thunderbird. Pictures in build/e2e/.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually, Session } from "../../tools/thunderbird/session.mjs";
import { root, version } from "../../tools/thunderbird/thunderbird.mjs";
import { founding, good, personal, verified } from "./mails.mjs";
import { closeTab, controls, inPage, openPage, POPUP, press, reachedByTab, TAB, violations } from "./page.mjs";

const host = join(root, "build/release/bin/fuwake");
const xpi = join(root, `build/release/packages/fuwake-${version()}.xpi`);
const pictures = join(root, "build/e2e");
mkdirSync(pictures, { recursive: true });

const FOUNDING = "非常に重要なメッセージ";
const DINNER = "来週の食事会";

/** Runs `body` with a Thunderbird of its own, on its Inbox. */
async function withThunderbird(name, options, body) {
  const session = await Session.start({ locale: "en-US", host, xpi, mails: [founding[0], good[0], verified], ...options });
  try {
    await session.addonActive();
    await body(session);
  } finally {
    session.picture(join(pictures, `pages-${name}.png`));
    await session.stop();
  }
}

/** Selects the founding mail and waits for its verdict. */
async function openFounding(session) {
  await session.openInbox();
  await session.select(FOUNDING);
  await eventually("the banner", () => session.banner());
}

/** Opens the report of the displayed mail from the popup. */
async function openReport(session) {
  await session.openPopup();
  await inPage(session, POPUP, `document.querySelector("button.report").click();`);
  await reportIsThere(session);
}

const reportIsThere = (session) =>
  eventually("the report", async () => {
    const url = await session.run(`return tabmail.currentTabInfo.browser?.currentURI?.spec ?? "";`);
    if (!url.includes("report/report.html")) return false;
    return inPage(session, TAB, `return Boolean(document.querySelector("[data-do=reportPrint]"));`);
  });

const dark = { "layout.css.prefers-color-scheme.content-override": 0, "ui.systemUsesDarkTheme": 1 };

for (const locale of ["en-US", "ja"])
  for (const scale of ["1.0", "1.25", "2.0"])
    test(`${locale}, ${Number(scale) * 100} %: a danger mail ${scale === "2.0" ? "scrolls" : "fits"} in the popup`, async () => {
      const extra = { "layout.css.devPixelsPerPx": scale };
      const size = [1720, 1000];
      await withThunderbird(`popup-${locale}-${scale}`, { locale, extra, size }, async (session) => {
        await session.run(`window.resizeTo(args[0], args[1]);`, size[0] / scale, size[1] / scale);
        await openFounding(session);
        await session.openPopup();
        await sleep(500); // it is as high as its content when that has been drawn
        const { content, room, wide } = await inPage(session, POPUP,
          `const { scrollHeight, scrollWidth } = document.documentElement;
           const view = document.getElementById("view");
           return { content: view.scrollHeight, room: view.clientHeight, wide: scrollWidth - innerWidth };`);
        assert.ok(wide <= 0, "nothing is cut at the side");
        assert.equal(content > room, scale === "2.0", `${content} in ${room}`);
        const foot = await inPage(session, POPUP, `return document.querySelector("footer").getBoundingClientRect().bottom - innerHeight;`);
        assert.ok(foot <= 1, "what can be done is in sight");
      });
    });

test("the popup says nothing twice, folds the rest, and Escape closes it", async () => {
  await withThunderbird("popup-once", {}, async (session) => {
    await openFounding(session);
    const text = await session.openPopup();
    for (const once of ["KAGOYA JAPAN, but", "Do not open the link", "sv742.xserver.jp", "mori@office.example", "w-support.jp/"])
      assert.equal(text.split(once).length, 2, once);
    assert.ok(!text.includes("{EMAIL64}) "), text);
    assert.ok(!text.includes("AS131965"), "numbers of networks belong to the report");
    const [before, after] = await inPage(session, POPUP,
      `const shown = () => document.querySelector("details ul").checkVisibility();
       const before = shown();
       document.querySelector("summary").click();
       return [before, shown()];`);
    assert.deepEqual([before, after], [false, true]);
    press(session, "Escape");
    await eventually("its end", async () => !(await session.popupIsOpen()));
  });
});

/** A mail whose sender makes everything as long as he can. */
const overlong = (() => {
  const labels = (count) => Array.from({ length: count }, (_, i) => `${"a".repeat(40)}${i}`).join(".");
  return Buffer.from(
    `From: "PayPal ${"Security Service ".repeat(30)}" <service@${labels(4)}.evil.example>\nTo: lost@office.example\nSubject: overlong\n` +
      "Date: Thu, 16 Mar 2023 02:02:08 +0000\nContent-Type: text/html\n\n" +
      `<a href="https://www.paypal.com.${labels(4)}.evil.example/${"b".repeat(900)}">https://www.paypal.com/</a>\n`,
  );
})();

test("however long a sender makes names and addresses, the popup fits and shows the part that decides", async () => {
  await withThunderbird("popup-overlong", { mails: [overlong] }, async (session) => {
    await session.openInbox();
    await session.select("overlong");
    await eventually("the banner", () => session.banner());
    await session.openPopup();
    await sleep(500);
    session.picture(join(pictures, "pages-popup-overlong-open.png"));
    const { content, deciding, inSight } = await inPage(session, POPUP,
      `const em = document.querySelector("code em");
       return { content: document.getElementById("view").scrollHeight, deciding: em.textContent,
                inSight: em.getBoundingClientRect().bottom < document.querySelector("footer").getBoundingClientRect().top };`);
    assert.equal(deciding, "evil.example");
    assert.ok(inSight && content <= 600, `${content} px`);
  });
});

test("'this is wrong' asks once, stands where the verdict stood, and is undone there", async () => {
  await withThunderbird("marked", {}, async (session) => {
    await openFounding(session);
    await session.openPopup();
    const header = () => inPage(session, POPUP, `return document.querySelector("header").innerText;`);
    await inPage(session, POPUP, `document.querySelector("[data-kind=honest]").click();`);
    assert.match(await header(), /Danger/, "only asked");
    await inPage(session, POPUP, `document.querySelector("[data-answer=no]").click();`);
    assert.equal(await inPage(session, POPUP, `return document.querySelectorAll("[data-answer]").length;`), 0);
    await inPage(session, POPUP, `document.querySelector("[data-kind=honest]").click(); document.querySelector("[data-answer=yes]").click();`);
    await eventually("the mark", async () => /Marked honest by you · Undo/.test((await header()).replace(/\s+/g, " ")));
    session.picture(join(pictures, "pages-marked-honest.png"));
    await inPage(session, POPUP, `document.querySelector("[data-undo=honest]").click();`);
    await eventually("the verdict", async () => /Danger/.test(await header()));
  });
});

test("a sender that is trusted is called so, with the way back, in popup, report and options", async () => {
  const results = "Authentication-Results: mx.office.example; dmarc=pass header.from=elsewhere.example\n";
  const mails = [personal("Ann Lane <ann@elsewhere.example>", "from Ann", results), good[0]];
  await withThunderbird("trusted", { mails }, async (session) => {
    await session.openInbox();
    await session.select("from Ann");
    await eventually("its verdict", async () => (await session.button())?.label === "No warning");
    await session.openPopup();
    await inPage(session, POPUP, `document.querySelector("[data-kind=trusted]").click();`);
    await eventually("the trust", () => inPage(session, POPUP, `return /You trust this sender · Undo/.test(document.querySelector("footer").innerText);`));
    await openReport(session);
    assert.match(await inPage(session, TAB, `return document.getElementById("actions").innerText;`), /You trust this sender · Undo/);
    await openPage(session, "options/options.html");
    await eventually("the list", () => inPage(session, TAB, `return /trusted\\s+ann@elsewhere.example/.test(document.getElementById("decisions").innerText);`));
    await inPage(session, TAB, `document.querySelector("#decisions button").click();`);
    await eventually("none", () => inPage(session, TAB, `return document.getElementById("decisions").innerText.includes("Nothing yet.");`));
  });
});

test("a report belongs to its mail: title, one tab, and the same mail after a restart", async () => {
  await withThunderbird("report-of-its-mail", {}, async (session) => {
    await openFounding(session);
    await openReport(session);
    assert.equal(await inPage(session, TAB, `return document.title;`), FOUNDING);
    const url = await session.run(`return tabmail.currentTabInfo.browser.currentURI.spec;`);
    const path = url.slice(url.indexOf("report/"));
    await session.run(`tabmail.switchToTab(0);`);
    await openReport(session);
    assert.equal((await session.tabs()).filter((each) => each.includes("report.html")).length, 1);
    await closeTab(session);

    await session.restart();
    await session.openInbox();
    // Numbers are given in the order in which mails are looked at: now this one has that of the other before.
    await session.select(DINNER);
    await openPage(session, path);
    await reportIsThere(session);
    assert.equal(await inPage(session, TAB, `return document.title;`), FOUNDING);
    assert.ok(!(await session.tabs()).some((each) => each.includes("welcome.html")), "it opens once");
    await closeTab(session);
    await session.run(`
      const view = pane().gDBView;
      const row = [...Array(view.rowCount).keys()].find((i) => view.getMsgHdrAt(i).mime2DecodedSubject == args[0]);
      const header = view.getMsgHdrAt(row);
      header.folder.deleteMessages([header], null, true, true, null, false);
      await waitFor("its end", () => view.rowCount == 2);`, FOUNDING);
    await openPage(session, path);
    await eventually("that it is gone", async () =>
      (await inPage(session, TAB, `return document.body.innerText;`)).includes("cannot be found"));
  });
});

for (const [locale, extra] of [["en-US", {}], ["ja", dark]])
  test(`${locale}: axe finds nothing wrong with popup, report, options and welcome page`, async () => {
    await withThunderbird(`axe-${locale}`, { locale, extra }, async (session) => {
      await openFounding(session);
      await session.openPopup();
      await inPage(session, POPUP, `document.querySelector("summary").click();`);
      assert.deepEqual(await violations(session, POPUP), [], "popup");
      await inPage(session, POPUP, `document.querySelector("[data-kind=honest]").click();`);
      assert.deepEqual(await violations(session, POPUP), [], "popup that asks");
      await inPage(session, POPUP, `document.querySelector("[data-answer=yes]").click();`);
      await eventually("the mark", () => inPage(session, POPUP, `return Boolean(document.querySelector("[data-undo]"));`));
      assert.deepEqual(await violations(session, POPUP), [], "marked popup");
      await inPage(session, POPUP, `document.querySelector("button.report").click();`);
      await reportIsThere(session);
      assert.deepEqual(await violations(session, TAB), [], "report");
      await openPage(session, "options/options.html");
      await eventually("the decision", () => inPage(session, TAB, `return Boolean(document.querySelector("#decisions button"));`));
      assert.deepEqual(await violations(session, TAB), [], "options");
      await openPage(session, "welcome/welcome.html");
      await eventually("its state", () => inPage(session, TAB, `return document.getElementById("state").className === "good";`));
      await inPage(session, TAB, `document.getElementById("missing").hidden = false; document.querySelector("details").open = true;`);
      assert.deepEqual(await violations(session, TAB), [], "welcome");
      await inPage(session, TAB, `document.querySelector("main").append(document.createElement("img"));`);
      assert.match((await violations(session, TAB)).join(), /image-alt/, "axe finds what is wrong");
    });
  });

test("Tab reaches every control of report, options and welcome page", async () => {
  await withThunderbird("keys", {}, async (session) => {
    await openFounding(session);
    await session.openPopup();
    const inPopup = await inPage(session, POPUP, `return [...document.querySelectorAll("[data-kind]")].map((node) => node.dataset.kind);`);
    assert.deepEqual(inPopup, ["honest"]);
    press(session, "Escape");
    await openReport(session);
    const inReport = await controls(session, TAB);
    for (const action of inPopup) assert.ok(inReport.includes(action), `${action} is in the report too`);
    // The welcome page hides "missing" when the host has answered, so it is waited for: only then is it shown again.
    const settled = {
      "": `true`,
      "options/options.html": `document.getElementById("decisions")?.textContent && document.querySelector("#shortcuts td")`,
      "welcome/welcome.html": `document.getElementById("state")?.className && document.querySelector("summary")`,
    };
    for (const [page, there] of Object.entries(settled)) {
      if (page) await openPage(session, page);
      await eventually("the page", () => inPage(session, TAB, `return Boolean(${there});`));
      await inPage(session, TAB, `const missing = document.getElementById("missing"); if (missing) missing.hidden = false;`);
      await sleep(300);
      const all = [...new Set(await controls(session, TAB))];
      assert.ok(all.length > 1, page);
      assert.deepEqual((await reachedByTab(session)).sort(), all.sort(), page);
    }
  });
});
