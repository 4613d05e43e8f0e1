// How right the verdicts are, on folders of phishing and of good mail: recall and false alarms by level with 95 %
// intervals, by family of findings, the findings that harm good mail most, and what phishing is missed.
//
//   node tests/accuracy/accuracy.mjs PHISHING_FOLDER GOOD_FOLDER [OUT.json]
//   node tests/accuracy/accuracy.mjs                  the evaluation mail of ../shared/corpus, both variants
//
// It judges nothing: the figures are for docs/accuracy.md and for people.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findingsCatalogue, prepareCorpus, root, scan, share } from "./mails.mjs";

const weights = JSON.parse(readFileSync(join(root, "native-host/data/weights.json"), "utf8")).weights;
const catalogue = findingsCatalogue();
const LEVELS = { "caution or danger": ["caution", "danger"], danger: ["danger"], verified: ["verified"] };
const percent = ({ percent: value, low, high }) => `${value.toFixed(2)} % (${low.toFixed(2)} to ${high.toFixed(2)})`;

/** Counts by key, largest first. */
function counted(keys) {
  const counts = new Map();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

function report(name, phishing, good) {
  const alarms = good.filter(({ level }) => level === "caution" || level === "danger");
  const missed = phishing.filter(({ level }) => level !== "caution" && level !== "danger");
  const levels = Object.fromEntries(Object.entries(LEVELS).map(([title, among]) => [title, {
    phishing: share(phishing.filter(({ level }) => among.includes(level)).length, phishing.length),
    good: share(good.filter(({ level }) => among.includes(level)).length, good.length),
  }]));
  const families = ["identity", "route", "authentication", "links", "wording", "attachments"].map((family) => {
    const fires = ({ findings }) => findings.some((id) => catalogue.get(id).family === family && (weights[id] ?? 0) > 0);
    return { family, phishing: share(phishing.filter(fires).length, phishing.length),
             good: share(good.filter(fires).length, good.length) };
  });
  const harm = counted(alarms.flatMap(({ findings }) => findings.filter((id) => (weights[id] ?? 0) > 0)))
    .map(([id, count]) => ({ id, count, weight: weights[id] })).sort((a, b) => b.count * b.weight - a.count * a.weight);
  const result = {
    name, phishing: phishing.length, good: good.length, levels, families,
    mostHarmful: harm.slice(0, 10),
    alarms: alarms.map(({ path, level, findings }) => ({ path: path.split("/").at(-1), level, findings })),
    missedClusters: counted(missed.map(({ cluster }) => cluster)).slice(0, 30).map(([cluster, count]) => ({ cluster, count })),
  };
  console.log(`\n== ${name}: ${phishing.length} phishing, ${good.length} good`);
  for (const [title, { phishing: caught, good: wrong }] of Object.entries(levels))
    console.log(`${title.padEnd(18)} phishing ${percent(caught)}, good ${percent(wrong)}`);
  console.log("by family, of findings with weight:");
  for (const { family, phishing: caught, good: wrong } of families)
    console.log(`  ${family.padEnd(15)} phishing ${caught.percent.toFixed(1)} %, good ${wrong.percent.toFixed(1)} %`);
  console.log("most harmful to good mail (alarms × weight):");
  for (const { id, count, weight } of result.mostHarmful) console.log(`  ${id} ${count} × ${weight}`);
  console.log("largest clusters of missed phishing:");
  for (const { cluster, count } of result.missedClusters.slice(0, 10)) console.log(`  ${count} ${cluster}`);
  return result;
}

const [phishingFolder, goodFolder, out = join(root, "build/accuracy/accuracy.json")] = process.argv.slice(2);
const results = [];
if (phishingFolder && goodFolder) {
  results.push(report("given folders", scan([phishingFolder]), scan([goodFolder])));
} else {
  const corpus = prepareCorpus();
  if (!corpus) {
    console.log("skipped: the evaluation mail is in ../shared/corpus, which this clone has not.");
    process.exit(0);
  }
  for (const [folder, name] of [["auth", "with authentication results"], ["no-auth", "without authentication results"]])
    results.push(report(name, scan([join(corpus, folder)], "phish"), scan([join(corpus, folder)], "ham")));
}
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, `${JSON.stringify(results, null, 1)}\n`);
console.log(`\nThe same as JSON: ${out}`);
