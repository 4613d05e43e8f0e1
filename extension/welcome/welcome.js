/** The page for those who lack the host: what is missing, what to do, and a retry. */

import { saidOfHalves } from "./halves.js";

const text = messenger.i18n.getMessage;
document.documentElement.lang = messenger.i18n.getUILanguage();
for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-text]")))
  node.textContent = text(node.dataset.text ?? "");

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

async function check() {
  const answer = await messenger.runtime.sendMessage({ type: "hello" });
  const good = !answer.problem;
  byId("state").className = good ? "good" : "bad";
  byId("state-text").textContent = good
    ? text("welcomeReady", [answer.partner.version])
    : text(`problem_${answer.problem}`);
  byId("halves").textContent = good ? saidOfHalves(answer.partner, messenger.runtime.getManifest().version, text) : "";
  byId("missing").hidden = good;
  if (good) await messenger.runtime.sendMessage({ type: "refreshAll" });
}

byId("retry").addEventListener("click", check);
check();
