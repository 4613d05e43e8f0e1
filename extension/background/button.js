/**
 * The button in a message's header: level by shape, word and colour. The icon's shape tells the level; a badge with the
 * same sign on it would only say it twice.
 */

import { text } from "../language/texts.js";

/** In icons/. @type {Record<string, string>} */
const ICONS = {
  danger: "danger.svg",
  caution: "caution.svg",
  verified: "verified.svg",
  unremarkable: "fuwake.svg",
  unknown: "unknown.svg",
  problem: "problem.svg",
};

/**
 * @param {number} tabId
 * @param {string} look a key of ICONS
 * @param {string} label one word, beside the icon
 * @param {string} title one sentence, on hovering
 */
async function show(tabId, look, label, title) {
  const action = messenger.messageDisplayAction;
  try {
    await Promise.all([
      action.setLabel({ tabId, label }),
      action.setIcon({ tabId, path: `/icons/${ICONS[look]}` }),
      action.setTitle({ tabId, title }),
    ]);
  } catch (error) {
    // The tab may be gone by now; then there is no button either.
    console.debug("fuwake: no button to show", error);
  }
}

const name = () => messenger.i18n.getMessage("extensionName");

/**
 * What the button says of the message before must not stand beside this one.
 * @param {number} tabId
 */
export function blankButton(tabId) {
  return show(tabId, "unknown", name(), name());
}

/**
 * @param {number} tabId
 * @param {import("./tab.js").View} view
 * @param {boolean} [hidden] the banner cannot be seen
 */
export function showOnButton(tabId, { document, problem }, hidden = false) {
  if (document) {
    const { level, label, headline } = document.verdict;
    const warning = hidden ? ` ${text("bannerHidden")}` : "";
    return show(tabId, level, label, `${name()}: ${label} – ${headline}${warning}`);
  }
  const explanation = text(`problem_${problem}`);
  return show(tabId, "problem", text("problemLabel"), `${name()}: ${explanation}`);
}
