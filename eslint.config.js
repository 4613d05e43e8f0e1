const browser = ["messenger", "element", "drawSegments", "fuwakeTopLayer", "words",
  "fuwakeLinkElements", "fuwakeKnownLinks", "fuwakeGuard", "fuwakeShownTarget", "fuwakeLook", "fuwakeTexts", "fuwakeBanner", "fuwakeLinkStatus", "fuwakeLinkMarks",
  "fuwakeLinkPanel", "Element", "CSS", "window", "document", "location", "console", "Blob",
  "AbortController", "AbortSignal", "URLSearchParams", "HTMLElement", "Node", "setTimeout",
  "clearTimeout", "close", "URL", "MutationObserver", "ResizeObserver", "HTMLDialogElement", "innerWidth", "innerHeight",
  "addEventListener", "getComputedStyle", "DOMParser", "navigator", "screen", "crypto", "fetch", "WebAssembly", "Worker", "postMessage",
  "TextDecoder", "queueMicrotask"];
const node = ["WebAssembly", "AbortController", "process", "setTimeout", "console", "Buffer", "URL", "queueMicrotask", "structuredClone", "URLSearchParams"];
const globals = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));
const rules = {
  "no-undef": "error",
  "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-restricted-properties": [
    "error",
    // Text from a mail never becomes markup.
    { property: "innerHTML" },
    { property: "outerHTML" },
    { property: "insertAdjacentHTML" },
  ],
  eqeqeq: "error",
  "prefer-const": "error",
};

export default [
  { files: ["extension/**/*.js"], languageOptions: { globals: globals(browser) }, rules },
  { files: ["tools/**/*.mjs", "tests/**/*.mjs"], languageOptions: { globals: globals(node) }, rules },
];
