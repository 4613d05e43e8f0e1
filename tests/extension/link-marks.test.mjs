// Where the marks beside links stand among boxes that cut off, and how much work a mail can make of it: what is read of
// the document is counted, over the least of a DOM.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const script = readFileSync(new URL("../../extension/message-pane/link-marks.js", import.meta.url), "utf8");

/** What was read of the document: elements, and layouts that had to be made for it. */
const read = { elements: 0, layouts: 0 };
let isLaidOut = false;

const OPEN = { overflow: "visible", clipPath: "none", contain: "none" };
const CUTS = { ...OPEN, overflow: "hidden" };
const square = (size) => ({ left: 0, top: 0, right: size, bottom: size });

class Node {
  children = [];
  #parent = null;

  /** @param {Record<string, any>} [is] its style; `size`: it is a square from the corner; attributes */
  constructor(localName, is = {}, ...children) {
    Object.assign(this, { localName, style: OPEN, size: 10, ...is });
    if (this.shadow) this.shadow.host = this;
    this.append(...children);
  }
  append(...children) {
    for (const child of children) if (child instanceof Node) this.insert(child, this.children.length);
  }
  insert(child, at) {
    if (child.#parent) child.#parent.children.splice(child.#parent.children.indexOf(child), 1);
    this.children.splice(Math.min(at, this.children.length), 0, child);
    child.#parent = this;
    isLaidOut = false;
  }
  after(node) {
    const { children } = this.#parent;
    this.#parent.insert(node, children.indexOf(this) + 1);
  }
  remove() {}
  attachShadow() {
    return new Node("#shadow");
  }
  get parentElement() {
    read.elements++;
    return this.#parent?.localName === "#shadow" ? null : this.#parent;
  }
  get nextElementSibling() {
    read.elements++;
    return this.#parent.children[this.#parent.children.indexOf(this) + 1] ?? null;
  }
  getRootNode() {
    let root = this;
    while (root.#parent) root = root.#parent;
    return root;
  }
  getBoundingClientRect() {
    read.elements++;
    if (!isLaidOut) read.layouts++;
    isLaidOut = true;
    return square(this.size);
  }
  getAttribute(name) {
    return this[name] ?? null;
  }
  closest(name) {
    return this.localName === name ? this : this.#parent?.closest(name);
  }
  /** All below, shadow trees included. */
  *below() {
    for (const child of [...this.children, ...(this.shadow?.children ?? [])]) yield* [child, ...child.below()];
  }
  querySelectorAll(selector) {
    const all = [...this.below()];
    read.elements += all.length;
    return selector === "[usemap]" ? all.filter(({ usemap }) => usemap) : all;
  }
  querySelector(selector) {
    const usemap = /^\[usemap="(.*)"\]$/.exec(selector)?.[1];
    return this.querySelectorAll("*").find((node) => (usemap ? node.usemap === usemap : node.localName === selector)) ?? null;
  }
}

const SIZE_OF_MARK = 90;
const box = (size, ...children) => new Node("div", { style: CUTS, size }, ...children);
const link = () => new Node("a");
/** An element with a shadow tree. */
const shadowHost = (...children) => new Node("section", { shadow: new Node("#shadow", {}, ...children) });

/** The tree as it is once the links in it are marked: names, with what is in them. */
const shape = ({ localName, size, children }) =>
  `${localName === "div" ? size : localName}${children.length > 0 ? `(${children.map(shape).join(" ")})` : ""}`;

/** Marks the links in these; what was read for it, and the mail as it is then. */
function marked(...nodes) {
  const body = new Node("body", { size: 9999 }, ...nodes);
  const links = [...body.below()].filter(({ localName }) => ["a", "area"].includes(localName));
  const context = vm.createContext({
    CSS: { escape: (name) => name },
    document: Object.assign(new Node("#document", {}, body), { body }),
    element: (name, _attributes, ...children) => new Node(name, { size: SIZE_OF_MARK }, ...children),
    getComputedStyle: (node) => (read.elements++, node.style),
    fuwakeGuard: { targetOf: (target) => target, mustAsk: () => true },
    fuwakeLinkElements: { linksBelow: () => links.map((element) => ({ element, known: null })) },
    fuwakeLook: { rules: "", strong: {}, pale: {}, shape: () => "" },
    fuwakeShownTarget: () => ({ domain: "w-support.jp" }),
    fuwakeTexts: { text: () => "" },
  });
  vm.runInContext(script, context);
  Object.assign(read, { elements: 0, layouts: 0 });
  context.fuwakeLinkMarks.draw({ asksUnknown: true, links: [] });
  return { ...read, shape: body.children.map(shape).join(" ") };
}

// what | the mail | how it is once it is marked
for (const [what, mail, expected] of [
  ["a mark stands beside its link", [box(100, link(), link())], "100(a fuwake-mark a fuwake-mark)"],
  ["it leaves the box that cuts it off, and no other", [box(100, box(20, box(95, link())))], "100(20(95(a)) fuwake-mark)"],
  ["marks that leave a box stay in order", [box(20, new Node("a", { name: 1 }), box(10, link())), link()],
   "20(a 10(a)) fuwake-mark fuwake-mark a fuwake-mark"],
  ["it leaves a drawing, the outermost", [new Node("svg", {}, new Node("math", {}, new Node("a")))], "svg(math(a)) fuwake-mark"],
  ["of an area it stands beside the picture, the first of that name",
   [new Node("map", { name: "m" }, new Node("area")), ...["m", "m", "n"].map((name) => new Node("img", { usemap: `#${name}` }))],
   "map(area) img fuwake-mark img img"],
  ["it leaves a shadow tree whose host's box cuts it off", [box(20, shadowHost(link()))], "20(section) fuwake-mark"],
])
  test(what, () => assert.equal(marked(...mail).shape, expected));

/** n boxes, one in another, each with a link; of these sizes. */
const nested = (n, size) => Array.from({ length: n }).reduce((inner, _, i) => box(size(i), link(), ...(inner ? [inner] : [])), null);
const several = (n, make) => Array.from({ length: n }, (_, i) => make(i));
const area = (i) => new Node("map", { name: `m${i}` }, new Node("area"));

for (const [what, mail] of [
  ["links in boxes of which each cuts off", (n) => [nested(n, () => 20)]],
  ["links in boxes of which the outermost cuts off", (n) => [nested(n, (i) => (i < n - 1 ? 100 : 20))]],
  ["links in boxes of which every second cuts off", (n) => [nested(n, (i) => (i % 2 ? 100 : 20))]],
  ["links in boxes of which none cuts off", (n) => [nested(n, () => 100)]],
  ["links in one box", (n) => [box(20, ...several(n, link))]],
  ["links in boxes side by side", (n) => several(n, () => box(20, link()))],
  ["areas of pictures", (n) => [...several(n, (i) => new Node("img", { usemap: `#m${i}` })), ...several(n, area)]],
])
  test(`twice as many are twice the work: ${what}`, () => {
    const [once, twice] = [70, 140].map((n) => marked(...mail(n)));
    assert.ok(twice.elements <= once.elements * 2.1, `${once.elements}, ${twice.elements} elements read`);
    assert.ok(twice.layouts <= 7, `${twice.layouts} layouts`);
  });
