/**
 * `element(name, attributes, ...children)` makes an element of a page. Text goes in as text, so nothing of a
 * mail ever becomes markup. An attribute that is a function is a listener ("onclick").
 *
 * A plain script, for the message pane's scripts cannot import; pages load it before their modules.
 */
globalThis.element = /** @type {MakeElement} */ (name, attributes = {}, ...children) => {
  const SVG = ["svg", "path"];
  const namespace = SVG.includes(name) ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml";
  const node = /** @type {HTMLElement} */ (document.createElementNS(namespace, name));
  for (const [key, value] of Object.entries(attributes))
    if (typeof value === "function") node.addEventListener(key.slice("on".length), value);
    else node.setAttribute(key, value);
  node.append(...children);
  return node;
};
