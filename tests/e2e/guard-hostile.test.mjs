// The link guard among what an attacker may write into a mail, and before anything is known of it.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../../tools/thunderbird/session.mjs";
import { standBetween } from "./between.mjs";
import {
  closeByEscape, element, host, inRoot, marked, marks, ours, panelOf, panelText, pictures, show, statusText, TIME_TO_OPEN, withGuard,
} from "./guard.mjs";
import { foundingWith, goodInText, dangerInText, LURE } from "./link-mails.mjs";

const LURING = "<p>メールボックスメモリスペースがほぼ満杯である。5つ の受信メールが返されました</p>";

/** All that a style can do to what is ours, from outside. */
const HIDING = `
  fuwake-mark, fuwake-panel, fuwake-status, a + *, :root > * {
    display: none !important; visibility: hidden !important; opacity: 0 !important; clip-path: inset(100%) !important;
    transform: scale(0) !important; position: absolute !important; left: -9999px !important; font-size: 0 !important;
    width: 0 !important; height: 0 !important; filter: opacity(0) !important; pointer-events: none !important;
  }
  :root > body { display: block !important; visibility: visible !important; opacity: 1 !important; clip-path: none !important;
    transform: none !important; position: static !important; width: auto !important; height: auto !important; filter: none !important;
    font-size: 16px !important; pointer-events: auto !important; }
  html { opacity: 0.01; filter: blur(20px); zoom: 0.1; }
  fuwake-mark::before, fuwake-panel::before { content: "✔ kagoya.com is safe"; }
  fuwake-mark::first-line, fuwake-mark::first-letter { font-size: 0 !important; line-height: 0 !important; color: #fff !important; }
  @property --c { syntax: "<length>"; inherits: false; initial-value: 0px; }
  @property --bg { syntax: "<length>"; inherits: false; initial-value: 0px; }
  @layer a { html { transform: scale(0.01) !important; } }
`;

const hidden = foundingWith("hidden", "text/html", `<html><head><style>${HIDING}</style></head><body>${LURING}
  <p title="https://activemail.kagoya.com/">
    <a id=plain href="${LURE}" title="https://activemail.kagoya.com/"><b title="https://activemail.kagoya.com/">ログイン</b></a></p>
  <p><a id=other href="https://other.example/">x</a><fuwake-mark><template shadowrootmode=open>→ kagoya.com</template></fuwake-mark></p>
  </body></html>`);

/** Is what lies in the middle of the element that a chrome expression gives, the element? */
const isTouched = (session, expression) =>
  session.run(`
    const node = ${expression};
    const { left, top, width, height } = node.getBoundingClientRect();
    const at = node.ownerDocument.elementFromPoint(left + width / 2, top + height / 2);
    return { width: Math.round(width), height: Math.round(height), isTouched: at === node };`);

test("no style of a mail hides mark, status line or panel, and no title of it speaks over them", async () => {
  await withGuard("hidden", { mails: [hidden] }, async (session, { opened }) => {
    await show(session, "hidden");
    await marked(session);
    assert.deepEqual(await marks(session), ["w-support.jp", "other.example"], "the forged one is gone");
    const mark = await isTouched(session, `paneDocument().querySelector("fuwake-mark")`);
    assert.ok(mark.isTouched && mark.width > 80 && mark.height > 14, JSON.stringify(mark));
    const letters = await session.run(`
      const { width, height } = paneDocument().querySelector("fuwake-mark").openOrClosedShadowRoot.querySelector("b").getBoundingClientRect();
      return { width, height };`);
    assert.ok(letters.width > 50 && letters.height > 10, JSON.stringify(letters));
    session.hand("mousemove", ...(await session.pointOf(element("plain"))));
    await eventually("the status line", async () => (await statusText(session)) === "w-support.jp");
    assert.equal(await session.run(`return paneDocument().querySelectorAll("[title]").length;`), 0);
    const colours = await session.run(`
      const colour = (root) => paneDocument().defaultView.getComputedStyle(root.querySelector("b")).color;
      return [colour(paneDocument().querySelector("fuwake-mark").openOrClosedShadowRoot), colour(${ours("status")})];`);
    assert.deepEqual(colours, ["rgb(197, 0, 66)", "rgb(197, 0, 66)"]);
    const status = await session.run(`const { width, height } = ${ours("status")}.querySelector(".status").getBoundingClientRect();
      return width > 100 && height > 20;`);
    assert.ok(status);
    session.picture(join(pictures, "guard-hidden-status.png"));
    await session.click(element("plain"));
    await panelOf(session);
    const panel = await isTouched(session, `paneDocument().querySelector(":root > fuwake-panel")`);
    assert.ok(panel.isTouched && panel.width > 500 && panel.height > 500, JSON.stringify(panel));
    session.picture(join(pictures, "guard-hidden-panel.png"));
    await closeByEscape(session);
    assert.deepEqual(opened(), []);
  });
});

