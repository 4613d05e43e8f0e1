// End to end: the real Thunderbird, the packed add-on, the release host. Every test leaves a
// picture of the screen in build/e2e/.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually, Session } from "../../tools/thunderbird/session.mjs";
import { registerHost, root, version } from "../../tools/thunderbird/thunderbird.mjs";
import { standBetween } from "./between.mjs";
import { startDovecot, startLine } from "./dovecot.mjs";
import { bigMail, confirmedBy, founding, foundingTwo, good, personal, verified } from "./mails.mjs";

const host = join(root, "build/release/bin/fuwake");
const xpi = join(root, `build/release/packages/fuwake-${version()}.xpi`);
const pictures = join(root, "build/e2e");
mkdirSync(pictures, { recursive: true });

const FOUNDING = "非常に重要なメッセージ";
const DINNER = "来週の食事会";
const BANK = "【三井住友銀行】お振込みのお知らせ";

/** Runs `body` with a Thunderbird of its own; on failure the picture shows what was there. */
async function withThunderbird(name, options, body) {
  const session = await Session.start({ locale: "ja", host, xpi, mails: [], ...options });
  try {
    await session.addonActive();
    await body(session);
  } finally {
    await sleep(400); // what the test saw in the document is painted, for the picture
    session.picture(join(pictures, `${name}.png`));
    await session.stop();
  }
}

const bannerOf = (session, level = "danger") =>
  eventually("the banner", async () => {
    const banner = await session.banner();
    return banner?.level === level ? banner : null;
  });

/**
 * The button once its label is this one. Until a new message has loaded, Thunderbird says nothing of
 * it, and the label of the one before stands.
 */
const labelled = (session, label) =>
  eventually(`"${label}" on the button`, async () => {
    const button = await session.button();
    return button?.label === label ? button : null;
  });

const LANGUAGES = [
  {
    locale: "ja",
    danger: "危険",
    headline:
      "危険: カゴヤ・ジャパンを名乗っていますが、エックスサーバーから送られ、リンク先は w-support.jp です。",
    nothing: "検出なし",
    gist: "差出人は office.example のアドレスですが、送信ドメイン認証では確認できていません。送信元はエックスサーバー (東京都千代田区付近) です。",
    whoSentIt: "sv742.xserver.jp [120.136.14.43] から mx.office.example が受け取りました (ネットワーク: Xserver Inc.、推定所在地: 日本)。",
    advice: "リンクを開いたり、返信したりしないでください。",
  },
  {
    locale: "en-US",
    danger: "Danger",
    headline:
      "Danger: This mail calls itself KAGOYA JAPAN, but it was sent from Xserver and its link goes to w-support.jp.",
    nothing: "No warning",
    gist: "The address is at office.example, which nothing confirms. It was sent from Xserver (near Chiyoda City, Japan).",
    whoSentIt: "sv742.xserver.jp [120.136.14.43] passed the mail to mx.office.example (network: Xserver Inc.; estimated location: Japan).",
    advice: "Do not open the link, and do not answer.",
  },
];

for (const words of LANGUAGES) {
  test(`${words.locale}: founding mails are danger, a good mail gets no banner`, async () => {
    const mails = [founding[0], foundingTwo, ...good];
    await withThunderbird(`founding-${words.locale}`, { locale: words.locale, mails }, async (session) => {
      await session.openInbox();
      for (const subject of ["ISO-2022-JP", FOUNDING]) {
        await session.select(subject);
        const banner = await bannerOf(session);
        assert.ok(banner.text.includes(words.headline), banner.text);
        assert.ok(banner.text.includes("{EMAIL64}"), banner.text);
        assert.ok(banner.height > 100, "the banner is visible");
        const button = await labelled(session, words.danger);
        assert.ok(!button.badge, "the icon's shape tells the level");
        assert.ok(button.title.includes("w-support.jp"));
      }
      const popup = await session.openPopup();
      for (const part of [words.headline, "sv742.xserver.jp", "h**ps://w-support.jp/activemail.kagoya.com/"])
        assert.ok(popup.includes(part), `${part} in ${popup}`);
      assert.ok(!popup.includes("https://"), "links are defanged");
      await sleep(1000); // the popup's panel fades in; the picture is for people
      session.picture(join(pictures, `popup-${words.locale}.png`));

      await session.select(DINNER);
      await labelled(session, words.nothing);
      assert.equal(await session.banner(), null);
      await eventually("the end of the popup about the mail before", async () => !(await session.popupIsOpen()));
    });
  });
}

