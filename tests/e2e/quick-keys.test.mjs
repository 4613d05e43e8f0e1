// Thirty mails, one each 60 ms, in the real Thunderbird: no word on the button is of another mail than the one whose header
// stands beside it, and no warning stands in a mail that has none.
//
// An add-on hears of a selection when Thunderbird has made it, and its word takes a way of its own to the button, so for a
// paint the word of the mail before may stand beside the next header. How many paints is the machine's speed and no test;
// what is tested is what the add-on says, in its order, while no verdict can come.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually, Session } from "../../tools/thunderbird/session.mjs";
import { addonId, root, version } from "../../tools/thunderbird/thunderbird.mjs";
import { standBetween } from "./between.mjs";
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

const host = join(root, "build/release/bin/fuwake");
const xpi = join(root, `build/release/packages/fuwake-${version()}.xpi`);
const pictures = join(root, "build/e2e");
mkdirSync(pictures, { recursive: true });
const SORTED = { "mailnews.default_sort_type": 21, "mailnews.default_sort_order": 1, "mailnews.default_view_flags": 0 };

/** Notes each word that comes on the button from now on, and warnings above mails that have none. */
const WATCH = `
  const seen = { words: [], wrong: [] };
  window.fuwakeSeen = seen;
  const button = aboutMessage().document.getElementById(args[0]);
  const note = () => {
    const word = button.getAttribute("label");
    if (seen.words.at(-1) !== word) seen.words.push(word);
  };
  new (aboutMessage().MutationObserver)(note).observe(button, { attributes: true, attributeFilter: ["label"] });
  const look = () => {
    if (window.fuwakeSeen !== seen) return;
    const { gMessage } = aboutMessage(), document = paneDocument();
    const own = gMessage && document?.URL.endsWith("=" + gMessage.messageKey);
    if (own && bannerHost(document) && !gMessage.mime2DecodedSubject.endsWith("Danger"))
      seen.wrong.push(gMessage.mime2DecodedSubject + " has a warning");
    window.requestAnimationFrame(look);
  };
  look();`;

const seen = (session) => session.run(`return window.fuwakeSeen;`);

/** How the next mail comes. Of held keys Thunderbird displays the last mail only. */
const WAYS = [
  ["by arrow key", (session) => session.hand("key", "Down")],
  ["by selecting", (session, i) => session.run(`pane().threadTree.selectedIndex = args[0];`, i)],
];

/** Opens the first mail, and watches from there on. */
async function openFirst(session) {
  await session.openInbox();
  await session.select("00 Danger");
  await eventually("its warning", () => session.banner());
  await eventually("its word", async () => (await session.button())?.label === "Danger");
  await session.run(`window.focus(); pane().threadTree.table.body.focus();`);
  await session.run(WATCH, `${addonId.replace(/[^a-z0-9]/gi, "_")}-messageDisplayAction-toolbarbutton`);
}

/** Goes on to the last mail. */
async function run(session, next) {
  for (let i = 1; i <= 30; i++) {
    await next(session, i);
    await sleep(60);
  }
  const shown = () => session.run(`return aboutMessage().gMessage?.mime2DecodedSubject;`);
  await eventually("the last mail", async () => (await shown()) === "30 Danger");
}

async function lastHasItsWord(session) {
  await eventually("its word", async () => (await session.button())?.label === "Danger");
  await eventually("its warning", () => session.banner());
}

async function withThunderbird(name, options, body) {
  const session = await Session.start({ locale: "en-US", host, mails, xpi, extra: SORTED, ...options });
  try {
    await session.addonActive();
    await body(session);
  } finally {
    session.picture(join(pictures, `quick-keys-${name}.png`));
    await session.stop();
  }
}

for (const [way, next] of WAYS) {
  test(`thirty mails ${way}, of which nothing can be known: the word before goes, and then comes the last one's alone`, async () => {
    await withThunderbird(`${way}-held`, { host: null }, async (session) => {
      const between = standBetween(session.place.home, host);
      await session.restart();
      await openFirst(session);
      between.hold("analyze");
      await run(session, next);
      await eventually("that nothing is said", async () => (await session.button())?.label === "Fuwake");
      assert.equal(await session.banner(), null);
      // The verdicts of all that were left come now as well.
      between.go();
      await lastHasItsWord(session);
      assert.deepEqual(await seen(session), { words: ["Fuwake", "Danger"], wrong: [] });
    });
  });

  test(`thirty mails ${way}, while verdicts come: no warning in a mail that has none`, async () => {
    await withThunderbird(way, {}, async (session) => {
      await openFirst(session);
      await run(session, next);
      await lastHasItsWord(session);
      const { words, wrong } = await seen(session);
      assert.deepEqual([wrong, words.at(-1)], [[], "Danger"]);
      assert.ok(words.includes("Fuwake"), String(words));
    });
  });
}
