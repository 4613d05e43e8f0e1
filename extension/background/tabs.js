/** Carries out what tab.js says, for each tab of Thunderbird. */

import { showOnButton, blankButton } from "./button.js";
import { displayedMessage, messageIn, toldMessage } from "./displayed.js";
import { HostError } from "./host.js";
import { refreshPane } from "./panes.js";
import { EMPTY, step, UNNAMED } from "./tab.js";

/** @typedef {import("./tab.js").TabEvent} TabEvent */
/** @typedef {import("./tab.js").TabEffect} TabEffect */
/** @typedef {import("./tab.js").View} View */

/** @param {unknown} error */
export function problemOf(error) {
  return error instanceof HostError ? error.problem : "failed";
}

/** Is the message pane of a mail tab open? @param {number} tabId @returns {Promise<boolean>} */
async function showsMessages(tabId) {
  const tab = await messenger.mailTabs.get(tabId).catch(() => null);
  return tab?.messagePaneVisible ?? false;
}

/**
 * @typedef {object} Waiting
 * @property {AbortController} abort
 * @property {Promise<View | null>} view null where it has not begun
 */

/**
 * A banner or popup that has asked.
 * @typedef {object} Asker
 * @property {number} tabId
 * @property {"pane" | "popup"} by
 * @property {(view: View | null) => void} resolve
 */

export class Tabs {
  /** @type {import("./analysis.js").Analyses} */
  #analyses;
  /** @type {Map<number, import("./tab.js").Tab>} */
  #tabs = new Map();
  /** The analysis that each tab waits for. @type {Map<number, Waiting>} */
  #waiting = new Map();
  /** @type {Asker[]} */
  #askers = [];
  /** @type {(messageId: number) => void} */
  #showReport;
  /** Messages whose report was opened unasked. @type {Set<number>} */
  #reported = new Set();

  /**
   * @param {import("./analysis.js").Analyses} analyses
   * @param {(messageId: number) => void} showReport in a tab
   */
  constructor(analyses, showReport) {
    this.#analyses = analyses;
    this.#showReport = showReport;
  }

