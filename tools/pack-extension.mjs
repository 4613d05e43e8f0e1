// Packs extension/ into an XPI, the message pane's scripts as one (tools/join-pane.mjs). The same files give the same
// bytes: sorted names, fixed dates.
// usage: node tools/pack-extension.mjs OUT.xpi [ENGINE]
// ENGINE: the folder of the engine that the add-on holds itself (the preset wasm builds it); it goes in, and the manifest
// lets it run.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { joinPane, PANE } from "./join-pane.mjs";

const out = resolve(process.argv[2]);
const engine = process.argv[3] && resolve(process.argv[3]);
const root = join(dirname(new URL(import.meta.url).pathname), "..");
const source = join(root, "extension");

/** What the engine is made of: extension/engine/port.js and worker.js ask for them. */
const ENGINE_FILES = ["engine.js", "engine.wasm", "icu.dat", "knowledge.pack", "licences.txt"];

/** @param {string} extension the folder that is packed */
function addEngine(extension) {
  for (const file of ENGINE_FILES) {
    cpSync(join(engine, file), join(extension, "engine", file));
    chmodSync(join(extension, "engine", file), 0o644);
  }
  // Whose data are in it.
  for (const file of ["NOTICE", "LICENSE"]) cpSync(join(root, file), join(extension, file));
  const manifest = join(extension, "manifest.json");
  const text = readFileSync(manifest, "utf8");
  const lets = text.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'");
  if (lets === text) throw new Error("the manifest says nothing of scripts");
  writeFileSync(manifest, lets);
}

const staging = mkdtempSync(join(tmpdir(), "fuwake-xpi-"));
try {
  cpSync(source, staging, { recursive: true });
  rmSync(join(staging, "message-pane"), { recursive: true });
  mkdirSync(join(staging, "message-pane"));
  writeFileSync(join(staging, PANE), joinPane(source));
  // Whatever the umask of whoever packs.
  chmodSync(join(staging, PANE), 0o644);
  if (engine) addEngine(staging);
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
