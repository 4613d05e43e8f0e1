// Takes the pictures of docs/tour.md in the real Thunderbird, small enough for a repository. Look at them before they go in.
// usage: node tools/tour-pictures.mjs [--host FILE]   (after ./test.sh e2e or ./try.sh; needs ImageMagick and xdotool)
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { closeTab, openPage } from "../tests/e2e/page.mjs";
import { eventually, Session } from "./thunderbird/session.mjs";
import { root, version } from "./thunderbird/thunderbird.mjs";
import { stops } from "./tour.mjs";

const { values: given } = parseArgs({ options: { host: { type: "string" } } });
const folder = join(root, "docs/tour");
const SIZE = [1180, 760];

/** What is right of the list of mails. */
const MESSAGE = { x: 586, y: 36, width: 594, height: 694 };

/** What is below the bar of addresses. */
const PAGE = { x: 50, y: 100, width: 1130, height: 630 };

/** A mail as banks' customers get them, in English. */
const account = Buffer.from(`Return-Path: <bounce@kitchen-garden.example>
Delivered-To: lost@office.example
Received: from mail.kitchen-garden.example (mail.kitchen-garden.example [203.0.113.30])
	by mx.office.example (Postfix) with ESMTPS id 4Pb0001
	for <lost@office.example>; Tue, 12 May 2026 10:02:11 +0900 (JST)
From: PayPal Service <info@kitchen-garden.example>
To: lost@office.example
Subject: Your account has been limited
Date: Tue, 12 May 2026 10:02:08 +0900
Message-ID: <1.20260512@mail.kitchen-garden.example>
MIME-Version: 1.0
Content-Type: text/html; charset=UTF-8

<p>Dear customer,</p><p>we noticed an unusual sign-in. Your account has been limited. Please confirm your details within 24 hours:</p>
<p><a id="lure" href="https://secure-check.kitchen-garden.example/login">https://www.paypal.com/signin</a></p><p>Your PayPal team</p>
`);

const LANGUAGES = {
  en: { locale: "en-US", danger: "Your account has been limited", link: "lure",
        verified: "Your Google storage is 90% full", caution: "Overdue invoice 4471" },
  ja: { locale: "ja", danger: "非常に重要なメッセージ", link: null },
};

const scratch = mkdtempSync(join(tmpdir(), "fuwake-tour-"));

/** A part of the screen, in few colours. */
function keep(session, name, { x, y, width, height }) {
  const screen = join(scratch, "screen.png");
  session.picture(screen);
  execFileSync("convert", [screen, "-crop", `${width}x${height}+${x}+${y}`, "+repage", "-strip", "+dither", "-colors", "96",
    "-define", "png:compression-level=9", `PNG8:${join(folder, `${name}.png`)}`]);
}

async function show(session, subject) {
  await session.select(subject);
  await sleep(2500); // judged, drawn, and looked at
}

async function bannerAndLink(session, language, { danger, link }) {
  await show(session, danger);
  await eventually("the banner", () => session.banner());
  keep(session, `banner-${language}`, MESSAGE);
  await session.click(link ? `paneDocument().getElementById(${JSON.stringify(link)})` : `paneDocument().querySelector("a[href]")`);
  await sleep(1500);
  keep(session, `link-${language}`, MESSAGE);
  session.hand("key", "Escape");
}

async function popup(session) {
  await session.openPopup();
  await sleep(1500);
  keep(session, "popup-en", MESSAGE);
  session.hand("key", "Escape");
}

async function buttons(session, { verified, caution }) {
  await show(session, verified);
  keep(session, "verified-en", { ...MESSAGE, height: 170 });
  await show(session, caution);
  keep(session, "caution-en", { ...MESSAGE, height: 390 });
}

async function reportAndOptions(session, { danger }) {
  await show(session, danger);
  await session.run(`paneDocument().defaultView.focus();`);
  session.hand("key", "ctrl+shift+y");
  await sleep(3000);
  keep(session, "report-en", PAGE);
  await closeTab(session);
  await openPage(session, "options/options.html");
  await sleep(1500);
  keep(session, "options-en", PAGE);
  await closeTab(session);
  await openPage(session, "welcome/welcome.html");
  await sleep(1500);
  keep(session, "welcome-en", PAGE);
}

mkdirSync(folder, { recursive: true });
for (const [language, words] of Object.entries(LANGUAGES)) {
  const session = await Session.start({
    locale: words.locale,
    size: SIZE,
    mails: [account, ...stops.map(({ mail }) => readFileSync(join(root, "tests", mail)))],
    extra: { "mailnews.default_sort_type": 21, "mailnews.default_sort_order": 1, "mailnews.default_view_flags": 0 },
    host: resolve(given.host ?? join(root, "build/release/bin/fuwake")),
    xpi: join(root, `build/release/packages/fuwake-${version()}.xpi`),
  });
  try {
    await session.addonActive();
    await session.openInbox();
    await bannerAndLink(session, language, words);
    if (language !== "en") continue;
    await popup(session);
    await buttons(session, words);
    await reportAndOptions(session, words);
  } finally {
    await session.stop();
  }
}
rmSync(scratch, { recursive: true });
