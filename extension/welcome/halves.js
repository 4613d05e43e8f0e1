/** One sentence on two halves of different versions, for the pages that say what is wrong. */

/** @typedef {import("../background/versions.js").Partner} Partner */

/**
 * Which half is older, what does not work for that reason, and what to do.
 * @param {Partner} partner
 * @param {string} addonVersion
 * @param {(name: string, substitutions?: string[]) => string} text
 * @returns {string} "" where they are of one kind
 */
export function saidOfHalves({ version, missing, older }, addonVersion, text) {
  if (older === null) return "";
  if (older === "addon") return text("olderAddon", [version, addonVersion]);
  const features = missing.map((capability) => text(`feature_${capability.replace(".", "_")}`));
  return text("olderProgram", [version, addonVersion, features.join(text("listSeparator"))]);
}
