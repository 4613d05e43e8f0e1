/** Events in, verdicts out: what Thunderbird, the add-on's pages and the host tell goes to where it belongs. */

import { onAddressBookChanged, readAddressBook } from "./address-book.js";
import { Analyses } from "./analysis.js";
import { onlyMessage } from "./displayed.js";
import { Host } from "./host.js";
import { homeOf, isWebAddress, linksView } from "./links.js";
import { listenToMenus, makeMenus } from "./menus.js";
import { registerPanes, runPane } from "./panes.js";
import { findMail, openReport } from "./report-tabs.js";
import { paneView } from "./tab.js";
import { problemOf, Tabs } from "./tabs.js";
import { decided, undo } from "../engine/decided.js";
import { EnginePort, isEngineHere } from "../engine/port.js";
import { loadTexts, spoken } from "../language/texts.js";
import { isBannerWanted, onOptionsChanged, readOptions } from "../options/stored.js";

/** Milliseconds without an analysis after which Thunderbird may be held up: verdict and banner are painted by then. */
const PAINTED = 1000;

/**
 * What the user decided before there was a program is the program's from now on, in the order in which he said it.
 * @param {(method: string, content: object) => Promise<any>} send
 */
async function handOver(send) {
  const decisions = (await decided()).reverse();
  for (const { id, kind, key, label } of decisions) {
    await send("decide", { kind, key, label });
    await undo(id);
  }
  if (decisions.length > 0) await decisionsChanged();
}

// While Thunderbird reads 20,000 contacts (seconds) it does nothing else, not even paint. So what is
// displayed is judged first, and again when they have come.
const host = new Host(
  async (send, { missing, inside }) => {
    if (!inside && !missing.includes("decide")) await handOver(send);
    if (missing.includes("contacts")) return;
    await analyses.quiet(PAINTED);
    const contacts = await readAddressBook();
    if (contacts.length === 0) return;
    await send("contacts", { contacts });
    tabs.outdated();
  },
  // By the command line, or by a Thunderbird with another profile.
  { "decisions.changed": () => decisionsChanged() },
  isEngineHere() ? () => new EnginePort() : null,
);
const analyses = new Analyses(host);
const tabs = new Tabs(analyses, (messageId) => requests.openReport({ messageId }, {}));

/** Read once, for no banner is to wait for them. */
let options = readOptions();
let texts = loadTexts();

/** In the system's browser, never within Thunderbird. @param {string} url @returns {Promise<void>} */
const openInBrowser = (url) => /** @type {any} */ (messenger.windows).openDefaultBrowser(url);

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
 * After the user's word or a setting: what was known of mails before is judged anew. Tabs are looked at as well,
 * for a background that was asleep knows of none.
 */
async function judgeAgain() {
  tabs.outdated();
  await tabs.lookEverywhere();
}

/** The mails that are displayed are judged by it, and the options page lists it. */
async function decisionsChanged() {
  await judgeAgain();
  // No page of ours may be open to hear it.
  messenger.runtime.sendMessage({ type: "decisionsChanged" }).catch(() => {});
}

/**
 * What a message pane is told.
 * @typedef {object} PaneAnswer
 * @property {import("./tab.js").PaneView | null} banner null where there is nothing to warn of, or the user wants none
 * @property {import("./links.js").LinksView | null} links for the link guard
 * @property {string} language of all that it says
 * @property {Messages | null} messages its own words, where that is not Thunderbird's language
 */

/** @param {import("./tab.js").View | null} view @returns {Promise<PaneAnswer>} */
async function paneAnswer(view) {
  const [wanted] = await Promise.all([options, texts]);
  const banner = paneView(view);
  return { banner: banner && isBannerWanted(wanted, banner.level) ? banner : null, links: linksView(view), ...spoken() };
}

/**
 * What the add-on's own pages and the script in the message pane may ask for.
 * @type {Record<string, (message: any, sender: browser.runtime.MessageSender) => Promise<any>>}
 */