for (const words of LANGUAGES) {
  test(`${words.locale}: the report opens in a tab, and nothing of it is a link or a script`, async () => {
    const options = { locale: words.locale, mails: [founding[0]] };
    await withThunderbird(`report-${words.locale}`, options, async (session) => {
      await session.openInbox();
      await session.select(FOUNDING);
      await bannerOf(session);
      await session.click(`bannerHost().openOrClosedShadowRoot.querySelector("button.main")`);
      await eventually("the report's tab", async () =>
        (await session.tabs()).some((url) => url.includes("report/report.html")));
      const text = await eventually("the report", async () => {
        const page = await session.pageText();
        return page.includes("AS131965") ? page : null;
      });
      for (const part of ["w-support.jp", words.gist, words.whoSentIt, words.advice])
        assert.ok(text.includes(part), part);
      assert.ok(!text.includes("https://w-support"), "links are defanged");
      await sleep(500); // it is painted, for the picture
    });
  });
}

test("a message tab and a message window have banner and badge as well", async () => {
  await withThunderbird("message-tab", { mails: [founding[0], good[0]] }, async (session) => {
    await session.openInbox();
    await session.select(FOUNDING);
    await session.run(`
      const header = pane().gDBView.hdrForFirstSelectedMessage;
      tabmail.openTab("mailMessageTab", { messageURI: header.folder.getUriForMsg(header) });
      await waitFor("the tab", () => tabmail.currentTabInfo.mode.name == "mailMessageTab" && aboutMessage().gMessage);`);
    await bannerOf(session);
    await labelled(session, "危険");
    session.picture(join(pictures, "message-tab.png"));

    const inWindow = await session.run(`
      const { MailUtils } = ChromeUtils.importESModule("resource:///modules/MailUtils.sys.mjs");
      tabmail.switchToTab(0);
      MailUtils.openMessageInNewWindow(pane().gDBView.hdrForFirstSelectedMessage);
      const win = await waitFor("the window", () => Services.wm.getMostRecentWindow("mail:messageWindow"));
      return waitFor("its banner", () =>
        bannerHost(win.messageBrowser?.contentWindow.getMessagePaneBrowser().contentDocument ?? null)?.openOrClosedShadowRoot.textContent);`);
    assert.ok(inWindow.includes("w-support.jp"));
    await sleep(1000); // until the new window is painted, for the picture
  });
});

/** Opens the report of the displayed message and gives its text. */
async function reportOf(session) {
  await session.openPopup();
  await session.run(`
    const browser = [...aboutMessage().document.querySelectorAll(".webextension-popup-browser"),
                     ...window.document.querySelectorAll(".webextension-popup-browser")]
      .find((b) => b.currentURI?.spec.endsWith("popup.html"));
    browser.messageManager.loadFrameScript("data:,content.document.querySelector('button.report').click()", false);
    await waitFor("the report's tab", () => tabmail.currentTabInfo.browser?.currentURI?.spec.includes("report/report.html"));`);
  return eventually("the report", async () => {
    const page = await session.pageText();
    return page.includes("DKIM") ? page : null;
  });
}

test("the address book counts: a contact's name with another address is told, changes too", async () => {
  const mails = [personal("Ann Lane <ann@elsewhere.example>", "from Ann"), good[0]];
  await withThunderbird("address-book", { locale: "en-US", mails }, async (session) => {
    await session.openInbox();
    await session.select("from Ann");
    await labelled(session, "No warning");
    const expected = "has the same name as your contact Ann Lane";
    assert.ok(!(await reportOf(session)).includes(expected));
    await session.run(`
      const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
      const card = Cc["@mozilla.org/addressbook/cardproperty;1"].createInstance(Ci.nsIAbCard);
      card.displayName = "Ann Lane";
      card.primaryEmail = "ann@kobayashi-shoji.example";
      MailServices.ab.getDirectory("jsaddrbook://abook.sqlite").addCard(card);`);
    await eventually("the changed report", async () => {
      await session.run(`tabmail.closeTab(tabmail.currentTabInfo); tabmail.switchToTab(0);`);
      await session.select(DINNER);
      await session.select("from Ann");
      return (await reportOf(session)).includes(expected);
    });
  });
});

