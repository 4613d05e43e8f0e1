/**
 * What a tab shows: a state machine. Events go in; the next state comes out, and what is to be done. It knows
 * no clock, no host and no Thunderbird, so tests/extension/ walks every path of it; tabs.js carries out what it says.
 *
 * Three faults asked for it: the label of the mail before stood beside the next one until that was
 * loaded; a mail that was left and come back to joined the analysis that had been stopped; and what was
 * found before the user decided something was kept as if it knew.
 */

import { linksView } from "./links.js";

/** @typedef {import("../../docs/analysis.d.ts").AnalysisDocument} AnalysisDocument */

/**
 * What is known of a message: the document, or why there is none (a HostProblem or "failed").
 * @typedef {object} View
 * @property {number} messageId
 * @property {AnalysisDocument} [document]
 * @property {string} [problem]
 */

/**
 * What the user may say about a mail with a warning; `key` and `label` go back to the host's `decide` as they are.
 * @typedef {object} Offer
 * @property {"trusted" | "honest"} kind
 * @property {string} key
 * @property {string} label
 */

/**
 * What the banner needs of a View, and no more: it stands in a document that the attacker wrote.
 * @typedef {object} PaneView
 * @property {number} messageId
 * @property {"danger" | "caution"} level
 * @property {string} label
 * @property {Sentence} headline
 * @property {Sentence[]} reasons
 * @property {Sentence[]} advice one sentence, or none
 * @property {Offer[]} offers what the user may say about it
 */

/**
 * @typedef {object} Tab
 * @property {number | null} messageId the message displayed; null: none, several, or not loaded yet
 * @property {View | null} view what was found about it
 * @property {boolean} working an analysis is on its way, the first or another
 * @property {boolean} outdated that analysis does not know what has become known since it began
 * @property {number | null} foreseen the message that is not displayed yet, and whose analysis may have begun
 * @property {boolean} blank the button says nothing of any message
 * @property {boolean} paneWaits the message pane has asked and has no answer yet
 * @property {boolean} [hidden] the banner cannot be seen, or not all of it
 * @property {View | null} [paneHas] the view that the message pane was last told; undefined: not known
 */

/**
 * - `selected`: the selection has changed; what it names is not displayed yet.
 * - `displayed`: the tab displays this message; null: none or several.
 * - `unnamed`: the tab displays a message, and Thunderbird does not say which.
 * - `judged`: the analysis that was asked for has ended.
 * - `outdated`: something has become known by which messages are judged.
 * - `asked`: banner or popup want to know.
 * - `bannerHidden`: the banner about this message cannot be seen, or not all of it.
 * - `closed`: the tab is gone.
 * @typedef {{ type: "selected", messageIds: number[] }
 *   | { type: "displayed", messageId: number | null }
 *   | { type: "unnamed" }
 *   | { type: "judged", view: View }
 *   | { type: "outdated" }
 *   | { type: "asked", by: "pane" | "popup" }
 *   | { type: "bannerHidden", messageId: number }
 *   | { type: "closed" }} TabEvent
 */

/**
 * - `blankButton`, `showOnButton`: the button in the message's header.
 * - `foresee`: this message will be displayed, where messages are displayed; its analysis may begin.
 * - `analyze`: to be answered by a `judged`; `foreseen`: it has begun.
 * - `stopAnalysis`: nobody waits for it here any more, begun or foreseen, and no `judged` is to come of it.
 * - `answer`: to whoever has asked; null: that message is displayed no more.
 * - `refreshPane`: the banner is to ask again.
 * - `openReport`: for the banner cannot be seen; once a message.
 * @typedef {{ type: "blankButton" }
 *   | { type: "showOnButton", view: View, hidden?: boolean }
 *   | { type: "foresee", messageId: number }
 *   | { type: "analyze", messageId: number, foreseen?: boolean }
 *   | { type: "stopAnalysis" }
 *   | { type: "answer", to: "pane" | "popup", view: View | null }
 *   | { type: "refreshPane" }
 *   | { type: "openReport", messageId: number }} TabEffect
 */

