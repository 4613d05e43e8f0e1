// Fits the weights of native-host/data/weights.json on the evaluation mail: a logistic regression over the findings,
// each weight held within its bounds (bounds.json: what the finding's reason lets it count at most), by cross-validation
// over clusters; then the thresholds of the levels. Prints where the fit runs into a bound.
//
// The collection's good mail is old, and of lists: the good mails of today in tests/mails/good teach beside it, and at
// most one of them may be marked.
//
//   node tests/accuracy/fit.mjs            fits and writes weights.json
//   node tests/accuracy/fit.mjs --dry-run  fits and prints
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findingsCatalogue, OFFICE, OFFICE_WITHOUT_RESULTS, prepareCorpus, root, scan } from "./mails.mjs";
import { scoreOf } from "./score.mjs";

const file = join(root, "native-host/data/weights.json");
const { familyCaps: caps, bounds } = JSON.parse(readFileSync(join(root, "tests/accuracy/bounds.json"), "utf8"));
const ids = Object.keys(bounds);
const numberOf = new Map(ids.map((id, i) => [id, i]));
const catalogue = findingsCatalogue();

const corpus = prepareCorpus();
if (!corpus) throw new Error("there is no ../shared/corpus");

const TOTAL = 5000;           // so much count the phishing and the good mail, each
const TOTAL_OF_TODAY = 1000;  // and so much the good mails of today

/** One row a mail: its features, its class, its cluster, and how much it counts. */
function rowOf(mail, variant, phishing) {
  return {
    findings: mail.findings,
    features: mail.findings.map((id) => numberOf.get(id)).filter((i) => i !== undefined),
    deceives: mail.findings.some((id) => catalogue.get(id).kind === "deception"),
    phishing, cluster: mail.cluster, variant, path: mail.path,
  };
}

function rowsOf(set, phishing) {
  const rows = [];
  for (const variant of ["auth", "no-auth"])
    for (const mail of scan([join(corpus, variant)], set)) rows.push(rowOf(mail, variant, phishing));
  // A campaign of a hundred copies teaches little more than one mail: it counts as its square root.
  const sizes = new Map();
  for (const { cluster } of rows) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  let sum = 0;
  for (const row of rows) sum += row.weight = 1 / Math.sqrt(sizes.get(row.cluster));
  for (const row of rows) row.weight *= TOTAL / sum;
  return rows;
}

function rowsOfToday() {
  const rows = [];
  for (const [variant, recipient] of [["today", OFFICE], ["today-no-auth", OFFICE_WITHOUT_RESULTS]])
    for (const mail of scan([join(root, "tests/mails/good")], "", recipient)) rows.push(rowOf(mail, variant, false));
  for (const row of rows) row.weight = TOTAL_OF_TODAY / rows.length;
  return rows;
}

/** What gives a row the score that the verdict gives with these weights, which are in the order of `ids`. */
function scorerOf({ prior, weights }) {
  const model = { prior, weights: byId(weights), caps };
  return (row) => scoreOf(row.findings, model, catalogue);
}

function byId(weights) {
  return Object.fromEntries(ids.map((id, i) => [id, weights[i]]));
}

/** Projected gradient descent with momentum; a weak pull towards zero. */
function fit(rows) {
  const weights = new Float64Array(ids.length), speed = new Float64Array(ids.length);
  let prior = -1, priorSpeed = 0;
  const total = rows.reduce((sum, row) => sum + row.weight, 0);
  for (let round = 0; round < 600; round++) {
    const gradient = new Float64Array(ids.length);
    let priorGradient = 0;
    for (const row of rows) {
      let score = prior;
      for (const i of row.features) score += weights[i];
      const error = (1 / (1 + Math.exp(-score)) - (row.phishing ? 1 : 0)) * row.weight;
      priorGradient += error;
      for (const i of row.features) gradient[i] += error;
    }
    const step = 4 / total;
    priorSpeed = 0.9 * priorSpeed - step * priorGradient;
    prior += priorSpeed;
    for (let i = 0; i < ids.length; i++) {
      speed[i] = 0.9 * speed[i] - step * (gradient[i] + 0.5 * weights[i]) * 3;
      const moved = weights[i] + speed[i];
      weights[i] = Math.min(Math.max(moved, bounds[ids[i]][0]), bounds[ids[i]][1]);
      if (weights[i] !== moved) speed[i] = 0;
    }
  }
  return { prior, weights: [...weights] };
}

