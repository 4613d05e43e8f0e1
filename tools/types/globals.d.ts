/** What plain scripts of the add-on put into the global scope, for tsc; see extension/dom/element.js. */

/** Text, or a listener where the name begins with "on" ("onclick"). */
type Attribute = string | ((event: Event) => void);

type MakeElement = (
  name: string,
  attributes?: Record<string, Attribute>,
  ...children: (Node | string)[]
) => HTMLElement;

/** See extension/dom/segments.js. */
type Sentence = import("../../docs/analysis.d.ts").Segments | string;

type DrawSegments = (sentence: Sentence) => (Node | string)[];

/** See extension/message-pane/top-layer.js. */
interface TopLayer {
  make(name: string, style: string): { host: HTMLElement; root: ShadowRoot };
  raise(host: HTMLElement, options?: { room?: boolean }): void;
  lower(host: HTMLElement): void;
  stands(host: HTMLElement, root: ShadowRoot): boolean;
}

// `var`, for only that is a property of globalThis.
declare var element: MakeElement;
declare var drawSegments: DrawSegments;
declare var fuwakeTopLayer: TopLayer;

/** Set in a message's document once the banner's script has run there. */
declare var fuwakeBanner: boolean | undefined;
