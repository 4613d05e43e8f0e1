// What the user or his administrator has set, and what the add-on does for it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, mock, test } from "node:test";
import { isName, readOptions } from "../../extension/options/stored.js";
import { documentOf, FakeThunderbird, settle } from "./thunderbird.mjs";

const TAB = 1;
const A = 11;
const UNSET = { authservIds: [], domains: [], banner: "caution", language: "", welcome: true };

/** @type {FakeThunderbird} */
let thunderbird;
beforeEach(() => {
  thunderbird = new FakeThunderbird();
  globalThis.messenger = thunderbird.messenger;
  thunderbird.tabs.set(TAB, { displayed: [], pane: { runs: 0, asked: 0, shows: null } });
  mock.method(console, "warn", () => {});
});
afterEach(() => mock.restoreAll());

const analyses = () => thunderbird.host.sent("analyze");

for (const [what, options, policy, read] of [
  ["nothing set", {}, null, {}],
  ["the user's", { banner: "danger", domains: ["office.example"] }, null, { banner: "danger", domains: ["office.example"] }],
  ["the administrator's before the user's", { banner: "never", language: "ja" }, { banner: "danger" }, { banner: "danger", language: "ja" }],
  ["what cannot be meant", { banner: "loud", domains: "x", authservIds: [7], language: null }, { banner: 1, domains: ["a b"], welcome: "no" }, {}],
  ["what another version knows", { __proto__: { banner: "never" }, colour: "red" }, { colour: "red" }, {}],
])
  test(`options: ${what}`, async () => {
    Object.assign(thunderbird, { options, policy });
    assert.deepEqual(await readOptions(), { ...UNSET, ...read });
  });

test("the example for administrators sets every option, as it is meant", async () => {
  const { policies } = JSON.parse(readFileSync(new URL("../../docs/policies.json", import.meta.url), "utf8"));
  thunderbird.policy = policies["3rdparty"].Extensions["fuwake@addons.fuwake"];
  assert.deepEqual(await readOptions(), thunderbird.policy);
  assert.deepEqual(Object.keys(thunderbird.policy).sort(), Object.keys(UNSET).sort());
});

for (const [name, good] of [["office.example", true], ["例え.jp", true], ["mx_1.x", true], ["a b", false], ["", false],
                            ["a/b", false], ["x".repeat(300), false], ["<b>", false]])
  test(`"${name.slice(0, 20)}" is ${good ? "a" : "no"} name`, () => assert.equal(isName(name), good));

/** Opens a mail of this level; whether its pane has a warning. */
async function warns(level) {
  await thunderbird.open(TAB, A);
  analyses().at(-1).answer(documentOf(level));
  await settle();
  return thunderbird.pane(TAB).shows !== null;
}

for (const [banner, danger, caution] of [["caution", true, true], ["danger", true, false], ["never", false, false]])
  test(`banner "${banner}"`, async () => {
    thunderbird.options = { banner };
    await thunderbird.start();
    assert.equal(await warns("danger"), danger);
    assert.equal(thunderbird.labels.get(TAB), "Danger", "the button still tells");
    await thunderbird.open(TAB, A + 1);
    analyses().at(-1).answer(documentOf("caution"));
    await settle();
    assert.equal(thunderbird.pane(TAB).shows !== null, caution);
  });

test("own domains travel with each mail, and changed ones judge anew", async () => {
  await thunderbird.start();
  await warns("danger");
  await thunderbird.changeOptions({ domains: ["branch.example"] });
  assert.equal(analyses().length, 2);
  assert.deepEqual(analyses()[1].params.recipient.domains, ["branch.example"]);
});

test("the welcome page opens once after installing, and never after an update", async () => {
  await thunderbird.start();
  for (const reason of ["update", "browser_update"]) await thunderbird.installed(reason);
  assert.deepEqual(thunderbird.opened, []);
  await thunderbird.installed("install");
  assert.deepEqual(thunderbird.opened, ["moz-extension://x/welcome/welcome.html"]);
});

test("an administrator may do without the welcome page", async () => {
  thunderbird.policy = { welcome: false };
  await thunderbird.start();
  await thunderbird.installed("install");
  assert.deepEqual(thunderbird.opened, []);
});
