/**
 * Which message a tab displays.
 *
 * Thunderbird 153 tells it when the first document in the tab's pane is whole, and takes it that this is the mail's. That
 * of an empty frame is whole sooner: a mail with one `<iframe>` was never told of (`getDisplayedMessages` and
 * `onMessagesDisplayed` wait for ever), so there was neither warning nor guard.
 */

/**
 * The one message of a list; null for none or several (a multiple selection has no header and no
 * pane of its own).
 * @param {any} list a MessageList, or an array of headers in older versions
 * @returns {number | null}
 */
export function onlyMessage(list) {
  const messages = list.messages ?? list;
  return messages.length === 1 ? messages[0].id : null;
}

/** Milliseconds. When the pane's script asks, its document is whole: Thunderbird says at once whose that is, or never. */
const TOLD_WITHIN = 150;

/** @template T @param {Promise<T>} promise @returns {Promise<T | undefined>} undefined where it takes too long */
function inTime(promise) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, TOLD_WITHIN)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** @param {number} tabId @returns {Promise<number | null>} which may never come; null: none or several */
export async function displayedMessage(tabId) {
  return onlyMessage(await messenger.messageDisplay.getDisplayedMessages(tabId));
}

/** @param {number} tabId @returns {Promise<number | null | undefined>} undefined where Thunderbird does not tell */
export const toldMessage = (tabId) => inTime(displayedMessage(tabId));

/** Addresses of documents, and the messages that they were of: "mailbox:///…/Inbox?number=1". @type {Map<string, number>} */
const documents = new Map();
const MOST_DOCUMENTS = 2000;

/** @param {string | undefined} url @param {number} messageId */
function remember(url, messageId) {
  if (!url) return messageId;
  documents.delete(url);
  documents.set(url, messageId);
  if (documents.size > MOST_DOCUMENTS) documents.delete(/** @type {string} */ (documents.keys().next().value));
  return messageId;
}

/** @param {number} tabId @returns {Promise<number | null>} null in tabs and windows of one message */
async function selectedMessage(tabId) {
  const list = await messenger.mailTabs.getSelectedMessages(tabId).catch(() => null);
  return list && onlyMessage(list);
}

/**
 * @param {number} tabId
 * @param {object} of what else is known
 * @param {string} [of.url] of the document that is displayed
 * @param {number | null} [of.last] the message that this tab was known to display
 * @returns {Promise<number | null | undefined>} null: none or several; undefined: it cannot be found out
 */
export async function messageIn(tabId, { url, last }) {
  const told = await toldMessage(tabId);
  if (told === null) return null;
  const messageId = told ?? documents.get(url ?? "") ?? last ?? (await selectedMessage(tabId));
  return messageId === null ? undefined : remember(url, messageId);
}
