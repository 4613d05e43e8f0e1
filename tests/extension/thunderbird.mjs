// A Thunderbird for unit tests in node: the parts of `messenger` that the background uses, message panes
// that run the banner's script as Thunderbird would, and a host whose answers the test gives.
import { setImmediate } from "node:timers/promises";

/** Lets everything that can go on without time going by go on. */
export async function settle() {
  for (let turn = 0; turn < 20; turn++) await setImmediate();
}

class Event {
  #listeners = [];
  addListener(listener) {
    this.#listeners.push(listener);
  }
  fire(...args) {
    return this.#listeners.map((listener) => listener(...args));
  }
}

/** Listeners that nothing in these tests fires. */
const silent = () => ({ onCreated: new Event(), onUpdated: new Event(), onDeleted: new Event() });

/** A sentence of the document that holds nothing of a sender. */
export const sentence = (text) => [{ kind: "text", text }];

/** A verdict with its sentences as plain text and in segments. */
const verdict = (level, label, headline, reasons = [], advice = []) => ({
  level, label, headline, reasons, advice,
  headlineSegments: sentence(headline),
  reasonSegments: reasons.map(sentence),
  adviceSegments: advice.map(sentence),
});

const VERDICTS = {
  danger: verdict("danger", "Danger", "It contradicts itself.", ["One."], ["Do.", "Then."]),
  caution: verdict("caution", "Look twice", "Unusual."),
  verified: verdict("verified", "Sender verified", "It is."),
  unremarkable: verdict("unremarkable", "Nothing found", "Nothing."),
};

/** What of a document the add-on's background reads. */
export const documentOf = (level) => ({ verdict: { ...VERDICTS[level] }, findings: [], decisionsUnread: false, links: [{ domain: "secret.example" }] });

/** What the host of today can do; tests/unit/native_messaging/versions_test.cpp holds it to that. */
export const CAPABILITIES = ["analyze", "cancel", "contacts", "decide", "decisions.changed", "html"];

/** The program at the other end of the port. It greets, takes contacts and chunks; the rest the test answers. */
class FakeHost {
  /** How often it was started. */
  starts = 0;
  /** Requests in the order in which they came: { method, params, answer(result), fail(code) } */
  requests = [];
  installed = true;
  answersItself = {
    hello: () => ({ name: "fuwake", version: "0", protocol: 1, capabilities: CAPABILITIES }),
    contacts: ({ contacts }) => ({ contacts: contacts.length }),
    "analyze.chunk": ({ data }) => ({ received: data.length }),
    cancel: () => ({}),
  };

  connect() {
    this.starts++;
    const port = { onMessage: new Event(), onDisconnect: new Event(), error: null, open: true };
    port.disconnect = () => (port.open = false);
    port.postMessage = (message) => {
      if (!port.open) throw new Error("Attempt to postMessage on disconnected port");
      this.#receive(port, message);
    };
    this.port = port;
    if (!this.installed) {
      port.error = new Error("No such native application fuwake");
      queueMicrotask(() => this.die());
    }
    return port;
  }

  #receive(port, { id, method, params }) {
    const send = (content) => port.open && port.onMessage.fire({ jsonrpc: "2.0", id, ...content });
    const request = { id, method, params, answer: (result) => send({ result }),
                      fail: (code) => send({ error: { code, message: "said the host" } }) };
    if (!this.installed) return;
    this.requests.push(request);
    const result = this.answersItself[method]?.(params);
    if (result) queueMicrotask(() => request.answer(result));
  }

  /** Tells something unasked. */
  notify(method, params = {}) {
    this.port.onMessage.fire({ jsonrpc: "2.0", method, params });
  }

  die() {
    this.port.open = false;
    this.port.onDisconnect.fire(this.port);
  }

  /** The requests of this method so far. */
  sent(method) {
    return this.requests.filter((request) => request.method === method);
  }
}

export class FakeThunderbird {
  host = new FakeHost();
  /** tabId → { displayed, pane }; a pane is a document: { runs, asked, shows } */
  tabs = new Map();
  /** tabId of a mail tab → what is selected in it */
  selection = new Map();
  /** tabId → label on its button */
  labels = new Map();
  /** Sources of messages by number, where a short one will not do. */
  sources = new Map();
  /** What its one address book holds, when it has been read. */
  contacts = Promise.resolve([]);
  contactReads = 0;
  registered = new Map();
  /** What the background told the add-on's own pages, and what they answer. */
  told = [];
  answersOfPages = () => undefined;
  /** Whether its main window displays what is selected. */
  paneIsOpen = true;
  /** What the user and his administrator have set. */
  options = {};
  policy = null;
  /** What is kept for this run of Thunderbird. */
  session = {};
  /** id → title in context menus */
  menus = new Map();
  hiddenMenus = new Set();
  /** Pages that the background opened, and tabs to which it came back. */
  opened = [];
  cameBackTo = [];
  /** Messages by number: { folder, headerMessageId } */
  headers = new Map();

