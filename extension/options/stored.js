/**
 * What the user has set. Works with nothing set.
 * @typedef {object} Options
 * @property {string[]} authservIds servers whose Authentication-Results count, lower case; none: found out
 *     from each mail's record
 */

/** @returns {Promise<Options>} */
export async function readOptions() {
  const { authservIds } = await messenger.storage.local.get({ authservIds: [] });
  return { authservIds: Array.isArray(authservIds) ? authservIds.filter((id) => typeof id === "string") : [] };
}

/** @param {Options} options */
export function writeOptions(options) {
  return messenger.storage.local.set(options);
}

/** @param {() => void} changed */
export function onOptionsChanged(changed) {
  messenger.storage.local.onChanged.addListener(changed);
}
