/**
 * Asks the background what is known of the mail, and has it shown: by the banner, by the guard and beside the links;
 * again when something else is known.
 */
(() => {
  /** @typedef {import("../background/main.js").PaneAnswer} PaneAnswer */

  /** @type {PaneAnswer} */
  const NOTHING = { banner: null, links: null, language: "", messages: null };

  /** Calls `act` where what it is given is not what it was given last: the same again would be read out again, and a
   *  banner come back to who has closed it. @param {(answer: PaneAnswer) => any} part @param {(part: any) => void} act */
  function onChange(part, act) {
    let last = "";
    return (/** @type {PaneAnswer} */ answer) => {
      const now = JSON.stringify([part(answer), answer.language]);
      if (now !== last) act(part(answer));
      last = now;
    };
  }

  const showBanner = onChange(({ banner }) => banner, fuwakeBanner.show);
  const showLinks = onChange(({ links }) => links, (links) => {
    fuwakeGuard.know(links);
    fuwakeLinkMarks.draw(links);
  });

  /** @param {PaneAnswer} answer */
  function show(answer) {
    fuwakeTexts.speak(answer.language, answer.messages);
    try {
      showBanner(answer);
    } finally {
      showLinks(answer);
    }
  }

  let asked = 0;
  let answered = 0;

  async function refresh() {
    const mine = ++asked;
    const answer = await messenger.runtime.sendMessage({ type: "pane" }).catch(() => null);
    // One that was overtaken by another knows less.
    if (mine < answered) return;
    answered = mine;
    show(answer ?? NOTHING);
  }

  messenger.runtime.onMessage.addListener((message) => {
    if (message?.type === "refresh") refresh();
    return undefined;
  });
  // Between two documents the background still knows the one before.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", refresh, { once: true });
  else refresh();
})();
