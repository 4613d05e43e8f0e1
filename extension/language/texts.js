/**
 * The add-on's own words in its pages and in the background, in the language that the user has chosen.
 *
 * Not covered, and in Thunderbird's language: its own entries for us (shortcuts, the add-on's name), and in a message pane
 * what is said before the background has answered.
 */

import "./messages.js";
import { readOptions } from "../options/stored.js";

export const { language, text } = fuwakeTexts;

/** The languages that there are words in, with the name that each gives itself. */
export const LANGUAGES = { en: "English", ja: "日本語" };

/** The words of the chosen language, where it is not Thunderbird's. @type {Messages | null} */
let messages = null;

/** Reads the words. To be called before the first text(), and after the option has changed. */
export async function loadTexts() {
  const { language: chosen } = await readOptions();
  // English where we have no words in Thunderbird's language: what is said is marked as what it is.
  const thunderbirds = messenger.i18n.getUILanguage();
  const own = Object.hasOwn(LANGUAGES, thunderbirds.split("-")[0]) ? thunderbirds : "en";
  const known = Object.hasOwn(LANGUAGES, chosen);
  messages = known ? await (await fetch(messenger.runtime.getURL(`_locales/${chosen}/messages.json`))).json() : null;
  fuwakeTexts.speak(known ? chosen : own, messages);
}

/** For scripts that can read no files of ours. */
export const spoken = () => ({ language: language(), messages });

/**
 * A text that counts, in the plural form of the language.
 * @param {string} name its forms are called name_one, name_other
 * @param {number} count
 */
export function counted(name, count) {
  const form = new Intl.PluralRules(language()).select(count);
  return text(`${name}_${form}`, [new Intl.NumberFormat(language()).format(count)]);
}

/** Fills a page's elements that have data-text, and says the page's language. */
export function fillPage() {
  document.documentElement.lang = language();
  for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-text]")))
    node.textContent = text(node.dataset.text ?? "");
}
