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
/** The same, seen once by the selection alone. @type {Map<string, number>} */
const guesses = new Map();
const MOST_DOCUMENTS = 2000;

/** @param {Map<string, number>} map @param {string | undefined} url @param {number} messageId */
function keep(map, url, messageId) {
  if (!url) return;
  map.delete(url);
  map.set(url, messageId);
  if (map.size > MOST_DOCUMENTS) map.delete(/** @type {string} */ (map.keys().next().value));
}

/** @param {number} tabId @returns {Promise<number | null>} null in tabs and windows of one message */
async function selectedMessage(tabId) {
  const list = await messenger.mailTabs.getSelectedMessages(tabId).catch(() => null);
  return list && onlyMessage(list);
}

/**
 * The main window displays what is selected. A document that asks as it goes would be taken for the next message's, and
 * a mail that a reader left quickly would have that one's verdict ever after: only what asks a second time, the selection
 * being the same, is remembered.
 * @param {number} messageId @param {string | undefined} url
 */
function guess(messageId, url) {
  if (url && guesses.get(url) === messageId) keep(documents, url, messageId);
  else keep(guesses, url, messageId);
  return messageId;
}

/**
 * @param {number} tabId
 * @param {object} of what else is known
 * @param {string} [of.url] of the document that is displayed
 * @param {() => number | null | undefined} of.last the message that this tab is known to display; asked when it is needed,
 *   for the selection may become known meanwhile
 * @returns {Promise<number | null | undefined>} null: none or several; undefined: it cannot be found out
 */
export async function messageIn(tabId, { url, last }) {
  const told = await toldMessage(tabId);
  if (typeof told === "number") {
    keep(documents, url, told);
    return told;
  }
  // Between two documents Thunderbird tells of none; one that asks is there.
  if (told === null && !url) return null;
  const selected = await selectedMessage(tabId);
  if (selected !== null) return guess(selected, url);
  return documents.get(url ?? "") ?? last() ?? undefined;
}
