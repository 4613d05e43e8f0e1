/**
 * The banner above a message: on `caution` and `danger` only.
 *
 * It stands in the message's own document, among styles that the attacker wrote. So it lives in a
 * closed shadow tree, its host carries important inline styles, which no style sheet overrides, and
 * it stands outside <body>. All text goes in as text.
 *
 * It may be run twice in one document: by its registration, and by the background for messages that
 * were open before (panes.js).
 */
(() => {
  if (globalThis.fuwakeBanner) return;
  globalThis.fuwakeBanner = true;

  /** @typedef {import("../background/tab.js").PaneView} PaneView */

  const STYLE = `
    .banner {
      --c: #a05e00; --b: #fff7e6; --fg: #1b1b23; --line: #d5d5dd; --bg: #ffffff;
      box-sizing: border-box; display: grid; grid-template-columns: auto 1fr auto;
      gap: 4px 12px; align-items: start; margin: 0 0 12px; padding: 10px 12px;
      border: 1px solid var(--c); border-inline-start-width: 5px; border-radius: 4px;
      background: var(--b); color: var(--fg); text-align: start;
      font: 14px/1.55 system-ui, "Noto Sans CJK JP", sans-serif;
    }
    .danger { --c: #c50042; --b: #fff0f4; }
    @media (prefers-color-scheme: dark) {
      .banner { --c: #ffc24d; --b: #33270d; --fg: #f4f4f6; --line: #55555e; --bg: #18181b; }
      .danger { --c: #ff6b8f; --b: #3a1420; }
    }
    svg { width: 24px; height: 24px; color: var(--c); }
    svg .ink { stroke: var(--b); }
    p { margin: 0; overflow-wrap: anywhere; }
    .headline { font-weight: 600; }
    .level { color: var(--c); }
    ul { grid-column: 2; margin: 2px 0; padding-inline-start: 1.2em; overflow-wrap: anywhere; }
    .domain { display: inline-block; max-width: 100%; }
    b.domain { font-weight: 700; line-height: 1.2; border-bottom: 2px solid; }
    .advice { grid-column: 2; }
    .actions { grid-column: 2; display: flex; gap: 8px; flex-wrap: wrap; margin-top: 4px; }
    button {
      font: inherit; padding: 3px 12px; border: 1px solid var(--line); border-radius: 4px;
      background: var(--bg); color: var(--fg); cursor: pointer;
    }
    button.main { background: var(--c); border-color: var(--c); color: var(--b); font-weight: 600; }
    button:focus-visible { outline: 2px solid var(--c); outline-offset: 2px; }
  `;

  /** Octagon and triangle: the level is told by shape as well. */
  const SHAPES = {
    danger: ["M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9z", "M12 6.5v7M12 16v1.8"],
    caution: ["M12 2.5 23 21.5H1z", "M12 9v6M12 17.6v1.4"],
  };

  /** What was drawn last, as JSON. */
  let drawn = "";

  /** @param {PaneView["level"]} level */
  function shape(level) {
    const [outline, mark] = SHAPES[level];
    return element(
      "svg",
      { viewBox: "0 0 24 24", "aria-hidden": "true" },
      element("path", { d: outline, fill: "currentColor" }),
      element("path", { d: mark, class: "ink", "stroke-width": "2.2", "stroke-linecap": "round" }),
    );
  }

  /** @param {PaneView} view */
  function banner(view) {
    const text = messenger.i18n.getMessage;
    return element(
      "section",
      {
        class: `banner ${view.level}`,
        role: view.level === "danger" ? "alert" : "status",
        lang: messenger.i18n.getUILanguage(),
      },
      shape(view.level),
      element(
        "p",
        { class: "headline" },
        element("span", { class: "level" }, `${view.label}: `),
        ...drawSegments(view.headline),
      ),
      element("button", { type: "button", "aria-label": text("close"), onclick: remove }, "✕"),
      element("ul", {}, ...view.reasons.map((reason) => element("li", {}, ...drawSegments(reason)))),
      ...view.advice.map((advice) => element("p", { class: "advice" }, ...drawSegments(advice))),
      element("div", { class: "actions" }, details(view.messageId)),
    );
  }

  /** @param {number} messageId */
  function details(messageId) {
    const onclick = (/** @type {Event} */ event) => {
      // Scripts of the mail do not run, but be sure that a person clicked.
      if (event.isTrusted) messenger.runtime.sendMessage({ type: "openReport", messageId });
    };
    return element("button", { class: "main", type: "button", onclick }, messenger.i18n.getMessage("details"));
  }

  /** @param {PaneView} view */
  function draw(view) {
    const { host, root } = fuwakeTopLayer.make("banner", STYLE);
    root.append(banner(view));
    fuwakeTopLayer.raise(host, { room: true });
  }

  /** One of an add-on that was updated meanwhile is dead; the parser puts none of a mail's there. */
  function remove() {
    /** @type {NodeListOf<HTMLElement>} */
    const banners = document.querySelectorAll(":root > fuwake-banner");
    banners.forEach(fuwakeTopLayer.lower);
  }

  let asked = 0;

  async function refresh() {
    const mine = ++asked;
    /** @type {PaneView | null} */
    const view = await messenger.runtime.sendMessage({ type: "pane" });
    // An answer that was overtaken knows less.
    if (mine !== asked) return;
    // The same again would be read out again, and come back to who has closed it.
    if (JSON.stringify(view) === drawn) return;
    drawn = JSON.stringify(view);
    remove();
    if (view) draw(view);
  }

  messenger.runtime.onMessage.addListener((message) => {
    if (message?.type === "refresh") refresh();
    return undefined;
  });
  refresh();
})();
