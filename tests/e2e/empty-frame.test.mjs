// A mail with an empty frame, in the real Thunderbird. That frame's document is whole before the mail's is, Thunderbird
// takes it for the mail's, and tells no add-on that the mail is displayed: one <iframe> was enough to have no warning, no
// guard and no word on the button.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually, Session } from "../../tools/thunderbird/session.mjs";
import { root, version } from "../../tools/thunderbird/thunderbird.mjs";
import { element, panelOf } from "./guard.mjs";
import { foundingWith, LURE } from "./link-mails.mjs";
import { good } from "./mails.mjs";
import { inPage, TAB } from "./page.mjs";

const pictures = join(root, "build/e2e");
mkdirSync(pictures, { recursive: true });
const DINNER = "来週の食事会";

/** What each of which Thunderbird is kept from telling. */
const FRAMES = {
  "an empty frame": "<iframe></iframe>",
  "a frame that is not displayed": '<iframe hidden style="display:none"></iframe>',
  "a frame that is loaded later": "<iframe loading=lazy></iframe>",
  "a frame of a part that is not there": '<iframe src="cid:x"></iframe>',
  "a frame in a closed shadow root": "<div><template shadowrootmode=closed><iframe></iframe></template></div>",
};
const mailWith = (subject, frame) =>
  foundingWith(subject, "text/html", `<p>完全なメールボックスメモリスペースがほぼ満杯である。</p>${frame}<p><a id=plain href="${LURE}">ログイン</a></p>`);
const mails = [...Object.entries(FRAMES).map(([subject, frame]) => mailWith(subject, frame)), good[0]];
const [FRAMED] = Object.keys(FRAMES);

async function withThunderbird(name, body) {
  const session = await Session.start({
    locale: "ja", mails, host: join(root, "build/release/bin/fuwake"),
    xpi: join(root, `build/release/packages/fuwake-${version()}.xpi`),
  });
  try {
    await session.addonActive();
    await session.openInbox();
    await body(session);
  } finally {
    await sleep(300);
    session.picture(join(pictures, `empty-frame-${name}.png`));
    await session.stop();
  }
}

const isWarnedOf = async (session) => {
  await eventually("the warning", async () => (await session.banner())?.level === "danger");
  await eventually("its word", async () => (await session.button())?.label === "危険");
};

const openInTab = (session) =>
  session.run(`
    const header = pane().gDBView.hdrForFirstSelectedMessage;
    tabmail.openTab("mailMessageTab", { messageURI: header.folder.getUriForMsg(header) });
    await waitFor("the tab", () => tabmail.currentTabInfo.mode.name == "mailMessageTab" && aboutMessage().gMessage);`);

test("whatever the frame is, the mail has its warning and its guard, and the next one its own word", async () => {
  await withThunderbird("pane", async (session) => {
    for (const subject of Object.keys(FRAMES)) {
      await session.select(subject);
      await isWarnedOf(session);
      await session.select(DINNER);
      await eventually("no word of it", async () => (await session.button())?.label === "検出なし");
      assert.equal(await session.banner(), null);
    }
    await session.select(FRAMED);
    await isWarnedOf(session);
    await session.click(element("plain"));
    assert.match(await panelOf(session), /w-support\.jp/);
  });
});

test("in a tab and in a window of its own as well, and its report opens by key", async () => {
  await withThunderbird("tab", async (session) => {
    await session.select(FRAMED);
    await isWarnedOf(session);
    await openInTab(session);
    await isWarnedOf(session);
    await sleep(300); // until it is painted
    session.picture(join(pictures, "empty-frame-in-a-tab.png"));
    await session.run(`tabmail.closeTab(tabmail.currentTabInfo); tabmail.switchToTab(0);
      const { MailUtils } = ChromeUtils.importESModule("resource:///modules/MailUtils.sys.mjs");
      MailUtils.openMessageInNewWindow(pane().gDBView.hdrForFirstSelectedMessage);
      const win = await waitFor("the window", () => Services.wm.getMostRecentWindow("mail:messageWindow"));
      await waitFor("its warning", () => bannerHost(win.messageBrowser?.contentWindow.getMessagePaneBrowser().contentDocument ?? null));
      win.close();`);
    await session.run(`window.focus(); pane().threadTree.table.body.focus();`);
    session.hand("key", "ctrl+shift+y");
    await eventually("the report", () =>
      session.run(`return tabmail.currentTabInfo.browser?.currentURI?.spec.includes("report/report.html");`));
    await eventually("its title", async () => (await inPage(session, TAB, `return document.title;`)) === FRAMED);
  });
});

test("after a restart too; in a tab that nothing is known of, the button says so", async () => {
  await withThunderbird("restarted", async (session) => {
    await session.restart();
    await session.openInbox();
    await session.select(FRAMED);
    await isWarnedOf(session);

    await session.restart();
    await session.openInbox();
    await session.run(`
      const view = pane().gDBView;
      const row = [...Array(view.rowCount).keys()].find((i) => view.getMsgHdrAt(i).mime2DecodedSubject == args[0]);
      const header = view.getMsgHdrAt(row);
      tabmail.openTab("mailMessageTab", { messageURI: header.folder.getUriForMsg(header) });
      await waitFor("the tab", () => tabmail.currentTabInfo.mode.name == "mailMessageTab" && aboutMessage().gMessage);`, FRAMED);
    await eventually("that it says so", async () => (await session.button())?.title.includes("空のフレーム"));
    assert.equal(await session.banner(), null);
  });
});
