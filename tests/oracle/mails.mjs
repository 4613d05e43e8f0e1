// The oracle's mails: name → bytes.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "../../tools/thunderbird/thunderbird.mjs";
import { disguisedMails } from "./disguises.mjs";
import { oddMails } from "./odd_mime.mjs";

const filesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]);

// The mails of an mbox: an envelope line has an address or "-", and a date.
function splitMbox(bytes) {
  const mails = bytes.toString("latin1").split(/^From (?:\S+@\S+|-) .*\d{4}.*\n/m).filter((mail) => mail.trim());
  return mails.map((mail) => Buffer.from(mail, "latin1"));
}

function mailsBelow(folder, name) {
  const mails = new Map();
  for (const file of filesBelow(folder)) {
    const label = `${name}/${relative(folder, file)}`;
    if (file.endsWith(".eml")) mails.set(label, readFileSync(file));
    if (file.endsWith(".mbox"))
      splitMbox(readFileSync(file)).forEach((mail, i) => mails.set(`${label} ${i + 1}`, mail));
  }
  return mails;
}

export const groups = ["tests/mails/good", "tests/mails/deceptions", "tests/cases"];
export const sharedGroups = ["vectors", "failing-mails", "hostile-mails"];

/** { mails, missing }: the groups of `../shared` that this clone has not are named in `missing`. */
export function collectMails() {
  const mails = new Map();
  const missing = [];
  const add = (more) => more.forEach((bytes, name) => mails.set(name, bytes));
  for (const group of groups) add(mailsBelow(join(root, group), group));
  for (const group of sharedGroups) {
    const folder = join(root, "..", "shared", group);
    if (existsSync(folder)) add(mailsBelow(folder, `shared/${group}`));
    else missing.push(`../shared/${group}`);
  }
  add(disguisedMails(readFileSync(join(root, "tests/cases/kagoya-utf8.eml"))));
  add(oddMails(300));
  return { mails, missing };
}
