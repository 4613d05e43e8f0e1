/** The options page. */

import { fillPage, language, LANGUAGES, loadTexts, text } from "../language/texts.js";
import { saidOfHalves } from "../welcome/halves.js";
import { isName, readManaged, readOptions, writeOptions } from "./stored.js";

/** @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);

/** Each option's control. */
const CONTROLS = { banner: "banner", language: "language", domains: "domains", authservIds: "authserv-ids" };

/** Names, as people part them: by lines, blanks or commas. @param {string} id */
const namesIn = (id) => byId(id).value.toLowerCase().split(/[\s,;、]+/).filter(Boolean);

async function save() {
  const [domains, authservIds] = [namesIn("domains"), namesIn("authserv-ids")];
  const wrong = [...domains, ...authservIds].find((name) => !isName(name));
  if (wrong !== undefined) return void (byId("state").textContent = text("optionsWrong", [wrong]));
  const given = { banner: byId("banner").value, language: byId("language").value, domains, authservIds };
  const managed = await readManaged();
  await writeOptions(Object.fromEntries(Object.entries(given).filter(([name]) => !Object.hasOwn(managed, name))));
  await draw();
  byId("state").textContent = text("saved");
}

// What has to be asked for is asked for first and drawn by the function that comes of it: all parts of the page change
// their language in one step.

async function controls() {
  const [options, managed] = await Promise.all([readOptions(), readManaged()]);
  return () => drawControls(options, managed);
}

/** @param {import("./stored.js").Options} options @param {Record<string, unknown>} managed */
function drawControls(options, managed) {
  byId("banner").value = options.banner;
  byId("language").value = options.language;
  byId("domains").value = options.domains.join("\n");
  byId("authserv-ids").value = options.authservIds.join("\n");
  for (const note of document.querySelectorAll(".managed")) note.remove();
  for (const [name, id] of Object.entries(CONTROLS)) {
    byId(id).disabled = Object.hasOwn(managed, name);
    if (byId(id).disabled) byId(id).after(element("p", { class: "explained managed" }, text("optionsManaged")));
  }
}

/** @param {string[]} names of texts */
function headerRow(...names) {
  return element("thead", {}, element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, text(name)))));
}

/** @param {any} decision */
function decisionRow({ id, kind, label, time }) {
  const undo = async () => {
    await messenger.runtime.sendMessage({ type: "undo", id });
    await redrawDecisions();
  };
  const name = text("optionsRemoveWhich", [label]);
  const button = element("button", { type: "button", "aria-label": name, onclick: undo }, text("optionsRemove"));
  const cells = [new Date(time).toLocaleDateString(language()), text(`decision_${kind}`), element("bdi", {}, label), button];
  return element("tr", {}, ...cells.map((cell) => element("td", {}, cell)));
}

/** What the user has decided, each with a way back. */
async function decided() {
  const answer = await messenger.runtime.sendMessage({ type: "decisions" }).catch(() => null);
  return () => drawDecisions(answer?.decisions ?? []);
}

/** @param {any[]} decisions */
function drawDecisions(decisions) {
  byId("export").hidden = decisions.length === 0;
  if (decisions.length === 0) return byId("decisions").replaceChildren(element("p", {}, text("optionsNone")));
  const head = headerRow("optionsWhen", "optionsYouSaid", "optionsWhat", "optionsRemove");
  byId("decisions").replaceChildren(element("table", {}, head, element("tbody", {}, ...decisions.map(decisionRow))));
}

const redrawDecisions = async () => (await decided())();

async function exportDecisions() {
  const { decisions } = await messenger.runtime.sendMessage({ type: "decisions" });
  const file = new Blob([JSON.stringify(decisions, null, 2)], { type: "application/json" });
  element("a", { href: URL.createObjectURL(file), download: "fuwake-decisions.json" }).click();
}

async function shortcuts() {
  const commands = await messenger.commands.getAll();
  return () => drawShortcuts(commands);
}

/** @param {{description?: string, shortcut?: string}[]} commands */
function drawShortcuts(commands) {
  const rows = commands.map(({ description, shortcut }) =>
    element("tr", {}, element("td", {}, description ?? ""), element("td", {}, shortcut || text("optionsNoShortcut"))),
  );
  byId("shortcuts").replaceChildren(...rows);
}

async function halves() {
  const { partner } = await messenger.runtime.sendMessage({ type: "hello" });
  return () => partner && drawHalves(partner);
}

/** An older program may lack some of it. @param {any} partner */
function drawHalves(partner) {
  byId("halves").classList.toggle("inside", partner.inside);
  byId("halves").textContent = saidOfHalves(partner, messenger.runtime.getManifest().version, text);
  byId("decided").hidden = partner.missing.includes("decide");
}

function drawTexts() {
  fillPage();
  document.title = text("optionsTitle");
}

async function draw() {
  await loadTexts();
  // At first there is no other language to stand beside, and the program may be slow to answer.
  if (byId("save").textContent === "") drawTexts();
  const parts = await Promise.all([controls(), decided(), shortcuts(), halves()]);
  drawTexts();
  for (const drawPart of parts) drawPart();
}

for (const [tag, name] of Object.entries(LANGUAGES))
  byId("language").append(element("option", { value: tag, lang: tag }, name));
byId("save").addEventListener("click", save);
byId("export").addEventListener("click", exportDecisions);
byId("welcome").addEventListener("click", () => messenger.runtime.sendMessage({ type: "openWelcome" }));

messenger.runtime.onMessage.addListener((message) => {
  if (message?.type === "decisionsChanged") redrawDecisions();
  return undefined; // whoever tells waits for no answer
});

draw();
