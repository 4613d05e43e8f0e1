// What a tab shows: each path of the state machine, and what must hold on all of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY, paneView, step } from "../../extension/background/tab.js";
import { documentOf } from "./thunderbird.mjs";

const [A, B] = [11, 22];
const view = (messageId, level) => ({ messageId, document: documentOf(level) });
const failed = (messageId) => ({ messageId, problem: "died" });

const selected = (...messageIds) => ({ type: "selected", messageIds });
const displayed = (messageId) => ({ type: "displayed", messageId });
const judged = (what) => ({ type: "judged", view: what });
const outdated = { type: "outdated" };
const asked = (by) => ({ type: "asked", by });
const bannerHidden = (messageId) => ({ type: "bannerHidden", messageId });
const closed = { type: "closed" };

const DANGER = view(A, "danger");
const GOOD = view(A, "unremarkable");

/** An effect in a word or two. */
function word(effect) {
  if (effect.type === "foresee") return `foresee ${effect.messageId}`;
  if (effect.type === "analyze") return `${effect.foreseen ? "go on with" : "analyze"} ${effect.messageId}`;
  if (effect.type === "showOnButton")
    return `show ${effect.view.problem ?? effect.view.document.verdict.level}${effect.hidden ? ", hidden" : ""}`;
  if (effect.type === "openReport") return `report on ${effect.messageId}`;
  if (effect.type !== "answer") return effect.type;
  return `${effect.to} gets ${effect.view ? (effect.view.problem ?? effect.view.document.verdict.level) : "nothing"}`;
}

