// Who judges: the program where it answers, and else the engine that the add-on holds itself, in a Worker whose answers
// the test gives. tests/wasm has the engine's own.
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { documentOf, FakeThunderbird, settle } from "./thunderbird.mjs";

const TAB = 1;
const [A, B] = [11, 22];
const vCard = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Lane\r\nEMAIL:ann@example.net\r\nEND:VCARD";

/** The Workers that were started. @type {FakeWorker[]} */
let workers;
let starts;

class FakeWorker {
  ended = false;
  questions = [];
  constructor(url, options) {
    assert.deepEqual([url, options], ["/engine/worker.js", { type: "module" }]);
    workers.push(this);
  }
  postMessage(message) {
    if (message.open) return void queueMicrotask(() => this.say(starts ? { ready: true } : { failed: "no memory" }));
    const { method, params } = JSON.parse(message.request);
    this.questions.push({ method, params, mail: message.mail });
    if (method === "hello") this.answer({ version: "0", protocol: 1, capabilities: ["analyze", "contacts", "html"] });
    if (method === "contacts") this.answer({ contacts: params.contacts.length });
    if (method === "decisions") this.answer({ decisions: params.decisions.length });
  }
  answer(result) {
    queueMicrotask(() => this.say({ answer: JSON.stringify({ result }) }));
  }
  say(data) {
    this.onmessage({ data });
  }
  terminate() {
    this.ended = true;
  }
}

/** @type {FakeThunderbird} */
let thunderbird;
let policy;
beforeEach(() => {
  thunderbird = new FakeThunderbird();
  thunderbird.tabs.set(TAB, { displayed: [], pane: { runs: 0, asked: 0, shows: null } });
  workers = [];
  starts = true;
  policy = "script-src 'self' 'wasm-unsafe-eval'";
  thunderbird.messenger.runtime.getManifest = () => ({ version: "0", content_security_policy: { extension_pages: policy } });
  globalThis.Worker = FakeWorker;
  mock.method(globalThis, "fetch", async () => ({ arrayBuffer: async () => new ArrayBuffer(8) }));
  WebAssembly.compileStreaming = async () => ({});
  mock.method(console, "warn", () => {});
});
afterEach(() => {
  mock.restoreAll();
  delete globalThis.Worker;
});

const label = () => thunderbird.labels.get(TAB);
const hello = (again = false) => thunderbird.ask({ type: "hello", again });
const asked = (worker, method) => worker.questions.filter((question) => question.method === method);
const answer = async (worker, level) => {
  worker.answer(documentOf(level));
  await settle();
};

/** Starts without a program, and opens a mail. */
async function startAlone() {
  thunderbird.host.installed = false;
  await thunderbird.start();
  await thunderbird.open(TAB, A);
}

test("without a program the engine inside judges, and nothing is called wrong", async () => {
  await startAlone();
  const [question] = asked(workers[0], "analyze");
  assert.equal(question.mail, "Subject: x\r\n\r\nx");
  assert.deepEqual(question.params, {
    recipient: { addresses: ["me@office.example"], domains: [], authservIds: [] }, format: "json", locale: "en",
  });
  await answer(workers[0], "danger");
  assert.equal(label(), "Danger");
  assert.equal(thunderbird.pane(TAB).shows.level, "danger");
  const { partner, problem } = await hello();
  assert.equal(problem, undefined);
  assert.deepEqual([partner.inside, partner.older, partner.missing], [true, null, ["decisions.changed"]]);
});

test("a package that may not start programs does with the engine", async () => {
  delete thunderbird.messenger.runtime.connectNative;
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await answer(workers[0], "danger");
  assert.equal(label(), "Danger");
});

test("with a program no Worker is started", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  assert.equal(thunderbird.host.sent("analyze").length, 1);
  assert.equal(workers.length, 0);
  assert.equal((await hello()).partner.inside, false);
});

test("for a program that is too old the engine inside judges", async () => {
  thunderbird.host.answersItself.hello = () => ({ version: "0", protocol: 0 });
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await answer(workers[0], "danger");
  assert.equal(label(), "Danger");
});

