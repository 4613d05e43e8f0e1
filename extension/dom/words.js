/**
 * `words(key, ...nodes)`: the nodes of a sentence of _locales in which `nodes` stand for its placeholders: the first
 * for $1, and so on. So what a mail says is never part of a pattern, and the part that decides can be marked.
 *
 * "KAGOYA" and 「から」: a blank stands between them, as in the host's sentences (native-host/src/report/pattern.cpp); a
 * brand's name may be of either letters, so no pattern can know.
 *
 * A plain script, as element.js.
 */
globalThis.words = (() => {
  const LATIN = "[\\p{Script=Latin}\\p{Nd}]";
  const JAPANESE = "(?=\\p{Alphabetic})[\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Han}]";
  const PARTED = new RegExp(`${LATIN}\u0000${JAPANESE}|${JAPANESE}\u0000${LATIN}`, "u");

  /** @param {Node | string | undefined} part */
  const said = (part) => (typeof part === "object" ? part.textContent : part) ?? "";

  /** @param {Node | string} part @param {number} index @param {(Node | string)[]} parts */
  const withBlank = (part, index, parts) =>
    PARTED.test(`${said(parts[index - 1]).slice(-1)}\u0000${said(part).slice(0, 1)}`) ? [" ", part] : [part];

  return /** @type {Words} */ (key, ...nodes) => {
    // Private use: no text of ours has them.
    const marks = nodes.map((_node, index) => String.fromCharCode(0xe000 + index));
    const text = fuwakeTexts.text(key, marks);
    const parts = text.split(/([\ue000-\ue00f])/).filter(Boolean).map((part) => nodes[marks.indexOf(part)] ?? part);
    return parts.flatMap(withBlank);
  };
})();