// what happens | events before | the event | what is to be done
const PATHS = [
  ["a message is displayed", [], displayed(A), ["blankButton", "analyze 11"]],
  ["it was selected before: the button is blank already", [selected(A)], displayed(A), ["go on with 11"]],
  ["another was selected before", [selected(B)], displayed(A), ["stopAnalysis", "analyze 11"]],
  ["several are selected after one", [selected(A)], selected(A, B), ["stopAnalysis"]],
  ["something becomes known before it is displayed", [selected(A)], outdated, ["stopAnalysis"]],
  ["then it is displayed", [selected(A), outdated], displayed(A), ["analyze 11"]],
  ["none is displayed after all", [selected(A)], displayed(null), ["stopAnalysis"]],
  ["the tab is closed before it is displayed", [selected(A)], closed, ["stopAnalysis"]],
  ["nothing is displayed", [], displayed(null), []],
  ["the same is told twice", [displayed(A)], displayed(A), []],
  ["banner asks while it is analysed", [displayed(A)], asked("pane"), []],
  ["popup asks while it is analysed", [displayed(A)], asked("popup"), []],
  ["a warning comes, and a banner had asked, perhaps one that is gone", [displayed(A), asked("pane")], judged(DANGER),
   ["show danger", "pane gets danger", "popup gets danger", "refreshPane"]],
  ["no warning comes, and a banner had asked", [displayed(A), asked("pane")], judged(GOOD),
   ["show unremarkable", "pane gets unremarkable", "popup gets unremarkable"]],
  ["the verdict comes, and no banner had asked", [displayed(A)], judged(DANGER),
   ["show danger", "pane gets danger", "popup gets danger", "refreshPane"]],
  ["banner asks afterwards", [displayed(A), judged(DANGER)], asked("pane"), ["pane gets danger"]],
  ["popup asks afterwards", [displayed(A), judged(DANGER)], asked("popup"), ["popup gets danger"]],
  ["somebody asks where nothing is displayed", [], asked("popup"), ["popup gets nothing"]],
  ["a verdict without an analysis", [displayed(A), judged(DANGER)], judged(GOOD), []],
  ["a verdict about another message", [displayed(A)], judged(view(B, "danger")), []],
  ["the next is selected while this one is analysed", [displayed(A)], selected(B),
   ["stopAnalysis", "pane gets nothing", "popup gets nothing", "foresee 22"]],
  ["the next is selected after the verdict", [displayed(A), judged(GOOD)], selected(B), ["blankButton", "foresee 22"]],
  ["several are selected after the verdict", [displayed(A), judged(GOOD)], selected(A, B), ["blankButton"]],
  ["the same is selected again", [displayed(A), judged(GOOD)], selected(A), []],
  ["a selection where nothing is known (a background that woke up)", [], selected(A), ["blankButton", "foresee 11"]],
  ["a selection moves on quickly: blanked once", [displayed(A), judged(GOOD), selected(B)], selected(33), ["stopAnalysis", "foresee 33"]],
  ["a window goes on to the next message", [displayed(A), judged(GOOD)], displayed(B), ["blankButton", "analyze 22"]],
  ["a window goes on while it analyses", [displayed(A)], displayed(B),
   ["stopAnalysis", "pane gets nothing", "popup gets nothing", "analyze 22"]],
  ["the same is displayed again after the verdict", [displayed(A), judged(GOOD)], displayed(A), ["show unremarkable"]],
  ["the same is displayed again after a failure: tried again", [displayed(A), judged(failed(A))], displayed(A), ["analyze 11"]],
  ["something becomes known after the verdict", [displayed(A), judged(GOOD)], outdated, ["analyze 11"]],
  ["something becomes known while it is analysed", [displayed(A)], outdated, []],
  ["then the first verdict is shown, and it is analysed again", [displayed(A), asked("pane"), outdated], judged(DANGER),
   ["show danger", "pane gets danger", "popup gets danger", "refreshPane", "analyze 11"]],
  ["the second verdict differs: the banner asks again", [displayed(A), asked("pane"), outdated, judged(DANGER)], judged(GOOD),
   ["show unremarkable", "pane gets unremarkable", "popup gets unremarkable", "refreshPane"]],
  ["the second verdict is the same: the banner is left alone", [displayed(A), asked("pane"), outdated, judged(DANGER)],
   judged(view(A, "danger")), ["show danger", "pane gets danger", "popup gets danger"]],
  ["something becomes known after a failure: not tried again", [displayed(A), judged(failed(A))], outdated, []],
  ["an analysis that was outdated fails: not tried again", [displayed(A), outdated], judged(failed(A)),
   ["show died", "pane gets died", "popup gets died", "refreshPane"]],
  ["something becomes known where nothing is displayed", [], outdated, []],
  ["banner asks while it is analysed again: what is known", [displayed(A), judged(DANGER), outdated], asked("pane"), ["pane gets danger"]],
  ["popup asks while it is analysed again: the last word", [displayed(A), judged(DANGER), outdated], asked("popup"), []],
  ["the tab is closed while it analyses", [displayed(A)], closed, ["stopAnalysis", "pane gets nothing", "popup gets nothing"]],
  ["the banner cannot be seen", [displayed(A), judged(DANGER)], bannerHidden(A), ["show danger, hidden", "report on 11"]],
  ["it tells so again", [displayed(A), judged(DANGER), bannerHidden(A)], bannerHidden(A), []],
  ["the message is displayed again: it is still so", [displayed(A), judged(DANGER), bannerHidden(A)], displayed(A),
   ["show danger, hidden"]],
  ["the next message: it is so no more", [displayed(B), judged(view(B, "danger")), bannerHidden(B), displayed(A), judged(DANGER)],
   displayed(A), ["show danger"]],
  ["the banner of the message before could not be seen", [displayed(A), judged(DANGER)], bannerHidden(B), []],
  ["a good mail has no banner to be hidden", [displayed(A), judged(GOOD)], bannerHidden(A), []],
  ["the tab is closed after the verdict", [displayed(A), judged(GOOD)], closed, []],
];

for (const [name, before, event, expected] of PATHS)
  test(name, () => {
    const tab = before.reduce((state, earlier) => step(state, earlier)[0], EMPTY);
    assert.deepEqual(step(tab, event)[1].map(word), expected);
  });

for (const [what, given, level] of [
  ["danger", DANGER, "danger"],
  ["caution", view(A, "caution"), "caution"],
  ["nothing found", GOOD, undefined],
  ["verified", view(A, "verified"), undefined],
  ["a failure", failed(A), undefined],
  ["nothing", null, undefined],
])
  test(`the pane of ${what}`, () => {
    const shown = paneView(given);
    assert.equal(shown?.level, level);
    assert.ok(!JSON.stringify(shown).includes("secret.example"), "the rest of the document stays here");
  });

