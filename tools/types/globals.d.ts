/** What plain scripts of the add-on put into the global scope, for tsc; see extension/dom/element.js. */

/** Text, or a listener where the name begins with "on" ("onclick"). */
type Attribute = string | ((event: Event) => void);

type MakeElement = (
  name: string,
  attributes?: Record<string, Attribute>,
  ...children: (Node | string)[]
) => HTMLElement;

// `var`, for only that is a property of globalThis.
declare var element: MakeElement;

/** Set in a message's document once the banner's script has run there. */
declare var fuwakeBanner: boolean | undefined;
