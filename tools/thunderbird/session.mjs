// One running Thunderbird under remote control, in the words of the tests: select, read, picture.
import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { Marionette } from "./marionette.mjs";
import { addonId, freePort, makeHome, startThunderbird, startXvfb } from "./thunderbird.mjs";

const actionButton = `${addonId.replace(/[^a-z0-9]/gi, "_")}-messageDisplayAction-toolbarbutton`;

/** Chrome-side helpers, put before every script. */
const CHROME = `
  const { setTimeout: later } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");
  const window = Services.wm.getMostRecentWindow("mail:3pane");
  const tabmail = window?.document.getElementById("tabmail");
  const pane = () => tabmail.tabInfo[0].chromeBrowser.contentWindow;
  const aboutMessage = () => {
    const tab = tabmail.currentTabInfo;
    if (tab.mode.name == "mail3PaneTab")
      return tab.chromeBrowser.contentWindow.messageBrowser.contentWindow;
    return tab.chromeBrowser.contentWindow;
  };
  const waitFor = async (what, condition, seconds = 30) => {
    const deadline = Date.now() + seconds * 1000;
    while (true) {
      try {
        const value = await condition();
        if (value) return value;
      } catch (error) { if (Date.now() > deadline) throw error; }
      if (Date.now() > deadline) throw new Error("waited in vain for " + what);
      await new Promise((r) => later(r, 20));
    }
  };
  // Extension pages live in a process of their own; a frame script reads them.
  const innerText = (browser) => new Promise((resolve) => {
    const name = "fuwake:" + Math.random();
    const listener = ({ data }) => {
      browser.messageManager.removeMessageListener(name, listener);
      resolve(data.trim());
    };
    browser.messageManager.addMessageListener(name, listener);
    browser.messageManager.loadFrameScript("data:," + encodeURIComponent(
      "sendAsyncMessage(" + JSON.stringify(name) + ", content.document.body.innerText)"), false);
    later(() => resolve(""), 2000);
  });
  const paneDocument = () => aboutMessage().getMessagePaneBrowser().contentDocument;
  const bannerHost = (document = paneDocument()) => document?.querySelector(":root > fuwake-banner");
`;

/** Polls `condition` until it gives something true; throws naming `what` after `seconds`. */
export async function eventually(what, condition, seconds = 30) {
  const deadline = Date.now() + seconds * 1000;
  while (true) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await sleep(50);
  }
}

export class Session {
  /** options: those of makeHome, `size` of the screen, and `welcome`: whether the page after installing stays open */
  static async start(options) {
    const session = new Session();
    session.keepsWelcome = options.welcome ?? false;
    session.size = options.size ?? [1400, 1000];
    session.screen = await startXvfb(`${session.size.join("x")}x24`);
    session.marionettePort = await freePort();
    session.place = makeHome({ ...options, marionettePort: session.marionettePort });
    await session.#launch();
    return session;
  }

