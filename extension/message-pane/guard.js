/**
 * The link guard: whoever touches a link that deceives is asked first.
 *
 * `preventDefault` stops nothing in Thunderbird, which opens links from a listener of its own on the pane; only an
 * event that stops at the window does not get there. Of a middle click no script hears in time, so the link has no
 * address while the button is down. All of it was tried in Thunderbird 153.
 *
 * Run before the mail's document has any element, so that no link is there before its guard. What is known of the links
 * comes later (refresh.js); what is clicked until then waits for it.
 */
globalThis.fuwakeGuard = (() => {
  /** @typedef {import("../background/links.js").LinkView} LinkView */
  /** @typedef {import("../background/links.js").LinksView} LinksView */

  const { linksAt, linkOf, hush, wake, defuse } = fuwakeLinkElements;

  /** undefined: not known yet; null: nothing will be known. @type {LinksView | null | undefined} */
  let view;

  /** @type {(link: LinkElement) => LinkView | null} */
  let find = () => null;

  /** What was clicked before anything was known. @type {LinkElement | null} */
  let waiting = null;

  /** Gives back what middle clicks have taken. @type {(() => void)[]} */
  let defused = [];

  /** @param {LinkElement} link @returns {LinkTarget} */
  const targetOf = (link) => ({ ...link, known: find(link) });

  /** @param {URL} url */
  const isOfWeb = (url) => url.protocol === "http:" || url.protocol === "https:";

  /** What the engine does not know is as foreign as any. @param {LinkTarget} target */
  function mustAsk({ known, url }) {
    if (!view) return false;
    return known ? known.asks : view.asksUnknown && url.protocol !== "mailto:";
  }

  /** The link that an event is about: the one that asks, for the mail chooses which of them is around which. @param {Event} event */
  function touched(event) {
    const targets = linksAt(event).map(targetOf);
    return targets.find(mustAsk) ?? targets[0] ?? null;
  }

  /** @param {LinkTarget} target */
  const isHeld = (target) => (view === undefined ? isOfWeb(target.url) : mustAsk(target));

  /** @param {Event} event */
  function stop(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** @param {LinkTarget} target @param {boolean} opens what was done would have opened it */
  function ask(target, opens) {
    if (view) return fuwakeLinkPanel.open(target, view);
    if (!opens) return;
    waiting = target;
    fuwakeLinkStatus.wait();
  }

  /** @param {Event} event */
  function guard(event) {
    const target = touched(event);
    if (!target || !isHeld(target)) return;
    stop(event);
    if (event.isTrusted) ask(target, event.type.endsWith("click"));
  }

  function giveBack() {
    for (const back of defused) back();
    defused = [];
  }

  /** @param {MouseEvent} event */
  function onMouseDown(event) {
    giveBack();
    if (event.button !== 1) return;
    const links = linksAt(event);
    if (links.map(targetOf).some(isHeld)) defused = links.map(defuse);
  }

  /** @param {MouseEvent} event */
  function onMouseUp(event) {
    // Thunderbird has looked for the address by then, and `auxclick` has come, or will not.
    if (event.button === 1) setTimeout(giveBack, 200);
  }

  /** @param {MouseEvent} event */
  function onAuxClick(event) {
    if (event.button !== 1) return;
    giveBack();
    guard(event);
  }

  /** Where the keyboard is, in closed shadow trees too. @returns {Element | null} */
  function focused() {
    let at = document.activeElement;
    while (at) {
      const inner = /** @type {any} */ (at).openOrClosedShadowRoot?.activeElement;
      if (!inner) return at;
      at = inner;
    }
    return null;
  }

  /** @param {LinkTarget | null} target */
  function show(target) {
    const asks = target !== null && mustAsk(target);
    if (asks) hush(target);
    fuwakeLinkStatus.show(target, asks);
  }

  /** The element that the pointer was over last: it moves more often than it comes to another. @type {EventTarget | null} */
  let over = null;

  // `mouseover` does not tell of moves within a closed shadow tree.
  /** @param {MouseEvent} event */
  function onMouseMove(event) {
    const { originalTarget } = /** @type {any} */ (event);
    if (originalTarget === over) return;
    over = originalTarget;
    const target = touched(event);
    if (target && isHeld(target)) wake(event);
    show(target);
  }

  function onFocus() {
    const at = focused();
    const link = at && linkOf(at);
    show(link ? targetOf(link) : null);
  }

  function onLeave() {
    over = null;
    show(null);
  }

  /** @type {[string, (event: any) => void][]} */
  const listeners = [
    ["click", guard],
    ["dragstart", guard],
    // Its entries "Open Link in Browser" and "Save Link As…" go past the guard.
    ["contextmenu", guard],
    ["mousedown", onMouseDown],
    ["mouseup", onMouseUp],
    ["auxclick", onAuxClick],
    ["mousemove", onMouseMove],
    // What a mail brings below a pointer that rests.
    ["mouseover", onMouseMove],
    ["pointerover", onMouseMove],
    ["mouseout", (event) => event.relatedTarget === null && onLeave()],
    ["focusin", onFocus],
    ["focusout", () => show(null)],
    ["keyup", (event) => event.key === "Tab" && onFocus()],
  ];
  for (const [type, listener] of listeners) window.addEventListener(type, listener, true);

  /** What was clicked before it was known is asked about, or opens now. */
  function goOn() {
    if (!waiting) return;
    const target = targetOf(waiting);
    waiting = null;
    show(target);
    if (mustAsk(target)) ask(target, true);
    else messenger.runtime.sendMessage({ type: "openLink", url: target.url.href });
  }

  /** @param {LinksView | null} known */
  function know(known) {
    view = known;
    find = known ? fuwakeKnownLinks(known) : () => null;
    goOn();
  }

  return { know, targetOf, mustAsk };
})();