/** Boxes that cut off all but the link, one in another. */
const BOXES = { height: "height:1.3em;width:9em;overflow:hidden", clip: "clip-path:inset(0);width:7em;height:1.3em",
  paint: "contain:paint;height:1.3em;width:9em", another: "overflow:clip;height:1.5em;width:10em" };
const boxed = foundingWith("boxed", "text/html", `${LURING}${Object.entries(BOXES).map(([id, style]) =>
  `<div style="${BOXES.another}"><div id=${id} style="${style}"><a href="${LURE}">ログイン ${id}</a></div></div>`).join("")}`);

test("a mark leaves the boxes that would cut it off", async () => {
  await withGuard("boxed", { mails: [boxed] }, async (session) => {
    await show(session, "boxed");
    await marked(session);
    for (const [i, id] of Object.keys(BOXES).entries()) {
      const mark = await isTouched(session, `paneDocument().querySelectorAll("fuwake-mark")[${i}]`);
      assert.ok(mark.isTouched && mark.width > 80 && mark.height > 14, `${id}: ${JSON.stringify(mark)}`);
    }
  });
});

/** Of clicks on these no script hears, and Thunderbird does: a link around each, or the form that it is of. */
const DEAF = {
  button: "<button disabled><b id=button>button</b></button>", input: "<input disabled id=input value=input>",
  choice: "<select disabled id=choice><option>choice</select>", lines: "<textarea disabled id=lines>lines</textarea>",
  part: "<fieldset disabled><button id=part>part</button></fieldset>", picture: "<input type=image disabled id=picture alt=picture>",
  film: "<video controls id=film width=200 height=40></video>",
};
const deaf = foundingWith("deaf", "text/html", `${LURING}<p><a href="${LURE}">x</a></p>
  ${Object.values(DEAF).map((html) => `<p><a href="${LURE}">${html}</a></p>`).join("\n")}
  <form action="${LURE}"><button disabled id=submit>submit</button></form>
  <svg width=100 height=30><a href="${LURE}"><foreignObject width=100 height=30>
    <button xmlns="http://www.w3.org/1999/xhtml" disabled id=drawn>drawn</button></foreignObject></a></svg>
  <div id=closed><template shadowrootmode=closed><a href="${LURE}"><button disabled>closed</button></a></template></div>`);

test("a link around what hides its clicks from scripts is asked about", async () => {
  await withGuard("deaf", { mails: [deaf] }, async (session, { opened }) => {
    await show(session, "deaf");
    await marked(session);
    const all = [...Object.keys(DEAF), "submit", "drawn"].map((id) => [id, element(id)]);
    const failed = [];
    for (const [id, expression] of [...all, ["closed", inRoot("closed", "button")]]) {
      await session.click(expression);
      const isAsked = await panelOf(session).then(() => true, () => false);
      await sleep(TIME_TO_OPEN);
      if (!isAsked || opened().length > 0) failed.push(`${id}: asked ${isAsked}, opened ${opened()}`);
      if (isAsked) await closeByEscape(session);
      await session.click(expression, "2");
      await sleep(TIME_TO_OPEN);
      if (opened().length > 0) failed.push(`${id}: opened by a middle click`);
      if (await panelText(session)) await closeByEscape(session);
    }
    session.picture(join(pictures, "guard-deaf.png"));
    assert.deepEqual(failed, []);
  });
});