test("the options name the servers whose results count", async () => {
  const mails = [confirmedBy("in.provider.example"), good[0]];
  await withThunderbird("options", { locale: "en-US", mails }, async (session) => {
    await session.openInbox();
    await session.select("confirmed elsewhere");
    await labelled(session, "No warning");
    await session.run(`
      const policy = WebExtensionPolicy.getByID("fuwake@addons.fuwake");
      tabmail.openTab("contentTab", { url: policy.getURL("options/options.html"), triggeringPrincipal: policy.extension.principal,
                                      linkHandler: "single-page", userContextId: 0 });`);
    await eventually("the page", async () => (await session.pageText()).includes("Mail servers"));
    await session.run(`
      tabmail.currentTabInfo.browser.messageManager.loadFrameScript("data:," + encodeURIComponent(
        "content.document.getElementById('authserv-ids').value = 'IN.provider.example';" +
        "content.document.getElementById('save').click();"), false);`);
    await eventually("saved", async () => (await session.pageText()).includes("Saved."));
    session.picture(join(pictures, "options-page.png"));
    await session.run(`tabmail.closeTab(tabmail.currentTabInfo); tabmail.switchToTab(0);`);
    await labelled(session, "Sender verified");
  });
});

/** Clicks an element of the open popup. */
const clickInPopup = (session, selector) =>
  session.run(
    `const browser = await waitFor("the popup", () =>
       [...aboutMessage().document.querySelectorAll(".webextension-popup-browser"),
        ...window.document.querySelectorAll(".webextension-popup-browser")]
         .find((b) => b.currentURI?.spec.endsWith("popup.html")));
     browser.messageManager.loadFrameScript("data:," + encodeURIComponent(
       "content.document.querySelector(" + JSON.stringify(args[0]) + ").click()"), false);`,
    selector,
  );

test("'this is wrong' changes the verdict, is listed in the options, and can be undone", async () => {
  await withThunderbird("decided", { locale: "en-US", mails: [founding[0], good[0]] }, async (session) => {
    await session.openInbox();
    await session.select(FOUNDING);
    await labelled(session, "Danger");
    const popup = await session.openPopup();
    assert.ok(popup.includes("This is wrong: the mail is honest"), popup);
    assert.ok(!popup.includes("Trust this sender"), "nobody authenticated it");
    await clickInPopup(session, "[data-kind=honest]");
    await clickInPopup(session, "[data-answer=yes]");
    await labelled(session, "No warning");
    await eventually("no banner", async () => (await session.banner()) === null);
    await sleep(500);
    session.picture(join(pictures, "decided-popup.png"));
    await session.run(`
      const policy = WebExtensionPolicy.getByID("fuwake@addons.fuwake");
      tabmail.openTab("contentTab", { url: policy.getURL("options/options.html"), triggeringPrincipal: policy.extension.principal,
                                      linkHandler: "single-page", userContextId: 0 });`);
    await eventually("the decision in the list", async () => (await session.pageText()).includes(FOUNDING));
    session.picture(join(pictures, "decisions-in-options.png"));
    await session.run(`
      tabmail.currentTabInfo.browser.messageManager.loadFrameScript("data:," + encodeURIComponent(
        "content.document.querySelector('#decisions button').click();"), false);`);
    await eventually("the empty list", async () => (await session.pageText()).includes("Nothing yet."));
    await session.run(`tabmail.closeTab(tabmail.currentTabInfo); tabmail.switchToTab(0);`);
    await labelled(session, "Danger");
    await bannerOf(session);
  });
});

test("several selected messages have no banner; one of them alone has", async () => {
  await withThunderbird("several-selected", { mails: [founding[0], foundingTwo, good[0]] }, async (session) => {
    await session.openInbox();
    await session.select(FOUNDING);
    await bannerOf(session);
    await session.run(`
      pane().threadTree.selectAll ? pane().threadTree.selectAll() : pane().goDoCommand("cmd_selectAll");
      await waitFor("the summary", () => pane().gDBView.getSelectedMsgHdrs().length == 3);`);
    await sleep(1000);
    session.picture(join(pictures, "several-selected.png"));
    await session.select("ISO-2022-JP");
    await bannerOf(session);
    await labelled(session, "危険");
  });
});

test("a message that changes while the answer is on its way gets no stale banner", async () => {
  const mails = [bigMail("big", 20e6), founding[0], good[0]];
  await withThunderbird("no-stale-banner", { mails }, async (session) => {
    await session.openInbox();
    for (let round = 0; round < 5; round++) {
      await session.select(round % 2 ? "big" : FOUNDING);
      await session.select(DINNER);
      await labelled(session, "検出なし");
    }
    // What is still on its way for the mails that were left would arrive by now.
    await sleep(3000);
    assert.equal(await session.banner(), null);
    assert.equal((await session.button()).label, "検出なし");
  });
});

