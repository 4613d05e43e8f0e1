// A mail with an empty frame, of which Thunderbird never tells that it is displayed: it is found out otherwise.
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { documentOf, FakeThunderbird, settle } from "./thunderbird.mjs";

const [TAB, OWN_TAB] = [1, 2];
const [A, B] = [11, 22];
/** What is known of documents outlives a test: each of these is displayed in one alone. */
const [LATE, LEFT] = [33, 44];
const urlOf = (messageId) => `mailbox:///Inbox?number=${messageId}`;

/** @type {FakeThunderbird} */
let thunderbird;
beforeEach(() => {
  thunderbird = new FakeThunderbird();
  mock.method(console, "warn", () => {});
});
afterEach(() => mock.restoreAll());

const label = (tabId) => thunderbird.labels.get(tabId);

/** Gives the answer to the newest analysis. */
async function answer(level) {
  thunderbird.host.sent("analyze").at(-1).answer(documentOf(level));
  await settle();
}

/** It is selected in the main window, and displayed. */
async function openUntold(messageId) {
  await thunderbird.select(TAB, messageId);
  await thunderbird.displayUntold(TAB, urlOf(messageId));
}

test("in the main window it is the one that is selected", async () => {
  await thunderbird.start();
  await openUntold(A);
  await answer("danger");
  assert.equal(label(TAB), "Danger");
  assert.equal(thunderbird.pane(TAB).shows.messageId, A);
});

test("when it is open as the add-on starts it has its banner too", async () => {
  thunderbird.selection.set(TAB, [A]);
  await thunderbird.displayUntold(TAB, urlOf(A));
  await thunderbird.start();
  await thunderbird.later(); // in vain, for the tab
  await thunderbird.later(); // and for its pane
  await answer("danger");
  assert.equal(thunderbird.pane(TAB).shows.level, "danger");
});

test("the next mail is judged as ever, and it itself again when it comes back", async () => {
  await thunderbird.start();
  await openUntold(A);
  await answer("danger");
  await thunderbird.open(TAB, B);
  await answer("verified");
  assert.equal(label(TAB), "Sender verified");
  await openUntold(A);
  assert.equal(label(TAB), "Danger");
});

test("in a tab of its own its document is known again", async () => {
  await thunderbird.start();
  await openUntold(A);
  await answer("danger");
  await thunderbird.displayUntold(OWN_TAB, urlOf(A));
  assert.equal(label(OWN_TAB), "Danger");
  assert.equal(thunderbird.pane(OWN_TAB).shows.messageId, A);
});

test("in a tab of its own that nothing is known of, the button says so, and its links wait", async () => {
  await thunderbird.start();
  await thunderbird.displayUntold(OWN_TAB, urlOf(B));
  assert.equal(label(OWN_TAB), "problemLabel");
  assert.equal(thunderbird.pane(OWN_TAB).told, undefined);
  const popup = thunderbird.ask({ type: "popup", tabId: OWN_TAB });
  await thunderbird.later();
  assert.equal((await popup).problem, "unnamed");
  // The next one in that tab is told of.
  await thunderbird.load(OWN_TAB, "messageDisplay");
  assert.equal(label(OWN_TAB), "Fuwake");
  await thunderbird.display(OWN_TAB, A);
  await answer("danger");
  assert.equal(label(OWN_TAB), "Danger");
});

test("a setting has it judged again, and whatever else is displayed", async () => {
  await thunderbird.start();
  await openUntold(A);
  await answer("danger");
  await thunderbird.display(OWN_TAB, B);
  await answer("verified");
  await thunderbird.changeOptions({ banner: "danger" });
  await thunderbird.later();
  for (const request of thunderbird.host.sent("analyze").slice(-2)) request.answer(documentOf("caution"));
  await settle();
  assert.deepEqual([label(TAB), label(OWN_TAB)], ["Look twice", "Look twice"]);
});

test("its report opens by shortcut", async () => {
  await thunderbird.start();
  thunderbird.headers.set(A, { folder: { id: "in://box" }, headerMessageId: "a@x" });
  await openUntold(A);
  const opening = thunderbird.command("open-report", TAB);
  await thunderbird.later();
  await opening;
  await settle();
  assert.ok(thunderbird.opened.some((url) => url.includes("report/report.html")), String(thunderbird.opened));
});

test("its document asks before the selection is told of, and is not taken for the mail before", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, B);
  await answer("verified");
  thunderbird.selection.set(TAB, [LATE]); // whose event is late
  await thunderbird.displayUntold(TAB, urlOf(LATE));
  await answer("danger");
  assert.equal(label(TAB), "Danger");
  assert.equal(thunderbird.pane(TAB).shows?.messageId, LATE);
});

test("a document that asks as it goes is never known as the mail that comes", async () => {
  await thunderbird.start();
  await thunderbird.select(TAB, B);
  await thunderbird.displayUntold(TAB, urlOf(LEFT));
  await thunderbird.display(TAB, B);
  await answer("verified");
  await thunderbird.displayUntold(OWN_TAB, urlOf(LEFT));
  assert.equal(label(OWN_TAB), "problemLabel", "unknown, and not verified");
});
