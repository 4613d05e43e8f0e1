// Opens Thunderbird with a throw-away profile, the add-on, and bad and good mails in the Inbox; with
// --screenshot FILE under Xvfb, with the founding mail and the popup open. The language is that of
// the environment.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually, Session } from "./thunderbird/session.mjs";
import { makeHome, root, startThunderbird, version } from "./thunderbird/thunderbird.mjs";

const mailsIn = (folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".eml"))
    .map((name) => readFileSync(join(root, folder, name)));

const language = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "";
const options = {
  locale: language.startsWith("ja") ? "ja" : "en-US",
  mails: [...mailsIn("tests/cases"), ...mailsIn("tests/mails/good")],
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
    await session.select("非常に重要なメッセージ");
    await eventually("the banner", () => session.banner());
    await session.openPopup();
    await sleep(1500); // the popup fades in
    session.picture(process.argv[3]);
  } finally {
    await session.stop();
  }
} else {
  const home = makeHome({ ...options, extra: { "mailnews.start_page.enabled": false } });
  const thunderbird = startThunderbird(home, { log: "ignore" });
  const ended = new Promise((resolve) => thunderbird.on("exit", resolve));
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => thunderbird.kill());
  await ended;
  home.remove();
}
