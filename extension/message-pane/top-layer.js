/**
 * What stands above a mail, in a document that the attacker wrote.
 *
 * One rule of a mail's style hid the banner, covered it, shrank it or stood over it (26 of 47 hostile mails). So:
 * - what is ours stands in the top layer (`popover="manual"`), which the mail cannot reach: all that it opens there
 *   needs attributes (`popovertarget`, `command`), which are taken out, and what gets there yet is overtaken;
 * - inside a closed shadow root, whose important rules for its host go before the mail's important ones (CSS Cascade
 *   5, 6.1 "Context");
 * - below a root element with important inline style, which goes before rules in layers and of any specificity: what
 *   a root does to itself (opacity, filter, zoom) it does to the top layer too.
 *
 * A plain script, for the message pane's scripts cannot import; run before there is a document. Its names:
 * - `fuwakeTopLayer.make(name, style)` → `{ host, root }`: an element <fuwake-NAME> that is not shown yet, and its
 *   closed root with `style`, in which `:host { … !important }` may place it (without: all of the width, at the top).
 *   No `id`: a mail could point to it (`aria-owns`, `popovertarget`).
 * - `fuwakeTopLayer.raise(host, { room })` shows it above all else, also above what was raised before, and keeps it
 *   there. With `room` the mail moves down by its height; one at a time.
 * - `fuwakeTopLayer.lower(host)` takes it out of the document; the last one gives the mail its own root style back.
 * - `fuwakeTopLayer.stands(host, root)` tells, after layout, whether a reader sees it, whole, and can click in it.
 *
 * Not covered: what another add-on or userContent.css does; `stands` tells of it.
 */
