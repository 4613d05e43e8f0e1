/**
 * What the engine knows of a link in the message pane. It is found by its identity: the href as it is written.
 *
 * What is not found is unknown, and never good. That two hrefs are the same to a browser is enough, for then they lead
 * to one place; only a relative one depends on where it stands, and on a `<base>` that any part of the mail may have.
 */
globalThis.fuwakeKnownLinks = (() => {
  /** @typedef {import("../background/links.js").LinkView} LinkView */
  /** @typedef {import("../background/links.js").LinksView} LinksView */

  /** @param {string} href */
  const canonical = (href) => (URL.canParse(href) ? new URL(href).href : href.trim());

  /**
   * Does the element really lead to where the engine says? Of wrapped links that does not show, so those must be written
   * whole: a relative one leads through whatever another part's `<base>` says.
   * @param {LinkView} link @param {LinkElement} element
   */
  function agrees(link, { href, url }) {
    if (link.through.length > 0) return URL.canParse(href);
    if (!link.domain) return true;
    return url.hostname === link.domain || url.hostname.endsWith(`.${link.domain}`);
  }

  /** The worst first: one href may be that of several links where it is relative, or too long to be shown whole. @param {LinkView} a @param {LinkView} b */
  const byDanger = (a, b) => Number(b.deceives) - Number(a.deceives) || Number(b.asks) - Number(a.asks);

  /** @param {LinksView} view */
  return function knownLinks(view) {
    /** @type {Map<string, LinkView[]>} */
    const whole = new Map();
    /** @type {{ begin: string, link: LinkView }[]} */
    const cut = [];
    for (const link of view.links)
      for (const { href, isWhole } of link.hrefs)
        if (isWhole) whole.set(canonical(href), [...(whole.get(canonical(href)) ?? []), link]);
        else cut.push({ begin: href, link });

    /**
     * Of a wrapped link that is not shown whole, what was seen is the wrapper, and another may begin alike.
     * @param {string} href
     */
    const begunAlike = (href) =>
      cut.filter(({ begin }) => href.startsWith(begin))
        .map(({ link }) => (view.isDanger && link.through.length > 0 ? { ...link, asks: true } : link));

    /** @param {LinkElement} element @returns {LinkView | null} */
    return (element) => {
      const named = [...(whole.get(canonical(element.href)) ?? []), ...begunAlike(element.href)];
      return named.filter((link) => agrees(link, element)).sort(byDanger)[0] ?? null;
    };
  };
})();
