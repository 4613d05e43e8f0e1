// End to end: no mail hides the warning above it. Each is opened in the real Thunderbird, and the warning is looked at
// as a reader does: by its pixels on the screen, by what is touched there, and by what is read out.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually, Session } from "../../tools/thunderbird/session.mjs";
import { root, version } from "../../tools/thunderbird/thunderbird.mjs";
import { HOSTILE, hostileMail } from "./hostile-mails.mjs";
import { foundingAs, good } from "./mails.mjs";

const pictures = join(root, "build/e2e/hostile");
mkdirSync(pictures, { recursive: true });

const SHARED = join(root, "../shared/hostile-mails");
const shared = existsSync(SHARED) ? readdirSync(SHARED).filter((file) => file.endsWith(".eml")) : [];

/** The backgrounds of a warning, and how dark its letters are at least (red + green + blue). */
const BACKGROUNDS = ["255,240,244", "255,247,230"];
const DARK = 240;

/** @param {Buffer} mail */
const subjectOf = (mail) => /^Subject: (.*?)\r?$/m.exec(mail.toString("latin1"))[1];

/** Where the warning is, what is touched there, what is read out; `why` where something of it is wrong. */
const look = (session) =>
  session.run(`
    const document = paneDocument(), view = document.defaultView, host = bannerHost(document);
    if (!host) return { why: "there is none" };
    const shadow = host.openOrClosedShadowRoot, banner = shadow.querySelector(".banner");
    const { left, top, width, height } = banner.getBoundingClientRect();
    const place = { left: view.mozInnerScreenX + left, top: view.mozInnerScreenY + top, width, height };
    const wrong = (why) => ({ why: why + " " + JSON.stringify(place) });
    if (width < 250 || height < 60 || left < -1 || left + width > view.innerWidth + 1) return wrong("its size is wrong");
    if (top < -1 || top > 1 || top + height > view.innerHeight) return wrong("it is out of view");
    const touched = (node, x, y) => {
      const box = node.getBoundingClientRect(), [px, py] = [box.left + box.width * x, box.top + box.height * y];
      return document.elementFromPoint(px, py) == host && node.contains(shadow.elementFromPoint(px, py));
    };
    const nodes = [banner, ...[...shadow.querySelectorAll("button")].filter((button) => !button.hidden)];
    for (const node of nodes)
      for (const x of [.1, .3, .5, .7, .9]) for (const y of [.1, .5, .9])
        if (!touched(node, x, y)) return wrong(node.localName + "." + node.className + " is not touched");
    if (host.isContentEditable) return wrong("it can be edited");
    const ofRoot = document.documentElement.getAttributeNames().find((name) => /^(inert|hidden|title|role|aria-.*)$/.test(name));
    if (ofRoot) return wrong("its root has " + ofRoot);
    const service = Cc["@mozilla.org/accessibilityService;1"].getService(Ci.nsIAccessibilityService);
    const told = await waitFor("what is read out", () => service.getAccessibleFor(shadow.querySelector("[role]")));
    const roles = [Ci.nsIAccessibleRole.ROLE_ALERT, Ci.nsIAccessibleRole.ROLE_STATUSBAR];
    if (!roles.includes(told.role)) return wrong("it is not read out: role " + told.role);
    return { place };`);

/** The colours of the screen at that place: { colour: share }, and the share of what is dark. */
function colours(file, { left, top, width, height }) {
  const crop = [width, height, left, top].map(Math.round);
  const bytes = execFileSync("convert", [file, "-crop", `${crop[0]}x${crop[1]}+${crop[2]}+${crop[3]}`, "+repage", "-depth", "8", "rgb:-"],
                             { maxBuffer: 1 << 26 });
  const counted = new Map();
  let dark = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const [r, g, b] = bytes.subarray(i, i + 3);
    counted.set(`${r},${g},${b}`, (counted.get(`${r},${g},${b}`) ?? 0) + 1);
    if (r + g + b < DARK) dark++;
  }
  const pixels = bytes.length / 3;
  return { background: Math.max(...BACKGROUNDS.map((colour) => counted.get(colour) ?? 0)) / pixels, dark: dark / pixels };
}

/** Clicks where the mail wants it. */
async function clickWhatItOffers(session) {
  const there = await session.run(`return Boolean(paneDocument().getElementById("go"));`);
  if (!there) return;
  await session.click(`paneDocument().getElementById("go")`);
  await sleep(300);
}

/** Why the warning of the displayed mail is none to a reader; undefined where it is. */
async function whatIsWrong(session, picture) {
  await eventually("a warning", () => session.banner(), 6).catch(() => {});
  await clickWhatItOffers(session);
  await sleep(300); // what the mail moves has moved by then, and is painted
  const { why, place } = await look(session);
  session.picture(picture);
  if (why) return why;
  const { background, dark } = colours(picture, place);
  if (background < 0.5) return `only ${Math.round(background * 100)} % have the colour of its ground`;
  if (dark < 0.01) return "there are no letters";
}

/** @type {Session} */
let session;
const own = Object.keys(HOSTILE).map(hostileMail);
const given = shared.map((file) => readFileSync(join(SHARED, file)));

before(async () => {
  const mails = [...own, ...given, foundingAs("covered from outside"), good[1]];
  session = await Session.start({
    locale: "en-US", host: join(root, "build/release/bin/fuwake"),
    xpi: join(root, `build/release/packages/fuwake-${version()}.xpi`), mails,
  });
  await session.addonActive();
  await session.openInbox();
});
after(() => session.stop());

for (const [name, mail] of Object.keys(HOSTILE).map((name, i) => [name, own[i]]))
  test(`stands in spite of: ${name}`, async () => {
    await session.select(subjectOf(mail));
    assert.equal(await whatIsWrong(session, join(pictures, `${name}.png`)), undefined);
  });

test("stands in each mail of ../shared/hostile-mails", { skip: shared.length === 0 && "they are not there" }, async () => {
  const wrong = {};
  for (const [i, file] of shared.entries()) {
    await session.select(subjectOf(given[i]));
    const why = await whatIsWrong(session, join(pictures, `${file}.png`));
    if (why) wrong[file] = why;
  }
  assert.deepEqual(wrong, {});
});

test("where it cannot be seen yet, the button says so and the report opens, once", async () => {
  const reports = async () => (await session.tabs()).filter((url) => url.includes("report/report.html")).length;
  assert.equal(await reports(), 0, "all that was seen until now could be seen");
  // One without a warning, of which nothing can be told meanwhile.
  await session.select(subjectOf(good[1]));
  await eventually("its word", async () => (await session.button())?.label === "No warning");
  // What no mail can: a style sheet of the user's own.
  await session.run(`
    const service = Cc["@mozilla.org/content/style-sheet-service;1"].getService(Ci.nsIStyleSheetService);
    const sheet = Services.io.newURI("data:text/css,fuwake-banner{translate:-9999px!important;-moz-top-layer:none!important}");
    service.loadAndRegisterSheet(sheet, service.AGENT_SHEET);`);
  const other = Object.keys(HOSTILE)[0];
  for (const [subject, expected] of [["covered from outside", 1], [other, 2], ["covered from outside", 2]]) {
    await session.run(`tabmail.switchToTab(0);`);
    await session.select(subject);
    await eventually("the report", async () => (await reports()) === expected);
    session.picture(join(pictures, "cannot be seen.png"));
    await session.run(`tabmail.switchToTab(0);`);
    await eventually("that the button says so", async () => (await session.button())?.title.includes("cannot be seen"));
  }
  assert.equal(await reports(), 2);
});
