// A benchmark, no test: how long from selecting a mail to its banner in the real Thunderbird; fifty small mails after
// the first, which starts the program, and one of 33 MB.
// usage: node tests/bench/select-to-banner.mjs [--rounds N] [XPI…]   (after ./test.sh e2e or ./try.sh)
// Several add-ons (before a change and after it) are measured in turn, each round in a Thunderbird of its own. On a busy
// machine put `chrt -r 10` before it.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { eventually, Session } from "../../tools/thunderbird/session.mjs";
import { root, version } from "../../tools/thunderbird/thunderbird.mjs";
import { bigMail, foundingAs } from "../e2e/mails.mjs";

const SMALL = 50;

/** What selects each mail but the first and waits for its banner; gives subject → milliseconds. */
const SELECT_EACH = `
  const times = {};
  const view = pane().gDBView;
  for (let i = 0; i < view.rowCount; i++) {
    const header = view.getMsgHdrAt(i);
    if (header.mime2DecodedSubject == args[0]) continue;
    const start = Date.now();
    pane().threadTree.selectedIndex = i;
    const shown = () => {
      const document = paneDocument();
      return aboutMessage().gMessage?.messageKey == header.messageKey &&
        document?.URL.endsWith("=" + header.messageKey) && document.querySelector("fuwake-banner");
    };
    while (!shown()) await new Promise((r) => later(r, 1));
    times[header.mime2DecodedSubject] = Date.now() - start;
    await new Promise((r) => later(r, 300));
  }
  return times;`;

async function measure(xpi) {
  const names = [...Array(SMALL + 1).keys()].map((i) => `small ${String(i).padStart(2, "0")}`);
  const mails = [...names.map((name) => foundingAs(name)), bigMail("big", 33e6)];
  const session = await Session.start({ locale: "ja", mails, host: join(root, "build/release/bin/fuwake"), xpi });
  try {
    await session.addonActive();
    await session.openInbox();
    await session.select(names[0]);
    await eventually("the banner", () => session.banner());
    const { big, ...small } = await session.run(SELECT_EACH, names[0]);
    return { big, small: Object.values(small).sort((a, b) => a - b) };
  } finally {
    await session.stop();
  }
}

const { values, positionals } = parseArgs({ options: { rounds: { type: "string", default: "1" } }, allowPositionals: true });
const packed = join(root, `build/release/packages/fuwake-${version()}.xpi`);
const addons = positionals.length > 0 ? positionals : [packed];
for (let round = 0; round < Number(values.rounds); round++)
  for (const xpi of addons) {
    const { big, small } = await measure(xpi);
    const figures = `small mails: median ${small[small.length >> 1]} ms, slowest ${small.at(-1)} ms; 33 MB: ${big} ms`;
    console.log(addons.length > 1 ? `${xpi}: ${figures}` : figures);
  }
