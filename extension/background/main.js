/** Events in, verdicts out: which message is displayed where, and what is said of it there. */

import { onAddressBookChanged, readAddressBook } from "./address-book.js";
import { Analyses } from "./analysis.js";
import { showButton } from "./button.js";
import { Host, HostError } from "./host.js";
import { onOptionsChanged } from "../options/stored.js";

const host = new Host(async (send) => {
  await send("contacts", { contacts: await readAddressBook() });
});
const analyses = new Analyses(host);

/**
 * What a view (banner, popup) is to show. `problem` instead of `document` where there is none.
 * @typedef {object} View
 * @property {number} messageId
 * @property {import("./analysis.js").AnalysisDocument} [document]
 * @property {string} [problem] a HostProblem or "failed"
 */

/** The message that each tab displays. @type {Map<number, number>} */
const displayed = new Map();

/**
 * The one message of a tab; null for none or several (a multiple selection has no header and no
 * pane of its own).
 * @param {number} tabId
 * @returns {Promise<number | null>}
 */
async function displayedMessage(tabId) {
  const list = /** @type {any} */ (await messenger.messageDisplay.getDisplayedMessages(tabId));
  const messages = list.messages ?? list;
  return messages.length === 1 ? messages[0].id : null;
}

/**
 * @param {number} messageId
 * @returns {Promise<View>}
 */
async function look(messageId) {
  try {
    return { messageId, document: await analyses.get(messageId) };
  } catch (error) {
    const problem = error instanceof HostError ? error.problem : "failed";
    if (problem !== "cancelled") console.warn("fuwake:", String(error));
    return { messageId, problem };
  }
}

/**
 * Notes what a tab displays now; an analysis that no tab waits for any more is stopped.
 * @param {number} tabId
 * @param {number | null} messageId
 */
function setDisplayed(tabId, messageId) {
  const before = displayed.get(tabId);
  if (messageId === null) displayed.delete(tabId);
  else displayed.set(tabId, messageId);
  if (before === undefined || before === messageId) return;
  if (![...displayed.values()].includes(before)) analyses.cancel(before);
}

/**
 * Analyses what a tab displays and shows it on its button.
 * @param {number} tabId
 * @returns {Promise<View | null>} null where it is not displayed any more, or nothing is
 */
async function examine(tabId) {
  const messageId = await displayedMessage(tabId);
  const changed = displayed.get(tabId) !== messageId;
  setDisplayed(tabId, messageId);
  if (messageId === null) return null;
  const name = messenger.i18n.getMessage("extensionName");
  // What the button says of the message before must not stand beside this one.
  if (changed) await showButton(tabId, "working", name, name);
  const view = await look(messageId);
  if (displayed.get(tabId) !== messageId) return null;
  if (view.document) {
    const { level, label, headline } = view.document.verdict;
    await showButton(tabId, level, label, `${name}: ${label} – ${headline}`);
  } else if (view.problem === "cancelled") {
    return null;
  } else {
    const explanation = messenger.i18n.getMessage(`problem_${view.problem}`);
    await showButton(tabId, "problem", messenger.i18n.getMessage("problemLabel"),
                     `${name}: ${explanation}`);
  }
  return view;
}

/** Asks every open message pane to look again, after the host has come back. */
async function refreshAll() {
  for (const tab of await messenger.tabs.query({})) {
    if (tab.id === undefined || (await examine(tab.id)) === null) continue;
    await messenger.tabs.sendMessage(tab.id, { type: "refresh" }).catch(() => {});
  }
}

/** The welcome page's tab, so that there is one only. @type {number | undefined} */
let welcomeTab;

async function openWelcome() {
  const tab =
    welcomeTab === undefined
      ? null
      : await messenger.tabs.update(welcomeTab, { active: true }).catch(() => null);
  if (tab) return;
  const url = messenger.runtime.getURL("welcome/welcome.html");
  welcomeTab = (await messenger.tabs.create({ url })).id;
}

/**
 * What the add-on's own pages and the script in the message pane may ask for.
 * @type {Record<string, (message: any, sender: browser.runtime.MessageSender) => Promise<any>>}
 */
const requests = {
  // The banner: the view of the pane that asks.
  pane: (_message, sender) =>
    sender.tab?.id === undefined ? Promise.resolve(null) : examine(sender.tab.id),
  // The popup: the view of the tab on whose button it opened.
  popup: (message) => examine(message.tabId),
  report: (message) => analyses.report(message.messageId),
  openReport: (message) =>
    messenger.tabs.create({
      url: messenger.runtime.getURL(`report/report.html?message=${Number(message.messageId)}`),
    }),
  openWelcome,
  // The user's word; what was known of mails before is judged anew.
  decide: async ({ kind, key, label }) => {
    const answer = await host.request("decide", { kind, key, label });
    analyses.forget();
    await refreshAll();
    return answer;
  },
  decisions: () => host.request("decisions", {}),
  undo: async ({ id }) => {
    const answer = await host.request("undo", { id: Number(id) });
    analyses.forget();
    await refreshAll();
    return answer;
  },
  hello: () =>
    host.hello().then(
      (hello) => ({ hello }),
      (error) => ({ problem: error instanceof HostError ? error.problem : "failed" }),
    ),
  refreshAll,
};

messenger.runtime.onMessage.addListener((message, sender) =>
  Object.hasOwn(requests, message?.type) ? requests[message.type](message, sender) : undefined,
);

messenger.messageDisplay.onMessagesDisplayed.addListener((tab) => {
  if (tab.id !== undefined) examine(tab.id);
});

messenger.tabs.onRemoved.addListener((tabId) => setDisplayed(tabId, null));

onAddressBookChanged(async () => {
  const contacts = await readAddressBook();
  await host.request("contacts", { contacts }).catch(() => {});
  analyses.forget();
});

onOptionsChanged(async () => {
  analyses.forget();
  await refreshAll();
});

// Silence where all is well: only who lacks the host sees a page.
messenger.runtime.onInstalled.addListener(async () => {
  const answer = await requests.hello({}, {});
  if (answer.problem) await openWelcome();
});

async function registerBanner() {
  const id = "fuwake-banner";
  // The published types do not know it yet.
  const { messageDisplay } = /** @type {any} */ (messenger).scripting;
  const registered = await messageDisplay.getRegisteredScripts({ ids: [id] });
  if (registered.length === 0)
    await messageDisplay.registerScripts([
      { id, js: ["/message-pane/banner.js"], runAt: "document_end" },
    ]);
  // A message that was open before the add-on was started has no banner script yet.
  await refreshAll();
}

registerBanner();
