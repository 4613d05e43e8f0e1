// A benchmark, no test: how long from selecting a mail to its banner in the real Thunderbird; small
// mails (the 23 after the first), and one of 33 MB.
// usage: node tests/bench/select-to-banner.mjs   (after ./test.sh e2e or ./try.sh)
import { join } from "node:path";
import { eventually, Session } from "../../tools/thunderbird/session.mjs";
import { root, version } from "../../tools/thunderbird/thunderbird.mjs";
import { bigMail, foundingAs } from "../e2e/mails.mjs";

const names = [...Array(24).keys()].map((i) => `small ${String(i).padStart(2, "0")}`);
const session = await Session.start({
  locale: "ja",
  mails: [...names.map((name) => foundingAs(name)), bigMail("big", 33e6)],
  host: join(root, "build/release/bin/fuwake"),
  xpi: join(root, `build/release/packages/fuwake-${version()}.xpi`),
});
try {
  await session.addonActive();
  await session.openInbox();
  await session.select(names[0]); // starts the host
  await eventually("the banner", () => session.banner());
  const times = await session.run(
    `const times = {};
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
     return times;`,
    names[0],
  );
  const { big, ...rest } = times;
  const small = Object.values(rest).sort((a, b) => a - b);
  console.log(`small mails: median ${small[small.length >> 1]} ms, slowest ${small.at(-1)} ms`);
  console.log(`33 MB: ${big} ms`);
} finally {
  await session.stop();
}