/** The lowest threshold at which at most this share of the good mail is at or above it. */
function thresholdFor(scores, falseAlarms) {
  const sorted = [...scores].sort((a, b) => b - a);
  return sorted[Math.floor(falseAlarms * sorted.length)] + 1e-6;
}

const today = rowsOfToday();
const rows = [...rowsOf("phish", true), ...rowsOf("ham", false)];
const FOLDS = 5;
const foldOf = (cluster) => [...cluster].reduce((hash, c) => (hash * 31 + c.charCodeAt(0)) >>> 0, 7) % FOLDS;
for (const row of rows) row.fold = foldOf(row.cluster);
for (let fold = 0; fold < FOLDS; fold++) {
  const model = fit([...rows.filter((row) => row.fold !== fold), ...today]);
  const score = scorerOf(model);
  for (const row of rows) if (row.fold === fold) row.score = score(row);
}
const figures = {};
for (const variant of ["auth", "no-auth"]) {
  const of = (phishing) => rows.filter((row) => row.variant === variant && row.phishing === phishing);
  const good = of(false), bad = of(true);
  const recall = (condition) => (100 * bad.filter(condition).length) / bad.length;
  const at1 = thresholdFor(good.map((row) => row.score), 0.01);
  const at01 = thresholdFor(good.filter((row) => row.deceives).map((row) => row.score).concat(good.filter((row) => !row.deceives).map(() => -99)), 0.001);
  figures[variant] = {
    "caught at 1 % false alarms": Number(recall((row) => row.score >= at1).toFixed(1)),
    "danger at 0.1 % false alarms": Number(recall((row) => row.deceives && row.score >= at01).toFixed(1)),
  };
}
console.log("cross-validated over clusters:", figures);

const model = fit([...rows, ...today]);
// What is written is rounded, so the thresholds are taken from what is written: many mails share a score.
const rounded = (value) => Math.round(value * 100) / 100;
model.prior = rounded(model.prior);
model.weights = model.weights.map(rounded);
// The thresholds leave room below what is allowed.
const good = rows.filter((row) => !row.phishing);
const score = scorerOf(model);
for (const row of good) row.score = score(row);
const mostOfToday = (variant) =>
  today.filter((row) => row.variant === variant).map(score).sort((a, b) => b - a)[1] + 1e-6;
const caution = Math.max(thresholdFor(good.map((row) => row.score), 0.008), mostOfToday("today"));
console.log(`caution from ${caution.toFixed(2)}; the second of today's good mails has ${mostOfToday("today").toFixed(2)}`);
const danger = Math.max(caution + 1.5, thresholdFor(good.map((row) => (row.deceives ? row.score : -99)), 0.0009));
for (const [i, id] of ids.entries())
  if (model.weights[i] >= bounds[id][1] - 0.005 && bounds[id][1] > 0)
    console.log(`runs into its bound: ${id} ${bounds[id][1]}`);
const written = {
  about: "Log-odds, fitted by tests/accuracy/fit.mjs within tests/accuracy/bounds.json, on the evaluation mail of 2026-08. Do not tune by hand.",
  figures: { "cross-validated, caught": figures },
  prior: rounded(model.prior - caution - 0.005),
  levels: { caution: 0, danger: rounded(danger - caution) },
  familyCaps: caps,
  weights: Object.fromEntries(Object.entries(byId(model.weights)).sort()),
};
console.log(`prior ${written.prior}, danger ${written.levels.danger}`);
if (!process.argv.includes("--dry-run")) writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`);
else for (const [id, weight] of Object.entries(written.weights)) console.log(id, weight);