globalThis.fuwakeTopLayer = /** @returns {TopLayer} */ (() => {
  /**
   * `all` leaves out direction and unicode-bidi. The pseudo-elements are the mail's to style, and would be drawn in
   * the top layer.
   */
  const GUARD = `
    :host {
      all: initial !important; direction: ltr !important; unicode-bidi: isolate !important;
      display: block !important; position: fixed !important; inset: 0 0 auto 0 !important;
      z-index: 2147483647 !important;
    }
    :host::before, :host::after, :host::backdrop, :host::marker { content: none !important; display: none !important; }
  `;

  /** What of a root reaches the top layer, and what keeps it as it is without a mail's style. */
  const ROOT_STYLE = {
    display: "block",
    visibility: "visible",
    position: "static",
    float: "none",
    height: "auto",
    "min-height": "0",
    "max-height": "none",
    columns: "auto",
    opacity: "1",
    filter: "none",
    "backdrop-filter": "none",
    "mix-blend-mode": "normal",
    isolation: "auto",
    transform: "none",
    translate: "none",
    rotate: "none",
    scale: "none",
    perspective: "none",
    "offset-path": "none",
    zoom: "1",
    contain: "none",
    "container-type": "normal",
    "content-visibility": "visible",
    "will-change": "auto",
    "clip-path": "none",
    mask: "none",
    "writing-mode": "horizontal-tb",
    direction: "ltr",
    animation: "none",
    transition: "none",
    "view-transition-name": "none",
    "pointer-events": "auto",
  };

  /** On the root: make the banner dead, turned, editable, or hidden from who listens to it; a `title` speaks over it. */
  const OF_ROOT = /^(inert|hidden|dir|role|aria-.*|popover|contenteditable|title|accesskey|tabindex|draggable)$/;

  /** Anywhere: bring something of the mail into the top layer by a click, and make all else inert. */
  const OPENERS = ["popovertarget", "commandfor", "command", "interestfor", "interesttarget"];

  /** Raised, from below to above. @type {HTMLElement[]} */
  const raised = [];

  /** The root's own style, while it is in our hands. */
  let mailsStyle = "";

  /** Whose height the mail moves down by. @type {HTMLElement | null} */
  let above = null;

  let disarmed = false;

  /**
   * Shadow roots at any depth: a mail can declare them, closed ones too.
   * @param {ParentNode} from
   * @returns {Generator<ShadowRoot>}
   */
  function* shadowRootsBelow(from) {
    for (const node of from.querySelectorAll("*")) {
      // Given to scripts of add-ons alone.
      const shadow = /** @type {any} */ (node).openOrClosedShadowRoot;
      if (!shadow) continue;
      yield shadow;
      yield* shadowRootsBelow(shadow);
    }
  }

  /** @param {ParentNode} tree without what is in its shadow roots */
  function disarmTree(tree) {
    // Opened while nothing was known yet, and all else is dead since.
    for (const dialog of tree.querySelectorAll("dialog:modal")) /** @type {HTMLDialogElement} */ (dialog).close();
    for (const node of tree.querySelectorAll(OPENERS.map((name) => `[${name}]`).join()))
      for (const name of OPENERS) node.removeAttribute(name);
  }

  function disarmShadows() {
    for (const shadow of shadowRootsBelow(document)) disarmTree(shadow);
  }

  function disarmRoot() {
    const { documentElement } = document;
    for (const name of documentElement.getAttributeNames()) if (OF_ROOT.test(name)) documentElement.removeAttribute(name);
  }

  /** Once it is whole: what runs in a mail is nothing that could put them back. */
  function disarm() {
    disarmRoot();
    if (disarmed) return;
    disarmTree(document);
    // 5 ms for a thousand elements: the warning does not wait for it, and a click is later.
    setTimeout(disarmShadows);
    disarmed = document.readyState !== "loading";
  }

  /** @param {string} property @param {string} value */
  function setImportant(property, value) {
    const { style } = document.documentElement;
    // What is set again tells its observers again.
    if (style.getPropertyValue(property) === value && style.getPropertyPriority(property)) return;
    style.setProperty(property, value, "important");
  }

  function holdRoot() {
    for (const [property, value] of Object.entries(ROOT_STYLE)) setImportant(property, value);
    const height = above ? `${Math.ceil(above.getBoundingClientRect().height)}px` : "0px";
    setImportant("padding-top", height);
    setImportant("scroll-padding-top", height);
  }

  /** Thunderbird's dark message mode writes to the root as well. */
  const watchRoot = new MutationObserver(() => {
    disarmRoot();
    holdRoot();
  });

  const watchHeight = new ResizeObserver(holdRoot);

  /** In CSS pixels: less than that nobody reads. */
  const SMALLEST = { width: 250, height: 40 };

  /** @param {Element | null} node */
  const isOurs = (node) => raised.includes(/** @type {HTMLElement} */ (node));

  /** What of the mail is in the top layer. */
  const others = () =>
    [...document.querySelectorAll(":popover-open, :modal, :fullscreen")].filter((node) => !isOurs(node));

  /** What is shown last stands above. @param {HTMLElement} host */
  function show(host) {
    if (host.matches(":popover-open")) host.hidePopover();
    host.showPopover();
  }

  /** A reader's click may yet bring something there (a film's full screen); a modal dialog makes all else dead. */
  function overtake() {
    if (raised.length === 0) return;
    const entered = others();
    for (const node of entered) if (node instanceof HTMLDialogElement) node.close();
    if (entered.length > 0) raised.forEach(show);
  }

  /** Of twenty thousand <details> each tells that it has opened. @param {Event} event */
  function onToggle({ target }) {
    if (target instanceof Element && target.matches(":popover-open, :modal")) overtake();
  }

  document.addEventListener("toggle", onToggle, true);
  document.addEventListener("fullscreenchange", overtake, true);

  /** @param {string} name @param {string} style */
  function make(name, style) {
    const host = document.createElement(`fuwake-${name}`);
    host.setAttribute("popover", "manual");
    host.setAttribute("contenteditable", "false");
    const shadow = host.attachShadow({ mode: "closed" });
    shadow.append(...[GUARD, style].map((rules) => element("style", {}, rules)));
    return { host, root: shadow };
  }

  /** @param {HTMLElement} host @param {{ room?: boolean }} [options] */
  function raise(host, { room = false } = {}) {
    if (raised.length === 0) takeRoot();
    forget(host);
    raised.push(host);
    // Before <body>: read first, and reached first by Tab.
    if (!host.isConnected) document.documentElement.insertBefore(host, document.body);
    disarm();
    show(host);
    if (room) moveMailBelow(host);
    holdRoot();
  }

  /** @param {HTMLElement} host */
  function lower(host) {
    forget(host);
    host.remove();
    if (above === host) moveMailBelow(null);
    if (raised.length === 0) giveRootBack();
    else holdRoot();
  }

  /** @param {HTMLElement} host */
  function forget(host) {
    const at = raised.indexOf(host);
    if (at >= 0) raised.splice(at, 1);
  }

  function takeRoot() {
    mailsStyle = document.documentElement.style.cssText;
    watchRoot.observe(document.documentElement, { attributes: true });
  }

  function giveRootBack() {
    watchRoot.disconnect();
    document.documentElement.style.cssText = mailsStyle;
  }

  /** @param {HTMLElement | null} host */
  function moveMailBelow(host) {
    above = host;
    watchHeight.disconnect();
    if (host) watchHeight.observe(host);
  }

  /** Parts of a box at which it is touched: near its edges, for corners are round, and between them. */
  const PARTS = [0.1, 0.3, 0.5, 0.7, 0.9];

  /** @param {Element} node */
  function pointsOn(node) {
    const { left, top, width, height } = node.getBoundingClientRect();
    return PARTS.flatMap((x) => PARTS.map((y) => ({ x: left + width * x, y: top + height * y })));
  }

  /**
   * Does whoever touches the node touch what is ours, and nothing of the mail? What is scrolled out of a low pane is
   * not looked at.
   * @param {HTMLElement} host
   * @param {Element} node the host, or one in it
   */
  function isTouched(host, node) {
    const { bottom } = host.getBoundingClientRect();
    const lowest = Math.min(bottom, innerHeight) - 1;
    const points = pointsOn(node).filter(({ y }) => y <= lowest);
    return points.every(({ x, y }) => isOurs(document.elementFromPoint(x, y)));
  }

  /**
   * @param {HTMLElement} host
   * @param {ShadowRoot} shadow
   * @returns {boolean} false where a part of it, or a button in it, is covered, faded or out of view
   */
  function stands(host, shadow) {
    if (!host.isConnected || others().length > 0) return false;
    if (!host.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const { top, bottom, width } = host.getBoundingClientRect();
    const height = Math.min(bottom, innerHeight) - Math.max(top, 0);
    if (width < Math.min(SMALLEST.width, innerWidth) || height < Math.min(SMALLEST.height, innerHeight)) return false;
    const buttons = [...shadow.querySelectorAll("button")].filter((button) => button.checkVisibility());
    return [host, ...buttons].every((node) => isTouched(host, node));
  }

  return { make, raise, lower, stands };
})();
