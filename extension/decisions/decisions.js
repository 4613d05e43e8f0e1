/**
 * What the user may say about a mail, in popup and report alike: that he trusts an authenticated sender, or that the
 * verdict is wrong; and the way back.
 */

import { text } from "../language/texts.js";

/** @typedef {import("../../docs/analysis.d.ts").AnalysisDocument} AnalysisDocument */

/**
 * @typedef {object} Decision
 * @property {number} id
 * @property {"trusted" | "honest" | "dishonest"} kind
 * @property {string} key
 * @property {string} label
 */

/** @type {Record<Decision["kind"], string>} */
const MARKED = { trusted: "markedTrusted", honest: "markedHonest", dishonest: "markedDishonest" };

/** @param {AnalysisDocument} analysis */
const isDecided = ({ findings }) => findings.some(({ id }) => id.startsWith("history."));

/**
 * What the user has said about this mail and about its sender.
 * @param {AnalysisDocument} analysis
 * @returns {Promise<{mail?: Decision, sender?: Decision}>}
 */
export async function decisionsAbout(analysis) {
  if (!isDecided(analysis)) return {};
  const answer = await messenger.runtime.sendMessage({ type: "decisions" }).catch(() => null);
  /** @type {Decision[]} */
  const decisions = answer?.decisions ?? [];
  const about = (/** @type {{key: string} | null} */ what) => decisions.find(({ key }) => key === what?.key);
  return { mail: about(analysis.decisions.mail), sender: about(analysis.decisions.sender) };
}

/** @param {string} name @param {() => unknown} onclick @param {Record<string, string>} [attributes] */
const button = (name, onclick, attributes = {}) =>
  element("button", { type: "button", ...attributes, onclick }, text(name));

/**
 * "Marked honest by you · Undo".
 * @param {Decision} decision
 * @param {() => Promise<void>} changed draws again
 */
export function drawMarked({ id, kind }, changed) {
  const undo = async () => {
    await messenger.runtime.sendMessage({ type: "undo", id });
    await changed();
  };
  return element("span", { class: "marked" }, text(MARKED[kind]), " · ", button("optionsUndo", undo, { class: "link", "data-undo": kind }));
}

/**
 * The buttons. "Honest" on a danger mail asks once: it takes the warning away from every mail that is like it.
 * @param {AnalysisDocument} analysis
 * @param {{mail?: Decision, sender?: Decision}} decided
 * @param {() => Promise<void>} changed draws again
 */
export function drawDecisions(analysis, decided, changed) {
  const { sender, mail } = analysis.decisions;
  const { level } = analysis.verdict;
  const row = element("div", { class: "decisions" });
  /** @param {Decision["kind"]} kind @param {{key: string, label: string}} about */
  const decide = async (kind, about) => {
    const kept = await messenger.runtime.sendMessage({ type: "decide", kind, ...about }).catch(() => null);
    if (!kept) return void row.append(element("small", { role: "alert" }, text("decideFailed")));
    await changed();
    // What was clicked is gone; the way back stands in its place.
    /** @type {HTMLElement | null} */ (document.querySelector(`[data-undo=${kind}]`))?.focus();
  };
  /** @param {Decision["kind"]} kind @param {string} name @param {{key: string, label: string}} about */
  const offer = (kind, name, about) => {
    const asks = kind === "honest" && level === "danger";
    const onclick = () => (asks ? ask() : decide(kind, about));
    row.append(button(name, onclick, { class: "link", "data-kind": kind }));
  };
  const ask = () => {
    const before = [...row.children];
    const back = () => {
      row.replaceChildren(...before);
      /** @type {HTMLElement} */ (row.querySelector("[data-kind=honest]")).focus();
    };
    const no = button("cancel", back, { "data-answer": "no" });
    const yes = button("sureHonestYes", () => decide("honest", mail), { "data-answer": "yes" });
    row.replaceChildren(element("p", { role: "alert" }, text("sureHonest")), no, yes);
    no.focus();
  };
  if (decided.sender) row.append(drawMarked(decided.sender, changed));
  else if (sender && level !== "danger" && level !== "verified") offer("trusted", "trustSender", sender);
  const loud = level === "danger" || level === "caution";
  if (!decided.mail) offer(loud ? "honest" : "dishonest", loud ? "saidHonest" : "saidDishonest", mail);
  return row;
}
