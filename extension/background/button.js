/** The button in a message's header: level by shape, word and colour. */

/**
 * @typedef {object} Look
 * @property {string} icon in icons/
 * @property {string} badge
 * @property {string} colour of the badge
 */

/** @type {Record<string, Look>} */
const LOOKS = {
  danger: { icon: "danger.svg", badge: "!", colour: "#c50042" },
  caution: { icon: "caution.svg", badge: "?", colour: "#a05e00" },
  verified: { icon: "verified.svg", badge: "✓", colour: "#017a40" },
  unremarkable: { icon: "fuwake.svg", badge: "", colour: "#5b5b66" },
  working: { icon: "fuwake.svg", badge: "", colour: "#5b5b66" },
  problem: { icon: "problem.svg", badge: "×", colour: "#5b5b66" },
};

/**
 * @param {number} tabId
 * @param {string} look a key of LOOKS
 * @param {string} label one word, beside the icon
 * @param {string} title one sentence, on hovering
 */
async function show(tabId, look, label, title) {
  const { icon, badge, colour } = LOOKS[look];
  const action = messenger.messageDisplayAction;
  try {
    await Promise.all([
      action.setIcon({ tabId, path: `/icons/${icon}` }),
      action.setBadgeText({ tabId, text: badge }),
      action.setBadgeBackgroundColor({ tabId, color: colour }),
      action.setLabel({ tabId, label }),
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
  return show(tabId, "working", name(), name());
}

/**
 * @param {number} tabId
 * @param {import("./tab.js").View} view
 * @param {boolean} [hidden] the banner cannot be seen
 */
export function showOnButton(tabId, { document, problem }, hidden = false) {
  if (document) {
    const { level, label, headline } = document.verdict;
    const warning = hidden ? ` ${messenger.i18n.getMessage("bannerHidden")}` : "";
    return show(tabId, level, label, `${name()}: ${label} – ${headline}${warning}`);
  }
  const explanation = messenger.i18n.getMessage(`problem_${problem}`);
  return show(tabId, "problem", messenger.i18n.getMessage("problemLabel"), `${name()}: ${explanation}`);
}
