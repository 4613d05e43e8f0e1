// Menus, shortcuts and the report's tabs: whose report opens, and what a tab's address finds after a restart.
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { documentOf, FakeThunderbird, settle } from "./thunderbird.mjs";

const TAB = 1;
const [A, B] = [11, 22];
const header = (folder, headerMessageId) => ({ folder: { id: folder }, headerMessageId });

/** @type {FakeThunderbird} */
let thunderbird;
beforeEach(async () => {
  thunderbird = new FakeThunderbird();
  thunderbird.tabs.set(TAB, { displayed: [A], pane: { runs: 0, asked: 0, shows: null } });
  thunderbird.headers.set(A, header("in://box", "a@x"));
  thunderbird.headers.set(B, header("in://box", "b@x"));
  mock.method(console, "warn", () => {});
  await thunderbird.start();
});
afterEach(() => mock.restoreAll());

/** The addresses of reports that were opened, as the page reads them. */
const opened = () =>
  thunderbird.opened.filter((url) => url.includes("report/report.html")).map((url) => {
    const { searchParams, hash } = new URL(url);
    return { ...Object.fromEntries(searchParams), hash: Object.fromEntries(new URLSearchParams(hash.slice(1))) };
  });
const find = (mail) => thunderbird.ask({ type: "findMail", mail });

test("the menus of list, message and link have their entries", () => {
  assert.deepEqual([...thunderbird.menus], [["messages", "menuCheck"], ["message", "menuCheck"], ["link", "menuLink"]]);
});

test("the list's menu opens the report of each selected mail, and no more than ten", async () => {
  await thunderbird.clickMenu("messages", { selectedMessages: { messages: [{ id: A }, { id: B }] } });
  assert.deepEqual(opened().map(({ id }) => id), ["a@x", "b@x"]);
  const many = Array.from({ length: 50 }, () => ({ id: A }));
  await thunderbird.clickMenu("messages", { selectedMessages: { messages: many } });
  await settle();
  assert.equal(opened().length, 12);
});

test("the link's menu opens the report at that link", async () => {
  await thunderbird.clickMenu("link", { linkUrl: "https://evil.example/?a=b&c#d" });
  assert.deepEqual(opened()[0].hash, { href: "https://evil.example/?a=b&c#d" });
});

test("shortcuts open the report of the displayed mail, for what they are called", async () => {
  for (const name of ["open-report", "say-wrong", "trust-sender", "toString"]) await thunderbird.command(name);
  assert.deepEqual(opened().map(({ id, hash }) => [id, hash]), [["a@x", {}], ["a@x", { ask: "wrong" }], ["a@x", { ask: "trust" }]]);
});

test("in tabs that show no mail there are no entries", () => {
  for (const [type, hidden] of [["content", ["message"]], ["mail", []], ["special", ["message"]], ["messageDisplay", []]]) {
    thunderbird.showMenu(type, thunderbird.hiddenMenus.has("message") ? [] : ["message"]);
    assert.deepEqual([...thunderbird.hiddenMenus], hidden, type);
  }
});

test("where no single mail is displayed, menu and shortcuts do nothing", async () => {
  thunderbird.tabs.set(TAB, { displayed: [A, B] });
  await thunderbird.clickMenu("message");
  await thunderbird.command("open-report");
  assert.deepEqual(opened(), []);
});

test("a second click comes back to the tab", async () => {
  thunderbird.answersOfPages = ({ type, folder, id }) => (type === "reportOf" && folder === "in://box" && id === "a@x" ? 7 : undefined);
  await thunderbird.ask({ type: "openReport", messageId: A });
  assert.deepEqual([opened(), thunderbird.cameBackTo], [[], [7]]);
  await thunderbird.ask({ type: "openReport", messageId: B });
  assert.deepEqual(opened().map(({ id }) => id), ["b@x"]);
});

test("within a run the number finds the mail, also where two have one Message-ID", async () => {
  thunderbird.headers.set(B, header("in://box", "a@x"));
  await thunderbird.ask({ type: "openReport", messageId: B });
  assert.equal(await find(opened()[0]), B);
});

test("after a restart the same number is another mail, and is not taken", async () => {
  await thunderbird.ask({ type: "openReport", messageId: A });
  const [address] = opened();
  thunderbird.session = {};
  thunderbird.headers = new Map([[A, header("in://box", "b@x")], [B, header("in://box", "a@x")]]);
  assert.equal(await find(address), B);
  thunderbird.headers.delete(B);
  assert.equal(await find(address), null, "it is gone");
});

test("a mail that was moved is found where it is; of two with one Message-ID rather none", async () => {
  const address = { folder: "in://box", id: "a@x", message: "11", run: "another" };
  thunderbird.headers = new Map([[33, header("in://trash", "a@x")]]);
  assert.equal(await find(address), 33);
  thunderbird.headers.set(34, header("in://other", "a@x"));
  assert.equal(await find(address), null);
  thunderbird.headers.set(35, header("in://box", "a@x"));
  assert.equal(await find(address), 35, "the one in its folder");
});

test("the report's tab learns what was found about a mail that is not displayed", async () => {
  const view = thunderbird.ask({ type: "judge", messageId: B });
  await settle();
  thunderbird.host.sent("analyze").at(-1).answer(documentOf("danger"));
  assert.equal((await view).document.verdict.level, "danger");
});
