/** The banner's script, and how it comes into message panes. */

const ID = "fuwake-banner";
const FILES = ["/dom/element.js", "/dom/segments.js", "/message-pane/top-layer.js", "/message-pane/banner.js"];

/** The published types do not know it yet. */
const scripting = () => /** @type {any} */ (messenger).scripting;

/**
 * Has Thunderbird run the script in every message from now on.
 * @returns {Promise<boolean>} false where it was registered already
 */
export async function registerBanner() {
  const { messageDisplay } = scripting();
  const registered = await messageDisplay.getRegisteredScripts({ ids: [ID] });
  if (registered.length > 0) return false;
  await messageDisplay.registerScripts([{ id: ID, js: FILES, runAt: "document_end" }]);
  return true;
}

/**
 * Runs the script in the message that a tab shows. Registered scripts are gone after a restart, and a
 * message that is open before they are registered again would have no banner. Twice in one document does no harm.
 * @param {number} tabId
 */
export async function runBanner(tabId) {
  await scripting()
    .executeScript({ target: { tabId }, files: FILES })
    .catch((/** @type {unknown} */ error) => console.debug("fuwake: no pane", String(error)));
}

/**
 * Asks a message pane to look again; one that has no script yet gets it, and looks then.
 * @param {number} tabId
 */
export async function refreshBanner(tabId) {
  await messenger.tabs.sendMessage(tabId, { type: "refresh" }).catch(() => runBanner(tabId));
}