test("the first mail after a restart has its banner", async () => {
  await withThunderbird("restarted", { mails: [founding[0], good[0]] }, async (session) => {
    await session.openInbox();
    await session.select(FOUNDING);
    await bannerOf(session);
    for (let round = 0; round < 2; round++) {
      await session.restart();
      // At once: the add-on may not have been started yet.
      await session.openInbox();
      await session.select(FOUNDING);
      await bannerOf(session);
      await labelled(session, "危険");
    }
    const banners = await session.run(`return paneDocument().querySelectorAll("fuwake-banner").length;`);
    assert.equal(banners, 1);
  });
});

test("a mail that is left and come back to while it loads has verdict and banner", async () => {
  await withThunderbird("left-and-come-back", { mails: [bigMail("big", 2e6), good[0]], host: null }, async (session) => {
    const between = standBetween(session.place.home, host);
    await session.openInbox();
    between.hold("analyze.chunk");
    await session.select("big");
    await eventually("its first chunks", () => between.methods().includes("analyze.chunk"));
    await session.select(DINNER);
    await labelled(session, "検出なし");
    await session.select("big");
    await eventually("that it is being analysed again", async () => (await session.button()).label !== "検出なし");
    await sleep(500); // the new document's banner has asked as well
    between.go();
    await bannerOf(session);
    await labelled(session, "危険");
  });
});

test("the first verdict does not wait for thousands of contacts; it comes again when they have come", async () => {
  await withThunderbird("many-contacts", { mails: [founding[0]] }, async (session) => {
    await session.run(`
      const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
      const cards = Array.from({ length: 5000 }, (_, i) => {
        const card = Cc["@mozilla.org/addressbook/cardproperty;1"].createInstance(Ci.nsIAbCard);
        card.displayName = "Contact " + i;
        card.primaryEmail = "contact" + i + "@example.net";
        return card;
      });
      await MailServices.ab.getDirectory("jsaddrbook://abook.sqlite").wrappedJSObject.bulkAddCards(cards);`);
    const { methods } = standBetween(session.place.home, host);
    await session.restart();
    await session.openInbox();
    await session.select(FOUNDING);
    await bannerOf(session);
    await eventually("the contacts, and the second analysis", () => methods().length === 4, 120);
    assert.deepEqual(methods(), ["hello", "analyze", "contacts", "analyze"]);
    await labelled(session, "危険");
  });
});

test("on a slow server, the label of the mail before is gone while the next one loads", async () => {
  const dovecot = await startDovecot([verified, founding[0]]);
  const line = await startLine(dovecot.port);
  // Else Thunderbird fetches all mails beforehand.
  const options = { imapPort: line.port, extra: { "mail.server.server2.offline_download": false } };
  try {
    await withThunderbird("slow-server", options, async (session) => {
      await session.openInbox("imap");
      await session.select(BANK);
      await labelled(session, "差出人確認済み");
      session.picture(join(pictures, "slow-server-before.png"));
      line.hold();
      await session.startSelecting(FOUNDING);
      const button = await labelled(session, "Fuwake (腑分け)");
      assert.ok(!button.badge, button.badge);
      await sleep(400); // until it is painted, for the picture
      session.picture(join(pictures, "slow-server-loading.png"));
      assert.equal(await session.banner(), null, "nothing has come yet");
      line.go();
      await bannerOf(session);
      await labelled(session, "危険");
    });
  } finally {
    line.stop();
    await dovecot.stop();
  }
});

test("a 33 MB mail does not hold up a small one", async () => {
  await withThunderbird("big-beside-small", { mails: [bigMail("big", 33e6), founding[0]] }, async (session) => {
    await session.openInbox();
    await session.select("big");
    const order = await session.run(
      `const { MailUtils } = ChromeUtils.importESModule("resource:///modules/MailUtils.sys.mjs");
       const view = pane().gDBView;
       const row = [...Array(view.rowCount).keys()].find((i) => view.getMsgHdrAt(i).mime2DecodedSubject == args[0]);
       const header = view.getMsgHdrAt(row);
       // The big mail stays displayed in the main window; the small one opens in a window beside it.
       MailUtils.openMessageInNewWindow(header);
       const win = await waitFor("the window", () => Services.wm.getMostRecentWindow("mail:messageWindow"));
       const smallBanner = () =>
         bannerHost(win.messageBrowser?.contentWindow?.getMessagePaneBrowser?.().contentDocument ?? null);
       const bigBanner = () => bannerHost();
       const order = [];
       await waitFor("both banners", () => {
         if (smallBanner() && !order.includes("small")) order.push("small");
         if (bigBanner() && !order.includes("big")) order.push("big");
         return order.length == 2;
       }, 60);
       win.close();
       return order;`,
      FOUNDING,
    );
    assert.deepEqual(order, ["small", "big"]);
  });
});

