/**
 * How what is ours looks in a message pane. No custom property, for a mail may declare `@property --x` with a syntax that
 * spoils it; no font by name, for it may bring one of that name with empty glyphs; no size but the reader's for mails,
 * with which a host begins (the size of Thunderbird's own letters no add-on is told).
 *
 * The level is told by shape as well as by colour: an octagon, a triangle.
 */
globalThis.fuwakeLook = (() => {
  const strong = { danger: "light-dark(#c50042, #ff6b8f)", caution: "light-dark(#a05e00, #ffc24d)" };
  const pale = { danger: "light-dark(#fff0f4, #3a1420)", caution: "light-dark(#fff7e6, #33270d)" };
  const ink = "light-dark(#1b1b23, #f4f4f6)";

  const SHAPES = {
    danger: ["M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9z", "M12 6.5v7M12 16v1.8"],
    caution: ["M12 2.5 23 21.5H1z", "M12 9v6M12 17.6v1.4"],
  };

  /** @param {"danger" | "caution"} level */
  function shape(level) {
    const [outline, mark] = SHAPES[level];
    return element(
      "svg",
      { viewBox: "0 0 24 24", "aria-hidden": "true" },
      element("path", { d: outline, fill: "currentColor" }),
      element("path", { d: mark, class: "ink", "stroke-width": "2.3", "stroke-linecap": "round" }),
    );
  }

  return {
    strong,
    pale,
    ink,
    dim: "light-dark(#5b5b66, #b4b4bf)",
    line: "light-dark(#76767f, #9a9aa5)",
    paper: "light-dark(#ffffff, #23232a)",
    well: "light-dark(#f5f5f8, #18181b)",
    /** Of all that is ours; `.caution` is told apart where both may be. */
    rules: `
      :host { color-scheme: light dark !important; }
      .part { font: .9em/1.55 system-ui, sans-serif; color: ${ink}; text-align: start; }
      .part:lang(ja) { line-break: strict; }
      svg { flex: none; color: ${strong.danger}; }
      svg .ink { stroke: ${pale.danger}; }
      .caution svg { color: ${strong.caution}; }
      .caution svg .ink { stroke: ${pale.caution}; }
      .domain { display: inline-block; max-width: 100%; overflow-wrap: anywhere; }
    `,
    shape,
  };
})();
