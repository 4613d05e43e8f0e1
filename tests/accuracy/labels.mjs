// Labelled folders of mails: which are good and which are bad.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The mails of a labelled folder as [path, is it bad]. @param {string} folder @returns {Map<string, boolean>} */
export function labelsOf(folder) {
  const labels = new Map();
  const file = join(folder, "labels.tsv");
  if (existsSync(file)) {
    for (const line of readFileSync(file, "utf8").split("\n")) {
      const [name, label] = line.split("\t");
      if (label !== "good" && label !== "bad") continue;
      labels.set(join(folder, name), label === "bad");
    }
    return labels;
  }
  for (const label of ["good", "bad"]) {
    const sub = join(folder, label);
    if (existsSync(sub)) for (const name of readdirSync(sub)) labels.set(join(sub, name), label === "bad");
  }
  if (labels.size === 0) throw new Error(`${folder} has neither a labels.tsv nor folders good and bad`);
  return labels;
}
