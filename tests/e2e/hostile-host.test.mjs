// End to end: a host that escapes nothing. Its report must stay words in the add-on's page.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually, Session } from "../../tools/thunderbird/session.mjs";
import { registerProgram, root, version } from "../../tools/thunderbird/thunderbird.mjs";
import { founding } from "./mails.mjs";
import { inPage, POPUP, TAB } from "./page.mjs";

const xpi = join(root, `build/release/packages/fuwake-${version()}.xpi`);
const HOST = join(root, "build/release/bin/fuwake");
const FOUNDING = "非常に重要なメッセージ";

/** A program that answers as the host does, but every report is `html`. */
function writeHost(home, html) {
  const file = join(home, "hostile-host.mjs");
  const document = execFileSync(HOST, ["analyze", "--format", "json", join(root, "tests/cases/kagoya-utf8.eml")]).toString();
  writeFileSync(file, `#!${process.execPath}
import { onFrames } from ${JSON.stringify(join(root, "tools/log-frames.mjs"))};
const answers = {
  hello: () => ({ name: "fuwake", version: "0.1.0", protocol: 1, capabilities: ["analyze", "cancel", "contacts", "decide", "html"] }),
  contacts: () => ({ contacts: 0 }),
  decisions: () => ({ decisions: [] }),
  analyze: ({ format }) => (format === "html" ? { html: ${JSON.stringify(html)} } : ${document}),
};
onFrames(process.stdin, (frame) => {
  const { id, method, params } = JSON.parse(frame.subarray(4));
  const answer = Buffer.from(JSON.stringify({ jsonrpc: "2.0", id, result: answers[method]?.(params) ?? {} }));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(answer.length);
  process.stdout.write(Buffer.concat([head, answer]));
});
`);
  chmodSync(file, 0o755);
  return file;
}

test("whatever a host sends as its report, nothing of it runs, loads or leads away", async () => {
  const asked = [];
  const server = createServer((request, response) => (asked.push(request.url), response.end()));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  const html = `<!DOCTYPE html><html><head><title>x</title><base href="${url}/base/"><style>@import "${url}/css"; p { background: url(${url}/bg) }</style>
    <link rel="stylesheet" href="${url}/sheet"></head><body onload="document.title = 'ran'"><main><h1>words</h1>
    <p onclick="document.title = 'ran'" style="background: url(${url}/style)">more words</p>
    <script>document.title = "ran";</script><img src="${url}/img" onerror="document.title = 'ran'"><iframe src="${url}/frame"></iframe>
    <svg onload="document.title = 'ran'"><a href="${url}/svg"><text>svg</text></a></svg><a href="${url}/link">away</a>
    <a href="javascript:document.title='ran'">script</a><a href="#links">within</a>
    <form action="${url}/form"><button>send</button></form><object data="${url}/object"></object>
    <template><img src="${url}/template"></template><math><mi href="${url}/math">m</mi></math></main></body></html>`;
  const session = await Session.start({ locale: "en-US", host: null, xpi, mails: [founding[0]], welcome: true });
  try {
    registerProgram(session.place.home, writeHost(session.place.home, html));
    await session.addonActive();
    await session.run(`
      const welcome = () => tabmail.tabInfo.find((t) => t.browser?.currentURI?.spec.endsWith("welcome/welcome.html"));
      tabmail.closeTab(await waitFor("the welcome page", welcome));`);
    await session.openInbox();
    await session.select(FOUNDING);
    await eventually("the banner", () => session.banner());
    await session.openPopup();
    await inPage(session, POPUP, `document.querySelector("button.report").click();`);
    await eventually("the report", async () => (await session.tabs()).some((each) => each.includes("report.html")) &&
      (await session.pageText()).includes("more words"));
    await sleep(1000); // what would load has asked by now
    const left = await inPage(session, TAB,
      `return { title: document.title, ours: location.protocol,
                elements: [...new Set([...document.querySelectorAll("#report *")].map((node) => node.localName))].sort(),
                attributes: [...document.querySelectorAll("#report *")].flatMap((node) => [...node.attributes].map(({ name, value }) => name + "=" + value)) };`);
    assert.deepEqual(left, { title: FOUNDING, ours: "moz-extension:", elements: ["a", "h1", "main", "p"], attributes: ["href=#links"] });
    assert.deepEqual(asked, [], "nothing was asked for");
  } finally {
    await session.stop();
    server.close();
  }
});
