/**
 * What the user decided where no program keeps it: in the add-on's own store, with the same meaning as in the program's
 * (native-host/src/memory/history.h). The last word about a key counts, and the newest ten thousand are kept.
 */

/**
 * @typedef {object} Decision
 * @property {number} id
 * @property {string} kind "trusted", "honest" or "dishonest"
 * @property {string} key what it is bound to, as a document gave it
 * @property {string} label for people
 * @property {string} time ISO 8601
 */

const MOST = 10000;

/** One writer after the other: two that read the same list would lose a word. @type {Promise<unknown>} */
let last = Promise.resolve();

/** @returns {Promise<Decision[]>} the newest first */
export async function decided() {
  const { decisions } = await messenger.storage.local.get({ decisions: [] });
  return decisions;
}

/** @template T @param {(all: Decision[]) => {all: Decision[], result: T}} change @returns {Promise<T>} after it is kept */
function write(change) {
  const done = last.then(async () => {
    const { all, result } = change(await decided());
    await messenger.storage.local.set({ decisions: all });
    return result;
  });
  last = done.catch(() => {});
  return done;
}

/** @param {{kind: string, key: string, label: string}} word @returns {Promise<{id: number}>} */
export function decide({ kind, key, label }) {
  return write((before) => {
    const id = 1 + Math.max(0, ...before.map((decision) => decision.id));
    const others = before.filter((decision) => decision.key !== key);
    return { all: [{ id, kind, key, label, time: new Date().toISOString() }, ...others].slice(0, MOST), result: { id } };
  });
}

/** @param {number} id @returns {Promise<{undone: boolean}>} */
export function undo(id) {
  return write((before) => {
    const all = before.filter((decision) => decision.id !== id);
    return { all, result: { undone: all.length < before.length } };
  });
}
