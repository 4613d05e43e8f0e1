// The background as a whole, over a stub of Thunderbird and of the host.
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { documentOf, FakeThunderbird, sentence, settle } from "./thunderbird.mjs";

const TAB = 1;
const [A, B] = [11, 22];

/** @type {FakeThunderbird} */
let thunderbird;
beforeEach(() => {
  thunderbird = new FakeThunderbird();
  thunderbird.tabs.set(TAB, { displayed: [], pane: { runs: 0, asked: 0, shows: null } });
  mock.method(console, "warn", () => {});
});
afterEach(() => mock.restoreAll());

const analyses = () => thunderbird.host.sent("analyze");
const label = (tabId = TAB) => thunderbird.labels.get(tabId);

/** Gives the answer to the newest analysis. */
async function answer(level) {
  analyses().at(-1).answer(documentOf(level));
  await settle();
}

test("a danger mail has label and banner; the pane gets a small view of the document", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  assert.equal(label(), "Fuwake");
  await answer("danger");
  assert.equal(label(), "Danger");
  assert.deepEqual(thunderbird.pane(TAB).shows, {
    messageId: A, level: "danger", label: "Danger",
    headline: sentence("It contradicts itself."), reasons: [sentence("One.")], advice: [sentence("Do.")],
    offers: [],
  });
});

test("a message tab that loads the next mail says nothing of the one before", async () => {
  await thunderbird.start();
  await thunderbird.display(TAB, A);
  await answer("verified");
  await thunderbird.load(TAB, "mail");
  assert.equal(label(), "Sender verified", "the main window's list tells of its selection");
  await thunderbird.load(TAB, "messageDisplay");
  assert.equal(label(), "Fuwake");
  await thunderbird.display(TAB, B);
  await answer("danger");
  assert.equal(label(), "Danger");
  await thunderbird.load(TAB, "messageDisplay");
  await thunderbird.display(TAB, B);
  assert.equal(label(), "Danger", "the same mail, loaded again");
});

test("a good mail has a label and nothing in the pane", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await answer("verified");
  assert.equal(label(), "Sender verified");
  assert.equal(thunderbird.pane(TAB).shows, null);
});

test("a mail that is open when the add-on starts has its banner", async () => {
  await thunderbird.display(TAB, A);
  assert.equal(thunderbird.pane(TAB).runs, 0, "nothing is registered after a restart");
  await thunderbird.start();
  await answer("danger");
  assert.equal(thunderbird.pane(TAB).shows.level, "danger");
  assert.equal(label(), "Danger");
});

test("a mail that was loading while the script was registered has its banner", async () => {
  await thunderbird.start();
  const scripts = new Map(thunderbird.registered);
  thunderbird.registered.clear();
  await thunderbird.open(TAB, A);
  thunderbird.registered = scripts;
  assert.equal(thunderbird.pane(TAB).runs, 0);
  await answer("danger");
  assert.equal(thunderbird.pane(TAB).shows.level, "danger");
});

test("a warning reaches the document that is there, though the one that asked has gone", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  thunderbird.tabs.get(TAB).pane = { runs: 1, asked: 0, shows: null };
  await answer("danger");
  assert.equal(thunderbird.pane(TAB).shows.level, "danger");
});

test("a banner that asks while Thunderbird tells of no message waits for the verdict all the same", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  thunderbird.tabs.get(TAB).displayed = [];
  const asked = thunderbird.ask({ type: "pane" }, { tab: { id: TAB } });
  await settle();
  await answer("danger");
  assert.equal((await asked).banner.level, "danger");
});

test("the warning in front of the user follows his options at once: whether there is one, and its language", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await answer("danger");
  for (const [options, level] of [[{ banner: "never" }, undefined], [{ banner: "danger" }, "danger"]]) {
    await thunderbird.changeOptions(options);
    await answer("danger");
    assert.equal(thunderbird.pane(TAB).shows?.level, level);
  }
  globalThis.fetch = async () => ({ json: async () => ({ details: { message: "詳細" } }) });
  await thunderbird.changeOptions({ language: "ja" });
  await answer("danger");
  delete globalThis.fetch;
  const { language, messages } = thunderbird.pane(TAB).told;
  assert.deepEqual([language, messages.details.message], ["ja", "詳細"]);
});

