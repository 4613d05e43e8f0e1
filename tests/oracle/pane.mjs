// A Thunderbird that shows mails, and what its message pane then holds: From, links, text.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Marionette } from "../../tools/thunderbird/marionette.mjs";
import { freePort, makeHome, startThunderbird, startXvfb } from "../../tools/thunderbird/thunderbird.mjs";

/** Runs in Thunderbird's chrome: shows the mail of one file, and reads the pane. */
const READ = `
  const { setTimeout: later } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");
  const window = Services.wm.getMostRecentWindow("mail:3pane");
  const threePane = window.document.getElementById("tabmail").currentAbout3Pane;
  const about = threePane.messageBrowser.contentWindow;
  const [file, seconds] = args;

  // Waits for the mail's own load to end: the document before it stays readable for a while.
  async function show(uri) {
    let timer;
    await new Promise((resolve, reject) => {
      about.addEventListener("MsgLoaded", function listener({ detail }) {
        if (about.gMessageURI != uri || about.gMessage != detail) return;
        about.removeEventListener("MsgLoaded", listener);
        resolve();
      });
      timer = later(() => reject(new Error("no end of loading")), seconds * 1000);
      threePane.messagePane.displayMessage(uri);
    });
    timer.cancel?.();
  }

  const styleOf = (element) => element.ownerDocument.defaultView.getComputedStyle(element);
  const isClear = (colour) => colour == "transparent" || /^rgba\\(.*, 0\\)$/.test(colour);

  // What bears on whether an element's text can be seen, from the root inwards.
  function looks(element, around) {
    const style = styleOf(element);
    const box = element.getBoundingClientRect();
    const closed = /hidden|clip/.test(style.overflow) && style.display != "inline" && (box.width < 2 || box.height < 2);
    const background = style.backgroundImage != "none" ? "" : isClear(style.backgroundColor) ? around.background : style.backgroundColor;
    return { hidden: around.hidden || style.opacity == 0 || closed, background };
  }
  function isSeen(node, element, look) {
    const style = styleOf(element);
    if (look.hidden || style.visibility != "visible" || parseFloat(style.fontSize) < 2) return false;
    if (style.color == look.background || isClear(style.color)) return false;
    const range = node.ownerDocument.createRange();
    range.selectNode(node);
    return [...range.getClientRects()].some((box) => box.width > 0 && box.height > 0);
  }

  // Stretches of visible text, in the order of the document: one ends where hidden text stands between.
  function readDocument(document) {
    const stretches = [""];
    const links = [];
    const fields = [];
    const add = (text) => { stretches[stretches.length - 1] += text; };
    const breakOff = () => { if (stretches.at(-1)) stretches.push(""); };
    const addLink = (element, attribute, resolved) => {
      const written = attribute.value;
      const made = /^moz-txt-link/.test(element.getAttribute("class") ?? "");  // Thunderbird's own, in plain text
      links.push({ element: element.localName, written, resolved: typeof resolved == "string" ? resolved : "", made });
    };
    function readLinks(element) {
      if (["link", "base", "use", "image", "textPath"].includes(element.localName)) return;
      for (const attribute of element.attributes) {
        if (attribute.localName == "href") addLink(element, attribute, element.href);
        if (attribute.name == "action" && element.localName == "form") addLink(element, attribute, HTMLFormElementAction(element));
        if (attribute.name == "formaction") addLink(element, attribute, element.formAction);
      }
    }
    // A field of the form may be called "action".
    const HTMLFormElementAction = (form) => {
      try { return new form.ownerDocument.defaultView.URL(form.getAttribute("action"), form.baseURI).href; } catch { return ""; }
    };
    function walk(node, look) {
      if (node.nodeType == 3) {
        const text = node.data;
        if (!/[^\\s\\u200b]/.test(text)) return;
        if (isSeen(node, node.parentElement ?? node.parentNode.host, look)) add(text);
        else breakOff();
        return;
      }
      if (node.nodeType != 1) return;
      if (node.localName == "head" && styleOf(node).display == "none") return;
      // What Thunderbird itself puts between the parts: names of files, and of an attached mail's fields.
      if (node.localName == "fieldset" && node.classList.contains("moz-mime-attachment-header")) return breakOff();
      const label = node.querySelector?.(":scope > .moz-header-display-name");
      if (label) breakOff();
      if (["moz-main-header", "moz-print-only"].some((name) => node.classList.contains(name)) || node.classList.contains("moz-header-display-name")) return;
      if (label?.textContent.startsWith("Date")) return;
      readLinks(node);
      const own = looks(node, look);
      if (node.localName == "img" && node.alt && isSeen(node, node, own)) add(node.alt);
      if (["input", "textarea"].includes(node.localName) && isSeen(node, node, own) && !["hidden", "checkbox", "radio", "image"].includes(node.type))
        for (const text of [node.value, node.placeholder]) if (text) fields.push(text);
      if (node.localName == "input" && node.type == "image" && node.alt && isSeen(node, node, own)) fields.push(node.alt);
      if (["input", "textarea"].includes(node.localName)) breakOff();
      if (node.localName == "textarea" || node.localName == "script" || node.localName == "style" && styleOf(node).display == "none") return;
      const root = node.openOrClosedShadowRoot;
      const native = root && root.isUAWidget?.();
      const assigned = node.localName == "slot" ? node.assignedNodes() : [];
      const children = root && !native ? root.childNodes : assigned.length ? assigned : node.childNodes;
      // Thunderbird's own boxes: a part each, and the fields of an attached mail. The engine may have read a part
      // between them that is not shown.
      const box = ["moz-text-plain", "moz-text-flowed", "moz-text-html", "moz-email-headers-table", "moz-header-part1"]
        .some((name) => node.classList.contains(name));
      if (box) breakOff();
      for (const child of children) walk(child, own);
      if (box) breakOff();
    }
    if (document.documentElement) walk(document.documentElement, { hidden: false, background: "rgb(255, 255, 255)" });
    return { stretches: stretches.filter((text) => text.trim()), fields, links, base: document.baseURI };
  }

  const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
  const server = MailServices.accounts.accounts.map((a) => a.incomingServer).find((s) => s.type == "none");
  const inbox = server.rootFolder.getChildNamed("Inbox");
  globalThis.fuwakeHeaders ??= new Map([...inbox.messages].map((header) => [header.storeToken, header]));
  const header = globalThis.fuwakeHeaders.get(file);
  // A mail that the folder does not list is opened as a file.
  const path = PathUtils.join(inbox.filePath.path, "cur", file);
  await show(header ? inbox.getUriForMsg(header) : PathUtils.toFileURI(path) + "?type=application/x-message-display");
  const started = Date.now();
  const from = [...about.document.querySelectorAll("#expandedfromBox li.header-recipient")]
    .map((li) => ({ name: li.displayName ?? "", address: li.emailAddress ?? "", shown: li.fullAddress ?? li.textContent }));
  const read = readDocument(about.getMessagePaneBrowser().contentDocument);
  return { ...read, from, author: about.gMessage.mime2DecodedAuthor, listed: Boolean(header), took: Date.now() - started };
`;

