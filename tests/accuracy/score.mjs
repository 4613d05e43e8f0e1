// The score of a mail from its findings, as native-host/src/verdict gives it: what the fit must count as the program
// does. tests/cases/accuracy.test.mjs holds the two side by side.

/**
 * @typedef {object} Model
 * @property {number} prior
 * @property {Record<string, number>} weights by finding
 * @property {Record<string, number>} caps by family
 */

/**
 * A prior, and the weights, capped by family; reassurances count uncapped, notes not at all.
 * @param {string[]} findings ids
 * @param {Model} model
 * @param {Map<string, {family: string, kind: string}>} catalogue
 */
export function scoreOf(findings, { prior, weights, caps }, catalogue) {
  const sums = new Map();
  let score = prior;
  for (const id of findings) {
    const { family, kind } = catalogue.get(id);
    const weight = weights[id] ?? 0;
    if (kind === "note") continue;
    if (kind === "reassurance") score += weight;
    else sums.set(family, (sums.get(family) ?? 0) + weight);
  }
  for (const [family, sum] of sums) score += Math.min(sum, caps[family] ?? Infinity);
  return score;
}