test("a mail of which the program dies twice is judged by the engine inside, and so are the next ones", async () => {
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  for (const starts of [1, 2]) {
    assert.equal(thunderbird.host.starts, starts);
    assert.equal(workers.length, 0);
    thunderbird.host.die();
    await settle();
  }
  await answer(workers[0], "danger");
  assert.equal(label(), "Danger");
  await thunderbird.open(TAB, B);
  await answer(workers[0], "caution");
  assert.equal(label(), "Look twice");
  assert.equal(thunderbird.host.starts, 2);
});

test("a program that dies now and then is started again", async () => {
  await thunderbird.start();
  for (const id of [A, B]) {
    await thunderbird.open(TAB, id);
    thunderbird.host.die();
    await settle();
    thunderbird.host.sent("analyze").at(-1).answer(documentOf("danger"));
    await settle();
  }
  assert.equal(thunderbird.host.starts, 3);
  assert.equal(workers.length, 0);
});

test("a mail that hangs the engine costs its own verdict alone, and the next Worker knows the address book", async () => {
  thunderbird.contacts = Promise.resolve([{ vCard }]);
  await startAlone();
  await answer(workers[0], "caution");
  await thunderbird.later();
  await answer(workers[0], "caution");
  await thunderbird.open(TAB, B);
  assert.equal(asked(workers[0], "analyze").at(-1).mail, "Subject: x\r\n\r\nx");
  await thunderbird.later();
  assert.ok(workers[0].ended);
  assert.equal(label(), "problemLabel");
  workers[0].say({ answer: JSON.stringify({ result: documentOf("danger") }) });
  await settle();
  assert.equal(label(), "problemLabel", "what an ended Worker said last is not heard");
  await thunderbird.open(TAB, 33);
  assert.deepEqual(workers[1].questions.map(({ method }) => method), ["contacts", "analyze"]);
  await answer(workers[1], "danger");
  assert.equal(label(), "Danger");
});

test("an engine that broke is replaced", async () => {
  await startAlone();
  workers[0].say({ broken: "RuntimeError: unreachable" });
  await settle();
  assert.ok(workers[0].ended);
  assert.equal(label(), "problemLabel");
  await thunderbird.open(TAB, B);
  await answer(workers[1], "danger");
  assert.equal(label(), "Danger");
});

test("a big mail comes whole", async () => {
  const mail = `Subject: x\r\n\r\n${"0123456789abcdef".repeat(100 * 1024)}`;
  thunderbird.sources.set(A, mail);
  await startAlone();
  assert.equal(asked(workers[0], "analyze")[0].mail, mail);
});

test("a mail that waits behind another and is left is not judged", async () => {
  await startAlone();
  await thunderbird.open(TAB, B);
  await thunderbird.open(TAB, 33);
  await answer(workers[0], "caution");
  assert.equal(asked(workers[0], "analyze").length, 2, "A, which ran, and the one that is displayed");
  await answer(workers[0], "danger");
  assert.equal(label(), "Danger");
});

test("where the engine does not start either, it is the program that is missing", async () => {
  starts = false;
  await startAlone();
  assert.equal((await hello()).problem, "missing");
  assert.equal(label(), "problemLabel");
});

test("a package without an engine does not look for one", async () => {
  policy = "script-src 'self'";
  await startAlone();
  assert.equal(workers.length, 0);
  assert.equal((await hello()).problem, "missing");
});

test("a program that was installed meanwhile takes over when it is looked for", async () => {
  await startAlone();
  await answer(workers[0], "danger");
  thunderbird.host.installed = true;
  assert.equal((await hello()).partner.inside, true);
  assert.equal((await hello(true)).partner.inside, false);
  assert.ok(workers[0].ended);
});

/** What the user may say of the mail on screen. */
const offered = () => thunderbird.pane(TAB).shows.offers.map(({ kind }) => kind);
const documentWithKey = { ...documentOf("danger"), decisions: { mail: { key: "mail:a", label: "A mail" }, sender: null } };
const says = (kind, key = "mail:a") => thunderbird.ask({ type: "decide", kind, key, label: "A mail" });

