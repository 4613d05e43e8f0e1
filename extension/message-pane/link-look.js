/**
 * How the guard's parts look. No custom property, for a mail may declare `@property --x` with a syntax that spoils it;
 * no font by name, for it may bring one of that name with empty glyphs; sizes are the reader's for mails.
 */
globalThis.fuwakeLinkLook = {
  red: "light-dark(#c50042, #ff6b8f)",
  pale: "light-dark(#fff0f4, #3a1420)",
  ink: "light-dark(#1b1b23, #f4f4f6)",
  dim: "light-dark(#5b5b66, #b4b4bf)",
  line: "light-dark(#76767f, #9a9aa5)",
  paper: "light-dark(#ffffff, #23232a)",
  well: "light-dark(#f5f5f8, #18181b)",
  rules: `
    :host { color-scheme: light dark !important; }
    .part { font: .9em/1.55 system-ui, sans-serif; color: light-dark(#1b1b23, #f4f4f6); text-align: start; }
    .part:lang(ja) { line-break: strict; }
    svg { color: light-dark(#c50042, #ff6b8f); flex: none; }
    svg .ink { stroke: light-dark(#fff0f4, #3a1420); }
    .domain { display: inline-block; max-width: 100%; overflow-wrap: anywhere; }
  `,
};

/** The octagon of the banner: told by shape as well. */
globalThis.fuwakeLinkSign = () =>
  element(
    "svg",
    { viewBox: "0 0 24 24", "aria-hidden": "true" },
    element("path", { d: "M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9z", fill: "currentColor" }),
    element("path", { d: "M12 6.5v7M12 16v1.8", class: "ink", "stroke-width": "2.6", "stroke-linecap": "round" }),
  );

void 0; // see background/panes.js