test("a background that wakes up registers nothing again and runs no script again", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await answer("danger");
  await thunderbird.start();
  await answer("danger");
  assert.equal(thunderbird.pane(TAB).runs, 1);
  assert.equal(thunderbird.pane(TAB).shows.level, "danger");
});

test("A, B, A while A still loads: A has verdict and banner", async () => {
  await thunderbird.start();
  thunderbird.sources.set(A, "x".repeat(3e6));
  await thunderbird.open(TAB, A);
  const [first] = analyses();
  await thunderbird.open(TAB, B);
  assert.equal(thunderbird.host.sent("cancel")[0].params.id, first.id, "nobody waits for A");
  await thunderbird.open(TAB, A);
  first.fail(-32800);
  await settle();
  assert.notEqual(analyses().at(-1), first);
  await answer("danger");
  assert.equal(label(), "Danger");
  assert.equal(thunderbird.pane(TAB).shows.level, "danger");
});

test("a verdict that comes after its mail was left is shown nowhere", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  const [first] = analyses();
  await thunderbird.open(TAB, B);
  first.answer(documentOf("danger"));
  await settle();
  assert.equal(label(), "Fuwake");
  assert.equal(thunderbird.pane(TAB).shows, null);
  await answer("unremarkable");
  assert.equal(label(), "Nothing found");
});

test("one mail in two tabs is analysed once, and goes on while one of them shows it", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await thunderbird.display(2, A);
  await thunderbird.open(TAB, B);
  assert.equal(analyses().length, 2);
  assert.equal(thunderbird.host.sent("cancel").length, 0);
  analyses()[0].answer(documentOf("danger"));
  await settle();
  assert.equal(label(2), "Danger");
  assert.equal(label(TAB), "Fuwake");
});

for (const [what, more] of [["decisions that could not be read", { decisionsUnread: true }],
                            ["attachments for which there was no time", { findings: [{ id: "unseen.attachments" }] }]])
  test(`a document with ${what} is shown and not kept`, async () => {
    await thunderbird.start();
    await thunderbird.open(TAB, A);
    analyses().at(-1).answer({ ...documentOf("caution"), ...more });
    await settle();
    assert.equal(label(), "Look twice");
    await thunderbird.open(TAB, B);
    await answer("unremarkable");
    await thunderbird.open(TAB, A);
    assert.equal(analyses().length, 3);
    await answer("verified");
    assert.equal(label(), "Sender verified");
  });

/** Everything that the host was told of a transfer and has not been asked about is taken back. */
function assertNothingLeft() {
  const ended = [...analyses(), ...thunderbird.host.sent("cancel")].map(({ params }) => params.transfer);
  for (const { params } of thunderbird.host.sent("analyze.chunk"))
    assert.ok(ended.includes(params.transfer), `${params.transfer} stays in the host`);
}

for (const chunks of [1, 2, 3, 4])
  test(`a big mail that is left at receipt ${chunks} of 4 leaves nothing in the host`, async () => {
    await thunderbird.start();
    thunderbird.sources.set(A, "x".repeat(4 * 512 * 1024));
    const receive = thunderbird.host.answersItself["analyze.chunk"];
    let received = 0;
    thunderbird.host.answersItself["analyze.chunk"] = (params) => (++received < chunks ? receive(params) : null);
    await thunderbird.open(TAB, A);
    thunderbird.host.answersItself["analyze.chunk"] = receive;
    const unanswered = thunderbird.host.sent("analyze.chunk").slice(chunks - 1);
    await thunderbird.open(TAB, B);
    for (const request of unanswered) request.answer({ received: 1 });
    await settle();
    assertNothingLeft();
  });

test("a tab that is closed stops its analysis", async () => {
  await thunderbird.start();
  await thunderbird.display(2, A);
  await thunderbird.close(2);
  assert.equal(thunderbird.host.sent("cancel").length, 1);
});

test("coming back to a mail shows its verdict without asking the host again", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await answer("danger");
  await thunderbird.open(TAB, B);
  await answer("unremarkable");
  await thunderbird.open(TAB, A);
  assert.equal(analyses().length, 2);
  assert.equal(label(), "Danger");
  assert.equal(thunderbird.pane(TAB).shows.level, "danger");
});

