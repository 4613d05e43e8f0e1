/**
 * The mark beside a link that asks: `→ w-support.jp`.
 *
 * It stands in the mail, among styles that the attacker wrote, so it is drawn in a closed shadow root, and its host
 * carries what the mail could hide it by; out of a box that would cut it off it goes. What else an element around it
 * does (one that fades with all that is in it) it cannot undo; panel and status line do not stand there.
 */
globalThis.fuwakeLinkMarks = (() => {
  const NAME = "fuwake-mark";

  /** A mail of 20,000 links held Thunderbird up for 9 s. Those that have no mark ask as well, and the status line tells of them. */
  const MOST_LOOKED_AT = 3000;
  const MOST_MARKED = 300;

  const { rules } = fuwakeLook;
  const { strong: { danger: red }, pale: { danger: pale } } = fuwakeLook;

  const STYLE = `
    :host {
      all: initial !important; color-scheme: light dark !important; display: inline-block !important; vertical-align: middle !important;
      visibility: visible !important; opacity: 1 !important; position: relative !important;
      z-index: 2147483647 !important; max-width: 100% !important; margin: 1px 4px !important; text-indent: 0 !important;
    }
    :host::before, :host::after { content: none !important; }
    .mark {
      display: inline-flex; align-items: center; gap: 4px; box-sizing: border-box; max-width: 100%;
      padding: 0 8px 0 5px; border: 1px solid ${red}; border-radius: .8em; background: ${pale}; color: ${red};
      font-size: .82em; line-height: 1.4; cursor: default;
    }
    svg { width: 1em; height: 1em; }
  `;

  /** @param {string} domain */
  function mark(domain) {
    const host = element(NAME, {});
    const root = host.attachShadow({ mode: "closed" });
    root.append(
      element("style", {}, rules + STYLE),
      element(
        "span",
        { class: "part mark", role: "note", "aria-label": fuwakeTexts.text("linkGoesTo", [domain]) },
        fuwakeLook.shape("danger"),
        "→ ",
        element("b", { class: "domain" }, domain),
      ),
    );
    return host;
  }

  /** The picture that an <area> is of. @param {Element} area */
  function pictureOf(area) {
    const root = /** @type {Document | ShadowRoot} */ (area.getRootNode());
    const name = area.closest("map")?.getAttribute("name") ?? "";
    return root.querySelector(`[usemap="#${CSS.escape(name)}"]`) ?? area;
  }

  /** What the mark is to stand behind: SVG and MathML draw no element of HTML. @param {Element} link */
  function placeFor(link) {
    if (link.localName === "area") return pictureOf(link);
    let outermost = link;
    for (let at = link.parentElement; at; at = at.parentElement)
      if (at.localName === "svg" || at.localName === "math") outermost = at;
    return outermost;
  }

  /** @param {Element} box */
  function cutsOff(box) {
    const { overflow, clipPath, contain } = getComputedStyle(box);
    return /hidden|clip/.test(overflow) || clipPath !== "none" || /paint|strict|content/.test(contain);
  }

  /** In CSS pixels: half a letter is no loss. */
  const MOST_CUT = 3;

  /** The innermost box around a mark that cuts it off. @param {Element} host */
  function cutterOf(host) {
    const mark = host.getBoundingClientRect();
    for (let box = host.parentElement; box && box !== document.body; box = box.parentElement) {
      const { left, right, top, bottom } = box.getBoundingClientRect();
      const beyond = Math.max(left - mark.left, mark.right - right, top - mark.top, mark.bottom - bottom);
      if (beyond > MOST_CUT && cutsOff(box)) return box;
    }
    return null;
  }

  /** Behind the box, and the marks that are there already. @param {Element} box @param {Element} host */
  function moveBehind(box, host) {
    let last = box;
    while (last.nextElementSibling?.localName === NAME) last = last.nextElementSibling;
    last.after(host);
  }

  /** All are measured before one is moved, for each measuring after a move is a layout of the mail. @param {Element[]} hosts */
  function takeOutOfBoxes(hosts) {
    const cut = hosts.flatMap((host) => {
      const box = cutterOf(host);
      return box ? [{ box, host }] : [];
    });
    for (const { box, host } of cut) moveBehind(box, host);
    // The box may stand in another.
    if (cut.length > 0) takeOutOfBoxes(cut.map(({ host }) => host));
  }

  /** Those of an add-on that was updated meanwhile as well. @param {Document | ShadowRoot} root */
  function clear(root) {
    for (const node of root.querySelectorAll("*")) {
      const shadow = /** @type {any} */ (node).openOrClosedShadowRoot;
      if (node.localName === NAME) node.remove();
      else if (shadow && !node.localName.startsWith("fuwake-")) clear(shadow);
    }
  }

  /** What deceives goes before what is only foreign. @returns {LinkTarget[]} */
  function thoseThatAsk() {
    const found = [];
    let looked = 0;
    for (const link of fuwakeLinkElements.linksBelow(document)) {
      if (++looked > MOST_LOOKED_AT) break;
      const target = fuwakeGuard.targetOf(link);
      if (fuwakeGuard.mustAsk(target)) found.push(target);
    }
    const deceives = (/** @type {LinkTarget} */ { known }) => Number(known?.deceives ?? false);
    return found.sort((a, b) => deceives(b) - deceives(a)).slice(0, MOST_MARKED);
  }

  /** Marks the links that ask, and no others. @param {import("../background/links.js").LinksView | null} view */
  function draw(view) {
    const isMarked = document.querySelector(NAME) !== null;
    const asks = view !== null && (view.asksUnknown || view.links.some((link) => link.asks));
    // A good mail of ten thousand elements is not gone through.
    if (isMarked || asks) clear(document);
    if (!asks) return;
    takeOutOfBoxes(
      thoseThatAsk().map((target) => {
        const host = mark(fuwakeShownTarget(target).domain);
        placeFor(target.element).after(host);
        return host;
      }),
    );
  }

  return { draw };
})();
