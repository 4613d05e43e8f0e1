// A real Thunderbird with a throw-away profile, the packed add-on and the host; for try.sh and for
// the end-to-end tests. Nothing of the user's own is read or written: HOME is a folder of ours.
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export const root = resolve(dirname(new URL(import.meta.url).pathname), "..", "..");
export const addonId = "fuwake@addons.fuwake";

/** A TCP port that is free now. */
export function freePort() {
  return new Promise((resolvePort) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolvePort(port));
    });
  });
}

/** Mails as an mbox: "From " lines between them, and escaped within. */
export function makeMbox(mails) {
  const parts = mails.map((mail) => {
    const text = Buffer.isBuffer(mail) ? mail.toString("latin1") : Buffer.from(mail).toString("latin1");
    const body = text.replace(/^(>*From )/gm, ">$1");
    return `From - Tue Mar 14 06:12:44 2023\n${body}${body.endsWith("\n") ? "" : "\n"}\n`;
  });
  return Buffer.from(parts.join(""), "latin1");
}

function preferences({ locale, address, imapPort, marionettePort, extra }) {
  const values = {
    "mail.accountmanager.accounts": "account1,account2",
    "mail.accountmanager.defaultaccount": "account2",
    "mail.accountmanager.localfoldersserver": "server1",
    "mail.account.account1.server": "server1",
    "mail.server.server1.type": "none",
    "mail.server.server1.name": "Local Folders",
    "mail.server.server1.hostname": "Local Folders",
    "mail.server.server1.userName": "nobody",
    "mail.server.server1.directory-rel": "[ProfD]Mail/Local Folders",
    "mail.account.account2.server": "server2",
    "mail.account.account2.identities": "id1",
    "mail.identity.id1.useremail": address,
    "mail.identity.id1.fullName": "Fuwake",
    "mail.identity.id1.valid": true,
    "mail.server.server2.type": imapPort ? "imap" : "pop3",
    "mail.server.server2.name": address,
    "mail.server.server2.hostname": "127.0.0.1",
    "mail.server.server2.port": imapPort ?? 1,
    "mail.server.server2.userName": "lost",
    "mail.server.server2.socketType": 0,
    "mail.server.server2.authMethod": 3,
    "mail.server.server2.login_at_startup": false,
    "mail.server.server2.check_new_mail": false,
    "mail.server.server2.directory-rel": imapPort ? "[ProfD]ImapMail/127.0.0.1" : "[ProfD]Mail/127.0.0.1",
    "mail.provider.suppress_dialog_on_startup": true,
    "mail.accounthub.enabled": false,
    "mail.accounthub.enabled.firstrun": false,
    "mailnews.start_page.enabled": false,
    "app.update.enabled": false,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": true,
    "datareporting.healthreport.uploadEnabled": false,
    "mail.shell.checkDefaultClient": false,
    "mail.rights.version": 1,
    "mail.inappnotifications.enabled": false,
    "mail.spotlight.firstRunDone": true,
    "mail.warn_on_send_accel_key": false,
    "extensions.update.enabled": false,
    // An add-on that lies in the profile is otherwise switched off until the user agrees.
    "extensions.autoDisableScopes": 0,
    "intl.locale.requested": locale,
    "marionette.port": marionettePort,
    ...extra,
  };
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join("");
}

/**
 * Makes the folder that serves as HOME, with a profile in it.
 * options: locale ("en-US", "ja"), mails (Buffers for the Inbox of Local Folders), host (path of the
 * program, or null for none), frames (path of a log of what passes between add-on and host, or null), xpi (path, or
 * null), address, imapPort, imapPassword, extra (preferences; undefined for Thunderbird's own), program (the Thunderbird
 * to start; the installed one)
 */
export function makeHome(options) {
  const home = mkdtempSync(join(tmpdir(), "fuwake-home-"));
  const profile = join(home, "profile");
  mkdirSync(join(profile, "Mail", "Local Folders"), { recursive: true });
  writeFileSync(join(profile, "Mail", "Local Folders", "Inbox"), makeMbox(options.mails ?? []));
  writeFileSync(join(profile, "user.js"), preferences({ address: "lost@office.example", ...options }));
  if (options.xpi) {
    mkdirSync(join(profile, "extensions"));
    copyFileSync(options.xpi, join(profile, "extensions", `${addonId}.xpi`));
  }
  if (options.host && options.frames) registerLog(home, options.host, options.frames);
  else if (options.host) registerHost(home, options.host);
  return { home, profile, program: options.program ?? "thunderbird", remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** Lets the host write its manifest, as a user would. */
export function registerHost(home, host) {
  execFileSync(host, ["register"], { env: { ...process.env, HOME: home } });
}

/** Has the Thunderbird of this HOME start `program`, which stands between it and the host. */
export function registerProgram(home, program) {
  const folder = join(home, ".mozilla/native-messaging-hosts");
  mkdirSync(folder, { recursive: true });
  const manifest = { name: "fuwake", description: "stands between", path: program, type: "stdio",
                     allowed_extensions: [addonId] };
  writeFileSync(join(folder, "fuwake.json"), JSON.stringify(manifest));
}

/** Has the Thunderbird of this HOME log every frame between it and the host: see tools/log-frames.mjs. */
export function registerLog(home, host, log) {
  const program = join(home, "log-frames.sh");
  const words = [process.execPath, join(root, "tools/log-frames.mjs"), resolve(log), resolve(host)];
  const quoted = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  writeFileSync(program, `#!/bin/sh\nexec ${quoted.join(" ")} "$@"\n`);
  chmodSync(program, 0o755);
  registerProgram(home, program);
}

/** Starts Thunderbird; `environment` may name a DISPLAY. Returns the process. */
export function startThunderbird({ home, profile, program }, { environment = {}, marionette = false, log }) {
  const env = { ...process.env, ...environment, HOME: home, MOZ_CRASHREPORTER_DISABLE: "1" };
  // The X server's key lies in the real HOME.
  if (process.env.HOME && !env.XAUTHORITY) env.XAUTHORITY = join(process.env.HOME, ".Xauthority");
  for (const name of ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"]) delete env[name];
  const args = ["--profile", profile, "--no-remote"];
  if (marionette) args.push("--marionette", "--remote-allow-system-access");
  return spawn(program, args, { env, stdio: ["ignore", log ?? "ignore", log ?? "ignore"] });
}

/** An Xvfb of our own, of a size such as "1400x1000x24": { display, stop }. */
export function startXvfb(size) {
  return new Promise((resolveDisplay, reject) => {
    // The server picks a free display and writes its number to file descriptor 3.
    const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", size, "-nolisten", "tcp"], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    let number = "";
    server.on("error", reject);
    server.on("exit", () => reject(new Error("Xvfb ended")));
    server.stdio[3].on("data", (data) => {
      number += data;
      if (number.endsWith("\n"))
        resolveDisplay({ display: `:${number.trim()}`, stop: () => server.kill() });
    });
  });
}

/** The version that CMakeLists.txt names. */
export function version() {
  const text = readFileSync(join(root, "CMakeLists.txt"), "utf8");
  return /project\(fuwake VERSION ([0-9.]+)/.exec(text)[1];
}
