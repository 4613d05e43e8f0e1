/**
 * The user's address book, for the host to hold senders against. Books that lie on a server (LDAP) are
 * left out: asking them would tell the server.
 */

/** The host keeps no more. */
const MOST_CONTACTS = 20000;

/** Changes come in bursts, such as an import; wait so many milliseconds for the last of them. */
const QUIET = 1000;

/**
 * @typedef {object} Contact
 * @property {string} name
 * @property {string[]} addresses
 */

/**
 * A value of a vCard without its escapes (RFC 6350, section 3.4).
 * @param {string} value
 */
function unescapeValue(value) {
  return value.replace(/\\([\\,;nN])/g, (_, c) => (c === "n" || c === "N" ? " " : c));
}

/**
 * Name and addresses of a vCard. Groups ("item1.EMAIL") and parameters are passed over; nothing else of it
 * is read.
 * @param {string} vCard
 * @returns {Contact}
 */
export function readVCard(vCard) {
  /** @type {Contact} */
  const contact = { name: "", addresses: [] };
  for (const line of vCard.replace(/\r?\n[ \t]/g, "").split(/\r?\n/)) {
    const [, property, value] = /^(?:[\w-]+\.)?(FN|EMAIL)(?:;[^:"]*(?:"[^"]*"[^:"]*)*)?:(.*)$/i.exec(line) ?? [];
    if (!property) continue;
    if (property.toUpperCase() === "FN") contact.name = unescapeValue(value);
    else if (value.includes("@")) contact.addresses.push(unescapeValue(value).toLowerCase());
  }
  return contact;
}

/** @returns {Promise<Contact[]>} */
export async function readAddressBook() {
  const { addressBooks } = /** @type {any} */ (messenger);
  /** @type {Contact[]} */
  const contacts = [];
  for (const book of await addressBooks.list()) {
    if (book.remote) continue;
    for (const node of await addressBooks.contacts.list(book.id)) {
      const contact = readVCard(node.vCard ?? node.properties?.vCard ?? "");
      if (contact.addresses.length > 0 && contacts.length < MOST_CONTACTS) contacts.push(contact);
    }
  }
  return contacts;
}

/** @param {() => void} changed is called after contacts have changed */
export function onAddressBookChanged(changed) {
  const { addressBooks } = /** @type {any} */ (messenger);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, QUIET);
  };
  for (const event of ["onCreated", "onUpdated", "onDeleted"])
    addressBooks.contacts[event].addListener(soon);
  addressBooks.onDeleted.addListener(soon);
}
