/**
 * The question before a link opens that deceives, or that is of nobody known in a dangerous mail: where it goes, with
 * the part that decides marked; what contradicts it; what would make it fine.
 *
 * It opens only after the reader has clicked the domain that it goes to: people who are asked yes or no say yes, and
 * those who had to look at the domain noticed (a study of 2,673 people).
 */
globalThis.fuwakeLinkPanel = (() => {
  const { ink, dim, line, paper, well, rules } = fuwakeLook;
  const { strong: { danger: red }, pale: { danger: pale } } = fuwakeLook;

  const STYLE = `
    :host { inset: 0 !important; width: 100% !important; height: 100% !important; background: #0008 !important; }
    .panel {
      position: absolute; inset: 0; margin: auto; box-sizing: border-box; width: min(42em, calc(100% - 16px));
      height: fit-content; max-height: calc(100% - 8px); display: flex; flex-direction: column; padding: 16px 20px 14px;
      border: 1px solid ${red}; border-top-width: 5px; border-radius: 8px; background: ${paper};
      box-shadow: 0 8px 40px #0009;
    }
    .told { overflow: auto; min-height: 3em; }
    h2 { display: flex; gap: 10px; align-items: start; margin: 0 0 10px; font-size: 1.25em; line-height: 1.4; }
    h2 svg { width: 1.4em; height: 1.4em; }
    h2 b { color: ${red}; }
    p { margin: 0 0 8px; overflow-wrap: anywhere; }
    .address {
      margin: 0 0 10px; padding: 8px 12px; border-radius: 4px; background: ${well}; color: ${dim};
      /* Named twice, for monospace alone is drawn smaller. */
      font: 1em/1.9 monospace, monospace; overflow-wrap: anywhere; max-height: 8em; overflow: auto;
    }
    .through { margin: 0 0 4px; color: ${dim}; font-size: .92em; }
    .fine { padding-inline-start: 10px; border-inline-start: 3px solid ${line}; }
    .actions { display: flex; gap: 8px; flex-wrap: wrap; align-items: center; margin-top: 14px; }
    button {
      font: inherit; padding: 4px 14px; border: 1px solid ${line}; border-radius: 4px; background: ${paper};
      color: ${ink}; cursor: pointer;
    }
    button:hover:enabled { background: ${well}; }
    button.main, button.main:hover { background: ${red}; border-color: ${red}; color: ${pale}; font-weight: 600; }
    button:disabled { color: ${dim}; border-style: dashed; cursor: default; opacity: 0.75; }
    button:focus-visible { outline: 3px solid ${red}; outline-offset: 2px; }
    button.decides {
      padding: 1px 6px; border: 2px solid ${red}; background: ${pale}; color: ${red}; font-size: 1.2em; font-weight: 700;
      overflow-wrap: anywhere; text-align: start;
    }
    button.decides[aria-pressed=true] { background: ${red}; color: ${pale}; }
    .hint { margin: 10px 0 0; color: ${dim}; font-size: .92em; }
    .anyway { margin-inline-start: auto; }
    @media (max-height: 480px), (max-width: 420px) {
      .panel { padding: 8px 12px; font-size: .82em; line-height: 1.4; }
      h2 { margin: 0 0 6px; font-size: 1.2em; line-height: 1.3; }
      p { margin: 0 0 5px; }
      .address { margin: 0 0 6px; padding: 3px 8px; line-height: 1.7; }
      button.decides { font-size: 1.15em; padding: 0 5px; }
      .actions { gap: 5px; margin-top: 6px; }
      button { padding: 2px 9px; }
      .hint { margin: 5px 0 0; }
    }
  `;

  const { text } = fuwakeTexts;

  /** @type {{ host: HTMLElement, root: ShadowRoot } | null} */
  let made = null;

  /** What had the keyboard before. @type {HTMLElement | null} */
  let before = null;

  function close() {
    if (!made) return;
    for (const [type, listener] of LISTENERS) window.removeEventListener(type, listener, true);
    fuwakeTopLayer.lower(made.host);
    made = null;
    before?.focus();
  }

  /** What a person has done, and not a program. @param {() => void} act @returns {(event: Event) => void} */
  const trusted = (act) => (event) => {
    if (event.isTrusted) act();
  };

  /** @param {string} key @param {() => void} act @param {Record<string, string>} [attributes] */
  const button = (key, act, attributes = {}) =>
    element("button", { type: "button", ...attributes, onclick: trusted(act) }, text(key));

  /** The message's document is no secure context, so there is no clipboard but this. @param {string} what */
  function copy(what) {
    const fill = (/** @type {ClipboardEvent} */ event) => {
      event.clipboardData?.setData("text/plain", what);
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener("copy", fill, { capture: true, once: true });
    document.execCommand("copy");
    window.removeEventListener("copy", fill, { capture: true });
  }

  /** @param {LinkTarget} target @returns {[HTMLElement, HTMLButtonElement]} the address, and the button that opens it */
  function addressAndOpener(target) {
    const { before: start, deciding, after, through } = fuwakeShownTarget(target);
    const isWeb = /^https?:$/.test(target.url.protocol);
    const open = () => {
      messenger.runtime.sendMessage({ type: "openLink", url: target.url.href });
      close();
    };
    const opener = /** @type {HTMLButtonElement} */ (button("linkOpenAnyway", open, { class: "anyway", disabled: "" }));
    const decides = element("button", { type: "button", class: "decides", "aria-pressed": "false",
      onclick: trusted(() => {
        decides.setAttribute("aria-pressed", "true");
        // A composer, a newsgroup: what the background can open are pages alone.
        opener.disabled = !isWeb;
      }) }, deciding || start + after);
    const whole = deciding ? [start, decides, after] : [decides];
    const way = through.length > 0 ? [element("p", { class: "through" }, text("linkThrough", [through.join(" → ")]))] : [];
    return [element("div", {}, ...way, element("p", { class: "address", dir: "ltr" }, ...whole)), opener];
  }

  /** @param {string} domain */
  const bold = (domain) => element("b", { class: "domain" }, domain);

  /** @param {LinkTarget} target @returns {HTMLElement[]} what would make it fine; none where that is not known */
  function fine({ known }) {
    if (!known?.instead) return [];
    const { brand, domain } = known.instead;
    const sentence = brand ? words("linkIfBrand", element("bdi", {}, brand), bold(domain)) : words("linkIfShown", bold(domain));
    return [element("p", { class: "fine" }, ...sentence)];
  }

  /** @param {LinkTarget} target */
  function realOne({ known }) {
    if (!known?.instead?.brand) return [];
    const open = () => {
      messenger.runtime.sendMessage({ type: "openHome", domain: known.instead?.domain });
      close();
    };
    const { domain } = known.instead;
    return [element("button", { type: "button", class: "real", onclick: trusted(open) }, ...words("linkOpenReal", domain))];
  }

  /** @param {LinkTarget} target */
  function copier(target) {
    const { before: start, deciding, after } = fuwakeShownTarget(target);
    const act = () => {
      copy(start + deciding + after);
      copies.textContent = text("linkCopied");
    };
    const copies = button("linkCopy", act, { class: "copy" });
    return copies;
  }

  /** @param {LinkTarget} target @param {import("../background/links.js").LinksView} view */
  function panel(target, view) {
    const [address, opener] = addressAndOpener(target);
    const { domain } = fuwakeShownTarget(target);
    const why = target.known?.why;
    return element(
      "section",
      { class: "part panel", role: "alertdialog", "aria-modal": "true", "aria-labelledby": "title", "aria-describedby": "why",
        lang: fuwakeTexts.language() },
      element("div", { class: "told" },
        element("h2", { id: "title" }, fuwakeLook.shape("danger"), element("span", {}, ...words("linkTitle", bold(domain)))),
        address,
        element("p", { id: "why" }, ...(why ? [] : [text("linkOfDanger"), " "]), ...drawSegments(why ?? view.contradiction)),
        ...fine(target)),
      element("div", { class: "actions" }, button("linkDontOpen", close, { class: "main" }), ...realOne(target),
        copier(target), opener),
      element("p", { class: "hint" }, text("linkHint")),
    );
  }

  /** Focus stays within, and comes back. @param {ShadowRoot} root @param {number} step */
  function moveFocus(root, step) {
    const buttons = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("button:enabled")]);
    const at = buttons.indexOf(/** @type {HTMLElement} */ (root.activeElement));
    const next = at < 0 ? buttons.findIndex((button) => button.className === "main") : at + step + buttons.length;
    buttons[next % buttons.length].focus();
  }

  /** No key goes to the mail, or to Thunderbird, where "a" archives. @param {KeyboardEvent} event */
  function onKey(event) {
    const root = /** @type {{ root: ShadowRoot }} */ (made).root;
    event.stopImmediatePropagation();
    if (root.activeElement && (event.key === "Enter" || event.key === " ")) return;
    event.preventDefault();
    if (!event.isTrusted) return;
    if (event.key === "Escape") close();
    else if (event.key === "Tab") moveFocus(root, event.shiftKey ? -1 : 1);
    else if (!root.activeElement) moveFocus(root, 0);
  }

  /** A click beside the panel takes the keyboard from no button of it. @param {MouseEvent} event */
  function onMouseDown(event) {
    const { originalTarget } = /** @type {any} */ (event);
    if (!(originalTarget instanceof Element) || !originalTarget.closest(".panel")) event.preventDefault();
  }

  /** @type {[string, (event: any) => void][]} */
  const LISTENERS = [["keydown", onKey], ["mousedown", onMouseDown]];

  /** @param {LinkTarget} target @param {import("../background/links.js").LinksView} view */
  function open(target, view) {
    if (made) return;
    fuwakeLinkStatus.show(null, false);
    before = /** @type {HTMLElement} */ (target.element);
    made = fuwakeTopLayer.make("panel", rules + STYLE);
    const { host, root } = made;
    root.append(panel(target, view));
    for (const [type, listener] of LISTENERS) window.addEventListener(type, listener, true);
    fuwakeTopLayer.raise(host);
    /** @type {HTMLElement} */ (root.querySelector("button.main")).focus();
  }

  return { open };
})();
