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
