/**
 * What in a mail leads out of it, and where: as Thunderbird sees it when something is clicked
 * (hRefForClickEvent in its contentAreaClick.js, hrefAndLinkNodeForClickEvent in BrowserUtils.sys.mjs).
 *
 * A mail may hide its links in closed shadow roots that it declares (`<template shadowrootmode="closed">`), where
 * `event.target` and `composedPath()` show the host alone; and an `<a>` in such a root may stand around a slot.
 *
 * A plain script, as all of the message pane; run when there is no element in the document yet.
 */
globalThis.fuwakeLinkElements = (() => {
  const HTML = "http://www.w3.org/1999/xhtml";
  const MATHML = "http://www.w3.org/1998/Math/MathML";
  const XLINK = "http://www.w3.org/1999/xlink";

  /** The shadow tree of an element, also a closed one: only scripts of add-ons get it. @param {Node} node @returns {ShadowRoot | null} */
  const shadowOf = (node) => /** @type {any} */ (node).openOrClosedShadowRoot ?? null;

  /** @param {Node} node @param {ShadowRoot} root */
  function slotOf(node, root) {
    return [...root.querySelectorAll("slot")].find((slot) => slot.assignedNodes().includes(node)) ?? null;
  }

  /** The parent in the tree that is drawn. @param {Node} node @returns {Node | null} */
  function parentOf(node) {
    const parent = node.parentNode;
    if (!parent) return /** @type {any} */ (node).host ?? null;
    const root = shadowOf(parent);
    return (root && slotOf(node, root)) ?? parent;
  }

  /** The innermost element that an event is about, and all around it. @param {Event} event @returns {Element[]} */
  function around(event) {
    const elements = [];
    let node = /** @type {Node | null} */ (/** @type {any} */ (event).originalTarget ?? event.composedPath()[0] ?? null);
    for (; node; node = parentOf(node)) if (node.nodeType === Node.ELEMENT_NODE) elements.push(/** @type {Element} */ (node));
    return elements;
  }

  /** A <link> that a style shows, with words by `::before`, opens on a click as well. */
  const ANCHORS = ["a", "area", "link"];

  /** @param {Element} node */
  function isAnchor(node) {
    if (node.namespaceURI === MATHML) return true;
    return node.localName === "a" || (node.namespaceURI === HTML && ANCHORS.includes(node.localName));
  }

  /** As the source has it, decoded; null where it is no link. @param {Element} node */
  function hrefOf(node) {
    if (!isAnchor(node)) return null;
    if (node.namespaceURI === HTML) return node.getAttribute("href");
    return node.getAttribute("href") ?? node.getAttributeNS(XLINK, "href");
  }

  /** A click on any field or button of a form opens its `action`, whatever the button's type. @param {Element} node */
  function formOf(node) {
    const isControl = node.namespaceURI === HTML && (node.localName === "button" || node.localName === "input");
    return isControl ? /** @type {HTMLInputElement} */ (node).form : null;
  }

  /** Nothing opens on a click; `chrome:` are Thunderbird's own style sheets. */
  const NOWHERE = ["cid:", "javascript:", "chrome:"];

  /** @param {string} href @returns {URL | null} null where it leads nowhere, or within the mail */
  function leadsTo(href) {
    if (!URL.canParse(href, document.baseURI)) return null;
    const url = new URL(href, document.baseURI);
    const isWithin = url.href.split("#")[0] === document.URL.split("#")[0];
    return isWithin || NOWHERE.includes(url.protocol) ? null : url;
  }

  /**
   * @param {Element} node
   * @returns {LinkElement | null} null where a click on it opens nothing
   */
  function linkOf(node) {
    const form = formOf(node);
    const href = form ? form.getAttribute("action") : hrefOf(node);
    const url = href === null ? null : leadsTo(href);
    if (href === null || !url) return null;
    // Thunderbird opens no other.
    if (form && !/^https?:$/.test(url.protocol)) return null;
    return { element: node, holder: form ?? node, href, url };
  }

  /** The links that an event is within, from the inside. @param {Event} event @returns {LinkElement[]} */
  function linksAt(event) {
    return around(event).flatMap((node) => linkOf(node) ?? []);
  }

  /** What a reader sees as something to click: of a form its buttons. @param {Element} node */
  function looksLikeOne(node) {
    if (node.localName === "link") return node.checkVisibility();
    return hrefOf(node) !== null || node.matches("button, input[type=submit], input[type=image]");
  }

  /** All that looks like a link below, shadow trees included, in order. @param {Document | ShadowRoot} root @returns {Generator<LinkElement>} */
  function* linksBelow(root) {
    for (const node of root.querySelectorAll("*")) {
      const link = looksLikeOne(node) ? linkOf(node) : null;
      if (link) yield link;
      const shadow = shadowOf(node);
      if (shadow) yield* linksBelow(shadow);
    }
  }

  /**
   * What of a click Thunderbird hears and no script: of one on a control that is disabled, or on a film's own controls. The
   * link around them (`<a href><button disabled>Log in`) and the form that they are of opened unasked. The pointer is heard
   * of while it comes, and so they are made ones that hear.
   * @param {Event} event
   */
  function wake(event) {
    for (const node of around(event)) for (const name of ["disabled", "controls"]) node.removeAttribute(name);
  }

  /** Thunderbird shows a `title` as a big black tooltip, and it can be another address. @param {LinkElement} link */
  function hush({ element: link }) {
    for (const node of link.querySelectorAll("[title]")) node.removeAttribute("title");
    for (const node of link.querySelectorAll("title")) node.remove();
    /** @type {Node | null} */
    let at = link;
    for (; at; at = parentOf(at)) if (at instanceof Element) at.removeAttribute("title");
  }

  /**
   * Takes away what an element leads by, so that a middle click, of which no script hears in time, opens nothing.
   * @param {LinkElement} link @returns {() => void} gives it back
   */
  function defuse({ holder }) {
    const taken = [...holder.attributes].filter((attribute) => ["href", "action"].includes(attribute.localName));
    for (const attribute of taken) holder.removeAttributeNode(attribute);
    return () => taken.forEach((attribute) => holder.setAttributeNodeNS(attribute));
  }

  return { linksAt, linksBelow, linkOf, hush, wake, defuse };
})();
