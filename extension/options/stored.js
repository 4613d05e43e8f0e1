/**
 * What the user or his administrator has set. Works with nothing set. An administrator's word (Thunderbird's policies,
 * docs/administrators.md) goes before the user's.
 * @typedef {object} Options
 * @property {string[]} authservIds servers whose Authentication-Results count, lower case; none: found out
 *     from each mail's record
 * @property {string[]} domains the user's own, lower case, beside those of the accounts
 * @property {"caution" | "danger" | "never"} banner from which level on a warning stands above a mail
 * @property {string} language "": that of Thunderbird
 * @property {boolean} welcome whether the welcome page opens after installing
 */

/** @type {Options} */
const NOTHING_SET = { authservIds: [], domains: [], banner: "caution", language: "", welcome: true };

const BANNERS = ["caution", "danger", "never"];

/** @type {Record<keyof Options, (value: any) => boolean>} */
const IS_VALID = {
  authservIds: isListOfNames,
  domains: isListOfNames,
  banner: (value) => BANNERS.includes(value),
  language: (value) => typeof value === "string",
  welcome: (value) => typeof value === "boolean",
};

/** @param {any} value */
function isListOfNames(value) {
  return Array.isArray(value) && value.every((name) => typeof name === "string" && isName(name));
}

/** A host name, as people write it: letters of any script. @param {string} name */
export const isName = (name) => /^[\p{L}\p{M}\p{N}_.-]{1,253}$/u.test(name);

/** Only what can be meant; a policy or a store that was written by another version may hold anything. @param {any} values */
function valid(values) {
  const names = /** @type {(keyof Options)[]} */ (Object.keys(NOTHING_SET));
  const kept = names.filter((name) => Object.hasOwn(values ?? {}, name) && IS_VALID[name](values[name]));
  return Object.fromEntries(kept.map((name) => [name, values[name]]));
}

/** What the administrator has set; Thunderbird rejects where there is no policy. @returns {Promise<Partial<Options>>} */
export async function readManaged() {
  return valid(await messenger.storage.managed?.get().catch(() => ({})));
}

/** @returns {Promise<Options>} */
export async function readOptions() {
  const [stored, managed] = await Promise.all([messenger.storage.local.get(NOTHING_SET), readManaged()]);
  return { ...NOTHING_SET, ...valid(stored), ...managed };
}

/** @param {Partial<Options>} options */
export function writeOptions(options) {
  return messenger.storage.local.set(options);
}

/** What else the add-on keeps there is no option. @param {() => void} changed */
export function onOptionsChanged(changed) {
  messenger.storage.local.onChanged.addListener((changes) => {
    if (Object.keys(changes).some((name) => Object.hasOwn(NOTHING_SET, name))) changed();
  });
}

/** Whether a warning of this level is to stand above a mail. @param {Options} options @param {string} level */
export function isBannerWanted({ banner }, level) {
  return banner === "caution" || banner === level;
}
