// The add-on with the engine in it, in the real Thunderbird and with no program: banner, badge, popup and report are
// there, and what a program adds is said in a line. Pictures in build/e2e/.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually, Session } from "../../tools/thunderbird/session.mjs";
import { root, version } from "../../tools/thunderbird/thunderbird.mjs";
import { bigMail, founding, foundingTwo, good } from "../e2e/mails.mjs";
import { closeTab, inPage, openPage, press, TAB } from "../e2e/page.mjs";

const xpi = join(root, `build/wasm/packages/fuwake-standalone-${version()}.xpi`);
const pictures = join(root, "build/e2e");
mkdirSync(pictures, { recursive: true });

const FOUNDING = "非常に重要なメッセージ";

/** Runs `body` with a Thunderbird that has no program; on failure the picture shows what was there. */
async function alone(name, options, body) {
  const session = await Session.start({ locale: "ja", host: null, xpi, mails: [], ...options });
  try {
    await session.addonActive();
    await body(session);
  } finally {
    await sleep(400); // what the test saw in the document is painted, for the picture
    session.picture(join(pictures, `alone-${name}.png`));
    await session.stop();
  }
}

const dangerBanner = (session) =>
  eventually("the banner", async () => {
    const banner = await session.banner();
    return banner?.level === "danger" ? banner : null;
  });

const labelled = (session, label) =>
  eventually(`"${label}" on the button`, async () => (await session.button())?.label === label);

for (const [locale, label, starts] of [
  ["ja", "危険", "危険: カゴヤ・ジャパンを名乗っていますが、"],
  ["en-US", "Danger", "Danger: This mail calls itself KAGOYA"],
])
  test(`${locale}: a danger mail has banner, badge and popup, a good one none, after a restart too`, async () => {
    await alone(locale, { locale, mails: [founding[0], good[0]] }, async (session) => {
      for (const restarted of [false, true]) {
        if (restarted) await session.restart();
        await session.openInbox();
        await session.select(FOUNDING);
        const { text } = await dangerBanner(session);
        assert.ok(text.startsWith(starts), text);
        await labelled(session, label);
      }
      await sleep(400); // painted, for the picture
      session.picture(join(pictures, `alone-banner-${locale}.png`));
      assert.ok((await session.openPopup()).includes("w-support.jp"));
    });
  });

for (const [locale, said] of [
  ["ja", "Fuwake はアドオンだけで動いています。"],
  ["en-US", "Fuwake works with the add-on alone."],
])
  test(`${locale}: options and welcome page say what a program adds, and call nothing an error`, async () => {
    await alone(`pages-${locale}`, { locale, welcome: true }, async (session) => {
      await eventually("the welcome page", async () => (await session.tabs()).some((url) => url.endsWith("welcome/welcome.html")));
      await session.run(`tabmail.switchToTab(tabmail.tabInfo.findIndex((t) => t.browser?.currentURI?.spec.endsWith("welcome.html")));`);
      const welcome = await eventually("its line", async () => {
        const text = await session.pageText();
        return text.includes(said) ? text : null;
      });
      assert.ok(!welcome.includes("try.sh"), welcome);
      session.picture(join(pictures, `alone-welcome-${locale}.png`));
      await openPage(session, "options/options.html");
      await eventually("the line in the options", async () => (await session.pageText()).includes(said));
      session.picture(join(pictures, `alone-options-${locale}.png`));
    });
  });

test("the user's word is kept without a program, over a restart, and can be taken back", async () => {
  const mark = (session, selector) => inPage(session, TAB, `document.querySelector(args[0]).click();`, selector);
  const says = (session, pattern) => eventually(String(pattern), async () => pattern.test((await session.pageText()) ?? ""));
  await alone("decides", { locale: "en-US", mails: [founding[0]] }, async (session) => {
    await session.openInbox();
    await session.select(FOUNDING);
    await labelled(session, "Danger");
    await session.run(`window.focus(); pane().threadTree.table.body.focus();`);
    press(session, "ctrl+shift+y");
    await says(session, /Danger/);
    await mark(session, "[data-kind=honest]");
    await mark(session, "[data-answer=yes]");
    await says(session, /Marked honest by you[^]*No warning/);
    await closeTab(session);
    await session.restart();
    await session.openInbox();
    await session.select(FOUNDING);
    await labelled(session, "No warning");
    await openPage(session, "options/options.html");
    await eventually("its decision", () => inPage(session, TAB, `return document.getElementById("decisions").innerText.includes(args[0]);`, FOUNDING));
    await mark(session, "#decisions button");
    await eventually("none", () => inPage(session, TAB, `return document.getElementById("decisions").innerText === "Nothing yet.";`));
    await closeTab(session);
    await labelled(session, "Danger");
  });
});

/** A program that greets, notes that it was started, and dies of all else. */
const DYING = `#!${process.execPath}
const fs = require("node:fs"), path = require("node:path");
const folder = path.join(process.env.HOME, ".mozilla/native-messaging-hosts");
if (process.argv[2] === "register") {
  const manifest = { name: "fuwake", description: "dies", path: __filename, type: "stdio", allowed_extensions: ["fuwake@addons.fuwake"] };
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "fuwake.json"), JSON.stringify(manifest));
  process.exit();
}
process.stdin.on("data", (frame) => {
  const { id, method } = JSON.parse(frame.subarray(4));
  if (method !== "hello") process.exit(1);
  fs.appendFileSync(path.join(process.env.HOME, "starts"), "started\\n");
  const text = Buffer.from(JSON.stringify({ jsonrpc: "2.0", id, result: { version: "0.1.0", protocol: 1, capabilities: ["analyze"] } }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  process.stdout.write(Buffer.concat([length, text]));
});`;

test("where the program dies of each mail, the engine inside takes over", async () => {
  const folder = mkdtempSync(join(tmpdir(), "fuwake-dying-"));
  const dying = join(folder, "dying.cjs");
  writeFileSync(dying, DYING);
  chmodSync(dying, 0o755);
  try {
    await alone("takes-over", { host: dying, mails: [founding[0], foundingTwo] }, async (session) => {
      await session.openInbox();
      for (const subject of [FOUNDING, "ISO-2022-JP"]) {
        await session.select(subject);
        await dangerBanner(session);
      }
      assert.equal(readFileSync(join(session.place.home, "starts"), "utf8").trim().split("\n").length, 2);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a big mail is judged", async () => {
  await alone("big", { mails: [bigMail("big", 20e6), founding[0]] }, async (session) => {
    await session.openInbox();
    for (const subject of ["big", FOUNDING]) {
      await session.select(subject);
      await dangerBanner(session);
    }
  });
});
