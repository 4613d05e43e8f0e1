// A dovecot of our own on 127.0.0.1 with one mailbox, for the tests with a real IMAP account.
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { freePort } from "../../tools/thunderbird/thunderbird.mjs";

/** Starts it with these mails in the INBOX of user "lost", password "fuwake". */
export async function startDovecot(mails) {
  const base = mkdtempSync(join(tmpdir(), "fuwake-dovecot-"));
  const port = await freePort();
  // Dovecot delivers no mail as root; as another user it can only run as that user.
  const root = userInfo().uid === 0;
  const owner = root
    ? { name: "nobody", uid: 65534, gid: 65534 }
    : { name: userInfo().username, uid: userInfo().uid, gid: userInfo().gid };
  const group = execFileSync("id", ["-gn", owner.name]).toString().trim();
  const box = join(base, "mail", "Maildir");
  for (const folder of ["cur", "new", "tmp"]) mkdirSync(join(box, folder), { recursive: true });
  mails.forEach((mail, i) => writeFileSync(join(box, "cur", `167900000${i}.M${i}.host:2,`), mail));
  if (root) execFileSync("chown", ["-R", `${owner.uid}:${owner.gid}`, join(base, "mail")]);
  chmodSync(base, 0o755);
  const runAs = root
    ? ""
    : `default_internal_user = ${owner.name}
default_login_user = ${owner.name}
default_internal_group = ${group}
`;
  writeFileSync(
    join(base, "dovecot.conf"),
    `base_dir = ${base}/run
state_dir = ${base}/run
log_path = ${base}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
${runAs}mail_location = maildir:${box}
passdb {
  driver = static
  args = password=fuwake
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${base}/mail
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
}
service anvil {
  chroot =
}
`,
  );
  const server = spawn("/usr/sbin/dovecot", ["-F", "-c", join(base, "dovecot.conf")], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        server.on("exit", () => {
          rmSync(base, { recursive: true, force: true });
          resolve();
        });
        server.kill();
      }),
  };
}

/** A line to the server on that port which can stand still: { port, hold(), go(), stop() }. */
export async function startLine(serverPort) {
  const ends = new Set();
  let held = false;
  const line = createServer((client) => {
    const server = connect(serverPort, "127.0.0.1");
    for (const [from, to] of [[client, server], [server, client]]) {
      ends.add(from);
      from.on("data", (data) => to.write(data));
      from.on("error", () => to.destroy());
      from.on("close", () => (ends.delete(from), to.destroy()));
    }
    if (held) server.pause();
  });
  await new Promise((resolve) => line.listen(0, "127.0.0.1", resolve));
  return {
    port: line.address().port,
    hold: () => ((held = true), ends.forEach((end) => end.pause())),
    go: () => ((held = false), ends.forEach((end) => end.resume())),
    stop: () => (ends.forEach((end) => end.destroy()), line.close()),
  };
}
