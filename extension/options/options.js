/** The options page. */

import { readOptions, writeOptions } from "./stored.js";

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

/** What the user has decided, each with a way back. */
async function drawDecisions() {
  const list = /** @type {HTMLElement} */ (document.getElementById("decisions"));
  const answer = await messenger.runtime.sendMessage({ type: "decisions" }).catch(() => null);
  const decisions = answer?.decisions ?? [];
  const items = decisions.map((/** @type {any} */ decision) => {
    const item = document.createElement("li");
    const date = new Date(decision.time).toLocaleDateString(messenger.i18n.getUILanguage());
    const undo = document.createElement("button");
    undo.type = "button";
    undo.textContent = text("optionsUndo");
    undo.addEventListener("click", async () => {
      await messenger.runtime.sendMessage({ type: "undo", id: decision.id });
      await drawDecisions();
    });
    item.append(`${date} ${text(`decision_${decision.kind}`)}: ${decision.label}`, undo);
    return item;
  });
  if (items.length === 0) items.push(text("optionsNone"));
  list.replaceChildren(...items);
}

document.getElementById("export")?.addEventListener("click", async () => {
  const { decisions } = await messenger.runtime.sendMessage({ type: "decisions" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(decisions, null, 2)], { type: "application/json" }));
  link.download = "fuwake-decisions.json";
  link.click();
});

drawDecisions();
