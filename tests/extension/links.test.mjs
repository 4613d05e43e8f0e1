// What the link guard gets of a document, and how it knows a link of the message pane again.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import { homeOf, isWebAddress, linksView } from "../../extension/background/links.js";
import { sentence } from "./thunderbird.mjs";

const HEADLINE = sentence("It is not from Kagoya.");
const FINDINGS = [
  { kind: "anomaly", weight: 9, segments: sentence("Unusual.") },
  { kind: "deception", weight: 1, segments: sentence("A little.") },
  { kind: "deception", weight: 3, segments: sentence("Much.") },
];
const KAGOYA = { brand: "Kagoya", domain: "kagoya.com" };

const linkTo = (domain, more = {}) => ({
  before: "h**ps://", deciding: domain, after: "/", domain, domainUnicode: domain, through: [], findings: [], owner: "other",
  instead: null, hrefs: [{ pieces: ["https", `//${domain}/`], whole: true, places: [], morePlaces: 0 }], ...more,
});

const viewOf = (level, ...links) =>
  linksView({ messageId: 7, document: { verdict: { level, headlineSegments: HEADLINE }, findings: FINDINGS, links } });

// what | level | link | deceives, asks
for (const [what, level, link, expected] of [
  ["a link that deceives, in a dangerous mail", "danger", linkTo("w.example", { findings: [2] }), [true, true]],
  ["a link that deceives, in a mail to be careful with", "caution", linkTo("w.example", { findings: [2] }), [true, true]],
  ["a link that is only unusual", "caution", linkTo("w.example", { findings: [0] }), [false, false]],
  ["a foreign link of a dangerous mail", "danger", linkTo("other.example"), [false, true]],
  ["a foreign link of a mail to be careful with", "caution", linkTo("other.example"), [false, false]],
  ["the real site of whom a dangerous mail forges", "danger", linkTo("kagoya.com", { owner: "forged" }), [false, false]],
  ["a deception on the real site", "danger", linkTo("kagoya.com", { owner: "forged", findings: [1] }), [true, true]],
  ["the reader's own site", "danger", linkTo("office.example", { owner: "reader" }), [false, false]],
  ["an address to write to", "danger", linkTo("a.example", { before: "mailto*:ann@" }), [false, false]],
  ["a link that goes nowhere known", "danger", linkTo("", { before: "", after: "data*:text/html" }), [false, true]],
  ["a host from before there were owners", "danger", linkTo("w.example", { owner: undefined, instead: undefined }), [false, true]],
  ["a mail that the user called honest", "unremarkable", linkTo("w.example", { findings: [2] }), [false, false]],
  ["a verified mail", "verified", linkTo("shop.example"), [false, false]],
])
  test(`asks: ${what}`, () => {
    const [{ deceives, asks }] = viewOf(level, link).links;
    assert.deepEqual([deceives, asks], expected);
  });

for (const [what, level, more, expected] of [
  ["alike to another that deceives", "caution", { alike: sentence("As well.") }, sentence("As well.")],
  ["and with a deception of its own", "caution", { alike: sentence("As well."), findings: [2] }, sentence("Much.")],
  ["in a mail that is not warned of", "unremarkable", { alike: sentence("As well.") }, null],
  ["alike to none", "caution", { alike: null }, null],
])
  test(`why a link deceives: ${what}`, () => {
    const [{ why, deceives, asks }] = viewOf(level, linkTo("w.example", more)).links;
    assert.deepEqual([why, deceives, asks], [expected, expected !== null, expected !== null]);
  });

test("of several deceptions the weightiest is the contradiction", () => {
  const [link] = viewOf("danger", linkTo("w.example", { findings: [0, 1, 2] })).links;
  assert.deepEqual(link.why, sentence("Much."));
});

test("why a link asks of which nothing is known: the weightiest deception that is about no link, else the headline", () => {
  assert.deepEqual(viewOf("danger").contradiction, sentence("Much."));
  const findings = FINDINGS.map((finding) => ({ ...finding, family: "links" }));
  const document = { verdict: { level: "danger", headlineSegments: HEADLINE }, findings, links: [] };
  assert.deepEqual(linksView({ messageId: 7, document }).contradiction, HEADLINE);
});

