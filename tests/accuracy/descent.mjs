// A logistic regression over findings whose weights stay within bounds.

const ROUNDS = 600;
/** How strongly a weight is pulled to where it began: what few mails show stays where reasons put it. */
const PULL = 5;

/** @param {import("./training.mjs").Row} row @param {Map<string, number>} numberOf */
const featuresOf = ({ findings }, numberOf) =>
  findings.map((id) => numberOf.get(id)).filter((i) => i !== undefined);

/**
 * Projected gradient descent with momentum.
 * @param {import("./training.mjs").Row[]} rows
 * @param {Record<string, [number, number]>} bounds of each weight, at least and at most
 * @param {Record<string, number>} start the weights to begin from
 * @returns {{prior: number, weights: Record<string, number>}}
 */
export function fit(rows, bounds, start) {
  const ids = Object.keys(bounds);
  const numberOf = new Map(ids.map((id, i) => [id, i]));
  const features = rows.map((row) => featuresOf(row, numberOf));
  const clamped = (i, value) => Math.min(Math.max(value, bounds[ids[i]][0]), bounds[ids[i]][1]);
  const begin = ids.map((id, i) => clamped(i, start[id] ?? 0));
  const weights = Float64Array.from(begin), speed = new Float64Array(ids.length);
  let prior = -1.6, priorSpeed = 0;
  const step = 4 / rows.reduce((sum, row) => sum + row.weight, 0);
  for (let round = 0; round < ROUNDS; round++) {
    const { gradient, priorGradient } = gradientOf(rows, features, prior, weights);
    priorSpeed = 0.9 * priorSpeed - step * priorGradient;
    prior += priorSpeed;
    for (let i = 0; i < ids.length; i++) {
      speed[i] = 0.9 * speed[i] - 3 * step * (gradient[i] + PULL * (weights[i] - begin[i]));
      const moved = weights[i] + speed[i];
      weights[i] = clamped(i, moved);
      if (weights[i] !== moved) speed[i] = 0;
    }
  }
  return { prior, weights: Object.fromEntries(ids.map((id, i) => [id, weights[i]])) };
}

function gradientOf(rows, features, prior, weights) {
  const gradient = new Float64Array(weights.length);
  let priorGradient = 0;
  for (const [n, row] of rows.entries()) {
    let score = prior;
    for (const i of features[n]) score += weights[i];
    const error = (1 / (1 + Math.exp(-score)) - (row.phishing ? 1 : 0)) * row.weight;
    priorGradient += error;
    for (const i of features[n]) gradient[i] += error;
  }
  return { gradient, priorGradient };
}
