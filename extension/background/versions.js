/**
 * Two halves that need not be of one version: what the add-on and the host have in common, and which of them
 * is older. Whatever only one of them knows is switched off, and nothing else. See docs/protocol.md.
 */

/** Raised where an older half would misunderstand; what is only new is a capability. */
export const PROTOCOLS = { oldest: 1, newest: 1 };

/** What this add-on understands beside the answers to what it asks. */
export const UNDERSTOOD = ["decisions.changed"];

/** What this add-on makes use of, where the host has it. Without the first there is nothing to use. */
const USED = ["analyze", "cancel", "contacts", "decide", "html", "decisions.changed"];

/** What a host can do that does not say: the first ones. */
const FIRST = ["analyze", "cancel", "contacts", "decide", "html"];

/**
 * The capability that a method belongs to; one that is not here every host has.
 * @type {Record<string, string>}
 */
export const CAPABILITY_OF = {
  "analyze.chunk": "analyze",
  analyze: "analyze",
  contacts: "contacts",
  decide: "decide",
  decisions: "decide",
  undo: "decide",
  cancel: "cancel",
};

/**
 * The host, as this add-on may use it.
 * @typedef {object} Partner
 * @property {string} version
 * @property {string[]} missing what this add-on would make use of and the host has not
 * @property {"program" | "addon" | null} older the half to update for all that the other can do
 * @property {"programTooOld" | "addonTooOld" | null} tooOld where the two cannot work together at all
 * @property {boolean} inside whether it is the engine that the add-on holds itself, for want of a program
 */

/**
 * @param {any} hello what a host says of itself; of an older or a newer one too
 * @param {boolean} inside it came with the add-on
 * @returns {Partner}
 */
export function partnerOf(hello, inside) {
  /** @type {string[]} */
  const capabilities = Array.isArray(hello.capabilities) ? hello.capabilities : FIRST;
  const missing = USED.filter((capability) => !capabilities.includes(capability));
  const isNewer = capabilities.some((capability) => !USED.includes(capability));
  const programTooOld = !(hello.protocol >= PROTOCOLS.oldest) || missing.includes("analyze");
  const addonTooOld = hello.protocol > PROTOCOLS.newest;
  return {
    version: String(hello.version ?? ""),
    missing,
    older: inside ? null : missing.length > 0 ? "program" : isNewer ? "addon" : null,
    tooOld: addonTooOld ? "addonTooOld" : programTooOld ? "programTooOld" : null,
    inside,
  };
}