/** @typedef {[Tab, TabEffect[]]} Step */

/** A tab of which nothing is known. @type {Tab} */
export const EMPTY = Object.freeze({
  messageId: null,
  view: null,
  working: false,
  outdated: false,
  foreseen: null,
  blank: false,
  paneWaits: false,
});

/**
 * @param {View | null} view
 * @returns {PaneView | null} null where the pane is to show nothing
 */
export function paneView(view) {
  if (!view?.document) return null;
  const { verdict } = view.document;
  const { level, label } = verdict;
  if (level !== "danger" && level !== "caution") return null;
  // A host from before there were segments has plain sentences.
  const headline = verdict.headlineSegments ?? verdict.headline;
  const reasons = verdict.reasonSegments ?? verdict.reasons;
  const [advice] = verdict.adviceSegments ?? verdict.advice;
  const offers = offersOf(view.document);
  return { messageId: view.messageId, level, label, headline, reasons, advice: advice ? [advice] : [], offers };
}

/**
 * Trust is for a sender who was authenticated, and whose mail does not contradict itself.
 * @param {AnalysisDocument} analysis
 * @returns {Offer[]}
 */
function offersOf({ verdict, decisions }) {
  /** @type {Offer[]} */
  const offers = [];
  // A host from before there were decisions has none.
  if (decisions?.sender && verdict.level !== "danger") offers.push({ kind: "trusted", ...decisions.sender });
  if (decisions?.mail) offers.push({ kind: "honest", ...decisions.mail });
  return offers;
}

/**
 * Does the message pane show what this view gives it? A background that was asleep does not know.
 * @param {Tab} tab @param {View} view
 */
function paneShows(tab, view) {
  if (tab.paneHas === undefined) return false;
  const shown = (/** @type {View | null} */ of) => JSON.stringify([paneView(of), linksView(of)]);
  return shown(tab.paneHas) === shown(view);
}

/** @param {View | null} view @returns {TabEffect[]} */
function answerAll(view) {
  return [
    { type: "answer", to: "pane", view },
    { type: "answer", to: "popup", view },
  ];
}

/** What is to be done where the message is displayed no more. @param {Tab} tab @returns {TabEffect[]} */
function leave(tab) {
  if (tab.working) return [{ type: "stopAnalysis" }, ...answerAll(null)];
  return tab.foreseen === null ? [] : [{ type: "stopAnalysis" }];
}

/** @param {Tab} tab @returns {TabEffect[]} */
function blank(tab) {
  return tab.blank ? [] : [{ type: "blankButton" }];
}

/** @param {Tab} tab @param {number} messageId @returns {Step} */
function analyze(tab, messageId) {
  return [{ ...tab, messageId, working: true, outdated: false }, [{ type: "analyze", messageId }]];
}

/**
 * Until the next message has loaded (8 s over a slow line), nothing but this tells of it. It is 40 to 60 ms before a small
 * one's display, and half a second before a big one's: time enough to read and to judge it.
 * @param {Tab} tab @param {number[]} messageIds @returns {Step}
 */
function selected(tab, messageIds) {
  const same = messageIds.length === 1 && messageIds[0] === tab.messageId;
  // No display of it would follow.
  if (same) return [tab, []];
  /** @type {Step} */
  const [next, effects] = [{ ...EMPTY, blank: true }, [...leave(tab), ...blank(tab)]];
  if (messageIds.length !== 1) return [next, effects];
  const [messageId] = messageIds;
  return [{ ...next, foreseen: messageId }, [...effects, { type: "foresee", messageId }]];
}

/** @param {Tab} tab @param {number | null} messageId @returns {Step} */
function displayed(tab, messageId) {
  if (messageId === null) return [{ ...EMPTY, blank: tab.blank }, leave(tab)];
  if (messageId === tab.messageId) return displayedAgain(tab, messageId);
  const [next, effects] = analyze({ ...EMPTY, blank: true }, messageId);
  if (tab.foreseen === messageId) return [next, [{ type: "analyze", messageId, foreseen: true }]];
  // A window of one message tells nothing of a selection, so its button is not blank yet.
  return [next, [...leave(tab), ...blank(tab), ...effects]];
}

