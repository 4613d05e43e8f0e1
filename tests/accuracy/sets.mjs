// How right the verdicts are on any number of labelled folders, in one table: the share of each level by set, good and
// bad apart, with 95 % intervals, as the receiving server authenticated the mails and as if it had not; and how often a
// warning is right where one mail in fifty is an attack.
//
//   node tests/accuracy/sets.mjs                    the sets of sets.json
//   node tests/accuracy/sets.mjs FOLDER... [--json OUT]
//
// A labelled folder has a labels.tsv (file, "good" or "bad", what it is), or folders named good and bad. It judges
// nothing: the figures are for docs/accuracy.md and for people.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { labelsOf } from "./labels.mjs";
import { root, scan, share } from "./mails.mjs";

const LOUD = ["caution", "danger"];
/** One attack in so many mails, in a mailbox as people have it. */
const MAILS_AN_ATTACK = 50;

/**
 * @typedef {object} LabelledSet
 * @property {string} name
 * @property {string} folder
 * @property {string} [date] when it was written or collected
 * @property {boolean} [seenByWeights] the weights were fitted on it, or checks written after reading it
 * @property {string[]} [recipient] options of the command line
 */

/** @param {{level: string}[]} mails @param {string[]} levels */
const among = (mails, levels) => share(mails.filter(({ level }) => levels.includes(level)).length, mails.length);

/** @param {LabelledSet} set @param {boolean} results */
function judge(set, results) {
  const labels = labelsOf(set.folder);
  const recipient = [...(set.recipient ?? []), ...(results ? [] : ["--authserv-id", "nobody.example"])];
  const mails = scan([...labels.keys()], "", recipient);
  const good = mails.filter(({ path }) => labels.get(path) === false);
  const bad = mails.filter(({ path }) => labels.get(path) === true);
  return {
    name: set.name, date: set.date, seenByWeights: set.seenByWeights, results, good: good.length, bad: bad.length,
    goodDanger: among(good, ["danger"]), goodCaution: among(good, ["caution"]),
    badDanger: among(bad, ["danger"]), badCaution: among(bad, ["caution"]), badVerified: among(bad, ["verified"]),
    badMissed: share(bad.filter(({ level }) => !LOUD.includes(level)).length, bad.length),
    wrong: mails.filter(({ path, level }) => labels.get(path) !== LOUD.includes(level))
      .map(({ path, level, findings }) => ({ path: basename(path), level, findings })),
  };
}

/** Of a hundred warnings, how many are right where one mail in MAILS_AN_ATTACK is an attack. */
function precision({ goodDanger, goodCaution, badDanger, badCaution }) {
  const of = (/** @type {number} */ caught, /** @type {number} */ alarms) =>
    caught + alarms === 0 ? NaN : (100 * caught) / (caught + alarms * (MAILS_AN_ATTACK - 1));
  return {
    warnings: of(badDanger.percent + badCaution.percent, goodDanger.percent + goodCaution.percent),
    danger: of(badDanger.percent, goodDanger.percent),
  };
}

const cell = (/** @type {{percent: number, low: number, high: number}} */ { percent, low, high }) =>
  `${percent.toFixed(1)} % (${low.toFixed(1)}–${high.toFixed(1)})`;

const args = process.argv.slice(2);
const json = args.includes("--json") ? args.splice(args.indexOf("--json"), 2)[1] : undefined;
/** @type {LabelledSet[]} */
const sets = args.length > 0
  ? args.map((folder) => ({ name: basename(resolve(folder)), folder: resolve(folder) }))
  : JSON.parse(readFileSync(join(root, "tests/accuracy/sets.json"), "utf8"))
    .map((/** @type {LabelledSet} */ set) => ({ ...set, folder: join(root, set.folder) }))
    .filter((/** @type {LabelledSet} */ { name, folder }) => existsSync(folder) || console.log(`${name}: skipped, it is not here`));
const rows = sets.flatMap((set) => [judge(set, true), judge(set, false)]);
console.log("| set | results | good: danger | good: caution | bad: danger | bad: caution | bad: missed | bad: verified |");
console.log("| --- | --- | --- | --- | --- | --- | --- | --- |");
for (const row of rows)
  console.log(`| ${row.name}, ${row.good} good, ${row.bad} bad | ${row.results ? "as written" : "none"} | ` +
    [row.goodDanger, row.goodCaution, row.badDanger, row.badCaution, row.badMissed, row.badVerified].map(cell).join(" | ") + " |");
for (const row of rows.filter(({ good, bad }) => good > 0 && bad > 0)) {
  const { warnings, danger } = precision(row);
  console.log(`${row.name}, ${row.results ? "results as written" : "no results"}: with one attack in ${MAILS_AN_ATTACK} mails ` +
    `${warnings.toFixed(0)} % of the warnings and ${danger.toFixed(0)} % of "danger" are right`);
}
if (json) writeFileSync(json, `${JSON.stringify(rows, null, 1)}\n`);
