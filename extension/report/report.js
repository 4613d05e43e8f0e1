/**
 * The report's tab: the host's page, put into this one so that all of it prints, and what can be done with it. The tab
 * belongs to the mail that its address names (background/report-tabs.js).
 */

import { decisionsAbout, drawDecisions, drawMarked } from "../decisions/decisions.js";
import { fillPage, language, loadTexts, text } from "../language/texts.js";
import { asText } from "./as-text.js";
import { inertPage } from "./inert.js";

/** @typedef {import("../../docs/analysis.d.ts").AnalysisDocument} AnalysisDocument */
/** @typedef {import("../background/report-tabs.js").Purpose} Purpose */

const mail = Object.fromEntries(new URLSearchParams(location.search));
const actions = /** @type {HTMLElement} */ (document.getElementById("actions"));
const report = /** @type {HTMLElement} */ (document.getElementById("report"));

/** @type {AnalysisDocument | null} */
let shown = null;

/** @param {object} message */
const ask = (message) => messenger.runtime.sendMessage(message);

/** @param {string} words */
function say(words) {
  /** @type {HTMLElement} */ (document.getElementById("state")).textContent = words;
}

/** What a file may be called on every system. @param {string} subject */
function fileName(subject) {
  const kept = subject.replace(/[\p{C}<>:"/\\|?*.]+/gu, " ").replace(/\s+/g, " ").trim();
  return `Fuwake - ${kept.slice(0, 80).trim() || "report"}.html`;
}

/** True when all of it is in the file: an answer only says that the download has begun. @param {number} id */
async function isWritten(id) {
  const { onChanged } = messenger.downloads;
  /** @type {(state: string) => void} */
  let tell = () => {};
  /** @type {Promise<string>} */
  const told = new Promise((resolve) => (tell = resolve));
  /** @param {{ id: number, state?: { current?: string } }} change */
  const hear = (change) => {
    if (change.id === id && change.state?.current !== undefined) tell(change.state.current);
  };
  onChanged.addListener(hear);
  const [{ state }] = await messenger.downloads.search({ id });
  const end = state === "in_progress" ? await told : state;
  onChanged.removeListener(hear);
  return end === "complete";
}

/** @param {string} html @param {string} subject */
async function save(html, subject) {
  const url = URL.createObjectURL(new Blob([html], { type: "text/html" }));
  const saved = await messenger.downloads.download({ url, filename: fileName(subject), saveAs: true }).then(
    isWritten,
    () => false,
  );
  // Not before: what has no address any more is not written.
  URL.revokeObjectURL(url);
  say(text(saved ? "saved" : "reportNotSaved"));
}

async function copy() {
  await navigator.clipboard.writeText(asText(report));
  say(text("reportCopied"));
}

/** @param {string} name @param {() => unknown} onclick */
const button = (name, onclick) => element("button", { type: "button", "data-do": name, onclick }, text(name));

/** @param {string} html @param {AnalysisDocument} analysis */
async function drawActions(html, analysis) {
  const { partner } = await ask({ type: "hello" });
  const row = [
    button("reportPrint", () => window.print()),
    button("reportSave", () => save(html, analysis.message.subject)),
    button("reportCopy", copy),
    element("span", { id: "state", role: "status" }),
  ];
  if (!partner?.missing.includes("decide")) {
    const decided = await decisionsAbout(analysis);
    const decisions = drawDecisions(analysis, decided, draw);
    if (decided.mail) decisions.prepend(drawMarked(decided.mail, draw));
    row.push(decisions);
  }
  actions.setAttribute("aria-label", text("reportActions"));
  actions.replaceChildren(...row);
  actions.hidden = false;
}

/** Its style stands in the page's head, once. @param {Document} page */
function adopt(page) {
  for (const old of document.head.querySelectorAll("style")) old.remove();
  document.head.prepend(...[...page.querySelectorAll("style")].map((style) => document.adoptNode(style)));
  report.replaceChildren(...[...page.body.childNodes].map((node) => document.adoptNode(node)));
}

/** @param {string} words */
function drawWords(words) {
  actions.hidden = true;
  report.replaceChildren(element("main", { class: "plain" }, element("h1", {}, text("extensionName")), element("p", {}, words)));
}

/** @param {string} words @param {string} other */
function isSameAddress(words, other) {
  try {
    return new URL(words).href === new URL(other).href;
  } catch {
    return words === other;
  }
}

/** The number of a link of the mail; Thunderbird gives it as the document has it, normalised. @param {AnalysisDocument} analysis @param {string} href */
function linkNumber({ links }, href) {
  return links.findIndex(({ hrefs }) => hrefs.some(({ pieces }) => isSameAddress(pieces.join(":"), href)));
}

/** Shows what the report was opened for. @param {Purpose} purpose @param {AnalysisDocument} analysis */
function turnTo({ href, ask: wanted }, analysis) {
  for (const asked of report.querySelectorAll(".asked")) asked.classList.remove("asked");
  if (href) {
    const row = document.getElementById(`link-${linkNumber(analysis, href) + 1}`);
    row?.classList.add("asked");
    (row ?? document.getElementById("links"))?.scrollIntoView({ block: "center" });
  }
  const kinds = { wrong: "[data-kind=honest], [data-kind=dishonest]", trust: "[data-kind=trusted]" };
  if (wanted) /** @type {HTMLElement | null} */ (actions.querySelector(kinds[wanted]))?.focus();
}

/** @type {Promise<void> | null} */
let drawing = null;

/** After a decision both whoever made it and the background ask for it. */
function draw() {
  drawing ??= drawNow().finally(() => (drawing = null));
  return drawing;
}

async function drawNow() {
  await loadTexts();
  fillPage();
  if (!shown) drawWords(text("checking"));
  const messageId = await ask({ type: "findMail", mail });
  if (messageId === null) return drawWords(text("reportGone"));
  /** @type {[import("../background/tab.js").View, string | null]} */
  const [{ document: analysis, problem }, html] = await Promise.all([
    ask({ type: "judge", messageId }),
    ask({ type: "report", messageId }).catch(() => null),
  ]);
  if (!analysis || !html) return drawWords(text(`problem_${problem ?? "unsupported"}`));
  shown = analysis;
  document.documentElement.lang = analysis.language ?? language();
  document.title = analysis.message.subject || text("reportTitle");
  adopt(inertPage(html));
  await drawActions(html, analysis);
}

/** @param {Purpose} purpose */
async function drawFor(purpose) {
  await draw();
  if (shown) turnTo(purpose, shown);
}

messenger.runtime.onMessage.addListener((/** @type {any} */ message) => {
  if (message?.type === "decisionsChanged") draw();
  if (message?.type !== "reportOf" || message.folder !== mail.folder || message.id !== mail.id) return undefined;
  drawFor(message.purpose);
  return messenger.tabs.getCurrent().then((tab) => tab?.id);
});

document.title = "Fuwake";
drawFor(Object.fromEntries(new URLSearchParams(location.hash.slice(1))));
