/**
 * The add-on's own words, in the language that the user has chosen: Thunderbird gives them only in its own.
 *
 * Not covered, and in Thunderbird's language: its own entries for us (shortcuts, the add-on's name), and what our plain
 * scripts say in message panes (the banner's buttons, the link guard) around the host's sentences.
 */

import { readOptions } from "../options/stored.js";

/** The messages of a language that is not Thunderbird's. @type {Record<string, any> | null} */
let own = null;
let spoken = "";

/** The languages that there are words in, with the name that each gives itself. */
export const LANGUAGES = { en: "English", ja: "日本語" };

/** Reads the words. To be called before the first text(), and after the option has changed. */
export async function loadTexts() {
  const { language } = await readOptions();
  const known = Object.hasOwn(LANGUAGES, language);
  spoken = known ? language : messenger.i18n.getUILanguage();
  own = known ? await (await fetch(messenger.runtime.getURL(`_locales/${language}/messages.json`))).json() : null;
}

/** The language of what text() gives, and in which the host is to answer. */
export const language = () => spoken || messenger.i18n.getUILanguage();

/**
 * @param {string} name
 * @param {string[]} [substitutions]
 * @returns {string}
 */
export function text(name, substitutions = []) {
  if (!own) return messenger.i18n.getMessage(name, substitutions);
  const { message = "", placeholders = {} } = own[name] ?? {};
  return message
    .replace(/\$([A-Za-z]\w*)\$/g, (/** @type {string} */ all, /** @type {string} */ key) => placeholders[key.toLowerCase()]?.content ?? all)
    .replace(/\$(\d)/g, (/** @type {string} */ _, /** @type {string} */ digit) => substitutions[Number(digit) - 1] ?? "");
}

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
