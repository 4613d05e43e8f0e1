/**
 * The mark beside a link that asks: `→ w-support.jp`.
 *
 * It stands in the mail, among styles that the attacker wrote, so it is drawn in a closed shadow root, and its host
 * carries what the mail could hide it by; out of a box that would cut it off it goes. What else an element around it
 * does (one that fades with all that is in it) it cannot undo; panel and status line do not stand there.
 */
globalThis.fuwakeLinkMarks = (() => {
  const NAME = "fuwake-mark";

  /** @typedef {{ left: number, right: number, top: number, bottom: number }} Edges in CSS pixels */

  /**
   * An element that cuts off what is beyond its edges.
   * @typedef {object} Box
   * @property {Element} node
   * @property {Edges} edges
   * @property {Edges} room what it and all boxes around it leave to be seen
   * @property {Box | null} around the next one outwards
   * @property {Element} outermost
   */

  /** A mail of 20,000 links held Thunderbird up for 9 s. Those that have no mark ask as well, and the status line tells of them. */
  const MOST_LOOKED_AT = 3000;
  const MOST_MARKED = 300;

  const { rules } = fuwakeLook;
  const { strong: { danger: red }, pale: { danger: pale } } = fuwakeLook;

  // A flex container has no first line or letter, which would be the mail's to style.
  const STYLE = `
    :host {
      all: initial !important; color-scheme: light dark !important; display: inline-flex !important; vertical-align: middle !important;
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

  /** @param {Document | ShadowRoot} root @returns {Map<string | null, Element>} the pictures with areas, by their `usemap` */
  function picturesIn(root) {
    const all = [...root.querySelectorAll("[usemap]")].reverse();
    return new Map(all.map((picture) => [picture.getAttribute("usemap"), picture]));
  }

  /** @returns {(area: Element) => Element} the picture that an <area> is of; goes through each tree once */
  function pictures() {
    /** @type {Map<Node, Map<string | null, Element>>} */
    const known = new Map();
    return (area) => {
      const root = /** @type {Document | ShadowRoot} */ (area.getRootNode());
      if (!known.has(root)) known.set(root, picturesIn(root));
      return known.get(root)?.get(`#${area.closest("map")?.getAttribute("name") ?? ""}`) ?? area;
    };
  }

  /** Out of a shadow tree as well. @param {Element} node @returns {Element | null} */
  const parentOf = (node) => node.parentElement ?? /** @type {any} */ (node.getRootNode()).host ?? null;

  /**
   * What `of` says of an element, for which it needs what it said of the one around it: asked once for each element, for
   * n links in n elements would ask n times n. It calls itself once a level, of which Thunderbird's parser makes no more
   * than 512.
   * @template T
   * @param {(node: Element, around: T | null) => T | null} of
   */
  function fromOutside(of) {
    /** @type {Map<Element | null, T | null>} */
    const known = new Map([[document.body, null], [null, null]]);
    /** @param {Element | null} node @returns {T | null} */
    function about(node) {
      if (!known.has(node)) known.set(node, node && of(node, about(parentOf(node))));
      return known.get(node) ?? null;
    }
    return about;
  }

  /** SVG and MathML draw no element of HTML. @param {Element} node @param {Element | null} around */
  const outermostDrawing = (node, around) => around ?? (node.localName === "svg" || node.localName === "math" ? node : null);

  /** @returns {(link: Element) => Element} what the mark is to stand behind */
  function places() {
    const [pictureOf, drawingAround] = [pictures(), fromOutside(outermostDrawing)];
    return (link) => (link.localName === "area" ? pictureOf(link) : (drawingAround(link) ?? link));
  }

  /** @param {Element} box */
  function cutsOff(box) {
    const { overflow, clipPath, contain } = getComputedStyle(box);
    return /hidden|clip/.test(overflow) || clipPath !== "none" || /paint|strict|content/.test(contain);
  }

  /** In CSS pixels: half a letter is no loss. */
  const MOST_CUT = 3;

  /** @param {DOMRect} mark @param {Edges} room */
  function isBeyond(mark, room) {
    const beyond = [room.left - mark.left, mark.right - room.right, room.top - mark.top, mark.bottom - room.bottom];
    return Math.max(...beyond) > MOST_CUT;
  }

  /** @param {Edges} a @param {Edges} b @returns {Edges} */
  const common = (a, b) => ({
    left: Math.max(a.left, b.left), right: Math.min(a.right, b.right),
    top: Math.max(a.top, b.top), bottom: Math.min(a.bottom, b.bottom),
  });

  /** @param {Element} node @param {Box | null} around @returns {Box} */
  function boxOf(node, around) {
    const edges = node.getBoundingClientRect();
    return { node, edges, around, room: around ? common(edges, around.room) : edges, outermost: around?.outermost ?? node };
  }

  /** @param {Element} node @param {Box | null} around */
  const innermostBox = (node, around) => (cutsOff(node) ? boxOf(node, around) : around);

  /**
   * Boxes that stand in one another: so many are left one by one, for a mark is to stay near its link; of more than that
   * all are left at once. A mail of a hundred, each with a link, asked for a hundred layouts.
   */
  const MOST_BOXES = 6;

  /**
   * The box that a mark is to leave.
   * @param {DOMRect} mark
   * @param {Box | null} box the innermost around it
   * @param {number} left how many may be left one by one
   */
  function cutterOf(mark, box, left) {
    if (!box || !isBeyond(mark, box.room)) return null;
    /** @type {Box | null} */
    let at = box;
    for (; at && left > 1; left--, at = at.around) if (isBeyond(mark, at.edges)) return at.node;
    return box.outermost;
  }

  /** Behind the marks that are behind the box already. @param {Element} box */
  function endOf(box) {
    let last = box;
    while (last.nextElementSibling?.localName === NAME) last = last.nextElementSibling;
    return last;
  }

  /** All are measured before one is moved, for each measuring after a move is a layout of the mail. @param {Element[]} hosts */
  function takeOutOfBoxes(hosts, times = MOST_BOXES) {
    const boxAt = fromOutside(innermostBox);
    const cut = hosts.flatMap((host) => {
      const box = cutterOf(host.getBoundingClientRect(), boxAt(parentOf(host)), times);
      return box ? [{ box, host }] : [];
    });
    /** @type {Map<Element, Element>} */
    const ends = new Map();
    for (const { box, host } of cut) {
      (ends.get(box) ?? endOf(box)).after(host);
      ends.set(box, host);
    }
    // The box may stand in another.
    if (cut.length > 0 && times > 1) takeOutOfBoxes(cut.map(({ host }) => host), times - 1);
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
    const placeFor = places();
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
