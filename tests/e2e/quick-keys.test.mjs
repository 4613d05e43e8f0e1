// Thirty mails, one each 60 ms, in the real Thunderbird: no warning ever stands in a mail that has none, and no word on
// the button stays beside the header of another mail. (An add-on hears of a selection when Thunderbird has made it, and
// its word takes a way of its own to the button: now and then one paint of thirty mails shows a header beside the word of
// the mail before.)
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually, Session } from "../../tools/thunderbird/session.mjs";
import { addonId, root, version } from "../../tools/thunderbird/thunderbird.mjs";
import { foundingAs } from "./mails.mjs";

/** Mails of three levels in turn, each under a subject of its own that names its label. */
const LABELS = ["Danger", "No warning", "Sender verified"];
const read = (name) => readFileSync(join(root, "tests/mails/good", name)).toString("latin1");
const good = read("personal-english.eml");
const bank = read("bank-through-a-mailing-service.eml");
const under = (subject, mail) => Buffer.from(mail.replace(/^Subject: (?:.*\n)(?:[ \t].*\n)*/m, `Subject: ${subject}\n`), "latin1");
const mails = Array.from({ length: 31 }, (_, i) => {
  const subject = `${String(i).padStart(2, "0")} ${LABELS[i % 3]}`;
  return [foundingAs(subject), under(subject, good), under(subject, bank)][i % 3];
});

/** Looks each time that Thunderbird paints, and counts how often, and what was wrong. */
const WATCH = `
  const button = ${JSON.stringify(addonId.replace(/[^a-z0-9]/gi, "_"))} + "-messageDisplayAction-toolbarbutton";
  const seen = { words: 0, mails: {}, wrong: [] };
  window.fuwakeSeen = seen;
  const look = () => {
    if (window.fuwakeSeen !== seen) return;
    const { gMessage } = aboutMessage();
    const document = paneDocument();
    if (gMessage && document) {
      const subject = aboutMessage().document.getElementById("expandedsubjectBox").value.textContent;
      const mail = (seen.mails[subject] ??= { looks: 0, stale: "" });
      mail.looks++;
      const label = aboutMessage().document.getElementById(button)?.getAttribute("label") ?? "";
      if (label !== "Fuwake") seen.words++;
      mail.stale = label === "Fuwake" || subject.endsWith(label) ? "" : label;
      const own = document.URL.endsWith("=" + gMessage.messageKey);
      if (own && bannerHost(document) && !gMessage.mime2DecodedSubject.endsWith("Danger"))
        seen.wrong.push(gMessage.mime2DecodedSubject + " has a warning");
    }
    window.requestAnimationFrame(look);
  };
  look();`;

/** How the next mail comes | how many mails are displayed at the least: of held keys Thunderbird displays the last only. */
const WAYS = [
  ["by arrow key", (session) => session.hand("key", "Down"), 2],
  ["by selecting", (session, i) => session.run(`pane().threadTree.selectedIndex = args[0];`, i), 10],
];

for (const [way, next, displayed] of WAYS)
  test(`thirty mails ${way}, one each 60 ms: no word of another mail stays`, async () => {
    const session = await Session.start({
      locale: "en-US", host: join(root, "build/release/bin/fuwake"), mails,
      xpi: join(root, `build/release/packages/fuwake-${version()}.xpi`),
      extra: { "mailnews.default_sort_type": 21, "mailnews.default_sort_order": 1, "mailnews.default_view_flags": 0 },
    });
    try {
      await session.addonActive();
      await session.openInbox();
      await session.select("00 Danger");
      await eventually("its warning", () => session.banner());
      await session.run(`window.focus(); pane().threadTree.table.body.focus();`);
      await session.run(WATCH);
      for (let i = 1; i <= 30; i++) {
        await next(session, i);
        await sleep(60);
      }
      const shown = () => session.run(`return aboutMessage().gMessage?.mime2DecodedSubject;`);
      await eventually("the last mail", async () => (await shown()) === "30 Danger");
      await eventually("its word", async () => (await session.button())?.label === "Danger");
      await eventually("its warning", () => session.banner());
      const { words, mails: seen, wrong } = await session.run(`const seen = window.fuwakeSeen; window.fuwakeSeen = null; return seen;`);
      const looked = Object.entries(seen).filter(([, { looks }]) => looks > 2);
      assert.ok(words > 0 && looked.length >= displayed, `${words} words beside ${looked.length} mails`);
      assert.deepEqual(wrong, []);
      assert.deepEqual(looked.filter(([, { stale }]) => stale), []);
    } finally {
      await session.stop();
    }
  });