export class Pane {
  /** mails: Buffers by the name of the file in which each lies. */
  static async start(mails) {
    const pane = new Pane();
    pane.mails = mails;
    pane.screen = await startXvfb("1200x900x24");
    process.once("exit", () => pane.screen.stop());
    await pane.#open();
    return pane;
  }

  async #open() {
    const marionettePort = await freePort();
    this.place = makeHome({
      locale: "en-US", marionettePort,
      extra: {
        // One file a mail, so that each stays byte for byte what it is.
        "mail.server.server1.storeContractID": "@mozilla.org/msgstore/maildirstore;1",
        "mailnews.mark_message_read.auto": false,
        "mailnews.headers.show_n_lines_before_more": 0,
        // Pictures that Thunderbird draws for ":-)" are no text of the mail.
        "mail.display_glyph": false,
        // A light page, as the mails' authors see it: white text on it is hidden text.
        "ui.systemUsesDarkTheme": 0,
        "browser.theme.content-theme": 1,
        "browser.theme.toolbar-theme": 1,
      },
    });
    const inbox = join(this.place.profile, "Mail", "Local Folders", "Inbox");
    rmSync(inbox);
    mkdirSync(join(inbox, "cur"), { recursive: true });
    mkdirSync(join(inbox, "tmp"));
    for (const [file, bytes] of this.mails) writeFileSync(join(inbox, "cur", file), bytes);
    this.process = startThunderbird(this.place, {
      environment: { DISPLAY: this.screen.display, MOZ_ENABLE_WAYLAND: "0" }, marionette: true,
    });
    this.ended = new Promise((resolve) => this.process.on("exit", resolve));
    // None is left behind where the comparison ends before its time.
    process.once("exit", () => this.process.kill("SIGKILL"));
    this.marionette = await Marionette.connect(marionettePort);
    await this.marionette.run(`
      const { setTimeout: later } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");
      const deadline = Date.now() + 60000;
      const until = async (condition) => {
        while (Date.now() < deadline) {
          try { if (condition()) return; } catch {}
          await new Promise((r) => later(r, 50));
        }
throw new Error("Thunderbird's folder was waited for in vain");
      };
      const pane = () => Services.wm.getMostRecentWindow("mail:3pane").document.getElementById("tabmail").currentAbout3Pane;
      await until(() => pane().displayFolder);
      const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
      const server = MailServices.accounts.accounts.map((a) => a.incomingServer).find((s) => s.type == "none");
      const inbox = server.rootFolder.getChildNamed("Inbox");
      pane().displayFolder(inbox.URI);
      // Thunderbird makes no list entry of some files (no empty line after the fields): all but those.
      let count = -1, since = 0;
      await until(() => {
        const now = inbox.getTotalMessages(false);
        if (now != count) [count, since] = [now, Date.now()];
        return count >= args[0] || (count > 0 && Date.now() - since > 3000);
      });`, this.mails.size);
  }

  async #close() {
    this.process.kill("SIGKILL");
    await this.ended;
    this.marionette.close();
    this.place.remove();
  }

  /** What the pane shows of that file's mail, or { error }. Tried twice, the second time in a new Thunderbird. */
  async read(file, seconds = 10) {
    try {
      return await this.marionette.run(READ, file, seconds);
    } catch (error) {
      console.error(`${file}: ${String(error).split("\n")[0]}; once more`);
      await this.#close();
      await this.#open();
      return this.marionette.run(READ, file, seconds).catch((again) => ({ error: String(again).split("\n")[0] }));
    }
  }

  async stop() {
    await this.#close();
    this.screen.stop();
  }
}
