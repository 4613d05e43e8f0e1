// vCards of an address book.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readVCard } from "../../extension/background/address-book.js";

for (const [what, lines, name, addresses] of [
  ["a name and an address", ["FN:Ann Lane", "EMAIL:ann@example.net"], "Ann Lane", ["ann@example.net"]],
  ["a group and parameters", ["FN;LANGUAGE=en:Ann", 'item1.EMAIL;TYPE="a:b",work;PREF=1:Ann@Example.NET'], "Ann", ["ann@example.net"]],
  ["a folded line", ["FN:Ann", "EMAIL:ann@exam", " ple.net"], "Ann", ["ann@example.net"]],
  ["escapes", ["FN:Lane\\, Ann", "EMAIL:ann@example.net"], "Lane, Ann", ["ann@example.net"]],
  ["two addresses", ["FN:Ann", "EMAIL:a@example.net", "EMAIL:b@example.net"], "Ann", ["a@example.net", "b@example.net"]],
  ["no address", ["FN:Ann", "EMAIL:", "TEL:1"], "Ann", []],
])
  test(what, () => assert.deepEqual(readVCard(lines.join("\r\n")), { name, addresses }));
