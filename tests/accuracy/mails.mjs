// Evaluation mail as the release program sees it: levels, scores and findings, by set and cluster.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..", "..");
const program = join(root, "build/release/bin/fuwake");

/** For whom normalised mail is; see ../../../shared/corpus/README.md. */
const CORPUS_RECIPIENT = ["--me", "user@recipient.example", "--me", "recipient.example",
                   "--authserv-id", "mx.recipient.example"];

/**
 * @typedef {object} Mail
 * @property {string} path
 * @property {string} level
 * @property {number} score
 * @property {string[]} findings ids, each once
 * @property {string} cluster mails of one campaign: subject and sender's domain
 */

/** Mails of one subject (without numbers) and sender's domain are one campaign: they count together. */
function clusterOf(path) {
  const head = readFileSync(path).subarray(0, 20000).toString("latin1").split(/\r?\n\r?\n/)[0].replace(/\r?\n[ \t]+/g, " ");
  const field = (name) => new RegExp(`^${name}:(.*)$`, "im").exec(head)?.[1].trim() ?? "";
  const domain = /@([\w.-]+)/.exec(field("From"))?.[1] ?? "";
  return `${field("Subject").replace(/[\d\W_]+/g, " ").trim()} ${domain}`.toLowerCase();
}

/**
 * What there may be to find, as the program declares it: family and kind by id.
 * @returns {Map<string, {id: string, family: string, kind: string}>}
 */
export function findingsCatalogue() {
  const entries = JSON.parse(execFileSync(program, ["findings", "--format", "json"]).toString());
  return new Map(entries.map((entry) => [entry.id, entry]));
}

/** For whom the fixtures in tests/mails are, as their server authenticated them, and as if it had not. */
export const OFFICE = ["--me", "lost@office.example", "--me", "office.example"];
export const OFFICE_WITHOUT_RESULTS = [...OFFICE, "--authserv-id", "nobody.example"];

/** Scans files and folders; only those whose name starts with `prefix`, where it is given. */
export function scan(paths, prefix = "", recipient = CORPUS_RECIPIENT) {
  const out = execFileSync(program, ["scan", "--format", "jsonl", ...recipient, ...paths], { maxBuffer: 1 << 30, env: { ...process.env, XDG_DATA_HOME: "/nonexistent" } });
  /** @type {Mail[]} */
  const mails = [];
  for (const line of out.toString().split("\n")) {
    if (!line) continue;
    const { path, level, score, findings, noMail } = JSON.parse(line);
    if (noMail || !path.split("/").at(-1).startsWith(prefix)) continue;
    mails.push({ path, level, score, findings: [...new Set(findings)], cluster: clusterOf(path) });
  }
  return mails;
}

/**
 * Unpacks and normalises the evaluation mail of ../shared/corpus into build/accuracy, once: folders `auth` and
 * `no-auth`, whose files begin with phish- and ham-. Returns the folder, or null where there is no corpus.
 */
export function prepareCorpus() {
  const corpus = join(root, "..", "shared", "corpus");
  if (!existsSync(join(corpus, "mail-corpus.tar.xz"))) return null;
  const folder = join(root, "build", "accuracy");
  if (existsSync(join(folder, "auth")) && readdirSync(join(folder, "auth")).length > 0) return folder;
  mkdirSync(folder, { recursive: true });
  const raw = mkdtempSync(join(tmpdir(), "fuwake-corpus-"));
  try {
    execFileSync("tar", ["-xJf", join(corpus, "mail-corpus.tar.xz"), "-C", raw]);
    const files = ["phish", "ham"].flatMap((set) => readdirSync(join(raw, set)).map((name) => join(raw, set, name)));
    for (let i = 0; i < files.length; i += 1000)
      execFileSync("python3", [join(corpus, "normalise.py"), join(folder, "auth"), join(folder, "no-auth"),
                               ...files.slice(i, i + 1000)]);
  } finally {
    rmSync(raw, { recursive: true });
  }
  return folder;
}

/** Wilson's 95 % interval of a share, in per cent. */
export function share(count, all) {
  if (all === 0) return { percent: 0, low: 0, high: 0 };
  const z = 1.96, p = count / all;
  const middle = (p + (z * z) / (2 * all)) / (1 + (z * z) / all);
  const half = (z * Math.sqrt((p * (1 - p)) / all + (z * z) / (4 * all * all))) / (1 + (z * z) / all);
  return { percent: 100 * p, low: 100 * Math.max(0, middle - half), high: 100 * Math.min(1, middle + half) };
}
