/**
 * The banner above a message: on `caution` and `danger` only.
 *
 * It stands in the message's own document, among styles that the attacker wrote. So it lives in a
 * closed shadow tree, its host carries important inline styles, which no style sheet overrides, and
 * it stands outside <body>. All text goes in as text.
 */
(() => {
  const STYLE = `
    :host { all: initial; display: block; }
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
    .domain { display: inline-block; max-width: 100%; font-weight: 600; }
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

  /** @type {HTMLElement | null} */
  let shown = null;

  /**
   * @param {string} name
   * @param {Record<string, string>} attributes
   * @param {(Node | string)[]} children
   */
  function element(name, attributes = {}, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  /**
   * A sentence with its domains set apart: they decide, and must not be broken at a hyphen.
   * @param {string} sentence
   */
  function withDomains(sentence) {
    return sentence
      .split(/([a-z0-9-]+(?:\.[a-z0-9-]+)+)/i)
      .map((part, i) => (i % 2 ? element("b", { class: "domain" }, part) : part));
  }

  /** @param {"danger" | "caution"} level */
  function shape(level) {
    const namespace = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(namespace, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const [outline, mark] = SHAPES[level];
    const body = document.createElementNS(namespace, "path");
    body.setAttribute("d", outline);
    body.setAttribute("fill", "currentColor");
    const ink = document.createElementNS(namespace, "path");
    ink.setAttribute("d", mark);
    ink.setAttribute("class", "ink");
    ink.setAttribute("stroke-width", "2.2");
    ink.setAttribute("stroke-linecap", "round");
    svg.append(body, ink);
    return svg;
  }

  /**
   * @param {number} messageId
   * @param {any} verdict of the document
   */
  function draw(messageId, verdict) {
    const text = messenger.i18n.getMessage;
    const details = element("button", { class: "main", type: "button" }, text("details"));
    details.addEventListener("click", (event) => {
      // Scripts of the mail do not run, but be sure that a person clicked.
      if (event.isTrusted) messenger.runtime.sendMessage({ type: "openReport", messageId });
    });
    const close = element("button", { type: "button", "aria-label": text("close") }, "✕");
    close.addEventListener("click", () => remove());
    const banner = element(
      "section",
      {
        class: `banner ${verdict.level}`,
        role: verdict.level === "danger" ? "alert" : "status",
        lang: messenger.i18n.getUILanguage(),
      },
      shape(verdict.level),
      element(
        "p",
        { class: "headline" },
        element("span", { class: "level" }, `${verdict.label}: `),
        ...withDomains(verdict.headline),
      ),
      close,
      element("ul", {}, ...verdict.reasons.map((/** @type {string} */ reason) => element("li", {}, ...withDomains(reason)))),
    );
    if (verdict.advice.length > 0)
      banner.append(element("p", { class: "advice" }, verdict.advice[0]));
    banner.append(element("div", { class: "actions" }, details));

    const frame = element("div", { id: "fuwake-banner" });
    frame.style.cssText =
      "all: initial !important; display: block !important; position: relative !important; " +
      "z-index: 2147483647 !important; opacity: 1 !important; visibility: visible !important;";
    const root = frame.attachShadow({ mode: "closed" });
    root.append(element("style", {}, STYLE), banner);
    remove();
    shown = frame;
    document.documentElement.insertBefore(frame, document.body);
  }

  function remove() {
    shown?.remove();
    shown = null;
  }

  async function refresh() {
    const view = await messenger.runtime.sendMessage({ type: "pane" });
    const level = view?.document?.verdict.level;
    if (level === "danger" || level === "caution") draw(view.messageId, view.document.verdict);
    else remove();
  }

  messenger.runtime.onMessage.addListener((message) => {
    if (message?.type === "refresh") refresh();
    return undefined;
  });
  refresh();
})();