  async #launch() {
    this.process = startThunderbird(this.place, {
      environment: { DISPLAY: this.screen.display, MOZ_ENABLE_WAYLAND: "0" },
      marionette: true,
    });
    this.ended = new Promise((resolve) => this.process.on("exit", resolve));
    this.marionette = await Marionette.connect(this.marionettePort);
    await eventually("Thunderbird's main window", () =>
      this.run(`return Boolean(tabmail?.tabInfo[0]?.chromeBrowser?.contentWindow?.displayFolder);`),
    );
    await this.run(`window.resizeTo(args[0], args[1]); window.moveTo(0, 0);`, ...this.size);
  }

  /** Quits as a user does, and starts again with the same profile. */
  async restart() {
    await this.marionette.send("Marionette:Quit", { flags: ["eForceQuit"] });
    await this.ended;
    this.marionette.close();
    await this.#launch();
  }

  run(body, ...args) {
    return this.marionette.run(CHROME + body, ...args);
  }

  /** Waits until the add-on is active, and closes the page that it opens once. */
  async addonActive() {
    await this.run(
      `const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
       await waitFor("the add-on", async () => (await AddonManager.getAddonByID(args[0]))?.isActive);`,
      addonId,
    );
    if (!this.keepsWelcome) await this.#closeWelcome();
  }

  #closeWelcome() {
    return this.run(
      `const welcome = () => tabmail.tabInfo.find((t) => t.browser?.currentURI?.spec.endsWith("welcome/welcome.html"));
       tabmail.closeTab(await waitFor("the welcome page", welcome));
       tabmail.switchToTab(0);`,
    );
  }

  /** Shows the folder whose name is given: "local" or "imap". */
  openInbox(which = "local") {
    return this.run(
      `const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
       const type = args[0] == "imap" ? "imap" : "none";
       const server = MailServices.accounts.accounts.map((a) => a.incomingServer).find((s) => s.type == type);
       if (type == "imap") {
         server.password = "fuwake";
         await waitFor("the IMAP inbox", () => {
           server.performExpand?.(null);
           return server.rootFolder.getFolderWithFlags(0x1000);
         });
       }
       const inbox = type == "imap"
         ? server.rootFolder.getFolderWithFlags(0x1000)
         : server.rootFolder.getChildNamed("Inbox");
       pane().displayFolder(inbox.URI);
       if (type == "imap") inbox.getNewMessages(null, null);
       await waitFor("mails in the folder", () => pane().gDBView?.rowCount > 0);`,
      which,
    );
  }

  /** Selects the mail with this subject (decoded, whole) and waits until it is displayed. */
  async select(subject) {
    const key = await this.startSelecting(subject);
    await this.run(
      `await waitFor("its display", () => aboutMessage().gMessage?.messageKey == args[0]);`, key);
  }

  /** The same without the wait; returns the message's key. */
  startSelecting(subject) {
    return this.run(
      `const find = () => {
         const view = pane().gDBView;
         for (let i = 0; i < view.rowCount; i++)
           if (view.getMsgHdrAt(i).mime2DecodedSubject == args[0]) return i + 1;
         return 0;
       };
       const row = await waitFor("a mail with the subject " + args[0], find);
       tabmail.switchToTab(0);
       pane().threadTree.selectedIndex = row - 1;
       return pane().gDBView.getMsgHdrAt(row - 1).messageKey;`,
      subject,
    );
  }

  /** The banner in the displayed message: its text, or null. */
  banner() {
    return this.run(`
      const host = bannerHost();
      if (!host) return null;
      const root = host.openOrClosedShadowRoot;
      const banner = root.querySelector(".banner");
      return { level: banner.classList[1], text: banner.textContent, key: aboutMessage().gMessage.messageKey,
               height: banner.getBoundingClientRect().height };`);
  }

  /** The button in the message's header: its badge, label and title. */
  button() {
    return this.run(
      `const button = aboutMessage().document.getElementById(args[0]);
       return button && { badge: button.getAttribute("badge"), label: button.getAttribute("label"),
                          title: button.getAttribute("tooltiptext") || button.getAttribute("title") };`,
      actionButton,
    );
  }

  /** Opens the popup and returns its text once it is drawn. */
  async openPopup() {
    return this.run(
      `const button = aboutMessage().document.getElementById(args[0]);
       button.click();
       const browser = await waitFor("the popup", () =>
         [...aboutMessage().document.querySelectorAll(".webextension-popup-browser"),
          ...window.document.querySelectorAll(".webextension-popup-browser")]
           .find((b) => b.currentURI?.spec.endsWith("popup.html")));
       return waitFor("the popup's text", () => innerText(browser));`,
      actionButton,
    );
  }

  popupIsOpen() {
    return this.run(`
      return [...aboutMessage().document.querySelectorAll(".webextension-popup-browser"),
              ...window.document.querySelectorAll(".webextension-popup-browser")]
        .some((b) => b.currentURI?.spec.endsWith("popup.html"));`);
  }

  /** The text of the extension page in the current tab, once it has some. */
  pageText() {
    return this.run(`
      return waitFor("the page's text", () => innerText(tabmail.currentTabInfo.browser));`);
  }

  /** Where on the screen the element is that a chrome expression gives: its middle. Scrolls to it if need be. */
  async pointOf(expression) {
    const { x, y } = await this.run(`
      const element = ${expression};
      if (element.getBoundingClientRect().bottom > element.ownerDocument.defaultView.innerHeight)
        element.scrollIntoView({ block: "end" });
      const view = element.ownerDocument.defaultView;
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: view.mozInnerScreenX + left + width / 2, y: view.mozInnerScreenY + top + height / 2 };`);
    return [x, y].map((number) => String(Math.round(number)));
  }

  /** Mouse and keys, as xdotool has them. */
  hand(...commands) {
    execFileSync("xdotool", commands, { env: { ...process.env, DISPLAY: this.screen.display } });
  }

  /** Clicks, with the mouse, on the element that a chrome expression gives; button 3: the right one. */
  async click(expression, button = 1) {
    this.hand("mousemove", ...(await this.pointOf(expression)), "click", String(button));
  }

  /** The open tabs' addresses. */
  tabs() {
    return this.run(`return tabmail.tabInfo.map((tab) => tab.browser?.currentURI?.spec ?? "");`);
  }

  /** A picture of the whole screen, popups included. */
  picture(file) {
    execFileSync("import", ["-window", "root", file], {
      env: { ...process.env, DISPLAY: this.screen.display },
    });
  }

  async stop() {
    this.process.kill("SIGTERM");
    const late = sleep(10000).then(() => this.process.kill("SIGKILL"));
    await Promise.race([this.ended, late]);
    this.marionette.close();
    this.screen.stop();
    this.place.remove();
  }
}
