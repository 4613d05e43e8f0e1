// End to end: what can be done with a report, and the ways to it that need no popup. Pictures in build/e2e/.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually, Session } from "../../tools/thunderbird/session.mjs";
import { root, version } from "../../tools/thunderbird/thunderbird.mjs";
import { founding, good, verified } from "./mails.mjs";
import { closeTab, inPage, openPage, press, TAB } from "./page.mjs";

const host = join(root, "build/release/bin/fuwake");
const xpi = join(root, `build/release/packages/fuwake-${version()}.xpi`);
const pictures = join(root, "build/e2e");
mkdirSync(pictures, { recursive: true });

const FOUNDING = "非常に重要なメッセージ";
const BANK = "【三井住友銀行】お振込みのお知らせ";

/** A mail with so many links that its report takes several sheets. */
const manyLinks = Buffer.from(
  "From: Ann <ann@elsewhere.example>\nTo: lost@office.example\nSubject: many links\nMessage-ID: <many@elsewhere.example>\n" +
    "Date: Thu, 16 Mar 2023 02:02:08 +0000\nContent-Type: text/html\n\n" +
    Array.from({ length: 150 }, (_, i) => `<p><a href="https://link-${i + 1}.example/">number ${i + 1}</a></p>\n`).join(""),
);

async function withThunderbird(name, options, body) {
  const session = await Session.start({ locale: "en-US", host, xpi, mails: [founding[0], good[0], verified, manyLinks], ...options });
  try {
    await session.addonActive();
    await session.openInbox();
    await body(session);
  } finally {
    session.picture(join(pictures, `report-${name}.png`));
    await session.stop();
  }
}

const select = async (session, subject) => {
  await session.select(subject);
  await eventually("its verdict", async () => !["Fuwake", undefined].includes((await session.button())?.label));
};

/** Waits for the report in the current tab; its title. */
async function reportHere(session) {
  await eventually("the report's tab", () => session.run(`return tabmail.currentTabInfo.browser?.currentURI?.spec.includes("report/report.html");`));
  await eventually("the report", () => inPage(session, TAB, `return Boolean(document.querySelector("[data-do=reportPrint]"));`));
  return inPage(session, TAB, `return document.title;`);
}

/** Presses keys in the list of messages. */
async function pressInList(session, keys) {
  await session.run(`window.focus(); pane().threadTree.table.body.focus();`);
  press(session, keys);
}

test("Ctrl+Shift+Y opens the report, Ctrl+Alt+J the popup", async () => {
  await withThunderbird("shortcuts", {}, async (session) => {
    await select(session, FOUNDING);
    await pressInList(session, "ctrl+shift+y");
    assert.equal(await reportHere(session), FOUNDING);
    await session.run(`tabmail.switchToTab(0);`);
    await pressInList(session, "ctrl+alt+j");
    await eventually("the popup", () => session.popupIsOpen());
  });
});

test("the context menus of the list and of a link lead to the report", async () => {
  await withThunderbird("menus", {}, async (session) => {
    await select(session, "many links");
    const choose = (menu, label) =>
      session.run(
        `const popup = await waitFor("the menu", () => [pane(), aboutMessage(), window]
           .map((w) => w.document.getElementById(args[0])).find((p) => p?.state == "open"));
         const item = await waitFor("its entry", () => [...popup.querySelectorAll("menuitem")].find((i) => i.label == args[1]));
         popup.activateItem(item);`, menu, label);
    await session.click(`pane().threadTree.getRowAtIndex(pane().threadTree.selectedIndex)`, 3);
    await choose("mailContext", "Check with Fuwake");
    assert.equal(await reportHere(session), "many links");
    await closeTab(session);

    await session.click(`paneDocument().querySelectorAll("a")[2]`, 3);
    await choose("mailContext", "Where does this link lead? (Fuwake)");
    await reportHere(session);
    const asked = await eventually("the link", () => inPage(session, TAB, `return document.querySelector("tr.asked")?.innerText;`));
    assert.match(asked, /link-3\.example/);
  });
});

test("all of a report prints", async () => {
  await withThunderbird("print", {}, async (session) => {
    await select(session, "many links");
    await pressInList(session, "ctrl+shift+y");
    await reportHere(session);
    const file = join(session.place.home, "report.pdf");
    await session.run(
      `const settings = Cc["@mozilla.org/gfx/printsettings-service;1"].getService(Ci.nsIPrintSettingsService).createNewPrintSettings();
       settings.outputDestination = Ci.nsIPrintSettings.kOutputDestinationFile;
       settings.outputFormat = Ci.nsIPrintSettings.kOutputFormatPDF;
       settings.toFileName = args[0];
       settings.printSilent = true;
       await tabmail.currentTabInfo.browser.browsingContext.print(settings);`, file);
    const printed = execFileSync("pdftotext", ["-layout", file, "-"]).toString();
    const sheets = printed.split("\f").length - 1;
    assert.ok(sheets > 2, `${sheets} sheets`);
    // The letters of the addresses' own face have no names in the PDF.
    for (let number = 1; number <= 150; number++) assert.match(printed, new RegExp(`shown as: number ${number}$`, "m"));
    assert.match(printed, /DMARC/, "to its end");
    assert.ok(!printed.includes("Copy as text"), "without the buttons");
  });
});

