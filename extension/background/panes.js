/** The scripts of message panes, and how they come there. */

/**
 * Thunderbird runs the files of a registration one by one, each with its way there and back (1 to 8 ms), and those
 * behind one whose last value cannot be cloned (a function is none) not at all. So each file whose last value would be
 * one ends with `void 0`, and the registrations, which run side by side, are short and need of each other nothing
 * before there is something to draw.
 *
 * The guard hears of clicks before the mail has an element; what stands above the mail needs its document.
 * @type {{ id: string, runAt: string, js: string[] }[]}
 */
export const SCRIPTS = [
  { id: "fuwake-dom", runAt: "document_start", js: ["/dom/element.js", "/dom/segments.js", "/dom/words.js"] },
  { id: "fuwake-banner", runAt: "document_end", js: ["/message-pane/top-layer.js", "/message-pane/banner.js"] },
  {
    id: "fuwake-guard",
    runAt: "document_start",
    js: [
      "/message-pane/link-elements.js",
      "/message-pane/known-links.js",
      "/message-pane/guard.js",
      "/message-pane/link-target.js",
      "/message-pane/link-look.js",
      "/message-pane/link-status.js",
      "/message-pane/link-marks.js",
      "/message-pane/link-panel.js",
      "/message-pane/guard-view.js",
    ],
  },
];

/** The published types do not know it yet. */
const scripting = () => /** @type {any} */ (messenger).scripting;

/**
 * Has Thunderbird run the scripts in every message from now on.
 * @returns {Promise<boolean>} false where they were registered already
 */
export async function registerPanes() {
  const { messageDisplay } = scripting();
  const registered = await messageDisplay.getRegisteredScripts({ ids: SCRIPTS.map(({ id }) => id) });
  if (registered.length > 0) return false;
  await messageDisplay.registerScripts(SCRIPTS);
  return true;
}

/**
 * Runs the scripts in the message that a tab shows. Registered scripts are gone after a restart, and a
 * message that is open before they are registered again would have none. Twice in one document does no harm.
 * @param {number} tabId
 */
export async function runPane(tabId) {
  await scripting()
    .executeScript({ target: { tabId }, files: SCRIPTS.flatMap(({ js }) => js) })
    .catch((/** @type {unknown} */ error) => console.debug("fuwake: no pane", String(error)));
}

/**
 * Asks a message pane to look again; one that has no script yet gets it, and looks then.
 * @param {number} tabId
 */
export async function refreshPane(tabId) {
  await messenger.tabs.sendMessage(tabId, { type: "refresh" }).catch(() => runPane(tabId));
}
