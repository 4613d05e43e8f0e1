/**
 * The status line: where a link goes, while the pointer is over it or the keyboard on it. Thunderbird's own shows
 * the whole address in small letters, whose end decides nothing.
 */
globalThis.fuwakeLinkStatus = (() => {
  const { line, paper, dim, rules } = fuwakeLook;
  const { strong: { danger: red }, pale: { danger: pale } } = fuwakeLook;

  const STYLE = `
    :host { inset: auto auto 10px 10px !important; pointer-events: none !important; max-width: calc(100% - 20px) !important; }
    :host(.right) { inset: auto 10px 10px auto !important; }
    .status {
      display: flex; align-items: center; gap: 8px; padding: 5px 12px; border: 1px solid ${line};
      border-radius: 6px; background: ${paper}; box-shadow: 0 2px 10px #0004; font-size: 1em;
    }
    .status[hidden] { display: none; }
    .status.asks { border-color: ${red}; background: ${pale}; }
    svg { width: 1.25em; height: 1.25em; }
    .through { color: ${dim}; }
    b { font-size: 1.15em; }
    .asks b { color: ${red}; }
  `;

  /** @type {{ host: HTMLElement, told: HTMLElement } | null} */
  let made = null;

  function make() {
    const { host, root } = fuwakeTopLayer.make("status", rules + STYLE);
    const told = element("div", { class: "part status", role: "status" });
    root.append(told);
    return { host, told };
  }

  /**
   * Where a mail is warned of it stands as the banner does. Elsewhere it must not touch the mail, whose look it would
   * change, and nobody covers it.
   * @param {boolean} isGuarded @param {string} look @param {(Node | string)[]} content
   */
  function stand(isGuarded, look, content) {
    made ??= make();
    const { host, told } = made;
    told.hidden = false;
    told.className = look;
    told.lang = fuwakeTexts.language();
    told.replaceChildren(...content);
    if (isGuarded) fuwakeTopLayer.raise(host);
    else if (!host.isConnected) document.documentElement.append(host);
    if (!host.matches(":popover-open")) host.showPopover();
    return host;
  }

  /** @param {Element} node @param {DOMRect} box */
  function reaches(node, box) {
    const { left, top, bottom } = node.getBoundingClientRect();
    return bottom > box.top && top < box.bottom && left < box.right;
  }

  /** It covers neither what it is about nor the mark of that. @param {HTMLElement} host @param {Element} link */
  function makeWay(host, link) {
    host.className = "";
    const mark = link.nextElementSibling?.localName === "fuwake-mark" ? [link.nextElementSibling] : [];
    const box = host.getBoundingClientRect();
    if ([link, ...mark].some((node) => reaches(node, box))) host.className = "right";
  }

  /** @param {LinkTarget} target @param {boolean} asks */
  function draw(target, asks) {
    const { domain, through } = fuwakeShownTarget(target);
    const way = through.map((name) => element("span", { class: "through" }, `${name} →`));
    const content = [...(asks ? [fuwakeLook.shape("danger")] : []), ...way, element("b", { class: "domain" }, domain)];
    makeWay(stand(asks, `part status${asks ? " asks" : ""}`, content), target.element);
  }

  /** @param {LinkTarget | null} target null: hides it @param {boolean} asks */
  function show(target, asks) {
    if (target) draw(target, asks);
    else if (made) made.told.hidden = true;
  }

  /** While a click waits for what is known. */
  function wait() {
    stand(false, "part status", [fuwakeTexts.text("linkWaits")]);
  }

  return { show, wait };
})();