const everywhere = foundingWith("everywhere", "text/html",
  `${LURING}<a href="${LURE}"><button disabled style="position:fixed;inset:0;width:100%;height:100%">Log in</button></a>`);

test("a mail that brings such a link below a pointer that rests is asked about as well", async () => {
  await withGuard("resting", { mails: [everywhere, dangerInText] }, async (session, { opened }) => {
    await show(session, "danger in text"); // so that there is a pane
    const [x, y] = await session.pointOf("aboutMessage().getMessagePaneBrowser()");
    session.hand("mousemove", x, String(Number(y) + 150));
    await show(session, "everywhere");
    await marked(session);
    session.hand("click", "1");
    await panelOf(session);
    await sleep(TIME_TO_OPEN);
    assert.deepEqual(opened(), []);
  });
});

const based = foundingWith("based", "multipart/mixed; boundary=b", `
--b
Content-Type: text/html; charset=utf-8

${LURING}<p><a id=relative href="/login">ログイン</a> <a id=real href="https://www.kagoya.com/">Kagoya</a></p>
<p><a id=plain href="${LURE}">x</a></p>
--b
Content-Type: text/html; charset=utf-8

<base href="https://elsewhere.example/"><p>end</p>
--b--
`, "8bit");

test("a base of another part leads a relative link away: asked, and the real site is not", async () => {
  await withGuard("based", { mails: [based] }, async (session, { opened }) => {
    await show(session, "based");
    await marked(session);
    await session.click(element("relative"));
    const text = await panelOf(session);
    assert.ok(text.includes("This link goes to elsewhere.example"), text);
    await sleep(TIME_TO_OPEN);
    assert.deepEqual(opened(), []);
    await closeByEscape(session);
    await session.click(element("real"));
    await eventually("the browser", () => opened().length > 0);
    assert.deepEqual(opened(), ["https://www.kagoya.com/"]);
    assert.equal(await panelText(session), null);
  });
});

for (const [subject, mail, button] of [["danger in text", dangerInText, "1"], ["danger in text", dangerInText, "2"],
                                       ["good in text", goodInText, "1"], ["good in text", goodInText, "2"]])
  test(`${subject}, clicked with button ${button} before anything is known: it waits, and goes on when it is`, async () => {
    const name = `early-${subject.split(" ")[0]}-${button}`;
    await withGuard(name, { mails: [mail], host: null }, async (session, { opened }) => {
      const between = standBetween(session.place.home, host);
      between.hold("analyze");
      await session.restart();
      await session.openInbox();
      await show(session, subject);
      await eventually("the first question", () => between.methods().includes("analyze"));
      await session.click(`paneDocument().querySelector("a[href^=https]")`, button);
      await sleep(TIME_TO_OPEN);
      assert.deepEqual(opened(), []);
      assert.equal(await panelText(session), null);
      assert.equal(await statusText(session), "One moment: this mail is still being examined…");
      between.go();
      if (mail === dangerInText) await panelOf(session);
      else await eventually("the browser", () => opened().length > 0);
      await sleep(TIME_TO_OPEN);
      assert.deepEqual(opened(), mail === dangerInText ? [] : ["https://elsewhere.example/minutes"]);
    });
  });

const many = foundingWith("many", "text/html", LURING +
  Array.from({ length: 20000 }, (_, i) => `<a href="https://w${i}.example/">x</a> `).join("") +
  `<p><a id=plain href="${LURE}">last</a></p>`);

test("of 20,000 links not all are marked, and the last one asks as well", async () => {
  await withGuard("many", { mails: [many] }, async (session, { opened }) => {
    await show(session, "many");
    await marked(session);
    assert.equal((await marks(session)).length, 300);
    await session.click(element("plain"));
    await panelOf(session);
    await sleep(TIME_TO_OPEN);
    assert.deepEqual(opened(), []);
  });
});
