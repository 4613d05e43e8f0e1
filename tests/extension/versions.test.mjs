// This add-on with hosts of other versions: what both can do works, and nothing else is lost.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { afterEach, beforeEach, mock, test } from "node:test";
import { saidOfHalves } from "../../extension/welcome/halves.js";
import { CAPABILITIES, documentOf, FakeThunderbird, settle } from "./thunderbird.mjs";

const TAB = 1;
const [A, B] = [11, 22];
const vCard = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Lane\r\nEMAIL:ann@example.net\r\nEND:VCARD";
const decision = { kind: "honest", key: "mail:x", label: "x" };

/** What an add-on and a host of version 1 said; see tests/protocol/README.md. */
const recorded = readFileSync(new URL("../protocol/version-1.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const sentThen = recorded.flatMap(({ sent }) => sent ?? []);
const receivedThen = (id) => recorded.find(({ received }) => received?.id === id).received.result;
const helloOf1 = receivedThen(1);
const documentOf1 = receivedThen(2);

/** @type {FakeThunderbird} */
let thunderbird;
beforeEach(() => {
  thunderbird = new FakeThunderbird();
  thunderbird.tabs.set(TAB, { displayed: [], pane: { runs: 0, asked: 0, shows: null } });
  thunderbird.contacts = Promise.resolve([{ vCard }]);
  mock.method(console, "warn", () => {});
});
afterEach(() => mock.restoreAll());

const sent = (method) => thunderbird.host.sent(method);
const label = () => thunderbird.labels.get(TAB);
const greetWith = (hello) => (thunderbird.host.answersItself.hello = () => ({ version: "0", protocol: 1, ...hello }));
const partner = async () => (await thunderbird.ask({ type: "hello" })).partner;

async function answer(level) {
  sent("analyze").at(-1).answer(documentOf(level));
  await settle();
}

/** All that a user does in a while. */
async function useItAll() {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await answer("danger");
  await thunderbird.later();
  if (sent("analyze").length > 1) await answer("danger");
  const report = thunderbird.ask({ type: "report", messageId: A }).catch((error) => error);
  await settle();
  if (sent("analyze").at(-1).params.format === "html") sent("analyze").at(-1).answer({ html: "<p>" });
  for (const [type, content] of [["decide", decision], ["decisions", {}], ["undo", { id: 1 }]]) {
    const said = thunderbird.ask({ type, ...content }).catch((error) => error);
    await settle();
    sent(type)[0]?.answer({});
    await said;
  }
  thunderbird.sources.set(B, "x".repeat(600 * 1024));
  await thunderbird.open(TAB, B);
  await settle();
  await thunderbird.close(TAB);
  return report;
}

for (const [what, hello] of [["version 1", helloOf1], ["no version that tells its capabilities", { capabilities: undefined }]])
  test(`a host of ${what} is asked for nothing that it does not know`, async () => {
    greetWith(hello);
    assert.equal(await useItAll(), "<p>");
    const known = new Map();
    for (const { method, params } of sentThen) known.set(method, [...(known.get(method) ?? []), ...Object.keys(params)]);
    for (const { method, params } of thunderbird.host.requests) {
      assert.ok(known.has(method), method);
      // What it does not know in a greeting it passes over.
      for (const name of Object.keys(params)) assert.ok(method === "hello" || known.get(method).includes(name), `${method}: ${name}`);
    }
    for (const method of known.keys()) assert.ok(sent(method).length > 0, `${method} is used`);
  });

test("a document of version 1 has label and banner", async () => {
  greetWith(helloOf1);
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  sent("analyze")[0].answer(documentOf1);
  await settle();
  assert.equal(label(), documentOf1.verdict.label);
  assert.equal(thunderbird.pane(TAB).shows.headline, documentOf1.verdict.headline);
});

/** Each capability and what is not asked without it. */
for (const [missing, methods] of [
  ["contacts", ["contacts"]],
  ["cancel", ["cancel"]],
  ["decide", ["decide", "decisions", "undo"]],
  ["html", []],
  ["decisions.changed", []],
])
  test(`without ${missing} all else works`, async () => {
    greetWith({ capabilities: CAPABILITIES.filter((each) => each !== missing) });
    const report = await useItAll();
    for (const method of ["contacts", "cancel", "decide", "decisions", "undo"])
      assert.equal(sent(method).length > 0, !methods.includes(method), method);
    if (missing === "html") assert.equal(report.problem, "unsupported");
    else assert.equal(report, "<p>");
    assert.equal(thunderbird.contactReads, missing === "contacts" ? 0 : 1);
    const { older, missing: told } = await partner();
    assert.deepEqual([older, told], ["program", [missing]]);
  });

test("a method that the host does not know after all is asked for once", async () => {
  greetWith({ capabilities: CAPABILITIES });
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await answer("danger");
  for (let i = 0; i < 2; i++) {
    const said = thunderbird.ask({ type: "decide", ...decision }).catch(({ problem }) => problem);
    await settle();
    sent("decide")[i]?.fail(-32601);
    assert.equal(await said, "unsupported");
  }
  assert.equal(sent("decide").length, 1);
  assert.deepEqual((await partner()).missing, ["decide"]);
  assert.equal(label(), "Danger");
});

test("a newer host may say and tell what it likes", async () => {
  greetWith({ capabilities: [...CAPABILITIES, "telepathy"], mood: "good" });
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  for (const method of ["progress", "toString", "__proto__"]) thunderbird.host.notify(method, { percent: 50 });
  sent("analyze")[0].answer({ ...documentOf("danger"), aura: "dark" });
  await settle();
  assert.equal(label(), "Danger");
  assert.deepEqual((await partner()).older, "addon");
});

for (const [what, hello, problem] of [
  ["that speaks only what is newer", { protocol: 9 }, "addonTooOld"],
  ["that speaks only what is older", { protocol: 0 }, "programTooOld"],
  ["that speaks of no protocol", { protocol: undefined }, "programTooOld"],
  ["that analyses nothing", { capabilities: ["html"] }, "programTooOld"],
])
  test(`a host ${what} is not asked, and the half to update is named`, async () => {
    greetWith(hello);
    await thunderbird.start();
    await thunderbird.open(TAB, A);
    assert.equal(sent("analyze").length, 0);
    assert.equal((await thunderbird.ask({ type: "hello" })).problem, problem);
    assert.equal((await thunderbird.ask({ type: "popup", tabId: TAB })).problem, problem);
  });

test("decisions that were changed elsewhere judge what is displayed again, and what was kept is forgotten", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await answer("danger");
  await thunderbird.open(TAB, B);
  await answer("danger");
  thunderbird.host.notify("decisions.changed");
  await settle();
  assert.equal(sent("analyze").length, 3);
  await answer("unremarkable");
  assert.equal(label(), "Nothing found");
  await thunderbird.open(TAB, A);
  assert.equal(sent("analyze").length, 4, "A too is judged anew");
  assert.deepEqual(thunderbird.told, [{ type: "decisionsChanged" }], "the options page hears of it");
});

const locale = (language) =>
  JSON.parse(readFileSync(new URL(`../../extension/_locales/${language}/messages.json`, import.meta.url), "utf8"));

for (const language of readdirSync(new URL("../../extension/_locales/", import.meta.url)))
  test(`which half is older is said in ${language}, with all that is missing`, () => {
    const messages = locale(language);
    const text = (name, substitutions = []) => {
      assert.ok(messages[name], `${language}: ${name}`);
      return messages[name].message.replace(/\$(\d)/g, (_, number) => substitutions[number - 1]);
    };
    const said = (older, missing) => saidOfHalves({ version: "1.1", older, missing, tooOld: null }, "2.2", text);
    const all = CAPABILITIES.filter((each) => each !== "analyze");
    assert.equal(said(null, []), "");
    for (const older of ["program", "addon"]) {
      assert.match(said(older, all), /1\.1/);
      assert.match(said(older, all), /2\.2/);
    }
    for (const capability of all) assert.ok(said("program", all).includes(said("program", [capability]).match(/: (.*?)[.。]/)[1]));
    for (const problem of ["missing", "programTooOld", "addonTooOld", "unsupported", "died", "refused", "failed"])
      assert.ok(messages[`problem_${problem}`], problem);
  });
