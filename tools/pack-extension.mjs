// Packs extension/ into an XPI, the message pane's scripts as one (tools/join-pane.mjs). The same files give the same
// bytes: sorted names, fixed dates.
// usage: node tools/pack-extension.mjs OUT.xpi
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { joinPane, PANE } from "./join-pane.mjs";

const out = resolve(process.argv[2]);
const source = join(dirname(new URL(import.meta.url).pathname), "..", "extension");
const staging = mkdtempSync(join(tmpdir(), "fuwake-xpi-"));
try {
  cpSync(source, staging, { recursive: true });
  rmSync(join(staging, "message-pane"), { recursive: true });
  mkdirSync(join(staging, "message-pane"));
  writeFileSync(join(staging, PANE), joinPane(source));
  // Whatever the umask of whoever packs.
  chmodSync(join(staging, PANE), 0o644);
  const epoch = new Date("2020-01-01T00:00:00Z");
  const files = [];
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        walk(path);
      } else {
        utimesSync(path, epoch, epoch);
        files.push(relative(staging, path));
      }
    }
  };
  walk(staging);
  mkdirSync(dirname(out), { recursive: true });
  rmSync(out, { force: true });
  execFileSync("zip", ["-q", "-X", "-9", out, ...files.sort()], {
    cwd: staging,
    env: { ...process.env, TZ: "UTC" },
  });
} finally {
  rmSync(staging, { recursive: true });
}
