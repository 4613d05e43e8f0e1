/** The popup: what the mail claims, what it is, and what to do; drawn from the host's document. */

const text = messenger.i18n.getMessage;
const view = /** @type {HTMLElement} */ (document.getElementById("view"));

/** @typedef {import("../../docs/analysis.d.ts").AnalysisDocument} AnalysisDocument */

/** @param {AnalysisDocument} analysis */
function drawHeader(analysis) {
  const { verdict } = analysis;
  const icon = verdict.level === "unremarkable" ? "fuwake" : verdict.level;
  const milliseconds = new Intl.NumberFormat(messenger.i18n.getUILanguage(), {
    maximumFractionDigits: 1,
  }).format(analysis.microseconds / 1000);
  return element(
    "header",
    { class: verdict.level },
    element("img", { src: `/icons/${icon}.svg`, alt: "" }),
    element(
      "div",
      {},
      element("strong", {}, `${verdict.label}: `, ...drawSegments(verdict.headlineSegments ?? verdict.headline)),
      element("small", {}, text("examinedHere", [String(verdict.clues), milliseconds])),
    ),
  );
}

/** @param {AnalysisDocument} analysis */
function drawVersus(analysis) {
  const { claim, facts } = analysis;
  const claimed = claim
    ? [claim.brand ?? (claim.name || claim.address), element("br"), element("code", {}, claim.address)]
    : [text("noSender")];
  const network = facts?.network;
  const operator = facts ? facts.operator || facts.host || facts.address || "" : text("notRecorded");
  /** @type {(Node | string)[]} */
  const actual = [operator];
  if (facts) actual.push(element("br"), element("code", {}, facts.host || facts.address || ""));
  if (network?.organisation && network.organisation !== operator)
    actual.push(element("br"), element("small", {}, `${network.organisation} (AS${network.asn})`));
  return element(
    "div",
    { class: "versus" },
    element("div", {}, element("span", {}, text("claims")), ...claimed),
    element("div", {}, element("span", {}, text("facts")), ...actual),
  );
}

/** @param {string} title @param {(Node | string)[]} content */
function drawRow(title, ...content) {
  return element("dl", {}, element("dt", {}, title), element("dd", {}, ...content));
}

/** @param {AnalysisDocument} analysis */
function drawSender(analysis) {
  const { facts, route } = analysis;
  /** @type {(Node | string)[]} */
  const parts = [...drawSegments(route.gistSegments ?? route.gist)];
  const takenBy = route.handOver === null ? "" : route.hops[route.handOver].by;
  if (facts?.address)
    parts.push(
      element("br"),
      element("small", {}, `${facts.address} → ${takenBy} `),
      element("small", {}, text("routeExplained")),
    );
  return drawRow(text("whoSentIt"), ...parts);
}

/**
 * The first thing that was found about a link, or what is marked in it.
 * @param {AnalysisDocument["links"][number]} link @param {AnalysisDocument} analysis
 */
function whyOf(link, analysis) {
  const [first] = link.findings ?? [];
  return drawSegments(analysis.findings[first]?.segments ?? link.why[0] ?? text("linkExplained"));
}

/** @param {AnalysisDocument} analysis */
function drawWorstLink(analysis) {
  const [worst] = analysis.links;
  if (!worst) return drawRow(text("link"), text("noLinks"));
  const more = analysis.links.length - 1 + analysis.moreLinks;
  const parts = [
    element(
      "code",
      { class: worst.suspicious ? "suspicious" : "" },
      worst.before,
      element("em", {}, worst.deciding),
      element("span", {}, worst.after),
    ),
    element("br"),
    element("small", {}, ...whyOf(worst, analysis)),
  ];
  if (more > 0) parts.push(element("br"), element("small", {}, text("moreLinks", [String(more)])));
  return drawRow(text("link"), ...parts);
}

/** The first two; the report has them all. @param {AnalysisDocument} analysis */
function drawAdvice({ verdict }) {
  const advice = verdict.adviceSegments ?? verdict.advice;
  return element(
    "div",
    { class: "advice" },
    element("strong", {}, text("whatToDo")),
    ...advice.slice(0, 2).map((sentence) => element("p", {}, ...drawSegments(sentence))),
  );
}

/**
 * What the user may say about the mail: trust an authenticated sender, or that the verdict is wrong.
 * @param {AnalysisDocument} analysis
 */
function drawDecisions(analysis) {
  const { sender, mail } = analysis.decisions;
  const { level } = analysis.verdict;
  const row = element("div", { class: "decisions" });
  /** @param {string} kind @param {string} label @param {{key: string, label: string}} about */
  const offer = (kind, label, about) => {
    const onclick = async () => {
      const kept = await messenger.runtime.sendMessage({ type: "decide", kind, ...about }).catch(() => null);
      if (kept) await draw();
      const status = element("small", { role: "status" }, text(kept ? "decided" : "decideFailed"));
      view.querySelector(".decisions")?.prepend(status);
    };
    row.append(element("button", { type: "button", class: "link", "data-kind": kind, onclick }, text(label)));
  };
  const loud = level === "danger" || level === "caution";
  if (sender && level !== "danger" && level !== "verified") offer("trusted", "trustSender", sender);
  offer(loud ? "honest" : "dishonest", loud ? "saidHonest" : "saidDishonest", mail);
  return row;
}

/** @param {number} messageId */
function drawFooter(messageId) {
  const onclick = async () => {
    await messenger.runtime.sendMessage({ type: "openReport", messageId });
    window.close();
  };
  return element("footer", {}, element("button", { class: "link", type: "button", onclick }, text("allEvidence")));
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
  view.replaceChildren(
    element(
      "div",
      { class: "problem" },
      element("p", {}, text(`problem_${problem}`)),
      element("button", { type: "button", onclick: retry }, text("retry")),
      element("button", { type: "button", onclick: help }, text("help")),
    ),
  );
}

async function draw() {
  const [tab] = await messenger.tabs.query({ active: true, currentWindow: true });
  /** @type {import("../background/tab.js").View | null} */
  const answer = await messenger.runtime.sendMessage({ type: "popup", tabId: tab.id });
  if (!answer) {
    view.replaceChildren(element("div", { class: "problem" }, text("noMessage")));
    return;
  }
  const analysis = answer.document;
  if (!analysis) {
    drawProblem(answer.problem ?? "failed");
    return;
  }
  document.documentElement.lang = analysis.language;
  const { partner } = await messenger.runtime.sendMessage({ type: "hello" });
  // An older program may lack it.
  const can = (/** @type {string} */ capability) => !partner?.missing.includes(capability);
  const { authentication } = analysis;
  const rows = [
    drawHeader(analysis),
    drawVersus(analysis),
    drawSender(analysis),
    drawWorstLink(analysis),
    drawRow(text("authentication"), ...drawSegments(authentication.statementSegments ?? authentication.statement)),
  ];
  if (analysis.verdict.advice.length > 0) rows.push(drawAdvice(analysis));
  if (analysis.decisionsUnread) rows.push(element("small", { class: "unread" }, text("decisionsUnread")));
  if (can("decide")) rows.push(drawDecisions(analysis));
  if (can("html")) rows.push(drawFooter(answer.messageId));
  view.replaceChildren(...rows);
}

// Keys go past a popup to the list of messages: what it says must not stand beside the next one.
messenger.mailTabs.onSelectedMessagesChanged.addListener(() => window.close());
messenger.messageDisplay.onMessagesDisplayed.addListener(draw);

draw();
