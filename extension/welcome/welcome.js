/**
 * The page after installing: where Fuwake speaks and what it never does; and, where the host is missing, what to do on
 * this system.
 */

import { fillPage, loadTexts, text } from "../language/texts.js";
import { saidOfHalves } from "./halves.js";
import { SYSTEMS, systemsFor } from "./systems.js";

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} system */
function drawSystem(system) {
  const steps = SYSTEMS[system].flatMap(({ says, commands }) => [
    element("p", {}, text(says)),
    ...commands.map((command) => element("pre", {}, command)),
  ]);
  return element("section", {}, element("h3", {}, text(`welcomeSystem_${system}`)), ...steps);
}

async function drawSystems() {
  const { os } = await messenger.runtime.getPlatformInfo();
  const { here, elsewhere } = systemsFor(os);
  const others = element("details", {}, element("summary", {}, text("welcomeOtherSystems")), ...elsewhere.map(drawSystem));
  byId("systems").replaceChildren(...here.map(drawSystem), others);
}

/** A copy that the user installed hides that of the packages, also where it is the older. @param {any} answer */
async function isHidingNewer({ partner }) {
  const { installType } = await messenger.management.getSelf();
  return partner?.older === "addon" && installType === "normal";
}

async function check() {
  const answer = await messenger.runtime.sendMessage({ type: "hello", again: true });
  const good = !answer.problem;
  byId("missing").hidden = good;
  byId("state").className = good ? "good" : "bad";
  byId("state-text").textContent = good
    ? text("welcomeReady", [answer.partner.version])
    : text(`problem_${answer.problem}`);
  byId("halves").textContent = good ? saidOfHalves(answer.partner, messenger.runtime.getManifest().version, text) : "";
  byId("hidden-by-profile").textContent = (await isHidingNewer(answer)) ? text("hiddenByProfile") : "";
  if (good) await messenger.runtime.sendMessage({ type: "refreshAll" });
}

async function start() {
  await loadTexts();
  fillPage();
  document.title = text("welcomeTitle");
  for (const [id, name] of Object.entries({ badge: "welcomeBadgePicture", banner: "welcomeBannerPicture", never: "welcomeNeverPicture" }))
    byId(id).setAttribute("aria-label", text(name));
  byId("retry").addEventListener("click", check);
  byId("options").addEventListener("click", () => messenger.runtime.openOptionsPage());
  await Promise.all([drawSystems(), check()]);
}

start();
