/**
 * Where a link goes, as it is shown: never a working link, the part that decides apart. Of what the engine does not
 * know the host is shown, for which part of it decides only the list of public suffixes tells.
 */
globalThis.fuwakeShownTarget = /** @type {ShowTarget} */ ({ known, url }) => {
  if (known) {
    const { before, deciding, after, shownDomain, through } = known;
    return { before, deciding, after, domain: shownDomain || deciding, through };
  }
  const { protocol, host, pathname, search, hash } = url;
  const before = `${protocol.replace(/^http/, "h**p").replace(/:$/, host ? "://" : "*:")}`;
  const rest = pathname + search + hash;
  if (!host) return { before, deciding: "", after: rest, domain: rest.split("?")[0], through: [] };
  return { before, deciding: host, after: rest, domain: host, through: [] };
};
