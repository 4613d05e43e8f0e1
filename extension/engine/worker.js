/**
 * The Worker that holds the engine: opened once, then asked one mail after the other. Nothing here can end a mail that
 * takes too long: whoever started the Worker ends it (port.js).
 */

import { openEngine } from "./open.js";

/** A mail that has the engine open what it opens with its first one (some 50 ms), before anybody waits. */
const FIRST_MAIL = [
  "Received: from a.example (a.example [192.0.2.1]) by mx.example; Thu, 1 Jan 2026 00:00:00 +0000",
  "From: =?iso-8859-1?Q?=C4pfel?= <a@a.example>",
  "Date: Thu, 1 Jan 2026 00:00:00 +0000",
  "Content-Type: text/html; charset=utf-8",
  "",
  '<a href="http://xn--80ak6aa92e.example/">a.example</a>',
].join("\r\n");

/** @type {import("./open.js").OpenEngine | null} */
let engine = null;

/** @param {import("./open.js").EngineFiles} files */
async function open(files) {
  try {
    // @ts-expect-error Made by the build, and only in the packages that hold the engine.
    const { default: create } = await import("./engine.js");
    engine = await openEngine(create, files);
    engine.call(JSON.stringify({ method: "analyze" }), FIRST_MAIL);
    postMessage({ ready: true });
  } catch (error) {
    postMessage({ failed: String(error) });
  }
}

/** @param {{request: string, mail: string}} question */
function answer({ request, mail }) {
  try {
    postMessage({ answer: engine?.call(request, mail) });
  } catch (error) {
    postMessage({ broken: String(error) });
  }
}

addEventListener("message", ({ data }) => (data.open ? open(data.open) : answer(data)));
