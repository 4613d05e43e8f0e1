// The language that is chosen in the options, in the message pane of the real Thunderbird: what the banner's buttons, the
// marks and the link guard say themselves, around the host's sentences. Pictures in build/e2e/guard-language*.png.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { eventually } from "../../tools/thunderbird/session.mjs";
import { closeByEscape, element, inPanel, marked, ours, panelOf, pictures, show, withGuard } from "./guard.mjs";
import { everyWay } from "./link-mails.mjs";
import { closeTab, inPage, openPage, TAB } from "./page.mjs";

async function choose(session, language) {
  await openPage(session, "options/options.html");
  await eventually("the page", () => inPage(session, TAB, `return Boolean(document.getElementById("save").textContent);`));
  await inPage(session, TAB, `document.getElementById("language").value = args[0]; document.getElementById("save").click();`, language);
  await eventually("saved", () => inPage(session, TAB, `return Boolean(document.getElementById("state").textContent);`));
  await closeTab(session);
}

/** What our own words in the pane are, beside those of the host. */
const paneWords = (session) =>
  session.run(`
    const root = ${ours("banner")};
    return root && { buttons: [...root.querySelectorAll("button")].map((button) => button.getAttribute("aria-label") ?? button.textContent),
      language: paneDocument().querySelector(":root > fuwake-banner").lang,
      mark: paneDocument().querySelector("fuwake-mark")?.openOrClosedShadowRoot.querySelector("[role=note]").getAttribute("aria-label") };`);

const is = (script, words) => [...words.buttons, words.mark].every((word) => /[ぁ-ん一-龠]/.test(word) === (script === "ja"));

test("banner, marks and link guard speak the language that was chosen, and another at once", async () => {
  await withGuard("language", { mails: [everyWay] }, async (session) => {
    await choose(session, "ja");
    await show(session, "every way");
    await marked(session);
    const japanese = await paneWords(session);
    assert.ok(is("ja", japanese) && japanese.language === "ja", JSON.stringify(japanese));

    await session.click(element("plain"));
    assert.match(await panelOf(session), /移動します[^]*開かない/);
    assert.equal(await session.run(`return ${inPanel("[role=alertdialog]")}.lang;`), "ja");
    session.picture(join(pictures, "guard-language-panel.png"));
    await closeByEscape(session);

    // The mail stays displayed meanwhile.
    await choose(session, "en");
    await eventually("English", async () => is("en", await paneWords(session)));
    assert.equal((await paneWords(session)).language, "en");
    await session.click(element("plain"));
    assert.match(await panelOf(session), /Don.t open/);
  });
});