test("what the pane cannot show is not sent to it, nor anything but what the guard needs", () => {
  const view = viewOf("danger", linkTo("w.example", { why: ["secret"], text: "secret" }), linkTo("in.attachment", { hrefs: [] }));
  assert.equal(view.links.length, 1);
  assert.ok(!JSON.stringify(view).includes("secret"));
});

test("nothing is known without a document, or of a host from before there were identities", () => {
  assert.equal(linksView(null), null);
  assert.equal(linksView({ messageId: 7, problem: "missing" }), null);
  assert.equal(viewOf("danger", { ...linkTo("w.example"), hrefs: undefined }), null);
});

test("the background opens the home of a brand that this mail forges, and no other address", () => {
  const view = { messageId: 7, document: { verdict: { level: "danger", headlineSegments: HEADLINE }, findings: FINDINGS,
    links: [linkTo("w.example", { instead: KAGOYA }), linkTo("v.example", { instead: { brand: null, domain: "u.example" } })] } };
  assert.equal(homeOf(view, "kagoya.com"), "https://kagoya.com/");
  for (const domain of ["w.example", "u.example", "paypal.com", undefined]) assert.equal(homeOf(view, domain), null);
  assert.equal(homeOf(null, "kagoya.com"), null);
});

test("the background opens pages alone", () => {
  for (const url of ["https://a.example/", "http://a.example/"]) assert.ok(isWebAddress(url));
  for (const url of ["file:///etc/passwd", "javascript:1", "mailto:a@b.example", "a.example", {}, null])
    assert.ok(!isWebAddress(url), String(url));
});

const context = vm.createContext({ URL });
vm.runInContext(readFileSync(new URL("../../extension/message-pane/known-links.js", import.meta.url), "utf8"), context);

/** Of the links of a danger mail the domain of the one that is found for an element; null: unknown. */
function found(links, href, base = "https://base.example/") {
  const find = context.fuwakeKnownLinks(viewOf("danger", ...links));
  const link = find({ element: null, href, url: new URL(href, base) });
  return link && [link.domain, link.asks];
}

const written = (domain, href, more = {}) =>
  linkTo(domain, { hrefs: [{ pieces: href.split(":"), whole: true, places: [], morePlaces: 0 }], ...more });
const begun = (domain, href, more = {}) =>
  linkTo(domain, { hrefs: [{ pieces: href.split(":"), whole: false, places: [], morePlaces: 0 }], ...more });
const real = { owner: "forged" };

// what | the engine's links | the element's href | domain and whether it asks; null: unknown
for (const [what, links, href, expected] of [
  ["as it is written", [written("w.example", "https://w.example/a")], "https://w.example/a", ["w.example", true]],
  ["a browser's other way to write it", [written("w.example", " HTTPS://W.example/a\n")], "https://w.example/a", ["w.example", true]],
  ["colons within", [written("w.example", "https://w.example:8443/a:b")], "https://w.example:8443/a:b", ["w.example", true]],
  ["another path", [written("w.example", "https://w.example/a")], "https://w.example/b", null],
  ["not there at all", [], "https://w.example/", null],
  ["too long to be shown whole", [begun("w.example", "https://w.example/aaa")], "https://w.example/aaabbb", ["w.example", true]],
  ["as long, and another host", [begun("kagoya.com", "https://kagoya.com", real)], "https://kagoya.com.evil.example/", null],
  ["wrapped, and not shown whole: the rest may be another's",
   [begun("kagoya.com", "https://wrap.example/?u=", { ...real, through: ["Wrap"] })], "https://wrap.example/?u=evil", ["kagoya.com", true]],
  ["relative, and a base of another part leads it elsewhere", [written("kagoya.com", "/login", real)], "/login", null],
  ["relative, and the base is what the engine took", [written("base.example", "/login")], "/login", ["base.example", true]],
  ["relative, and wrapped: what wraps it is what a base says", [written("kagoya.com", "/?u=k", { ...real, through: ["Wrap"] })], "/?u=k", null],
  ["wrapped, and written whole", [written("kagoya.com", "https://wrap.example/?u=k", { ...real, through: ["Wrap"] })],
   "https://wrap.example/?u=k", ["kagoya.com", false]],
  ["one href of two links: the worse", [written("base.example", "/login", real), written("base.example", "/login")], "/login",
   ["base.example", true]],
  ["the end of another domain", [written("kagoya.com", "//kagoya.com/", real)], "//evilkagoya.com/", null],
])
  test(`known again: ${what}`, () => assert.deepEqual(found(links, href), expected));
