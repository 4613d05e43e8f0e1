/**
 * The banner above a message: on `caution` and `danger` only.
 *
 * It stands in the message's own document, among styles that the attacker wrote. So it lives in a
 * closed shadow tree, its host carries important inline styles, which no style sheet overrides, and
 * it stands outside <body>. All text goes in as text.
 */
globalThis.fuwakeBanner = (() => {
  /** @typedef {import("../background/tab.js").PaneView} PaneView */

  const { strong, pale, ink, line, paper, rules, shape } = fuwakeLook;

  const STYLE = `
    :host { container-type: inline-size !important; }
    .banner {
      box-sizing: border-box; display: grid; grid-template-columns: auto minmax(0, 1fr) auto;
      gap: .35em .8em; align-items: start; max-height: 100vh; overflow: auto; padding: .7em .85em;
      border: 1px solid; border-inline-start-width: 5px; border-radius: 4px;
      color: ${ink}; text-align: start; font: .9em/1.5 system-ui, sans-serif; box-shadow: 0 2px 6px #0004;
    }
    .banner:lang(ja) { line-break: strict; }
    .danger { border-color: ${strong.danger}; background: ${pale.danger}; }
    .caution { border-color: ${strong.caution}; background: ${pale.caution}; }
    svg { width: 1.7em; height: 1.7em; }
    .level { color: ${pale.danger}; background: ${strong.danger}; border-radius: 3px; padding: .05em .45em; margin-inline-end: .45em; }
    .pause { display: inline-block; width: 0; overflow: hidden; }
    h2, p, ul { margin: 0; overflow-wrap: anywhere; }
    h2 { font-size: 1.08em; font-weight: 400; line-height: 1.45; }
    .told, ul, .actions { grid-column: 2 / -1; }
    .told { grid-column: 2; }
    .advice { margin-top: .3em; }
    ul { padding-inline-start: 1.2em; }
    [hidden] { display: none; }
    b.domain { font-weight: 700; line-height: 1.2; border-bottom: 2px solid; }
    .actions {
      display: flex; gap: .4em .6em; flex-wrap: wrap; align-items: center;
      position: sticky; bottom: -.7em; padding-block: .2em .1em; background: inherit;
    }
    button {
      font: inherit; padding: .15em .8em; border: 1px solid ${line}; border-radius: 4px;
      background: ${paper}; color: ${ink}; cursor: pointer;
    }
    button.main { background: ${strong.danger}; border-color: ${strong.danger}; color: ${pale.danger}; }
    .caution .level, .caution button.main { background: ${strong.caution}; border-color: ${strong.caution}; color: ${pale.caution}; }
    button.link { border-color: transparent; background: none; padding-inline: .2em; text-decoration: underline; }
    button.close { grid-column: 3; grid-row: 1; padding: .1em .55em; background: none; }
    button:focus-visible { outline: 2px solid; outline-offset: 2px; }
    /* A small pane at 200 %, or with large letters. */
    @container (max-width: 22em) {
      .banner { grid-template-columns: minmax(0, 1fr) auto; padding: .3em .5em; }
      svg { display: none; }
      .told, ul { grid-column: 1 / -1; }
      .told { grid-row: 1; }
      .told::before { content: ""; float: right; width: 2.2em; height: 1.8em; }
      .actions { display: contents; }
      .actions > * { grid-column: 1 / -1; justify-self: start; }
      /* What goes on below it shows at none of its edges, as half a line. */
      button.main { position: sticky; bottom: 0; justify-self: stretch; box-shadow: 0 0 0 .4em ${pale.danger}; }
      .caution button.main { box-shadow: 0 0 0 .4em ${pale.caution}; }
      button.close { grid-column: 2; }
    }
    /* At 200 %: the headline to its end, where the domain stands, before letters as large as can be. */
    @media (max-height: 14em) {
      .banner { font-size: .8em; line-height: 1.3; }
      h2 { line-height: 1.25; }
    }
    @media print {
      :host { position: absolute !important; }
      .actions, .close { display: none; }
    }
  `;

  /** How much of a pane the banner may take before its reasons fold. */
  const LARGEST_PART = 0.5;

  const { text } = fuwakeTexts;

  /**
   * A button that a person has to press: scripts of the mail do not run, but be sure.
   * @param {string} kind its class
   * @param {string} label
   * @param {(button: HTMLElement) => void} act
   */
  function button(kind, label, act) {
    const onclick = (/** @type {Event} */ event) => event.isTrusted && act(node);
    const node = element("button", { type: "button", class: kind, onclick }, label);
    return node;
  }

  /** A pill to the eye, a pause to the ear. @param {string} label */
  function level(label) {
    return [element("span", { class: "level" }, label), element("span", { class: "pause" }, ": ")];
  }

  /** What is read out when it comes: what is wrong, and what to do. @param {PaneView} view */
  function told(view) {
    return element(
      "div",
      { class: "told", role: view.level === "danger" ? "alert" : "status" },
      element("h2", {}, ...level(view.label), ...drawSegments(view.headline)),
      ...view.advice.map((advice) => element("p", { class: "advice" }, ...drawSegments(advice))),
    );
  }

  /** @param {PaneView} view */
  function actions(view) {
    const { messageId } = view;
    return element(
      "div",
      { class: "actions" },
      button("main", text("details"), () => messenger.runtime.sendMessage({ type: "openReport", messageId })),
      button("why", text("bannerReasons", [String(view.reasons.length)]), unfold),
      ...view.offers.map(offer),
    );
  }

  /** Reasons that were folded, for the pane is low. @param {HTMLElement} why */
  function unfold(why) {
    const reasons = /** @type {HTMLElement} */ (why.closest(".banner")?.querySelector("ul"));
    reasons.hidden = !reasons.hidden;
    why.setAttribute("aria-expanded", String(!reasons.hidden));
  }

  /** @param {PaneView["offers"][number]} about @returns {HTMLElement} */
  function offer(about) {
    const ask = about.kind === "honest" ? askFirst : decide;
    const label = text(about.kind === "honest" ? "saidHonest" : "trustSender");
    return button("link", label, (node) => ask(about, node));
  }

  /** That a warning is wrong is asked once more. @param {PaneView["offers"][number]} about @param {HTMLElement} node */
  function askFirst(about, node) {
    const yes = button("", text("sureHonestYes"), () => decide(about, question));
    const no = button("", text("cancel"), () => question.replaceWith(offer(about)));
    const question = element("span", { role: "group" }, text("sureHonest"), " ", yes, " ", no);
    node.replaceWith(question);
    no.focus();
  }

  /**
   * The mail is judged anew then, and the banner told.
   * @param {PaneView["offers"][number]} about
   * @param {HTMLElement} node in whose place stands that it failed
   */
  async function decide({ kind, key, label }, node) {
    const kept = await messenger.runtime.sendMessage({ type: "decide", kind, key, label }).catch(() => null);
    if (!kept) node.replaceWith(element("span", { role: "status" }, text("decideFailed")));
  }

  /** @param {PaneView} view */
  function banner(view) {
    const close = button("close", "✕", remove);
    close.setAttribute("aria-label", text("closeWarning"));
    close.setAttribute("title", text("closeWarning"));
    return element(
      "section",
      { class: `banner ${view.level}`, "aria-label": text("extensionName") },
      shape(view.level),
      told(view),
      element("ul", {}, ...view.reasons.map((reason) => element("li", {}, ...drawSegments(reason)))),
      actions(view),
      // Last in the order of Tab: the first is to look closer.
      close,
    );
  }

  /** The banner that stands now. @type {{ host: HTMLElement, root: ShadowRoot, messageId: number } | null} */
  let standing = null;

  /** Reasons where there is room, else behind a button. */
  function fit() {
    if (!standing) return;
    const { host, root } = standing;
    const [reasons, why] = /** @type {HTMLElement[]} */ (["ul", ".why"].map((part) => root.querySelector(part)));
    reasons.hidden = false;
    why.hidden = true;
    if (reasons.childElementCount === 0 || host.clientHeight <= innerHeight * LARGEST_PART) return;
    why.hidden = false;
    reasons.hidden = why.getAttribute("aria-expanded") !== "true";
  }

  /** @param {PaneView} view */
  function draw(view) {
    const made = fuwakeTopLayer.make("banner", rules + STYLE);
    standing = { ...made, messageId: view.messageId };
    made.host.setAttribute("lang", fuwakeTexts.language());
    fuwakeTopLayer.raise(made.host, { room: true });
    // Into what is there already: else a screen reader may not read it out.
    made.root.append(banner(view));
    fit();
    verifySoon();
  }

  /** Milliseconds after which a layout has settled, and once more, for pictures may come. */
  const SETTLED = [300, 1500];

  function verifySoon() {
    const verified = standing;
    const verify = () => {
      // A pane that is closed or behind another tab shows nothing at all; it is looked at when it comes back.
      if (standing !== verified || !standing || document.hidden || innerHeight < 1) return true;
      return fuwakeTopLayer.stands(standing.host, standing.root);
    };
    setTimeout(() => verify() || setTimeout(() => verify() || tellHidden(), SETTLED[1]), SETTLED[0]);
  }

  /** The warning goes where the mail cannot reach: the button and the report. */
  function tellHidden() {
    if (standing) messenger.runtime.sendMessage({ type: "bannerHidden", messageId: standing.messageId });
  }

  /** One of an add-on that was updated meanwhile is dead; the parser puts none of a mail's there. */
  function remove() {
    /** @type {NodeListOf<HTMLElement>} */
    const banners = document.querySelectorAll(":root > fuwake-banner");
    banners.forEach(fuwakeTopLayer.lower);
    standing = null;
  }

  /** @param {PaneView | null} view null: nothing is to be said */
  function show(view) {
    remove();
    if (view) draw(view);
  }

  function fitAndVerify() {
    fit();
    if (standing) verifySoon();
  }

  addEventListener("resize", fitAndVerify);
  document.addEventListener("visibilitychange", fitAndVerify);

  return { show };
})();
