/** What stands in Thunderbird's context menus and on its keyboard: the ways to the report without the popup. */

import { text } from "../language/texts.js";
import { openReport, openReports } from "./report-tabs.js";

/** @type {{id: string, title: string, contexts: any[]}[]} */
const ENTRIES = [
  { id: "messages", title: "menuCheck", contexts: ["message_list"] },
  { id: "message", title: "menuCheck", contexts: ["page", "selection", "message_display_action"] },
  { id: "link", title: "menuLink", contexts: ["link"] },
];

/** The commands of the manifest, and what the report is opened for. @type {Record<string, import("./report-tabs.js").Purpose>} */
const COMMANDS = {
  "open-report": {},
  "say-wrong": { ask: "wrong" },
  "trust-sender": { ask: "trust" },
};

/** Thunderbird keeps the entries while the background sleeps; in another language they get their words anew. */
export function makeMenus() {
  for (const { id, title, contexts } of ENTRIES)
    messenger.menus.create({ id, title: text(title), contexts }, () => {
      if (messenger.runtime.lastError) messenger.menus.update(id, { title: text(title) });
    });
}

/** @typedef {(tabId: number) => Promise<number | null | undefined>} MessageIn */

/** @param {MessageIn} messageIn @param {number | undefined} tabId @param {import("./report-tabs.js").Purpose} purpose */
async function openReportIn(messageIn, tabId, purpose) {
  const messageId = tabId === undefined ? null : await messageIn(tabId);
  if (typeof messageId === "number") await openReport(messageId, purpose);
}

/** @param {MessageIn} messageIn @param {any} info @param {any} tab */
function clicked(messageIn, { menuItemId, selectedMessages, linkUrl }, tab) {
  if (menuItemId === "messages") return openReports(selectedMessages?.messages ?? []);
  return openReportIn(messageIn, tab?.id, menuItemId === "link" ? { href: linkUrl } : {});
}

/** Pages and links are in other tabs too, of which there is nothing to say. @param {any} info @param {any} tab */
function shown({ menuIds }, tab) {
  const visible = tab?.type === "mail" || tab?.type === "messageDisplay";
  for (const id of ["message", "link"]) if (menuIds.includes(id) !== visible) messenger.menus.update(id, { visible });
  messenger.menus.refresh();
}

/** To be called at once when the background starts, so that it is woken by them. @param {MessageIn} messageIn a tab */
export function listenToMenus(messageIn) {
  messenger.menus.onClicked.addListener((info, tab) => clicked(messageIn, info, tab));
  messenger.menus.onShown.addListener(shown);
  messenger.commands.onCommand.addListener(async (name, /** @type {any} */ tab) => {
    const id = tab?.id ?? (await messenger.tabs.query({ active: true, currentWindow: true }))[0]?.id;
    if (Object.hasOwn(COMMANDS, name)) await openReportIn(messageIn, id, COMMANDS[name]);
  });
}