  /** @param {number} tabId @param {TabEvent} event */
  dispatch(tabId, event) {
    const [tab, effects] = step(this.#tabs.get(tabId) ?? EMPTY, event);
    if (event.type === "closed") this.#tabs.delete(tabId);
    else this.#tabs.set(tabId, tab);
    for (const effect of effects) this.#perform(tabId, effect);
  }

  /**
   * Looks what each tab displays, which its events have told already but where the background was
   * asleep; what went wrong is tried again.
   * @returns {Promise<number[]>} the tabs that display one message, or may
   */
  async lookEverywhere() {
    const found = [];
    for (const { id } of await messenger.tabs.query({})) {
      if (id === undefined) continue;
      const messageId = await toldMessage(id);
      // Of what is not told its pane's script asks.
      if (messageId !== undefined) this.dispatch(id, { type: "displayed", messageId });
      if (messageId !== null) found.push(id);
    }
    return found;
  }

  /**
   * What a banner or popup is to show.
   * @param {number} tabId
   * @param {"pane" | "popup"} by
   * @param {string} [url] of the document that asks
   * @returns {Promise<View | null>} null where no single message is displayed (any more)
   */
  async ask(tabId, by, url) {
    // A banner may ask before the event has come that tells of its message.
    const messageId = await this.messageIn(tabId, url);
    if (messageId === undefined) return this.#askUnnamed(tabId, by);
    return new Promise((resolve) => {
      this.#askers.push({ tabId, by, resolve });
      // Between two documents Thunderbird may tell of none; that none is displayed, an event tells.
      if (messageId !== null) this.dispatch(tabId, { type: "displayed", messageId });
      this.dispatch(tabId, { type: "asked", by });
    });
  }

  /** @param {number} tabId @param {string} [url] of its document @returns {Promise<number | null | undefined>} see displayed.js */
  messageIn(tabId, url) {
    return messageIn(tabId, { url, last: () => this.#tabs.get(tabId)?.messageId });
  }

  /**
   * The pane waits, and its links with it, until it is told whose document it is.
   * @param {number} tabId @param {"pane" | "popup"} by @returns {Promise<View | null>}
   */
  async #askUnnamed(tabId, by) {
    this.dispatch(tabId, { type: "unnamed" });
    if (by === "popup") return UNNAMED;
    await displayedMessage(tabId);
    return this.ask(tabId, by);
  }

  /** After something has changed by which mails are judged: they are judged again. */
  outdated() {
    this.#analyses.forget();
    for (const tabId of this.#tabs.keys()) this.dispatch(tabId, { type: "outdated" });
  }

  /** Has each message pane ask again. */
  refreshPanes() {
    for (const [tabId, { messageId }] of this.#tabs) if (messageId !== null) refreshPane(tabId);
  }

  /** @param {number} tabId @param {TabEffect} effect */
  #perform(tabId, effect) {
    switch (effect.type) {
      case "blankButton":
        return blankButton(tabId);
      case "showOnButton":
        return showOnButton(tabId, effect.view, effect.hidden);
      case "foresee":
        return this.#foresee(tabId, effect.messageId);
      case "analyze":
        return this.#analyze(tabId, effect.messageId, effect.foreseen ?? false);
      case "stopAnalysis":
        return this.#waiting.get(tabId)?.abort.abort();
      case "answer":
        return this.#answer(tabId, effect.to, effect.view);
      case "refreshPane":
        return refreshPane(tabId);
      case "openReport":
        return this.#openReport(effect.messageId);
    }
  }

  /** Who comes back to the mail has seen it. @param {number} messageId */
  #openReport(messageId) {
    if (this.#reported.has(messageId)) return;
    this.#reported.add(messageId);
    this.#showReport(messageId);
  }

  /** Where messages are not displayed none is read: it may be on a server still. @param {number} tabId @param {number} messageId */
  #foresee(tabId, messageId) {
    this.#begin(tabId, async (signal) =>
      (await showsMessages(tabId)) && !signal.aborted ? this.judge(messageId, signal) : null);
  }

  /** @param {number} tabId @param {number} messageId @param {boolean} foreseen */
  async #analyze(tabId, messageId, foreseen) {
    if (!foreseen) this.#begin(tabId, (signal) => this.judge(messageId, signal));
    const { abort: { signal }, view } = /** @type {Waiting} */ (this.#waiting.get(tabId));
    const known = (await view) ?? (signal.aborted ? null : await this.judge(messageId, signal));
    if (known && !signal.aborted) this.dispatch(tabId, { type: "judged", view: known });
  }

  /** @param {number} tabId @param {(signal: AbortSignal) => Promise<View | null>} judging */
  #begin(tabId, judging) {
    const abort = new AbortController();
    this.#waiting.set(tabId, { abort, view: judging(abort.signal) });
  }

  /**
   * What is to be said of a message, displayed or not.
   * @param {number} messageId
   * @param {AbortSignal} [signal]
   * @returns {Promise<View>}
   */
  async judge(messageId, signal = new AbortController().signal) {
    try {
      return { messageId, document: await this.#analyses.get(messageId, signal) };
    } catch (error) {
      if (!signal.aborted) console.warn("fuwake:", String(error));
      return { messageId, problem: problemOf(error) };
    }
  }

  /** @param {number} tabId @param {string} to @param {View | null} view */
  #answer(tabId, to, view) {
    const isAsked = (/** @type {Asker} */ asker) => asker.tabId === tabId && asker.by === to;
    const asked = this.#askers.filter(isAsked);
    this.#askers = this.#askers.filter((asker) => !isAsked(asker));
    for (const { resolve } of asked) resolve(view);
  }
}
