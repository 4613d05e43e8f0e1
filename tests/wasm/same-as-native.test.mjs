// The engine that the add-on holds gives the very document that the engine of the program gives, about every mail among
// the tests; and where the program says something else, it is for what it alone has.
import assert from "node:assert/strict";
import { test } from "node:test";
import { askInside, askNative, askProgram, comparable, mailsIn, openInside } from "./bodies.mjs";

const engine = await openInside();
const mails = mailsIn("tests");
const ours = mailsIn("tests/cases", "tests/mails");

/** The paths of the mails about which the two say something else. */
function different(which, more = {}) {
  const native = askNative([...which.values()], more);
  return [...which].filter(([, mail], at) => {
    const [here, there] = [askInside(engine, mail, more), native[at]].map((document) => JSON.stringify(comparable(document)));
    return here !== there;
  }).map(([path]) => path);
}

test("the fixtures are there", () => assert.ok(mails.size > 1000));

test("every mail has the same document", () => assert.deepEqual(different(mails), []));

test("in Japanese too", () => assert.deepEqual(different(ours, { locale: "ja" }), []));

test("for a reader whose addresses and servers are known", () => {
  const recipient = { addresses: ["Lost@Office.Example"], domains: ["example.org"], authservIds: ["mx.office.example"] };
  assert.deepEqual(different(ours, { recipient }), []);
});

test("wherever the reader is, in summer and in winter", async () => {
  const { TZ } = process.env;
  for (const zone of ["Asia/Tokyo", "Europe/Berlin", "America/Sao_Paulo"]) {
    process.env.TZ = zone;
    const there = await openInside();
    const summer = Buffer.from("From: a@a.example\r\nDate: Wed, 1 Jul 2026 12:00:00 +0000\r\n\r\nx\r\n");
    const winter = Buffer.from("From: a@a.example\r\nDate: Thu, 1 Jan 2026 12:00:00 +0000\r\n\r\nx\r\n");
    const moments = (documents) => documents.map(({ message }) => message.moment);
    const expected = moments(askNative([summer, winter]));
    assert.match(expected[0], /2026/);
    assert.deepEqual(moments([summer, winter].map((mail) => askInside(there, mail))), expected, zone);
  }
  if (TZ === undefined) delete process.env.TZ;
  else process.env.TZ = TZ;
});

test("and the report as a page", () => assert.deepEqual(different(mailsIn("tests/cases"), { format: "html" }), []));

/** What the program looked at that the engine inside cannot, as its document shows; null where there is no such. */
function reasonOf({ attachments, findings, links }) {
  if (attachments.some(({ lookedInto }) => lookedInto)) return "an attachment or a picture was opened";
  if (links.some(({ kind }) => kind === "qrCode")) return "a code was read";
  if (findings.some(({ id }) => id === "unseen.attachments")) return "an attachment could not be opened";
  return null;
}

/** Who has an address and in which country, of every hop of which that is known. */
const networksIn = ({ route }) =>
  Object.fromEntries(route.hops.filter(({ network }) => network).map(({ network: { asn, organisation, countryCode } }, at) => [at, [asn, organisation, countryCode]]));

test("who has the addresses that mails came from is what the program says", (context) => {
  const program = askProgram([...mails.values()]);
  let known = 0;
  const others = [];
  for (const [at, [path, mail]] of [...mails].entries()) {
    const [here, there] = [askInside(engine, mail), program[at]];
    if (here.error || there.error) continue;
    known += Object.keys(networksIn(there)).length;
    if (JSON.stringify(networksIn(here)) !== JSON.stringify(networksIn(there))) others.push(`${path}: ${JSON.stringify([networksIn(there), networksIn(here)])}`);
  }
  context.diagnostic(`${known} hops, ${others.length} mails with others`);
  assert.ok(known > 500);
  assert.deepEqual(others, []);
});

test("level, score and findings are the program's, but for what it alone can see", (context) => {
  const verdictOf = ({ verdict, findings }) => JSON.stringify([verdict.level, verdict.score, findings.map(({ id }) => id)]);
  const program = askProgram([...mails.values()]);
  const unexplained = [];
  for (const [at, [path, mail]] of [...mails].entries()) {
    const [here, there] = [askInside(engine, mail), program[at]];
    if (here.error || there.error) assert.deepEqual(here.error, there.error, path);
    else if (verdictOf(here) !== verdictOf(there)) {
      const reason = reasonOf(there);
      context.diagnostic(`${path}: ${there.verdict.level} → ${here.verdict.level}: ${reason}`);
      if (!reason) unexplained.push(path);
    }
  }
  assert.deepEqual(unexplained, []);
});
