// Fits the weights of native-host/data/weights.json: a logistic regression over the findings of training.mjs, each
// weight held within its bounds (bounds.json: what the finding's reason lets it count at most) and pulled to what it
// was; then the thresholds of the levels. First it says what such weights are worth: each labelled set judged by
// weights that saw none of its mails, the evaluation mail by weights that saw none of its campaign.
//
//   node tests/accuracy/fit.mjs            fits and writes weights.json
//   node tests/accuracy/fit.mjs --dry-run  fits and prints
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fit } from "./descent.mjs";
import { findingsCatalogue, prepareCorpus, root } from "./mails.mjs";
import { scoreOf } from "./score.mjs";
import { labelledSets, trainingRows } from "./training.mjs";

const file = join(root, "native-host/data/weights.json");
const shipped = JSON.parse(readFileSync(file, "utf8"));
const { familyCaps: caps, aloneAtMost, bounds } = JSON.parse(readFileSync(join(root, "tests/accuracy/bounds.json"), "utf8"));
const catalogue = findingsCatalogue();

/** Of the honest mail at most so many reach `caution`: shares, and numbers of today's good mails. */
const CAUTION = { sets: 0.045, ham: 0.0036, today: 1, todayUnchecked: 4 };
/** Of the evaluation mail's good mail at most this share is `danger`; of the other honest mail none. */
const DANGER_OF_HAM = 0.0009;
/** A deception by itself is nearly `danger`; so far above `caution` at least. */
const DANGER_ABOVE_CAUTION = 1.5;

const kindOf = (id) => catalogue.get(id).kind;
const deceives = ({ findings }) => findings.some((id) => kindOf(id) === "deception");
const isUnseen = ({ findings }) => findings.some((id) => catalogue.get(id).family === "unseen");
const isHonest = ({ phishing }) => !phishing;
const has = (id) => ({ findings }) => findings.includes(id);

/** The bounds that these rows leave: what honest mail has too marks nothing by itself. */
function boundsFor(rows) {
  const honest = rows.filter(isHonest);
  const today = honest.filter(({ part }) => part !== "ham"), ham = honest.filter(({ part, results }) => part === "ham" && results);
  const seen = (id) => today.filter(has(id)).length > aloneAtMost.honestToday || ham.filter(has(id)).length > aloneAtMost.ham;
  return Object.fromEntries(Object.entries(bounds).map(([id, [least, most, everyday]]) =>
    [id, [least, everyday !== undefined && seen(id) ? everyday : most]]));
}

/** The lowest score that at most so many of these mails reach. */
function reachedBy(scores, count) {
  const sorted = [...scores].sort((a, b) => b - a);
  return (sorted[Math.floor(count)] ?? -Infinity) + 1e-6;
}

/** From which score on a mail is `caution`, and from which `danger`. */
function thresholdsOf(rows, score) {
  const honest = rows.filter((row) => isHonest(row) && !isUnseen(row));
  const scores = (condition) => honest.filter(condition).map(score);
  const ham = ({ part }) => part === "ham", today = ({ part }) => part === "today";
  const sets = (row) => !ham(row) && !today(row);
  const caution = Math.max(
    reachedBy(scores((row) => sets(row) && row.results), CAUTION.sets * honest.filter((row) => sets(row) && row.results).length),
    reachedBy(scores(ham), CAUTION.ham * honest.filter(ham).length),
    reachedBy(scores((row) => today(row) && row.results), CAUTION.today),
    reachedBy(scores((row) => today(row) && !row.results), CAUTION.todayUnchecked));
  // What deceived among the honest at first sight was mended since, in the checks; who passes fraud on is known as such
  // where his server confirmed him.
  const mayBeDanger = (row) => deceives(row) && !row.firstSight && (row.results || !sets(row));
  const danger = Math.max(caution + DANGER_ABOVE_CAUTION,
    reachedBy(scores((row) => ham(row) && mayBeDanger(row)), DANGER_OF_HAM * honest.filter(ham).length),
    reachedBy(scores((row) => !ham(row) && mayBeDanger(row) && !quotes(row)), 0));
  return { caution, danger };
}

/** Who passes on what deceives is never danger: verdict/ sees to it. */
const quotes = ({ findings }) => findings.includes("wording.passes-on");

const rounded = (value) => Math.round(value * 100) / 100;

/** What weights.json holds, fitted on these rows. */
function modelOf(rows) {
  const { prior, weights } = fit(rows, boundsFor(rows), shipped.weights);
  // What is written is rounded, so the thresholds are taken from what is written: many mails share a score.
  const model = { prior: rounded(prior), caps, weights: Object.fromEntries(Object.entries(weights).map(([id, weight]) => [id, rounded(weight)])) };
  const { caution, danger } = thresholdsOf(rows, (row) => scoreOf(row.findings, model, catalogue));
  return { ...model, prior: rounded(model.prior - caution - 0.005), danger: rounded(danger - caution) };
}

