// End to end: a tab of one message that goes on to the next one over a slow line.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { eventually, Session } from "../../tools/thunderbird/session.mjs";
import { root, version } from "../../tools/thunderbird/thunderbird.mjs";
import { startDovecot, startLine } from "./dovecot.mjs";
import { good, verified } from "./mails.mjs";

const host = join(root, "build/release/bin/fuwake");
const xpi = join(root, `build/release/packages/fuwake-${version()}.xpi`);
const BANK = "【三井住友銀行】お振込みのお知らせ";

test("in a message tab, the label of the mail before is gone while the next one loads", async () => {
  const dovecot = await startDovecot([verified, good[0]]);
  const line = await startLine(dovecot.port);
  const extra = { "mail.server.server2.offline_download": false };
  const session = await Session.start({ locale: "en-US", host, xpi, imapPort: line.port, extra });
  const labelled = (label) => eventually(`"${label}"`, async () => (await session.button())?.label === label);
  try {
    await session.addonActive();
    await session.openInbox("imap");
    await session.select(BANK);
    await session.run(`
      const header = pane().gDBView.hdrForFirstSelectedMessage;
      tabmail.openTab("mailMessageTab", { messageURI: header.folder.getUriForMsg(header), viewWrapper: pane().gViewWrapper });
      await waitFor("the tab", () => tabmail.currentTabInfo.mode.name == "mailMessageTab" && aboutMessage().gMessage);`);
    await labelled("Sender verified");
    line.hold();
    await session.run(`window.goDoCommand("cmd_nextMsg");`);
    await labelled("Fuwake");
    line.go();
    await labelled("No warning");
    assert.equal(await session.banner(), null);
  } finally {
    await session.stop();
    line.stop();
    await dovecot.stop();
  }
});