test("without a program the user's word is kept by the add-on, and the engine knows it before it judges again", async () => {
  await startAlone();
  workers[0].answer(documentWithKey);
  await settle();
  assert.deepEqual(offered(), ["honest"]);
  const { id } = await says("honest");
  await settle();
  assert.deepEqual(workers[0].questions.slice(-2).map(({ method }) => method), ["decisions", "analyze"]);
  const [told] = asked(workers[0], "decisions")[0].params.decisions;
  assert.deepEqual([told.id, told.kind, told.key, told.label], [id, "honest", "mail:a", "A mail"]);
  assert.ok(Math.abs(told.time - Date.now() / 1000) < 86400, "seconds since 1970");
  assert.deepEqual((await thunderbird.ask({ type: "decisions" })).decisions.map(({ key }) => key), ["mail:a"]);
});

test("of one key the last word counts; undone, there is none, and the engine knows that too", async () => {
  await startAlone();
  await answer(workers[0], "danger");
  await says("honest");
  await answer(workers[0], "danger");
  await says("trusted", "sender:x");
  await answer(workers[0], "danger");
  const { id } = await says("dishonest");
  await answer(workers[0], "danger");
  const kept = (await thunderbird.ask({ type: "decisions" })).decisions;
  assert.deepEqual(kept.map(({ kind, key }) => [kind, key]), [["dishonest", "mail:a"], ["trusted", "sender:x"]]);
  assert.deepEqual(await thunderbird.ask({ type: "undo", id }), { undone: true });
  await answer(workers[0], "danger");
  assert.deepEqual(await thunderbird.ask({ type: "undo", id }), { undone: false });
  assert.deepEqual(asked(workers[0], "decisions").map(({ params }) => params.decisions.length), [1, 2, 2, 1, 1]);
});

test("two words at once are both kept", async () => {
  await startAlone();
  await answer(workers[0], "danger");
  await Promise.all([says("honest"), says("trusted", "sender:x")]);
  assert.equal((await thunderbird.ask({ type: "decisions" })).decisions.length, 2);
});

test("what was decided in another run, and before a Worker was ended, is known before the first mail", async () => {
  thunderbird.options.decisions = [{ id: 7, kind: "honest", key: "mail:a", label: "A mail", time: "2026-11-26T10:00:00.000Z" }];
  await startAlone();
  assert.equal(workers[0].questions[0].method, "decisions");
  assert.equal(asked(workers[0], "decisions")[0].params.decisions[0].time, 1795687200);
  workers[0].say({ broken: "RuntimeError: unreachable" });
  await settle();
  assert.equal(workers[1].questions[0].method, "decisions");
});

test("a program that comes takes over what was decided without it, in its order", async () => {
  const word = (id, key) => ({ id, kind: "honest", key, label: key, time: "2026-11-26T10:00:00.000Z" });
  thunderbird.options.decisions = [word(2, "mail:b"), word(1, "mail:a")];
  thunderbird.host.answersItself.decide = () => ({ id: 1 });
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  await settle();
  assert.deepEqual(thunderbird.host.sent("decide").map(({ params }) => params.key), ["mail:a", "mail:b"]);
  assert.deepEqual(thunderbird.options.decisions, []);
});

test("a program that keeps no decisions is offered none, and the add-on keeps what it has", async () => {
  thunderbird.options.decisions = [{ id: 1, kind: "honest", key: "mail:b", label: "b", time: "2026-11-26T10:00:00.000Z" }];
  thunderbird.host.answersItself.hello = () => ({ name: "fuwake", version: "0", protocol: 1, capabilities: ["analyze", "cancel", "contacts"] });
  await thunderbird.start();
  await thunderbird.open(TAB, A);
  thunderbird.host.sent("analyze")[0].answer(documentWithKey);
  await settle();
  assert.deepEqual(offered(), []);
  assert.equal(thunderbird.host.sent("decide").length, 0);
  assert.equal(thunderbird.options.decisions.length, 1);
});
