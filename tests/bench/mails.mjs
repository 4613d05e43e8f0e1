// Mails to measure with: the same ones each time.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** The .eml files in folders and those below, in the order of their names. */
export function filesIn(folders) {
  return folders.flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, `${name}`)))
    .filter((file) => file.endsWith(".eml") && statSync(file).isFile()).sort();
}

/** `count` mails, evenly from all of them, and up to thirty others to warm up with. */
export function mailsOf(folders, count) {
  const files = filesIn(folders);
  const each = Math.max(1, files.length / count);
  const chosen = new Set(Array.from({ length: Math.min(count, files.length) }, (_, i) => files[Math.floor(i * each)]));
  const others = files.filter((file) => !chosen.has(file));
  const read = (path) => ({ path, bytes: readFileSync(path) });
  return { chosen: [...chosen].map(read), others: others.filter((_, i) => i % Math.ceil(others.length / 30) === 0).map(read) };
}

/** Has it nothing to open: no file, no picture, none in its HTML either? */
export function isWithoutAttachments({ bytes }) {
  const text = bytes.toString("latin1");
  return !/^content-type:\s*(image|application|audio|video|message)\//im.test(text) &&
    !/^content-disposition:\s*attachment/im.test(text) && !/data:image\//i.test(text);
}
