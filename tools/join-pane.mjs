// The message pane's scripts as one, in the order of extension/message-pane/order.json.
//
// Thunderbird runs the files of a registration one by one, each with its way there and back: fourteen took 55 to 65 ms
// of the 90 that a banner may (tests/bench/select-to-banner.mjs). And those behind one whose last value cannot be cloned
// (a function is none) it did not run at all.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What the packed add-on has instead of its sources; background/panes.js registers it. */
export const PANE = "message-pane/pane.js";

/** The sources, as they lie below `extension`. */
export const paneSources = (extension) => JSON.parse(readFileSync(join(extension, "message-pane/order.json"), "utf8"));

/** Run twice in one document it does nothing the second time: by its registration, and by the background for a message
 *  that was open before. */
export function joinPane(extension) {
  const sources = paneSources(extension).map((path) => `// ${path}\n${readFileSync(join(extension, path), "utf8")}`);
  return `if (!globalThis.fuwakePane) {\nglobalThis.fuwakePane = true;\n\n${sources.join("\n")}\n}\nvoid 0;\n`;
}
