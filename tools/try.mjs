// Opens Thunderbird with a throw-away profile, the add-on, and the tour in the Inbox. The language is that of the
// environment.
// usage: node tools/try.mjs [--screenshot FILE] [--frames FILE] [--host FILE]
// --screenshot: under Xvfb, with the founding mail and the popup open, and a picture of it
// --frames: what add-on and host say to each other goes to FILE (see log-frames.mjs)
// --host: another host than the release's, such as build/test/bin/fuwake
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { eventually, Session } from "./thunderbird/session.mjs";
import { makeHome, root, startThunderbird, version } from "./thunderbird/thunderbird.mjs";
import { guide, mailOf, stops } from "./tour.mjs";

const text = { type: "string" };
const { values: given } = parseArgs({ options: { screenshot: text, frames: text, host: text } });

const environment = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "";
const language = environment.startsWith("ja") ? "ja" : "en";
const options = {
  locale: language === "ja" ? "ja" : "en-US",
  mails: stops.map(mailOf),
  // The list in the order of the tour: as received, from the top, no threads.
  extra: { "mailnews.default_sort_type": 21, "mailnews.default_sort_order": 1, "mailnews.default_view_flags": 0 },
  host: resolve(given.host ?? join(root, "build/release/bin/fuwake")),
  frames: given.frames,
  xpi: join(root, `build/release/packages/fuwake-${version()}.xpi`),
};

if (given.screenshot) {
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
    session.picture(given.screenshot);
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