function levelOf(row, model) {
  const score = scoreOf(row.findings, model, catalogue);
  if (deceives(row) && score >= model.danger && !quotes(row)) return "danger";
  return isUnseen(row) || score >= 0 ? "caution" : "quiet";
}

const percent = (some, all) => `${((100 * some.length) / all.length).toFixed(2)} %`;

/** How these rows are judged, in a line. */
function figuresOf(rows, model) {
  const levels = rows.map((row) => ({ row, level: levelOf(row, model) }));
  const part = (phishing) => levels.filter(({ row }) => row.phishing === phishing);
  const share = (among, ...wanted) => percent(among.filter(({ level }) => wanted.includes(level)), among);
  return `honest danger ${share(part(false), "danger")}, caution ${share(part(false), "caution")}; ` +
    `attacks danger ${share(part(true), "danger")}, caught ${share(part(true), "danger", "caution")}`;
}

const corpus = prepareCorpus();
if (!corpus) throw new Error("there is no ../shared/corpus");
const rows = trainingRows(corpus);
const before = { ...shipped, caps: shipped.familyCaps, danger: shipped.levels.danger };

function judgeLeftOut(set) {
  const model = modelOf(rows.filter(({ part }) => part !== set.name));
  for (const firstSight of [true, false])
    for (const results of [true, false]) {
      const judged = rows.filter((row) => row.part === set.name && row.firstSight === firstSight && row.results === results);
      if (judged.length === 0) continue;
      console.log(`${set.name}, ${firstSight ? "at first sight" : "as found now"}, ${results ? "results as written" : "no results"}`);
      console.log(`  weights so far: ${figuresOf(judged, before)}`);
      console.log(`  weights that saw none of it: ${figuresOf(judged, model)}`);
    }
}

function judgeByCampaign(folds = 5) {
  const foldOf = ({ cluster }) => [...cluster].reduce((hash, c) => (hash * 31 + c.charCodeAt(0)) >>> 0, 7) % folds;
  const isMail = ({ part }) => part === "phish" || part === "ham";
  const judged = [];
  for (let fold = 0; fold < folds; fold++) {
    const model = modelOf(rows.filter((row) => !isMail(row) || foldOf(row) !== fold));
    for (const row of rows.filter((row) => isMail(row) && foldOf(row) === fold)) judged.push({ ...row, level: levelOf(row, model) });
  }
  return Object.fromEntries([true, false].map((results) => {
    const of = (phishing, ...levels) => {
      const all = judged.filter((row) => row.results === results && row.phishing === phishing);
      return percent(all.filter(({ level }) => levels.includes(level)), all);
    };
    return [results ? "auth" : "no-auth", { caught: of(true, "caution", "danger"), danger: of(true, "danger"),
      "good marked": of(false, "caution", "danger"), "good danger": of(false, "danger") }];
  }));
}

for (const set of labelledSets()) judgeLeftOut(set);
const figures = judgeByCampaign();
console.log("evaluation mail, cross-validated over campaigns:", figures);

const model = modelOf(rows);
for (const part of ["today", ...labelledSets().map(({ name }) => name)])
  for (const results of [true, false])
    console.log(`${part}, ${results ? "results as written" : "no results"}, by what is written: ` +
      figuresOf(rows.filter((row) => row.part === part && row.results === results && !row.firstSight), model));
for (const results of [true, false])
  console.log(`evaluation mail, ${results ? "with" : "without"} results, by what is written: ` +
    figuresOf(rows.filter((row) => ["phish", "ham"].includes(row.part) && row.results === results), model));
const effective = boundsFor(rows);
for (const [id, weight] of Object.entries(model.weights))
  if (weight >= effective[id][1] - 0.005 && effective[id][1] > effective[id][0]) console.log(`runs into its bound: ${id} ${effective[id][1]}`);
const written = {
  about: "Log-odds, fitted by tests/accuracy/fit.mjs within tests/accuracy/bounds.json, on the evaluation mail of 2026-08 and the sets of tests/sets. Do not tune by hand.",
  figures: { "evaluation mail, cross-validated over campaigns": figures },
  prior: model.prior,
  levels: { caution: 0, danger: model.danger },
  familyCaps: caps,
  weights: Object.fromEntries(Object.entries(model.weights).sort()),
};
console.log(`prior ${written.prior}, danger ${written.levels.danger}`);
if (!process.argv.includes("--dry-run")) writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`);
else for (const [id, weight] of Object.entries(written.weights)) if (weight !== shipped.weights[id]) console.log(id, shipped.weights[id], "→", weight);
