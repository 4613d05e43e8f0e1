/** How the guard's parts look: the colours are the banner's. */
globalThis.fuwakeLinkLook = `
  :host {
    --c: #c50042; --b: #fff0f4; --fg: #1b1b23; --dim: #5b5b66; --line: #d5d5dd; --bg: #ffffff; --well: #f5f5f8;
  }
  @media (prefers-color-scheme: dark) {
    :host {
      --c: #ff6b8f; --b: #3a1420; --fg: #f4f4f6; --dim: #b4b4bf; --line: #55555e; --bg: #23232a; --well: #18181b;
    }
  }
  .part { font: 14px/1.55 system-ui, "Noto Sans CJK JP", sans-serif; color: var(--fg); text-align: start; }
  .part:lang(ja) { line-break: strict; }
  svg { color: var(--c); flex: none; }
  svg .ink { stroke: var(--b); }
  .domain { display: inline-block; max-width: 100%; overflow-wrap: anywhere; }
`;

/** The octagon of the banner: told by shape as well. */
globalThis.fuwakeLinkSign = () =>
  element(
    "svg",
    { viewBox: "0 0 24 24", "aria-hidden": "true" },
    element("path", { d: "M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9z", fill: "currentColor" }),
    element("path", { d: "M12 6.5v7M12 16v1.8", class: "ink", "stroke-width": "2.6", "stroke-linecap": "round" }),
  );

void 0; // see background/panes.js
