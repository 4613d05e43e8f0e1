// What `./try.sh` shows in the Inbox is what it says it shows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { mailOf, stops } from "../../tools/tour.mjs";
import { analyze } from "./fuwake.mjs";

for (const stop of stops)
  test(`the tour's ${stop.mail} is ${stop.level}`, () => {
    assert.equal(analyze(["-"], { input: mailOf(stop) }).verdict.level, stop.level);
  });
