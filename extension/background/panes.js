/** How the scripts of message panes come there. */

/**
 * All of the message pane's scripts, joined when packing (message-pane/order.json). The link guard hears of clicks before
 * the mail has an element; what stands above the mail waits for its document.
 */
const SCRIPT = { id: "fuwake-pane", runAt: "document_start", js: ["/message-pane/pane.js"] };

/** The published types do not know it yet. */
const scripting = () => /** @type {any} */ (messenger).scripting;

/**
 * Has Thunderbird run them in every message from now on.
 * @returns {Promise<boolean>} false where they were registered already
 */
export async function registerPanes() {
  const { messageDisplay } = scripting();
  const registered = await messageDisplay.getRegisteredScripts({ ids: [SCRIPT.id] });
  if (registered.length > 0) return false;
  await messageDisplay.registerScripts([SCRIPT]);
  return true;
}

/**
 * Runs them in the message that a tab shows. Registered scripts are gone after a restart, and a
 * message that is open before they are registered again would have none. Twice in one document does no harm.
 * @param {number} tabId
 */
export async function runPane(tabId) {
  await scripting()
    .executeScript({ target: { tabId }, files: SCRIPT.js })
    .catch((/** @type {unknown} */ error) => console.debug("fuwake: no pane", String(error)));
}

/**
 * Asks a message pane to look again; one that has no script yet gets it, and looks then.
 * @param {number} tabId
 */
export async function refreshPane(tabId) {
  await messenger.tabs.sendMessage(tabId, { type: "refresh" }).catch(() => runPane(tabId));
}