test("without a host: a clear state, a welcome page, and a retry without a restart", async () => {
  await withThunderbird("host-missing", { mails: [founding[0]], host: null, welcome: true }, async (session) => {
    await eventually("the welcome page", async () =>
      (await session.tabs()).some((url) => url.endsWith("welcome/welcome.html")));
    await session.run(`tabmail.switchToTab(tabmail.tabInfo.findIndex((t) => t.browser?.currentURI?.spec.endsWith("welcome.html")));`);
    const page = await eventually("its advice", async () => {
      const text = await session.pageText();
      return text.includes("try.sh") ? text : null;
    });
    assert.ok(page.includes("Flatpak"));
    session.picture(join(pictures, "host-missing-welcome.png"));
    await session.openInbox();
    await session.select(FOUNDING);
    const button = await labelled(session, "未検査");
    assert.ok(!button.badge);
    assert.equal(await session.banner(), null);
    const popup = await session.openPopup();
    assert.ok(popup.includes("もう一度試す"), popup);
    await sleep(500);
    session.picture(join(pictures, "host-missing-popup.png"));

    registerHost(session.place.home, host);
    // The popup's retry button.
    await session.run(`
      const browser = [...aboutMessage().document.querySelectorAll(".webextension-popup-browser"),
                       ...window.document.querySelectorAll(".webextension-popup-browser")]
        .find((b) => b.currentURI?.spec.endsWith("popup.html"));
      browser.messageManager.loadFrameScript("data:,content.document.querySelector('button').click()", false);`);
    await bannerOf(session);
    await labelled(session, "危険");
  });
});

test("a host of another version is told in words", async () => {
  await withThunderbird("host-mismatch", { mails: [founding[0]], host: null }, async (session) => {
    const other = join(session.place.home, "other-host.mjs");
    writeFileSync(
      other,
      `#!${process.execPath}
process.stdin.on("data", (frame) => {
  const { id } = JSON.parse(frame.subarray(4));
  const text = JSON.stringify({ jsonrpc: "2.0", id, result: { version: "9.9", protocol: 99 } });
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(text));
  process.stdout.write(Buffer.concat([length, Buffer.from(text)]));
});`,
    );
    chmodSync(other, 0o755);
    const folder = join(session.place.home, ".mozilla/native-messaging-hosts");
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, "fuwake.json"),
      JSON.stringify({ name: "fuwake", description: "another", path: other, type: "stdio",
                       allowed_extensions: ["fuwake@addons.fuwake"] }),
    );
    await session.openInbox();
    await session.select(FOUNDING);
    await eventually("the problem in words", async () =>
      (await session.button())?.title.includes("アドオンが古すぎて"));
  });
});

test("a host that was killed is started again for the next mail", async () => {
  await withThunderbird("host-killed", { mails: [founding[0], foundingTwo] }, async (session) => {
    await session.openInbox();
    await session.select(FOUNDING);
    await bannerOf(session);
    const children = () =>
      execFileSync("ps", ["-eo", "pid,ppid,args"]).toString().split("\n")
        .filter((line) => line.includes(`${host} ${session.place.home}`))
        .map((line) => Number(line.trim().split(/\s+/)[0]));
    const [first] = children();
    process.kill(first, "SIGKILL");
    await eventually("the host's end", () => !children().includes(first));
    await session.select("ISO-2022-JP");
    await bannerOf(session);
    assert.notEqual(children()[0], first);
  });
});

test("an IMAP account works like Local Folders", async () => {
  const dovecot = await startDovecot([founding[0], good[0]]);
  try {
    await withThunderbird("imap", { imapPort: dovecot.port }, async (session) => {
      await session.openInbox("imap");
      await session.select(FOUNDING);
      assert.ok((await bannerOf(session)).text.includes("w-support.jp"));
      session.picture(join(pictures, "imap-danger.png"));
      await session.select(DINNER);
      await labelled(session, "検出なし");
      assert.equal(await session.banner(), null);
    });
  } finally {
    await dovecot.stop();
  }
});
