/**
 * The report's tabs. A report belongs to its mail: message numbers belong to one run of Thunderbird, and after a
 * restart the same number is another mail. So the tab's address names folder and Message-ID, and the number only
 * counts within the run that gave it.
 */

/** Mails of a selection whose reports are opened at once. */
const MOST_AT_ONCE = 10;

/**
 * A mail, as a tab's address names it.
 * @typedef {object} MailAddress
 * @property {string} folder its id; "" for a file that was opened
 * @property {string} id Message-ID; Thunderbird makes one from the mail where there is none
 * @property {string} message its number in that run
 * @property {string} run
 */

/** A name for this run of Thunderbird. */
async function currentRun() {
  const { session } = /** @type {any} */ (messenger.storage);
  const { run } = await session.get({ run: "" });
  if (run) return run;
  const made = crypto.randomUUID();
  await session.set({ run: made });
  return made;
}

/** @param {number} messageId @returns {Promise<MailAddress>} */
async function addressOf(messageId) {
  const { folder, headerMessageId } = await messenger.messages.get(messageId);
  const folderId = /** @type {any} */ (folder)?.id ?? "";
  return { folder: folderId, id: headerMessageId, message: String(messageId), run: await currentRun() };
}

/**
 * The only message that a query finds. A Message-ID is the sender's, who may send two mails under one: rather none
 * than the other.
 * @param {object} query
 */
async function onlyOne(query) {
  const { messages } = /** @type {any} */ (await messenger.messages.query(query));
  return messages.length === 1 ? (messages[0].id ?? null) : null;
}

/**
 * The number that a mail has now.
 * @param {MailAddress} mail
 * @returns {Promise<number | null>} null where it is gone
 */
export async function findMail({ folder, id, message, run }) {
  if (run === (await currentRun())) {
    const header = await messenger.messages.get(Number(message)).catch(() => null);
    if (header?.headerMessageId === id) return Number(message);
  }
  const inFolder = folder ? await onlyOne({ folderId: folder, headerMessageId: id }).catch(() => null) : null;
  return inFolder ?? (await onlyOne({ headerMessageId: id }));
}

/**
 * What the report is opened for.
 * @typedef {object} Purpose
 * @property {string} [href] the link that was asked about
 * @property {"wrong" | "trust"} [ask] what the user wants to say
 */

/**
 * Opens the report on a message, or comes back to its tab.
 * @param {number} messageId
 * @param {Purpose} [purpose]
 */
export async function openReport(messageId, purpose = {}) {
  const mail = await addressOf(messageId);
  const { folder, id } = mail;
  // No page of ours may be open to hear it.
  const tabId = await messenger.runtime.sendMessage({ type: "reportOf", folder, id, purpose }).catch(() => null);
  if (typeof tabId === "number") return comeBack(tabId);
  const query = new URLSearchParams({ ...mail });
  const hash = new URLSearchParams({ ...purpose });
  const url = messenger.runtime.getURL(`report/report.html?${query}${hash.size > 0 ? `#${hash}` : ""}`);
  return messenger.tabs.create({ url });
}

/** @param {number} tabId */
async function comeBack(tabId) {
  const { windowId } = await messenger.tabs.update(tabId, { active: true });
  if (windowId !== undefined) await messenger.windows.update(windowId, { focused: true });
}

/** @param {{id?: number}[]} messages */
export async function openReports(messages) {
  for (const { id } of messages.slice(0, MOST_AT_ONCE)) if (id !== undefined) await openReport(id);
}