for (const [word, message] of [["a decision", { type: "decide", kind: "honest", key: "k", label: "l" }],
                               ["an undone decision", { type: "undo", id: 3 }]])
  test(`an analysis that was running at ${word} is done again, and not kept`, async () => {
    await thunderbird.start();
    await thunderbird.open(TAB, A);
    const said = thunderbird.ask(message);
    await settle();
    thunderbird.host.sent(message.type)[0].answer({ id: 1 });
    await said;
    await answer("danger");
    assert.equal(label(), "Danger", "the first word is shown at once");
    assert.equal(analyses().length, 2);
    await answer("unremarkable");
    assert.equal(label(), "Nothing found");
    assert.equal(thunderbird.pane(TAB).shows, null, "the banner has gone");
    await thunderbird.open(TAB, B);
    await answer("verified");
    await thunderbird.open(TAB, A);
    assert.equal(label(), "Nothing found");
  });

test("what is asked after a decision does not join what began before it", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  const said = thunderbird.ask({ type: "decide", kind: "honest", key: "k", label: "l" });
  await settle();
  thunderbird.host.sent("decide")[0].answer({ id: 1 });
  await said;
  await thunderbird.display(2, A);
  assert.equal(analyses().length, 2);
  await answer("unremarkable");
  assert.equal(label(2), "Nothing found");
});

test("the popup that has told a decision is answered with the verdict that knows it", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await answer("danger");
  const said = thunderbird.ask({ type: "decide", kind: "honest", key: "k", label: "l" });
  await settle();
  thunderbird.host.sent("decide")[0].answer({ id: 1 });
  await said;
  const asked = thunderbird.ask({ type: "popup", tabId: TAB });
  await settle();
  await answer("unremarkable");
  assert.equal((await asked).document.verdict.level, "unremarkable");
});

const vCard = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Lane\r\nEMAIL:ann@example.net\r\nEND:VCARD";

test("the first verdict does not wait for the contacts; it comes again when they have come", async () => {
  thunderbird.contacts = Promise.resolve([{ vCard }]);
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await thunderbird.later();
  assert.equal(thunderbird.contactReads, 0, "Thunderbird would hold up the mail while it reads them");
  await answer("unremarkable");
  assert.equal(label(), "Nothing found");
  assert.equal(thunderbird.contactReads, 0, "and would not paint the verdict");
  await thunderbird.later();
  assert.deepEqual(thunderbird.host.sent("contacts")[0].params.contacts, [{ name: "Ann Lane", addresses: ["ann@example.net"] }]);
  assert.equal(analyses().length, 2);
  assert.equal(label(), "Nothing found", "until the next word has come");
  await answer("caution");
  assert.equal(label(), "Look twice");
  assert.equal(thunderbird.pane(TAB).shows.level, "caution");
});

test("a mail that is opened while the contacts are read has its verdict, and another with them", async () => {
  let come;
  thunderbird.contacts = new Promise((resolve) => (come = resolve));
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await answer("unremarkable");
  await thunderbird.later();
  await thunderbird.open(TAB, B);
  await answer("danger");
  assert.equal(label(), "Danger");
  assert.equal(thunderbird.host.sent("contacts").length, 0);
  come([{ vCard }]);
  await settle();
  const { asked } = thunderbird.pane(TAB);
  await answer("danger");
  assert.equal(thunderbird.host.sent("contacts").length, 1);
  assert.equal(analyses().length, 3);
  assert.equal(thunderbird.pane(TAB).asked, asked, "the same word is not told again");
});

test("a host that died while the contacts were read is not started again for them", async () => {
  let come;
  thunderbird.contacts = new Promise((resolve) => (come = resolve));
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await answer("danger");
  await thunderbird.later();
  thunderbird.host.die();
  come([{ vCard }]);
  await settle();
  assert.equal(thunderbird.contactReads, 1);
  assert.equal(thunderbird.host.starts, 1);
});

test("an empty address book judges nothing again", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await answer("danger");
  await thunderbird.later();
  assert.equal(thunderbird.contactReads, 1);
  assert.equal(analyses().length, 1);
});

test("a contact that is added judges what is displayed again", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await answer("unremarkable");
  thunderbird.contacts = Promise.resolve([{ vCard }]);
  await thunderbird.changeContacts();
  await answer("caution");
  assert.equal(label(), "Look twice");
});

test("the label of the mail before is gone while the next one loads", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await answer("verified");
  assert.equal(label(), "Sender verified");
  await thunderbird.select(TAB, B);
  assert.equal(label(), "Fuwake");
});

test("the same selection told again leaves the label, for no display follows", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await answer("verified");
  await thunderbird.select(TAB, A);
  assert.equal(label(), "Sender verified");
});

