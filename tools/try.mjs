// Opens Thunderbird with a throw-away profile, the add-on, and the tour in the Inbox; with --screenshot FILE under
// Xvfb, with the founding mail and the popup open. The language is that of the environment.
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually, Session } from "./thunderbird/session.mjs";
import { makeHome, root, startThunderbird, version } from "./thunderbird/thunderbird.mjs";
import { guide, mailOf, stops } from "./tour.mjs";

const environment = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "";
const language = environment.startsWith("ja") ? "ja" : "en";
const options = {
  locale: language === "ja" ? "ja" : "en-US",
  mails: stops.map(mailOf),
  // The list in the order of the tour: as received, from the top, no threads.
  extra: { "mailnews.default_sort_type": 21, "mailnews.default_sort_order": 1, "mailnews.default_view_flags": 0 },
  host: join(root, "build/release/bin/fuwake"),
  xpi: join(root, `build/release/packages/fuwake-${version()}.xpi`),
};

if (process.argv[2] === "--screenshot") {
  // Wide enough that the banner is seen beside the popup.
  const session = await Session.start({ ...options, size: [1720, 860] });
  try {
    await session.addonActive();
    await session.openInbox();
    await session.run(`pane().document.getElementById("messagePaneSplitter").width = 1150;`);
    await session.select("1. 非常に重要なメッセージ");
    await eventually("the banner", () => session.banner());
    await session.openPopup();
    await sleep(1500); // the popup fades in
    session.picture(process.argv[3]);
  } finally {
    await session.stop();
  }
} else {
  console.log(`${language === "ja" ? "受信トレイのメール:" : "In the Inbox:"}\n${guide(language)}`);
  const home = makeHome(options);
  const thunderbird = startThunderbird(home, { log: "ignore" });
  const ended = new Promise((resolve) => thunderbird.on("exit", resolve));
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => thunderbird.kill());
  await ended;
  home.remove();
}
