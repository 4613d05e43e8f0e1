/**
 * The popup: what is wrong, what to do, claim against fact, where the worst link goes; the rest folds. Nothing is said
 * twice, and a danger mail fits into Thunderbird's 600 px. Thunderbird gives a popup no keys but Escape, which closes
 * it: all that can be done here can be done in the report too.
 */

import { decisionsAbout, drawDecisions, drawMarked } from "../decisions/decisions.js";
import { counted, language, loadTexts, text } from "../language/texts.js";

const view = /** @type {HTMLElement} */ (document.getElementById("view"));

/** @typedef {import("../../docs/analysis.d.ts").AnalysisDocument} AnalysisDocument */
/** @typedef {import("../decisions/decisions.js").Decision} Decision */

/** What stands in the verdict's place: the verdict, or what the user has said instead. @param {AnalysisDocument} analysis @param {Decision} [said] */
function drawHeader({ verdict }, said) {
  const { level } = verdict;
  const icon = level === "unremarkable" ? "fuwake" : level;
  const words = said
    ? [drawMarked(said, draw)]
    : [element("strong", {}, `${verdict.label}: `), ...drawSegments(verdict.headlineSegments ?? verdict.headline)];
  return element(
    "header",
    { class: level },
    element("img", { src: `/icons/${icon}.svg`, alt: "" }),
    element("h1", {}, ...words),
  );
}

/** The first two; the report has them all. @param {AnalysisDocument} analysis */
function drawAdvice({ verdict }) {
  const advice = verdict.adviceSegments ?? verdict.advice;
  if (advice.length === 0) return [];
  const items = advice.slice(0, 2).map((sentence) => element("li", {}, ...drawSegments(sentence)));
  return [element("section", { class: "advice" }, element("h2", {}, text("whatToDo")), element("ul", {}, ...items))];
}

/**
 * A sender can make a name as long as the popup, and hide its end, which decides, below a clamp. So what is left out is
 * the middle; the report has it whole.
 * @param {string} long
 * @param {number} most characters
 */
function withoutMiddle(long, most) {
  const characters = [...long];
  if (characters.length <= most) return long;
  const kept = Math.floor(most / 2);
  return `${characters.slice(0, kept).join("")}…${characters.slice(-kept).join("")}`;
}

/** @param {string} title @param {string} what @param {string} where */
function drawSide(title, what, where) {
  const parts = [element("dt", {}, title), element("dd", {}, element("bdi", {}, withoutMiddle(what, 80)))];
  if (where && where !== what) parts.push(element("dd", { class: "where" }, element("bdi", {}, withoutMiddle(where, 72))));
  return element("div", {}, ...parts);
}

/** Claim against fact. @param {AnalysisDocument} analysis */
function drawVersus({ claim, facts }) {
  const claimed = claim ? claim.brand ?? (claim.name || claim.address) : text("noSender");
  const host = facts?.host || facts?.address || "";
  const actual = facts ? facts.operator || host : text("notRecorded");
  return element(
    "dl",
    { class: "versus" },
    drawSide(text("claims"), claimed, claim?.address ?? ""),
    drawSide(text("facts"), actual, host),
  );
}

/** The first link, which is the most dangerous. @param {AnalysisDocument} analysis */
function drawWorstLink({ links, moreLinks }) {
  const [worst] = links;
  if (!worst) return element("section", { class: "link" }, element("p", { class: "dim" }, text("noLinks")));
  const more = links.length - 1 + moreLinks;
  const address = element(
    "code",
    { class: worst.suspicious ? "suspicious" : "" },
    withoutMiddle(worst.before, 60),
    element("em", {}, worst.deciding),
    element("span", {}, withoutMiddle(worst.after, 80)),
  );
  const explained = worst.deciding ? [text("linkExplained")] : [];
  if (more > 0) explained.push(counted("moreLinks", more));
  return element(
    "section",
    { class: "link" },
    element("h2", {}, text("link")),
    element("p", {}, address),
    element("p", { class: "dim" }, explained.join(" · ")),
  );
}

/** @param {AnalysisDocument} analysis */
function cluesIn({ verdict: { clues } }) {
  return clues === 0 ? text("clues_none") : counted("clues", clues);
}