test("a window of one message, which has no selection, is blank while the next one is analysed", async () => {
  await thunderbird.start();
  await thunderbird.display(2, A);
  await answer("verified");
  await thunderbird.display(2, B);
  assert.equal(label(2), "Fuwake");
});

test("a mail is read and judged from its selection on; nothing is said of it before it is displayed", async () => {
  await thunderbird.start();
  await thunderbird.select(TAB, A);
  await answer("danger");
  assert.equal(label(), "Fuwake");
  await thunderbird.display(TAB, A);
  assert.equal(label(), "Danger");
  assert.equal(thunderbird.pane(TAB).shows.level, "danger");
  assert.equal(analyses().length, 1);
});

test("with the message pane closed a selection reads nothing, for the mail may be on a server still", async () => {
  await thunderbird.start();
  thunderbird.paneIsOpen = false;
  await thunderbird.select(TAB, A);
  assert.equal(analyses().length, 0);
  await thunderbird.display(TAB, A);
  assert.equal(analyses().length, 1, "it was opened in between");
});

test("a selection that goes on stops what it had begun, and nothing that has ended", async () => {
  await thunderbird.start();
  await thunderbird.select(TAB, A);
  await thunderbird.select(TAB, B);
  assert.deepEqual(thunderbird.host.sent("cancel").map(({ params }) => params.id), [analyses()[0].id]);
  await answer("danger");
  await thunderbird.select(TAB, A);
  assert.equal(thunderbird.host.sent("cancel").length, 1);
});

test("several selected messages stop the analysis; one of them alone has its verdict", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await thunderbird.select(TAB, A, B);
  await thunderbird.display(TAB, A, B);
  assert.equal(thunderbird.host.sent("cancel").length, 1);
  assert.equal(await thunderbird.ask({ type: "popup", tabId: TAB }), null);
  await thunderbird.open(TAB, A);
  await answer("danger");
  assert.equal(label(), "Danger");
});

test("without a host the label says so, and a retry after it has come brings verdict and banner", async () => {
  thunderbird.host.installed = false;
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  assert.equal(label(), "problemLabel");
  assert.equal((await thunderbird.ask({ type: "popup", tabId: TAB })).problem, "missing");
  thunderbird.host.installed = true;
  await thunderbird.ask({ type: "refreshAll" });
  await settle();
  await answer("danger");
  assert.equal(label(), "Danger");
  assert.equal(thunderbird.pane(TAB).shows.level, "danger");
});

test("a mail at which the host dies starts it twice and not for ever, contacts or not", async () => {
  thunderbird.contacts = Promise.resolve([{ vCard }]);
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  for (let i = 0; i < 5; i++) {
    await thunderbird.later();
    if (analyses().length > i) thunderbird.host.die();
    await settle();
  }
  assert.equal(thunderbird.host.starts, 2);
  assert.equal(label(), "problemLabel");
});

test("a mail at which the host dies once the contacts are known is not tried for ever", async () => {
  thunderbird.contacts = Promise.resolve([{ vCard }]);
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await answer("unremarkable");
  for (let i = 1; i < 6; i++) {
    await thunderbird.later();
    if (analyses().length > i) thunderbird.host.die();
    await settle();
  }
  assert.equal(thunderbird.host.starts, 2);
  assert.equal(label(), "problemLabel");
});

test("a big mail goes in chunks, whole, no more than two of them on their way", async () => {
  delete thunderbird.host.answersItself["analyze.chunk"];
  const source = "abc".repeat(5e5);
  thunderbird.sources.set(A, source);
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  const chunks = () => thunderbird.host.sent("analyze.chunk");
  assert.equal(chunks().length, 2);
  for (let next = 0; next < chunks().length; next++) {
    assert.ok(chunks().length <= next + 2);
    chunks()[next].answer({ received: 1 });
    await settle();
  }
  assert.equal(chunks().map(({ params }) => params.data).join(""), source);
  assert.ok(chunks().every(({ params }) => params.data.length <= 512 * 1024));
  assert.equal(analyses()[0].params.transfer, chunks()[0].params.transfer);
});

test("the user's own addresses travel with each mail; changed ones judge anew", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await answer("unremarkable");
  assert.deepEqual(analyses()[0].params.recipient, { addresses: ["me@office.example"], domains: [], authservIds: [] });
  await thunderbird.changeIdentities();
  assert.equal(analyses().length, 2);
});
