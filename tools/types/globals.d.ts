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

/** As extension/_locales has them. */
type Messages = Record<string, { message: string; placeholders?: Record<string, { content: string }> }>;

/** See extension/language/messages.js. */
interface Texts {
  speak(language: string, messages: Messages | null): void;
  language(): string;
  text(name: string, substitutions?: string[]): string;
}

/** See extension/message-pane/look.js; colours as CSS has them. */
type Look = Record<"ink" | "dim" | "line" | "paper" | "well" | "rules", string> &
  Record<"strong" | "pale", Record<"danger" | "caution", string>> & { shape(level: "danger" | "caution"): Node };

/** See extension/dom/words.js. */
type Words = (key: string, ...nodes: (Node | string)[]) => (Node | string)[];

/** A link in a mail: its element, the one that holds its address (a form), the address as written, where it leads. */
type LinkElement = { element: Element; holder: Element; href: string; url: URL };

/** With what the engine knows of it. */
type LinkTarget = LinkElement & { known: import("../../extension/background/links.js").LinkView | null };

/** See extension/message-pane/link-elements.js. */
interface LinkElements {
  linksAt(event: Event): LinkElement[];
  linksBelow(root: Document | ShadowRoot): Generator<LinkElement>;
  linkOf(node: Element): LinkElement | null;
  hush(link: LinkElement): void;
  wake(event: Event): void;
  defuse(link: LinkElement): () => void;
}

/** See extension/message-pane/guard.js. */
interface LinkGuard {
  know(view: import("../../extension/background/links.js").LinksView | null): void;
  targetOf(link: LinkElement): LinkTarget;
  mustAsk(target: LinkTarget): boolean;
}

/** See extension/message-pane/link-target.js. */
type ShowTarget = (target: LinkTarget) => {
  before: string;
  deciding: string;
  after: string;
  domain: string;
  through: string[];
};

// `var`, for only that is a property of globalThis.
declare var element: MakeElement;
declare var drawSegments: DrawSegments;
declare var fuwakeTopLayer: TopLayer;
declare var words: Words;
declare var fuwakeTexts: Texts;
declare var fuwakeLinkElements: LinkElements;
declare var fuwakeKnownLinks: (
  view: import("../../extension/background/links.js").LinksView,
) => (link: LinkElement) => import("../../extension/background/links.js").LinkView | null;
declare var fuwakeGuard: LinkGuard;
declare var fuwakeShownTarget: ShowTarget;
declare var fuwakeLook: Look;
declare var fuwakeLinkStatus: { show(target: LinkTarget | null, asks: boolean): void; wait(): void };
declare var fuwakeLinkMarks: { draw(view: import("../../extension/background/links.js").LinksView | null): void };
declare var fuwakeLinkPanel: {
  open(target: LinkTarget, view: import("../../extension/background/links.js").LinksView): void;
};
declare var fuwakeBanner: { show(view: import("../../extension/background/tab.js").PaneView | null): void };
