/** What the link guard in the message pane needs of a document. */

/** @typedef {import("../../docs/analysis.d.ts").AnalysisDocument} AnalysisDocument */
/** @typedef {AnalysisDocument["links"][number]} Link */

/**
 * One target of the mail's links.
 * @typedef {object} LinkView
 * @property {string} before of the target, defanged: what stands before the part that decides
 * @property {string} deciding
 * @property {string} after
 * @property {string} domain the registrable domain, ASCII; "" where there is none
 * @property {string} shownDomain the same as people read it
 * @property {string[]} through names of the wrappers that were undone, outermost first
 * @property {boolean} deceives
 * @property {boolean} asks opens only after the reader has been asked
 * @property {Sentence | null} why the contradiction, in one sentence
 * @property {{ brand: string | null, domain: string } | null} instead where it would lead if it were what it looks like
 * @property {{ href: string, isWhole: boolean }[]} hrefs how it is written; see docs/analysis.schema.json
 */

/**
 * @typedef {object} LinksView
 * @property {boolean} isDanger
 * @property {boolean} asksUnknown a link of which nothing is known asks: in a dangerous mail, and in one of which a part was
 *   not looked at ("12,000 links, and then the one")
 * @property {Sentence} contradiction of the mail, not of one of its links: why a link asks of which nothing is known
 * @property {LinkView[]} links
 */

/** @typedef {AnalysisDocument["findings"][number]} Finding */

/** The weightiest deception among them. @param {(Finding | undefined)[]} findings @returns {Finding | undefined} */
function deceptionAmong(findings) {
  return findings
    .flatMap((finding) => (finding?.kind === "deception" ? [finding] : []))
    .sort((a, b) => b.weight - a.weight)[0];
}

/** Of several links that deceive alike, the findings name the first. @param {AnalysisDocument} document @param {Link} link */
function contradictionAbout(document, link) {
  const deception = deceptionAmong((link.findings ?? []).map((index) => document.findings[index]));
  // A host from before there was such a field.
  return deception?.segments ?? link.alike ?? null;
}

/** A headline may name another link than the one that was clicked. @param {AnalysisDocument} document @returns {Sentence} */
function contradictionOf({ findings, verdict }) {
  const deception = deceptionAmong(findings.filter(({ family }) => family !== "links"));
  return deception?.segments ?? verdict.headlineSegments ?? verdict.headline;
}

/** A mail that is not warned of has no link that asks: silence on good mail. @param {AnalysisDocument} document */
const isWarnedOf = ({ verdict }) => verdict.level === "danger" || verdict.level === "caution";

/** @param {Finding} finding */
const isUnseen = ({ family }) => family === "unseen";

/** In a dangerous mail: neither the reader's own nor the real page of whom the mail forges. @param {AnalysisDocument} document @param {Link} link */
function isForeign({ verdict }, { owner, before }) {
  if (verdict.level !== "danger" || before.startsWith("mailto")) return false;
  return owner !== "forged" && owner !== "reader";
}

/** @param {AnalysisDocument} document @param {Link} link @returns {LinkView} */
function linkView(document, link) {
  const { before, deciding, after, domain, domainUnicode, through } = link;
  const why = isWarnedOf(document) ? contradictionAbout(document, link) : null;
  const hrefs = link.hrefs.map(({ pieces, whole }) => ({ href: pieces.join(":"), isWhole: whole }));
  return {
    before,
    deciding,
    after,
    domain,
    shownDomain: domainUnicode,
    through,
    deceives: why !== null,
    asks: why !== null || isForeign(document, link),
    why,
    // A host from before there was such a field.
    instead: link.instead ?? null,
    hrefs,
  };
}

/**
 * @param {import("./tab.js").View | null} view
 * @returns {LinksView | null} null where nothing is known: links are shown then, and open
 */
export function linksView(view) {
  // A host from before there were identities has no `hrefs`.
  if (!view?.document?.links.every((link) => link.hrefs)) return null;
  const { document } = view;
  const { verdict } = document;
  return {
    isDanger: verdict.level === "danger",
    asksUnknown: verdict.level === "danger" || (isWarnedOf(document) && document.findings.some(isUnseen)),
    contradiction: contradictionOf(document),
    links: document.links.filter((link) => link.hrefs.length > 0).map((link) => linkView(document, link)),
  };
}

/** @param {unknown} url */
export function isWebAddress(url) {
  return typeof url === "string" && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/**
 * @param {import("./tab.js").View | null} view
 * @param {unknown} domain
 * @returns {string | null} the address of that domain's site; null where it is none of a brand that the view names
 */
export function homeOf(view, domain) {
  const named = linksView(view)?.links.some(({ instead }) => instead?.brand && instead.domain === domain);
  return named ? `https://${domain}/` : null;
}
