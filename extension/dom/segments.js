/**
 * `drawSegments(sentence)`: the nodes of a sentence of the document. The rule by which banner and popup mark, and the
 * host's report and text with them (native-host/src/report/segments.cpp): bold is the domain that decides, and
 * nothing else; domains are not broken at a hyphen (class "domain"); what a sender wrote turns none of the words
 * around it (<bdi>).
 *
 * A plain script, as element.js.
 */
globalThis.drawSegments = /** @type {DrawSegments} */ (sentence) => {
  // A host from before there were segments.
  if (typeof sentence === "string") return [sentence];
  return sentence.map(({ kind, text }) => {
    switch (kind) {
      case "deciding-domain":
        return element("b", { class: "domain" }, text);
      case "foreign-domain":
        return element("span", { class: "domain" }, text);
      case "quotation":
      case "address":
        return element("bdi", {}, text);
      default:
        return text;
    }
  });
};
