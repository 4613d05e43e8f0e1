// What an add-on that was taken over could send: text of about n bytes each, in shapes whose reading might grow faster
// than they do. growth.mjs counts it.

const units = (n, unit) => unit.repeat(Math.floor(n / unit.length));
const request = (value) => `{"jsonrpc":"2.0","id":1,"method":"analyze","params":{"a":${value}}}`;
const list = (n, item) => request(`[${units(n, `${item},`)}1]`);

/** @type {Record<string, (n: number) => string>} */
export const requests = {
  // The parser's callback took the square of these: 200,000 took seven seconds.
  "a request: objects in a list": (n) => list(n, "{}"),
  "a request: lists in a list": (n) => list(n, "[]"),
  "a request: texts in a list": (n) => list(n, '"a"'),
  "a request: contacts": (n) => list(n, '{"name":"Ann","addresses":["a@b.example"]}'),
  "a request: objects in objects": (n) => request(`${units(n, '{"a":')}1${units(n / 5, "}")}`),
  "a request: what is nested too deep, often": (n) => list(n, `${"[".repeat(100)}${"]".repeat(100)}`),
  "a request: keys of one object": (n) => request(`{${Array.from({ length: Math.floor(n / 10) }, (_, i) => `"k${i}":1,`).join("")}"z":1}`),
  "a request: a mail of escapes": (n) => `{"jsonrpc":"2.0","id":1,"method":"analyze","params":{"data":"${units(n, "\\u00e9")}"}}`,
  "a request: mails, one after the other": (n) => `{"jsonrpc":"2.0","id":1,"method":"analyze","params":{${units(n, '"data":"x",')}"b":1}}`,
  "a request: texts that stay open": (n) => request(units(n, '"\\"')),
};
