/** The report as plain text, for the clipboard: its words in order, a line for each paragraph, item and row. */

const LINES = "h1, h2, p, li, caption, tr";

/** @param {Element} node */
const wordsOf = (node) => (node.textContent ?? "").replace(/\s+/g, " ").trim();

/** @param {Element} row */
function cellsOf(row) {
  const cells = [...row.children].map(wordsOf).filter(Boolean);
  return row.firstElementChild?.matches("th") ? cells.join(": ") : cells.join(" | ");
}

/** @param {Element} node */
function lineOf(node) {
  switch (node.localName) {
    case "h2":
      return `\n${wordsOf(node)}`;
    case "li":
      return `  - ${wordsOf(node)}`;
    case "tr":
      return `  ${cellsOf(node)}`;
    default:
      return wordsOf(node);
  }
}

/** @param {ParentNode} report */
export function asText(report) {
  const lines = [...report.querySelectorAll(LINES)].filter((node) => !node.closest("thead"));
  return `${lines.map(lineOf).join("\n")}\n`;
}
