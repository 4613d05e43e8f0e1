/**
 * The status line: where a link goes, while the pointer is over it or the keyboard on it. Thunderbird's own shows
 * the whole address in small letters, whose end decides nothing.
 */
globalThis.fuwakeLinkStatus ??= (() => {
  const STYLE = `
    :host { inset: auto auto 10px 10px !important; pointer-events: none !important; max-width: calc(100% - 20px) !important; }
    :host(.right) { inset: auto 10px 10px auto !important; }
    .status {
      display: flex; align-items: center; gap: 8px; padding: 5px 12px; border: 1px solid var(--line);
      border-radius: 6px; background: var(--bg); box-shadow: 0 2px 10px #0004; font-size: 16px;
    }
    .status[hidden] { display: none; }
    .status.asks { border-color: var(--c); background: var(--b); }
    svg { width: 20px; height: 20px; }
    .through { color: var(--dim); }
    b { font-size: 18px; }
    .asks b { color: var(--c); }
  `;

  /** @type {{ host: HTMLElement, root: ShadowRoot } | null} */
  let made = null;

  const line = element("div", { class: "part status", role: "status", lang: messenger.i18n.getUILanguage() });

  /**
   * Where a mail is warned of it stands as the banner does. Elsewhere it must not touch the mail, whose look it would
   * change, and nobody covers it.
   * @param {boolean} isGuarded
   */
  function stand(isGuarded) {
    if (!made) {
      made = fuwakeTopLayer.make("status", fuwakeLinkLook + STYLE);
      made.root.append(line);
    }
    const { host } = made;
    if (isGuarded) fuwakeTopLayer.raise(host);
    else if (!host.isConnected) document.documentElement.append(host);
    if (!host.matches(":popover-open")) host.showPopover();
  }

  /** @param {LinkTarget} target @param {boolean} asks */
  function draw(target, asks) {
    const { domain, through } = fuwakeShownTarget(target);
    line.className = `part status${asks ? " asks" : ""}`;
    line.replaceChildren(
      ...(asks ? [fuwakeLinkSign()] : []),
      ...through.map((name) => element("span", { class: "through" }, `${name} →`)),
      element("b", { class: "domain" }, domain),
    );
  }

  /** It does not cover what it is about. @param {Element} link */
  function makeWay(link) {
    const { host } = /** @type {{ host: HTMLElement }} */ (made);
    host.className = "";
    const [a, b] = [link, host].map((node) => node.getBoundingClientRect());
    if (a.bottom > b.top && a.top < b.bottom && a.left < b.right) host.className = "right";
  }

  /** @param {LinkTarget | null} target null: hides it @param {boolean} asks */
  function show(target, asks) {
    line.hidden = target === null;
    if (!target) return;
    stand(asks);
    draw(target, asks);
    makeWay(target.element);
  }

  /** While a click waits for what is known. */
  function wait() {
    line.hidden = false;
    line.className = "part status";
    line.replaceChildren(messenger.i18n.getMessage("linkWaits"));
    stand(false);
  }

  return { show, wait };
})();

void 0; // see background/panes.js
