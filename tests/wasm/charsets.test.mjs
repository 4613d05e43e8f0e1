// A converter that is missing in icu.dat changes verdicts and says nothing; so every charset that the engine knows is
// read here beside the engine with all of ICU's data.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { askInside, askNative, comparable, openInside, root } from "./bodies.mjs";

const table = readFileSync(join(root, "native-host/src/mail/charset_labels.inc"), "utf8");
/** One label of each converter. */
const labels = [...new Map([...table.matchAll(/\{"([^"]+)", "([^"]+)"\}/g)].map(([, label, converter]) => [converter, label])).values()];

/** Letters of both halves, pairs of the East Asian charsets, and what leads into each set of those with escapes. */
const TEXTS = [
  "\xb0\xa1\xc4\xe3\xd6\xd0\xce\xc4", "\x82\xa0\x8a\xbf\x83\x4a\xb1\xdd", "\xc0\xe0\xd0\xf0\xbe\xfe", "\x81\x30\x84\x36\x90\x30\x81\x30",
  "\xa4\x40\xa4\xa4\x87\x40", "\x8f\xb0\xa1\x8e\xb1", "\x1b$B0!4A\x1b(B", "\x1b$@0!4A\x1b(B", "\x1b$(D0!0\"\x1b(B", "\x1b$A0!VP\x1b(B",
  "\x1b$(C0!3*\x1b(B", "\x1b(I1234\x1b(B", "\x1b.A\x1bNi", "\x1b.F\x1bNa", "\x1b$)C\x0e0!3*\x0f", "~{VPND~}", "+MEIwRA-",
];

const mailIn = (label, text) =>
  Buffer.from(`From: Anna <anna@example.net>\r\nTo: lost@office.example\r\nSubject: =?${label}?B?${Buffer.from(text, "latin1").toString("base64")}?=\r\n\r\nx\r\n`);

test("every charset is read as with all of ICU's data", async () => {
  const engine = await openInside();
  const rows = labels.flatMap((label) => TEXTS.map((text) => ({ label, text, mail: mailIn(label, text) })));
  const native = askNative(rows.map(({ mail }) => mail));
  const subjects = new Set(native.map(({ message }) => message.subject));
  assert.ok(labels.length > 35 && subjects.size > 200, `${subjects.size} texts come of ${labels.length} charsets`);
  const wrong = rows.filter(({ mail }, at) => JSON.stringify(comparable(askInside(engine, mail))) !== JSON.stringify(comparable(native[at])));
  assert.deepEqual(wrong.map(({ label, text }) => `${label} ${JSON.stringify(text)}`), []);
});
