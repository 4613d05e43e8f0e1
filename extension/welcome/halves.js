/** One sentence on the two halves, where they are of different versions or one is not there: what that means. */

/** @typedef {import("../background/versions.js").Partner} Partner */

/**
 * Which half is older, what does not work for that reason, and what to do.
 * @param {Partner} partner
 * @param {string} addonVersion
 * @param {(name: string, substitutions?: string[]) => string} text
 * @returns {string} "" where they are of one kind
 */
export function saidOfHalves({ version, missing, older, inside }, addonVersion, text) {
  if (inside) return text("engineInside");
  if (older === null) return "";
  if (older === "addon") return text("olderAddon", [version, addonVersion]);
  const features = missing.map((capability) => text(`feature_${capability.replace(".", "_")}`));
  return text("olderProgram", [version, addonVersion, features.join(text("listSeparator"))]);
}