  #onMessage = new Event();
  #selected = new Event();
  #displayed = new Event();
  #removed = new Event();
  #contactsChanged = silent();
  #identitiesChanged = silent();
  #installed = new Event();
  #optionsChanged = new Event();
  #menuClicked = new Event();
  #commanded = new Event();
  #menuShown = new Event();
  #updated = new Event();

  /** Time stands still until `later()`. */
  #timers = new Map();
  #nextTimer = 1;

  async later() {
    const due = [...this.#timers.values()];
    this.#timers.clear();
    for (const callback of due) callback();
    await settle();
  }

  get messenger() {
    return (this.#messenger ??= this.#make());
  }
  #messenger = null;

  /** Starts the add-on's background. */
  async start() {
    globalThis.messenger = this.messenger;
    globalThis.setTimeout = (callback) => (this.#timers.set(this.#nextTimer, callback), this.#nextTimer++);
    globalThis.clearTimeout = (timer) => this.#timers.delete(timer);
    FakeThunderbird.#count++;
    await import(`../../extension/background/main.js?start=${FakeThunderbird.#count}`);
    await settle();
  }
  static #count = 0;

  /** The selection changes; its message is not loaded yet. */
  async select(tabId, ...messageIds) {
    this.selection.set(tabId, messageIds);
    this.#selected.fire({ id: tabId }, { id: null, messages: messageIds.map((id) => ({ id })) });
    await settle();
  }

  /** A new document stands in the tab's message pane. */
  async display(tabId, ...messageIds) {
    const pane = { runs: 0, asked: 0, shows: null };
    this.tabs.set(tabId, { displayed: messageIds, pane });
    if (messageIds.length === 1 && this.registered.size > 0) this.#run(tabId);
    this.#displayed.fire({ id: tabId }, { id: null, messages: messageIds.map((id) => ({ id })) });
    await settle();
  }

  /** The same of a mail with an empty frame: that it is displayed, Thunderbird tells nobody. */
  async displayUntold(tabId, url) {
    this.tabs.set(tabId, { displayed: [], untold: true, url, pane: { runs: 0, asked: 0, shows: null } });
    if (this.registered.size > 0) this.#run(tabId);
    await settle();
    await this.later();
  }

  /** As in Thunderbird: `selected` at once, `displayed` when it has loaded. */
  async open(tabId, messageId) {
    await this.select(tabId, messageId);
    await this.display(tabId, messageId);
  }

  async close(tabId) {
    this.tabs.delete(tabId);
    this.#removed.fire(tabId, { windowId: 1, isWindowClosing: false });
    await settle();
  }

  /** What a page of the add-on asks of the background. */
  async ask(message, sender = {}) {
    const [answer] = this.#onMessage.fire(message, sender);
    return answer;
  }

  /** A contact is added; nothing else is for a while. */
  async changeContacts() {
    this.#contactsChanged.onCreated.fire();
    await this.later();
  }

  /** The add-on was installed or updated. */
  async installed(reason) {
    this.#installed.fire({ reason });
    await settle();
  }

  /** Something loads in a tab of this type. */
  async load(tabId, type) {
    this.#updated.fire(tabId, { status: "loading" }, { id: tabId, type });
    await settle();
  }

  async changeOptions(options) {
    const names = Object.keys({ ...this.options, ...options });
    this.options = options;
    this.#optionsChanged.fire(Object.fromEntries(names.map((name) => [name, {}])));
    await settle();
  }

  async clickMenu(menuItemId, info = {}, tabId = 1) {
    this.#menuClicked.fire({ menuItemId, ...info }, { id: tabId });
    await settle();
  }

  /** A context menu opens in a tab of this type, with these entries of ours. */
  showMenu(type, menuIds) {
    this.#menuShown.fire({ menuIds }, { id: 1, type });
  }

  async command(name, tabId = 1) {
    this.#commanded.fire(name, { id: tabId });
    await settle();
  }

  async changeIdentities() {
    this.#identitiesChanged.onUpdated.fire();
    await settle();
  }

  pane(tabId) {
    return this.tabs.get(tabId).pane;
  }

  /** The banner's script in a tab's document: it asks once it runs, and again on "refresh"; a second run does nothing. */
  #run(tabId) {
    const { pane } = this.tabs.get(tabId);
    pane.runs++;
    if (pane.runs === 1) this.#askFor(tabId, pane);
  }

  async #askFor(tabId, pane) {
    pane.asked++;
    pane.told = await this.ask({ type: "pane" }, { tab: { id: tabId }, url: this.tabs.get(tabId)?.url });
    pane.shows = pane.told.banner;
  }

  #make() {
    const nothing = async () => {};
    return {
      runtime: {
        connectNative: () => this.host.connect(),
        getManifest: () => ({ version: "0" }),
        getURL: (path) => `moz-extension://x/${path}`,
        onMessage: this.#onMessage,
        sendMessage: async (message) => (this.told.push(message), this.answersOfPages(message)),
        onInstalled: this.#installed,
      },
      i18n: { getMessage: (name) => (name === "extensionName" ? "Fuwake" : name), getUILanguage: () => "en" },
      identities: { list: async () => [{ email: "me@office.example" }], ...this.#identitiesChanged },
      storage: {
        local: {
          get: async (defaults) => ({ ...defaults, ...this.options }),
          set: async (values) => {
            Object.assign(this.options, structuredClone(values));
            this.#optionsChanged.fire(Object.fromEntries(Object.keys(values).map((name) => [name, {}])));
          },
          onChanged: this.#optionsChanged,
        },
        managed: {
          get: async () => {
            if (!this.policy) throw new Error("Managed storage manifest not found");
            return this.policy;
          },
        },
        session: {
          get: async (defaults) => ({ ...defaults, ...this.session }),
          set: async (values) => void Object.assign(this.session, values),
        },
      },
      menus: {
        create: ({ id, title }, done) => (this.menus.set(id, title), done()),
        update: (id, { title, visible }) => void (title ? this.menus.set(id, title) : this.hiddenMenus[visible ? "delete" : "add"](id)),
        refresh: () => {},
        onClicked: this.#menuClicked,
        onShown: this.#menuShown,
      },
      commands: { onCommand: this.#commanded },
      windows: { update: nothing },
      addressBooks: {
        list: async () => [{ id: "book" }],
        contacts: { list: () => (this.contactReads++, this.contacts), ...this.#contactsChanged },
        onDeleted: new Event(),
      },
      messages: {
        getRaw: async (id, { data_format } = {}) => {
          if (data_format !== "BinaryString") throw new Error("a File takes three times as long");
          return this.sources.get(id) ?? "Subject: x\r\n\r\nx";
        },
        get: async (id) => {
          if (!this.headers.has(id)) throw new Error(`Message not found: ${id}`);
          return this.headers.get(id);
        },
        query: async ({ folderId, headerMessageId }) => ({
          messages: [...this.headers]
            .filter(([, header]) => header.headerMessageId === headerMessageId && (!folderId || header.folder.id === folderId))
            .map(([id]) => ({ id })),
        }),
      },
      messageDisplay: {
        getDisplayedMessages: (tabId) => {
          const { displayed = [], untold } = this.tabs.get(tabId) ?? {};
          return untold ? new Promise(() => {}) : Promise.resolve({ messages: displayed.map((id) => ({ id })) });
        },
        onMessagesDisplayed: this.#displayed,
      },
      mailTabs: {
        onSelectedMessagesChanged: this.#selected,
        get: async () => ({ messagePaneVisible: this.paneIsOpen }),
        getSelectedMessages: async (tabId) => {
          if (!this.selection.has(tabId)) throw new Error("no mail tab");
          return { id: null, messages: this.selection.get(tabId).map((id) => ({ id })) };
        },
      },
      tabs: {
        query: async () => [...this.tabs.keys()].map((id) => ({ id })),
        sendMessage: async (tabId) => {
          const pane = this.tabs.get(tabId)?.pane;
          if (!pane?.runs) throw new Error("Could not establish connection. Receiving end does not exist.");
          await this.#askFor(tabId, pane);
        },
        create: async ({ url }) => (this.opened.push(url), { id: 99 }),
        update: async (tabId) => (this.cameBackTo.push(tabId), { id: tabId, windowId: 1 }),
        onRemoved: this.#removed,
        onUpdated: this.#updated,
      },
      messageDisplayAction: {
        setIcon: nothing, setTitle: nothing,
        setLabel: async ({ tabId, label }) => void this.labels.set(tabId, label),
      },
      scripting: {
        messageDisplay: {
          getRegisteredScripts: async () => [...this.registered.values()],
          registerScripts: async (scripts) => scripts.forEach((script) => this.registered.set(script.id, script)),
        },
        executeScript: async ({ target: { tabId } }) => this.#run(tabId),
      },
    };
  }
}
