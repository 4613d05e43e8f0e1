/**
 * The add-on's own words, in the language that the user has chosen: Thunderbird gives them only in its own.
 * - `fuwakeTexts.speak(language, messages)`: from now on in this language; `messages` as _locales has them, null where
 *   it is Thunderbird's own.
 * - `fuwakeTexts.language()`: a tag as BCP 47 has it.
 * - `fuwakeTexts.text(name, substitutions)`
 *
 * A plain script, for the message pane's scripts cannot import; pages and background import it by texts.js.
 */
globalThis.fuwakeTexts = (() => {
  /** @type {Messages | null} */
  let own = null;
  let spoken = "";

  /** @param {string} language @param {Messages | null} messages */
  function speak(language, messages) {
    spoken = language;
    own = messages;
  }

  const language = () => spoken || messenger.i18n.getUILanguage();

  /**
   * @param {string} name
   * @param {string[]} [substitutions]
   * @returns {string}
   */
  function text(name, substitutions = []) {
    if (!own) return messenger.i18n.getMessage(name, substitutions);
    const { message = "", placeholders = {} } = own[name] ?? {};
    return message
      .replace(/\$([A-Za-z]\w*)\$/g, (all, key) => placeholders[key.toLowerCase()]?.content ?? all)
      .replace(/\$(\d)/g, (_all, digit) => substitutions[Number(digit) - 1] ?? "");
  }

  return { speak, language, text };
})();