/** Has every file dialog answer with this file. */
const answerDialogs = (session, file) =>
  session.run(
    `const target = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
     target.initWithPath(args[0]);
     class Picker {
       QueryInterface = ChromeUtils.generateQI(["nsIFilePicker"]);
       init() {} appendFilters() {} appendFilter() {} appendRawFilter() {}
       isModeSupported() { return Promise.resolve(true); }
       get file() { return target; }
       get fileURL() { return Services.io.newFileURI(target); }
       open(callback) { later(() => callback.done(Ci.nsIFilePicker.returnOK), 0); }
     }
     const registrar = Components.manager.QueryInterface(Ci.nsIComponentRegistrar);
     registrar.registerFactory(Services.uuid.generateUUID(), "", "@mozilla.org/filepicker;1",
       { createInstance: (iid) => new Picker().QueryInterface(iid), QueryInterface: ChromeUtils.generateQI(["nsIFactory"]) });`,
    file,
  );

test("it is saved as one file that is inert, and copied as text", async () => {
  await withThunderbird("save", {}, async (session) => {
    await select(session, FOUNDING);
    await pressInList(session, "ctrl+shift+y");
    await reportHere(session);
    const file = join(session.place.home, "saved.html");
    await answerDialogs(session, file);
    await inPage(session, TAB, `document.querySelector("[data-do=reportSave]").click();`);
    await eventually("the file", () => existsSync(file) && readFileSync(file, "utf8").includes("</html>"));
    const saved = readFileSync(file, "utf8");
    assert.match(saved, /w-support\.jp/);
    assert.doesNotMatch(saved, /<script|<img|<link|https?:\/\/w-support/);
    assert.match(saved, /Content-Security-Policy/);

    await session.run(`window.focus(); tabmail.currentTabInfo.browser.focus();`);
    await session.click(`tabmail.currentTabInfo.browser`); // a person is there
    await inPage(session, TAB, `document.querySelector("[data-do=reportCopy]").focus();`);
    press(session, "Return");
    await eventually("that it says so", () => inPage(session, TAB, `return document.getElementById("state").textContent === "Copied.";`));
    const text = await session.run(`
      const transfer = Cc["@mozilla.org/widget/transferable;1"].createInstance(Ci.nsITransferable);
      transfer.init(null);
      transfer.addDataFlavor("text/plain");
      Services.clipboard.getData(transfer, Ci.nsIClipboard.kGlobalClipboard);
      const data = {};
      transfer.getTransferData("text/plain", data);
      return data.value.QueryInterface(Ci.nsISupportsString).data;`);
    assert.match(text, /^Danger: This mail calls itself KAGOYA JAPAN/);
    assert.match(text, /From: eKagoya ISP <mori@office\.example>/);
    assert.match(text, /DMARC: not reported/);
    assert.doesNotMatch(text, /https?:\/\//);
  });
});

test("'this is wrong' and trust stand in the report too, and change its words", async () => {
  await withThunderbird("decisions", {}, async (session) => {
    await select(session, FOUNDING);
    await pressInList(session, "ctrl+shift+y");
    await reportHere(session);
    const shown = () => inPage(session, TAB, `return document.querySelector("#actions").innerText + document.querySelector("h1").innerText;`);
    await inPage(session, TAB, `document.querySelector("[data-kind=honest]").click();`);
    assert.match(await shown(), /Are you sure\?[^]*Danger/);
    await inPage(session, TAB, `document.querySelector("[data-answer=yes]").click();`);
    await eventually("the mark", async () => /Marked honest by you[^]*No warning/.test(await shown()));
    await sleep(300);
    session.picture(join(pictures, "report-marked.png"));
    await inPage(session, TAB, `document.querySelector("[data-undo=honest]").click();`);
    await eventually("the verdict", async () => /Danger/.test(await shown()));
  });
});

test("the language that was chosen is spoken by button, popup, report and pages", async () => {
  await withThunderbird("language", {}, async (session) => {
    await openPage(session, "options/options.html");
    await eventually("the page", () => inPage(session, TAB, `return Boolean(document.getElementById("save").textContent);`));
    await eventually("its decisions", () => inPage(session, TAB, `return document.getElementById("decisions").innerText === "Nothing yet.";`));
    await inPage(session, TAB, `
      const english = () => ["decisions", "halves"].some((id) => /^[ -~\\s]+$/.test(document.getElementById(id).textContent));
      const look = () => { if (document.title === "Fuwake の設定" && english()) document.documentElement.dataset.mixed = document.body.innerText; };
      new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
      document.getElementById("language").value = "ja"; document.getElementById("save").click();`);
    await eventually("Japanese", () => inPage(session, TAB, `return document.getElementById("state").textContent === "保存しました。" && document.title === "Fuwake の設定";`));
    assert.equal(await inPage(session, TAB, `return document.documentElement.dataset.mixed ?? "";`), "", "two languages at once");
    session.picture(join(pictures, "report-options-chosen-japanese.png"));
    await closeTab(session);
    await session.select(FOUNDING);
    await eventually("the label", async () => (await session.button())?.label === "危険");
    const popup = await session.openPopup();
    assert.match(popup, /メールの記載[^]*判定を訂正/);
    press(session, "Escape");
    await pressInList(session, "ctrl+shift+y");
    await reportHere(session);
    assert.match(await session.pageText(), /印刷[^]*危険/);
  });
});

test("warnings stand above mails from the level on that was chosen", async () => {
  await withThunderbird("no-banner", {}, async (session) => {
    await openPage(session, "options/options.html");
    await eventually("the page", () => inPage(session, TAB, `return Boolean(document.getElementById("save").textContent);`));
    await inPage(session, TAB, `document.getElementById("banner").value = "never"; document.getElementById("save").click();`);
    await eventually("saved", () => inPage(session, TAB, `return document.getElementById("state").textContent === "Saved.";`));
    await closeTab(session);
    await select(session, BANK);
    await select(session, FOUNDING);
    await eventually("the label", async () => (await session.button())?.label === "Danger");
    await sleep(500);
    assert.equal(await session.banner(), null);
  });
});