/** What went wrong is tried again, for the host may have come. @param {Tab} tab @param {number} messageId @returns {Step} */
function displayedAgain(tab, messageId) {
  if (tab.working || !tab.view) return [tab, []];
  if (tab.view.problem) return analyze(tab, messageId);
  return [tab, [{ type: "showOnButton", view: tab.view, hidden: tab.hidden }]];
}

/**
 * A mail that has found a way yet: the button and the report tell of it, and no popup: keys go past it to the list.
 * @param {Tab} tab @param {number} messageId @returns {Step}
 */
function bannerHidden(tab, messageId) {
  const { view } = tab;
  if (tab.hidden || view?.messageId !== messageId || !paneView(view)) return [tab, []];
  return [{ ...tab, hidden: true }, [{ type: "showOnButton", view, hidden: true }, { type: "openReport", messageId }]];
}

/** What is said of a message that Thunderbird does not name. @type {View} */
export const UNNAMED = Object.freeze({ messageId: 0, problem: "unnamed" });

/** @param {Tab} tab @returns {Step} */
function unnamed(tab) {
  if (tab.messageId !== null) return [tab, []];
  return [{ ...tab, blank: false }, [{ type: "showOnButton", view: UNNAMED }]];
}

/** @param {Tab} tab @param {View} view @returns {Step} */
function judged(tab, view) {
  if (!tab.working || view.messageId !== tab.messageId) return [tab, []];
  /** @type {Tab} */
  const next = { ...tab, view, working: false, blank: false, paneWaits: false,
                 paneHas: tab.paneWaits ? view : tab.paneHas };
  /** @type {TabEffect[]} */
  const effects = [{ type: "showOnButton", view }, ...answerAll(view)];
  // The one that waits may be a document that has gone since: a warning must not hang on one answer.
  const doubt = tab.paneWaits ? paneView(view) !== null : !paneShows(tab, view);
  if (doubt) effects.push({ type: "refreshPane" });
  if (!tab.outdated) return [next, effects];
  const [last, more] = outdated({ ...next, outdated: false });
  return [last, [...effects, ...more]];
}

/**
 * The verdict that is there stays until the next has come. What went wrong is not tried again: a mail
 * at which the host dies would start it for ever, for each start makes the address book known anew.
 * @param {Tab} tab @returns {Step}
 */
function outdated(tab) {
  if (tab.working) return [{ ...tab, outdated: true }, []];
  if (tab.foreseen !== null) return [{ ...tab, foreseen: null }, leave(tab)];
  if (tab.messageId === null || !tab.view?.document) return [tab, []];
  return analyze(tab, tab.messageId);
}

/**
 * The banner takes what is known, for it is told of changes; the popup waits for the last word.
 * @param {Tab} tab @param {"pane" | "popup"} by @returns {Step}
 */
function asked(tab, by) {
  const waits = tab.working && (by === "popup" || !tab.view);
  const pane = by === "pane" ? { paneWaits: waits, paneHas: tab.view } : {};
  return [{ ...tab, ...pane }, waits ? [] : [{ type: "answer", to: by, view: tab.view }]];
}

/**
 * @param {Tab} tab
 * @param {TabEvent} event
 * @returns {Step} the next state, and what is to be done, in this order
 */
export function step(tab, event) {
  switch (event.type) {
    case "selected":
      return selected(tab, event.messageIds);
    case "displayed":
      return displayed(tab, event.messageId);
    case "unnamed":
      return unnamed(tab);
    case "judged":
      return judged(tab, event.view);
    case "outdated":
      return outdated(tab);
    case "asked":
      return asked(tab, event.by);
    case "bannerHidden":
      return bannerHidden(tab, event.messageId);
    case "closed":
      return [EMPTY, leave(tab)];
  }
}