test("the pane of a host from before there were segments has plain sentences", () => {
  const { level, label, headline, reasons, advice } = documentOf("danger").verdict;
  const shown = paneView({ messageId: A, document: { verdict: { level, label, headline, reasons, advice } } });
  assert.deepEqual(shown, { messageId: A, level, label, headline, reasons, advice: ["Do."], offers: [] });
});

for (const [level, sender, offers] of [
  ["danger", { key: "s", label: "s" }, ["honest"]],
  ["caution", null, ["honest"]],
  ["caution", { key: "s", label: "s" }, ["trusted", "honest"]],
])
  test(`what the user may say about ${level}${sender ? " of a sender who was authenticated" : ""}: ${offers.join(", ")}`, () => {
    const decisions = { sender, mail: { key: "m", label: "m" } };
    const shown = paneView({ messageId: A, document: { ...documentOf(level), decisions } });
    assert.deepEqual(shown.offers.map(({ kind }) => kind), offers);
  });

/** Numbers from a seed, so that a walk that fails can be walked again. */
function* random(seed) {
  for (let x = seed; ; ) {
    x = (x * 48271) % 2147483647;
    yield x;
  }
}

/** A tab with all that its effects tell: what the button says, who waits, what runs. */
class Walk {
  tab = EMPTY;
  running = null;
  foreseen = null;
  button = null;
  waits = { pane: 0, popup: 0 };
  pane = null;

  go(event) {
    const [tab, effects] = step(this.tab, event);
    this.tab = tab;
    for (const effect of effects) this.carryOut(effect);
  }

  carryOut(effect) {
    if (effect.type === "blankButton") this.button = "blank";
    if (effect.type === "showOnButton") this.button = effect.view;
    if (effect.type === "foresee") this.foreseen = effect.messageId;
    if (effect.type === "analyze") {
      assert.equal(this.running, null, "one analysis a tab");
      assert.equal(this.foreseen, effect.foreseen ? effect.messageId : null, "none is left behind");
      this.foreseen = null;
      this.running = effect.messageId;
    }
    if (effect.type === "stopAnalysis") {
      assert.notEqual(this.running ?? this.foreseen, null, "there is something to stop");
      this.running = this.foreseen = null;
    }
    if (effect.type === "answer") this.answered(effect);
    if (effect.type === "refreshPane") this.ask("pane");
  }

  ask(by) {
    this.waits[by]++;
    this.go(asked(by));
  }

  answered({ to, view: answer }) {
    if (to === "pane" && this.waits.pane > 0) this.pane = answer;
    this.waits[to] = 0;
  }

  judge(level) {
    if (this.running === null) return;
    const messageId = this.running;
    this.running = null;
    this.go(judged(level === "failed" ? failed(messageId) : view(messageId, level)));
  }
}

test("on any path, button and banner say the last word about the message displayed, and nobody waits in vain", () => {
  const levels = ["danger", "caution", "unremarkable", "verified", "failed"];
  for (let seed = 1; seed <= 500; seed++) {
    const walk = new Walk();
    const numbers = random(seed);
    const pick = (list) => list[numbers.next().value % list.length];
    for (let i = 0; i < 30; i++) {
      const messageId = pick([A, B, 33, null]);
      pick([
        // As Thunderbird tells it: the pane follows the selection, and a new document's banner asks.
        () => {
          walk.go(selected(...(messageId === null ? [] : [messageId])));
          if (walk.tab.messageId === null) walk.pane = null;
          pick([() => {}, () => {}, () => walk.go(outdated), () => walk.go(displayed(33))])();
          walk.go(displayed(messageId));
          if (messageId !== null) walk.ask("pane");
        },
        () => walk.go(outdated),
        () => walk.ask("popup"),
        () => walk.judge(pick(levels)),
      ])();
    }
    while (walk.running !== null) walk.judge("caution");
    assert.deepEqual(walk.waits, { pane: 0, popup: 0 }, `seed ${seed}`);
    if (walk.tab.messageId === null) continue;
    assert.equal(walk.button, walk.tab.view, `seed ${seed}`);
    assert.equal(walk.button.messageId, walk.tab.messageId, `seed ${seed}`);
    assert.deepEqual(paneView(walk.pane), paneView(walk.tab.view), `seed ${seed}`);
  }
});
