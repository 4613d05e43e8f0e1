// What the Debian package lays beside Thunderbird runs in a profile that was there before, from its first start on.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { eventually, Session } from "../../tools/thunderbird/session.mjs";
import { addonId, root, version } from "../../tools/thunderbird/thunderbird.mjs";
import { founding } from "./mails.mjs";

const INSTALLED = "/usr/lib/thunderbird";
const host = join(root, "build/release/bin/fuwake");

/** The folder of the installed Thunderbird, but for its program and its add-ons, which are here. */
function besideInstalled() {
  const folder = mkdtempSync(join(tmpdir(), "fuwake-thunderbird-"));
  mkdirSync(join(folder, "extensions"));
  for (const name of readdirSync(INSTALLED))
    if (name === "thunderbird-bin") copyFileSync(join(INSTALLED, name), join(folder, name));
    else if (name !== "extensions") symlinkSync(join(INSTALLED, name), join(folder, name));
  return folder;
}

/** Lays the add-on of the Debian package where dpkg would. */
function installAddon(folder) {
  const unpacked = mkdtempSync(join(tmpdir(), "fuwake-deb-"));
  const architecture = execFileSync("dpkg", ["--print-architecture"]).toString().trim();
  execFileSync("dpkg-deb", ["-x", join(root, `build/release/packages/fuwake_${version()}_${architecture}.deb`), unpacked]);
  copyFileSync(join(unpacked, INSTALLED, "extensions", `${addonId}.xpi`), join(folder, "extensions", `${addonId}.xpi`));
  rmSync(unpacked, { recursive: true });
}

test("the Debian package's add-on warns at the first start of a profile that was there before", async () => {
  const folder = besideInstalled();
  const session = await Session.start({
    locale: "en-US",
    host,
    xpi: null,
    mails: [founding[0]],
    program: join(folder, "thunderbird-bin"),
    extra: { "extensions.autoDisableScopes": undefined },
  });
  try {
    await session.openInbox();
    installAddon(folder);
    await session.restart();
    await session.addonActive();
    await session.openInbox();
    await session.select("非常に重要なメッセージ");
    const banner = await eventually("the warning", () => session.banner());
    assert.equal(banner.level, "danger");
  } finally {
    await session.stop();
    rmSync(folder, { recursive: true });
  }
});