const requests = {
  // The message pane that asks.
  pane: async (_message, sender) =>
    sender.tab?.id === undefined ? null : paneAnswer(await tabs.ask(sender.tab.id, "pane", sender.url)),
  // The banner, of itself: it cannot be seen.
  bannerHidden: async ({ messageId }, { tab }) => {
    if (tab?.id !== undefined) tabs.dispatch(tab.id, { type: "bannerHidden", messageId: Number(messageId) });
  },
  // A link of the mail, after the reader has insisted.
  openLink: async ({ url }) => (isWebAddress(url) ? openInBrowser(url) : undefined),
  // The home of a brand that the mail forges, never an address of the mail.
  openHome: async ({ domain }, sender) => {
    if (sender.tab?.id === undefined) return;
    const home = homeOf(await tabs.ask(sender.tab.id, "pane", sender.url), domain);
    if (home) await openInBrowser(home);
  },
  // The popup: the view of the tab on whose button it opened.
  popup: (message) => tabs.ask(message.tabId, "popup"),
  report: (message) => analyses.report(message.messageId),
  openReport: ({ messageId }) => openReport(Number(messageId)),
  // The report's tab: which message it is about now, and what was found.
  findMail: ({ mail }) => findMail(mail),
  judge: ({ messageId }) => tabs.judge(messageId),
  openWelcome,
  decide: async ({ kind, key, label }) => {
    const answer = await host.request("decide", { kind, key, label });
    await decisionsChanged();
    return answer;
  },
  decisions: () => host.request("decisions", {}),
  undo: async ({ id }) => {
    const answer = await host.request("undo", { id: Number(id) });
    await decisionsChanged();
    return answer;
  },
  hello: ({ again }) =>
    (again ? host.helloAgain() : host.hello()).then(
      (partner) => ({ partner }),
      (error) => ({ problem: problemOf(error) }),
    ),
  // After the host has come.
  refreshAll: () => tabs.lookEverywhere(),
};

messenger.runtime.onMessage.addListener((message, sender) =>
  Object.hasOwn(requests, message?.type) ? requests[message.type](message, sender) : undefined,
);

messenger.mailTabs.onSelectedMessagesChanged.addListener((tab, list) => {
  const messageIds = list.messages.map(({ id }) => id);
  if (tab.id !== undefined) tabs.dispatch(tab.id, { type: "selected", messageIds });
});

// A tab or window of one message tells nothing of a selection when it goes on to the next, but that something loads:
// "Sender verified" stood beside another mail's header until that had come over a slow line.
messenger.tabs.onUpdated.addListener((tabId, { status }, tab) => {
  const isMessage = /** @type {string} */ (tab.type) === "messageDisplay";
  if (status === "loading" && isMessage) tabs.dispatch(tabId, { type: "selected", messageIds: [] });
});

messenger.messageDisplay.onMessagesDisplayed.addListener((tab, list) => {
  if (tab.id !== undefined) tabs.dispatch(tab.id, { type: "displayed", messageId: onlyMessage(list) });
});

messenger.tabs.onRemoved.addListener((tabId) => tabs.dispatch(tabId, { type: "closed" }));

onAddressBookChanged(async () => {
  if (!(await host.can("contacts"))) return;
  await host.request("contacts", { contacts: await readAddressBook() }).catch(() => {});
  tabs.outdated();
});

for (const event of ["onCreated", "onDeleted", "onUpdated"])
  /** @type {any} */ (messenger.identities)[event].addListener(() => tabs.outdated());

onOptionsChanged(async () => {
  options = readOptions();
  texts = loadTexts();
  await texts;
  makeMenus();
  await judgeAgain();
  // Whether a warning is wanted is no part of a verdict.
  tabs.refreshPanes();
});

listenToMenus((tabId) => tabs.messageIn(tabId));

// Once; nothing pops up later, for what is missing the button says.
messenger.runtime.onInstalled.addListener(async ({ reason }) => {
  if (reason === "install" && (await options).welcome) await openWelcome();
});

/** A message that was open before the add-on was started has no banner's script yet, and no verdict. */
async function start() {
  const isNew = await registerPanes();
  for (const tabId of await tabs.lookEverywhere()) if (isNew) await runPane(tabId);
}

start();
texts.then(makeMenus);
