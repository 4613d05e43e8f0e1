/** Asks what is known of the mail's links, and has them marked; again when something else is known. */
(() => {
  // While mails change quickly, a file of the one before may come to this document before its own.
  if (globalThis.fuwakeGuardView || !globalThis.fuwakeLinkPanel) return;
  globalThis.fuwakeGuardView = true;

  let asked = 0;
  /** What was drawn last, as JSON. */
  let drawn = "";

  async function refresh() {
    const mine = ++asked;
    const view = await messenger.runtime.sendMessage({ type: "links" }).catch(() => null);
    // An answer that was overtaken knows less.
    if (mine !== asked || JSON.stringify(view) === drawn) return;
    drawn = JSON.stringify(view);
    fuwakeGuard.know(view);
    fuwakeLinkMarks.draw(view);
  }

  messenger.runtime.onMessage.addListener((message) => {
    if (message?.type === "refresh") refresh();
    return undefined;
  });
  // Between two documents the background still knows the one before.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", refresh, { once: true });
  else refresh();
})();
