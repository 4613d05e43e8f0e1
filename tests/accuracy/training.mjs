// What the weights are fitted on: the evaluation mail, the good mails of today, and the labelled sets, each mail as a
// row of findings. Of a set that was read, and for which words and checks were then written, the findings of today say
// that nearly everything is told: so where a set has a first-sight.tsv (what the program found before anybody had read
// its mails), the row of that day counts beside today's.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { labelsOf } from "./labels.mjs";
import { OFFICE, OFFICE_WITHOUT_RESULTS, root, scan } from "./mails.mjs";

/** How much each part counts, whatever its number of mails. Honest mail of today most: a false alarm costs most. */
const TOTALS = { phish: 5000, ham: 5000, today: 1000, setsGood: 3000, setsBad: 1500 };
const NOBODY_CHECKED = ["--authserv-id", "nobody.example"];

/**
 * @typedef {object} Row
 * @property {string[]} findings ids
 * @property {boolean} phishing
 * @property {string} part the set, "phish", "ham" or "today"
 * @property {boolean} results as the receiving server authenticated the mail; false: as if nobody had
 * @property {boolean} firstSight found before anybody had read the mail
 * @property {string} cluster
 * @property {string} path
 * @property {number} weight how much it counts
 */

/** @param {Row[]} rows @param {number} total @returns {Row[]} */
function counted(rows, total) {
  const sum = rows.reduce((all, { weight }) => all + weight, 0);
  return rows.map((row) => ({ ...row, weight: (row.weight * total) / sum }));
}

/** A campaign of a hundred copies teaches little more than one mail: it counts as its square root. */
function rowsOfCorpus(corpus, part) {
  const rows = [["auth", true], ["no-auth", false]].flatMap(([variant, results]) =>
    scan([join(corpus, variant)], part).map((mail) =>
      ({ ...mail, part, results, phishing: part === "phish", firstSight: false, weight: 1 })));
  const sizes = new Map();
  for (const { cluster } of rows) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  return counted(rows.map((row) => ({ ...row, weight: 1 / Math.sqrt(sizes.get(row.cluster)) })), TOTALS[part]);
}

function rowsOfToday() {
  const rows = [[OFFICE, true], [OFFICE_WITHOUT_RESULTS, false]].flatMap(([recipient, results]) =>
    scan([join(root, "tests/mails/good")], "", recipient).map((mail) =>
      ({ ...mail, part: "today", results, phishing: false, firstSight: false, weight: 1 })));
  return counted(rows, TOTALS.today);
}

/** What was found in a set's mails before anybody had read them; nothing where nobody noted it. */
function firstSightOf({ name, folder }, labels) {
  const file = join(folder, "first-sight.tsv");
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8").trim().split("\n").filter((line) => !line.startsWith("#")).flatMap((line) => {
    const [mail, , checked, unchecked] = line.split("\t");
    const path = join(folder, mail);
    return [[checked, true], [unchecked, false]].map(([findings, results]) =>
      ({ findings: findings.split(" ").filter(Boolean), part: name, results, phishing: labels.get(path),
         firstSight: true, cluster: path, path, weight: 1 }));
  });
}

function rowsOfSet(set) {
  const labels = labelsOf(set.folder);
  const now = [[[], true], [NOBODY_CHECKED, false]].flatMap(([options, results]) =>
    scan([...labels.keys()], "", [...(set.recipient ?? []), ...options]).map((mail) =>
      ({ ...mail, part: set.name, results, phishing: labels.get(mail.path), firstSight: false, weight: 1 })));
  return [...now, ...firstSightOf(set, labels)];
}

/** The labelled sets that this clone has. */
export function labelledSets() {
  return JSON.parse(readFileSync(join(root, "tests/accuracy/sets.json"), "utf8"))
    .map((set) => ({ ...set, folder: join(root, set.folder) })).filter(({ folder }) => existsSync(folder));
}

/** All rows that a fit learns from. @param {string} corpus the unpacked evaluation mail @returns {Row[]} */
export function trainingRows(corpus) {
  const sets = labelledSets().flatMap(rowsOfSet);
  return [
    ...rowsOfCorpus(corpus, "phish"), ...rowsOfCorpus(corpus, "ham"), ...rowsOfToday(),
    ...counted(sets.filter(({ phishing }) => !phishing), TOTALS.setsGood),
    ...counted(sets.filter(({ phishing }) => phishing), TOTALS.setsBad),
  ];
}