/** What folds: the reasons, who sent it, the sender check. @param {AnalysisDocument} analysis */
function drawDetails(analysis) {
  const { verdict, route, authentication } = analysis;
  const reasons = (verdict.reasonSegments ?? verdict.reasons).map((reason) => element("li", {}, ...drawSegments(reason)));
  const rows = reasons.length > 0 ? [element("h2", {}, text("reasons")), element("ul", {}, ...reasons)] : [];
  /** @param {string} name @param {Sentence} sentence */
  const paragraph = (name, sentence) => {
    if (sentence.length > 0) rows.push(element("h2", {}, text(name)), element("p", {}, ...drawSegments(sentence)));
  };
  paragraph("whoSentIt", route.gistSegments ?? route.gist);
  paragraph("authentication", authentication.statementSegments ?? authentication.statement);
  rows.push(element("p", { class: "dim" }, cluesIn(analysis)));
  return element("details", {}, element("summary", {}, text("why")), ...rows);
}

/** @param {number} messageId */
function drawReportButton(messageId) {
  const onclick = async () => {
    await messenger.runtime.sendMessage({ type: "openReport", messageId });
    window.close();
  };
  return element("button", { class: "link report", type: "button", onclick }, text("allEvidence"));
}

/** @param {string} problem */
function drawProblem(problem) {
  const retry = async () => {
    await messenger.runtime.sendMessage({ type: "refreshAll" });
    await draw();
  };
  const help = async () => {
    await messenger.runtime.sendMessage({ type: "openWelcome" });
    window.close();
  };
  return element(
    "div",
    { class: "problem" },
    element("h1", {}, text("problemLabel")),
    element("p", {}, text(`problem_${problem}`)),
    element("button", { type: "button", onclick: retry }, text("retry")),
    element("button", { type: "button", onclick: help }, text("whatToDo")),
  );
}

/** @param {number} messageId @param {AnalysisDocument} analysis */
async function drawAnalysis(messageId, analysis) {
  const { partner } = await messenger.runtime.sendMessage({ type: "hello" });
  // An older program may lack it.
  const can = (/** @type {string} */ capability) => !partner?.missing.includes(capability);
  const decided = can("decide") ? await decisionsAbout(analysis) : {};
  const footer = element("footer", {});
  if (can("html")) footer.append(drawReportButton(messageId));
  if (can("decide")) footer.append(drawDecisions(analysis, decided, draw));
  const unread = analysis.decisionsUnread ? [element("p", { class: "unread dim" }, text("decisionsUnread"))] : [];
  return [
    drawHeader(analysis, decided.mail),
    ...drawAdvice(analysis),
    drawVersus(analysis),
    drawWorstLink(analysis),
    ...unread,
    drawDetails(analysis),
    footer,
  ];
}

/** Around the popup, in px: Thunderbird's bars and the mail's header, below which the popup hangs. */
const ABOVE = 170;

/** On a low screen Thunderbird lets a popup hang over its lower edge, with the buttons on it. */
function keepOnScreen() {
  view.style.maxHeight = `${Math.max(200, Math.min(600, screen.availHeight - ABOVE))}px`;
}

async function draw() {
  keepOnScreen();
  await loadTexts();
  document.documentElement.lang = language();
  const [tab] = await messenger.tabs.query({ active: true, currentWindow: true });
  /** @type {import("../background/tab.js").View | null} */
  const answer = await messenger.runtime.sendMessage({ type: "popup", tabId: tab.id });
  if (!answer) view.replaceChildren(element("div", { class: "problem" }, element("p", {}, text("noMessage"))));
  else if (!answer.document) view.replaceChildren(drawProblem(answer.problem ?? "failed"));
  else view.replaceChildren(...(await drawAnalysis(answer.messageId, answer.document)));
}

// Keys go past a popup to the list of messages: what it says must not stand beside the next one.
messenger.mailTabs.onSelectedMessagesChanged.addListener(() => window.close());
messenger.messageDisplay.onMessagesDisplayed.addListener(draw);
window.addEventListener("keydown", ({ key }) => key === "Escape" && window.close());

draw();
