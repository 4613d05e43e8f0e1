/**
 * `words(key, ...nodes)`: the nodes of a sentence of _locales in which `nodes` stand for its placeholders: the first
 * for $1, and so on. So what a mail says is never part of a pattern, and the part that decides can be marked.
 *
 * A plain script, as element.js.
 */
globalThis.words = /** @type {Words} */ (key, ...nodes) => {
  // Private use: no text of ours has them.
  const marks = nodes.map((_node, index) => String.fromCharCode(0xe000 + index));
  const text = fuwakeTexts.text(key, marks);
  return text.split(/([\ue000-\ue00f])/).filter(Boolean).map((part) => nodes[marks.indexOf(part)] ?? part);
};
