/**
 * The host's report as a page in which nothing can run or be fetched. The host escapes whatever came from a mail, and
 * the add-on's Content-Security-Policy runs no script in a page; this is the third lock, should one of them fail.
 */

const ELEMENTS = new Set(
  ("html head title style body main section h1 h2 h3 p ul ol li table caption thead tbody tr th td " +
    "code em b strong small span div br bdi a").split(" "),
);

/** An `href` stays within the page. @type {Record<string, RegExp>} */
const ATTRIBUTES = {
  class: /./, id: /./, lang: /./, scope: /./, dir: /./, "aria-label": /./, "aria-hidden": /./, colspan: /^\d+$/,
  href: /^#[\w-]+$/,
};

/** @param {string} html @returns {Document} */
export function inertPage(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const node of page.querySelectorAll("*")) {
    if (!ELEMENTS.has(node.localName) || node.namespaceURI !== page.documentElement.namespaceURI) node.remove();
    for (const { name, value } of [...node.attributes])
      if (!Object.hasOwn(ATTRIBUTES, name) || !ATTRIBUTES[name].test(value)) node.removeAttribute(name);
  }
  return page;
}
