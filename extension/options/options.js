/** The options page. */

import { readOptions, writeOptions } from "./stored.js";
import { saidOfHalves } from "../welcome/halves.js";

const text = messenger.i18n.getMessage;
document.documentElement.lang = messenger.i18n.getUILanguage();
for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-text]")))
  node.textContent = text(node.dataset.text ?? "");

const ids = /** @type {HTMLTextAreaElement} */ (document.getElementById("authserv-ids"));
const state = /** @type {HTMLElement} */ (document.getElementById("state"));

/** Host names, as people part them: by lines, blanks or commas. */
const entered = () => ids.value.toLowerCase().split(/[\s,;]+/).filter(Boolean);

document.getElementById("save")?.addEventListener("click", async () => {
  const wrong = entered().find((id) => !/^[a-z0-9_.-]+$/.test(id));
  if (wrong === undefined) await writeOptions({ authservIds: entered() });
  state.textContent = wrong === undefined ? text("optionsSaved") : text("optionsWrong", [wrong]);
});

readOptions().then((options) => {
  ids.value = options.authservIds.join("\n");
});

/** @param {any} decision */
function decisionItem({ id, kind, label, time }) {
  const date = new Date(time).toLocaleDateString(messenger.i18n.getUILanguage());
  const undo = async () => {
    await messenger.runtime.sendMessage({ type: "undo", id });
    await drawDecisions();
  };
  return element(
    "li",
    {},
    `${date} ${text(`decision_${kind}`)}: ${label}`,
    element("button", { type: "button", onclick: undo }, text("optionsUndo")),
  );
}

/** What the user has decided, each with a way back. */
async function drawDecisions() {
  const list = /** @type {HTMLElement} */ (document.getElementById("decisions"));
  const answer = await messenger.runtime.sendMessage({ type: "decisions" }).catch(() => null);
  const decisions = answer?.decisions ?? [];
  const items = decisions.map(decisionItem);
  if (items.length === 0) items.push(text("optionsNone"));
  list.replaceChildren(...items);
}

document.getElementById("export")?.addEventListener("click", async () => {
  const { decisions } = await messenger.runtime.sendMessage({ type: "decisions" });
  const file = new Blob([JSON.stringify(decisions, null, 2)], { type: "application/json" });
  element("a", { href: URL.createObjectURL(file), download: "fuwake-decisions.json" }).click();
});

/** An older program may lack some of it. */
async function drawHalves() {
  const { partner } = await messenger.runtime.sendMessage({ type: "hello" });
  if (!partner) return;
  const said = saidOfHalves(partner, messenger.runtime.getManifest().version, text);
  /** @type {HTMLElement} */ (document.getElementById("halves")).textContent = said;
  /** @type {HTMLElement} */ (document.getElementById("decided")).hidden = partner.missing.includes("decide");
}

messenger.runtime.onMessage.addListener((message) => {
  if (message?.type === "decisionsChanged") drawDecisions();
  return undefined; // whoever tells waits for no answer
});

drawHalves();
drawDecisions();
