// The system's default browser, which only notes what it is to open.
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Puts one into a HOME; `opened()` gives the addresses that it got, `forget()` begins anew. */
export function defaultBrowser(home) {
  const log = join(home, "opened");
  const program = join(home, "browser.sh");
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$1" >> '${log}'\n`);
  chmodSync(program, 0o755);
  const applications = join(home, ".local/share/applications");
  mkdirSync(applications, { recursive: true });
  mkdirSync(join(home, ".config"), { recursive: true });
  const types = ["http", "https"].map((scheme) => `x-scheme-handler/${scheme}`);
  writeFileSync(join(applications, "note.desktop"),
    `[Desktop Entry]\nType=Application\nName=Note\nExec=${program} %u\nMimeType=${types.join(";")};\n`);
  writeFileSync(join(home, ".config/mimeapps.list"),
    `[Default Applications]\n${types.map((type) => `${type}=note.desktop\n`).join("")}`);
  return {
    opened: () => (existsSync(log) ? readFileSync(log, "utf8").split("\n").filter(Boolean) : []),
    forget: () => rmSync(log, { force: true }),
  };
}
