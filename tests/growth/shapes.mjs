// Mails that are made to keep an analyser busy, each of about as many bytes as is asked for. One line a kind: to add
// one, add a line. What stands in it twice must be twice as long at twice the size, and nothing else may change.

const head =
  "Delivered-To: me@me.example\r\n" +
  "Received: from out.attacker.example (out.attacker.example [203.0.113.9]) by mx.me.example with ESMTPS id 1; Mon, 2 Nov 2026 10:00:00 +0000\r\n" +
  "From: Somebody <a@attacker.example>\r\nTo: me@me.example\r\nSubject: s\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n";
const html = (body) => `${head}Content-Type: text/html; charset=utf-8\r\n\r\n${body}`;
const text = (body, fields = "") => `${head}${fields}Content-Type: text/plain; charset=utf-8\r\n\r\n${body}`;
const fields = (more) => `${more}${head}\r\nx`;
/// As many units as fit into `size` bytes; a function is told which of them it makes.
const units = (size, unit) => {
  const make = typeof unit === "function" ? unit : () => unit;
  const length = Buffer.byteLength(make(99999));
  return Array.from({ length: Math.max(1, Math.floor(size / length)) }, (_, i) => make(i)).join("");
};
/// A word of four letters for each number, and another for the next.
const word = (i) => [0, 1, 2, 3].map((k) => String.fromCharCode(97 + (Math.floor((i * 7919) / 26 ** k) % 26))).join("");
const cyrillic = (i) => [0, 1, 2, 3].map((k) => String.fromCharCode(0x430 + (Math.floor((i * 7919) / 32 ** k) % 32))).join("");
const parts = (list) => `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${list.map((p) => `--b\r\n${p}\r\n`).join("")}--b--\r\n`;

export const shapes = {
  // Links: their number, their length, their hosts, what they are relative to.
  "links to distinct domains": (n) => html(units(n, (i) => `<a href=http://${word(i)}.com>`)),
  "links to distinct domains of another alphabet": (n) => html(units(n, (i) => `<a href=http://${cyrillic(i)}.com>`)),
  "links to one host": (n) => html(units(n, (i) => `<a href=http://a.example/${i}>`)),
  "one link again and again, with other texts": (n) => html(units(n, (i) => `<a href=http://a.example/>${i}</a>`)),
  "links relative to a base that is long": (n) => html(`<base href="http://a.example/${"b".repeat(n / 2)}/">` + units(n / 2, (i) => `<a href=${i}>`)),
  "links relative to a base of many segments": (n) => html(`<base href="http://a.example/${"b/".repeat(n / 4)}">` + units(n / 2, (i) => `<a href=../${i}>`)),
  "links relative to a base with a long query": (n) => html(`<base href="http://a.example/?${"b".repeat(n / 2)}">` + units(n / 2, () => `<a href=" ">`)),
  "pictures relative to a base that is long": (n) => html(`<base href="http://a.example/${"b/".repeat(n / 4)}">` + units(n / 2, (i) => `<img src=${i}>`)),
  "forms and buttons": (n) => html(units(n, (i) => `<form action=//a${i}.example/><button formaction=//b${i}.example>`)),
  "one link as long as the mail": (n) => html(`<a href="http://a.example/${"p".repeat(n)}">x</a>`),
  "one link of segments that cancel each other": (n) => html(`<a href="http://a.example/${"b/../".repeat(n / 5)}">x</a>`),
  "one link with a user of many signs": (n) => html(`<a href="http://${"u@".repeat(n / 2)}a.example/">x</a>`),
  "one link of letters that are encoded": (n) => html(`<a href="http://a.example/${"あ".repeat(n / 3)}">x</a>`),
  "a data link as long as the mail": (n) => html(`<a href="data:text/html,${"d".repeat(n)}">x</a>`),
  "links of 30 KB that begin alike": (n) => html(units(n, (i) => `<a href="${"a".repeat(30000)}${i + 100000}">x</a>`)),
  "hosts of thousands of labels": (n) => html(units(n, (i) => `<a href="http://${"a.".repeat(4000)}${i + 100000}.example/">x</a>`)),
  "hosts of labels that are suffixes": (n) => html(units(n, (i) => `<a href="http://${"com.".repeat(58)}${i + 100000}.com/">x</a>`)),
  "hosts of brands' names": (n) => html(units(n, (i) => `<a href="http://${"paypal-".repeat(25)}${i + 100000}.example/">x</a>`)),
  "hosts of one long label of another alphabet": (n) => html(units(n, (i) => `<a href="http://${"あい".repeat(150)}${i + 100000}.example/">x</a>`)),
  "hosts of one long label in Punycode": (n) => html(units(n, (i) => `<a href="http://xn--${"b9k".repeat(300)}${i + 100000}.example/">x</a>`)),
  "hosts of r and n": (n) => html(units(n, (i) => `<a href="http://${"rn".repeat(25)}${i + 100000}.com/">x</a>`)),
  "wrappers within wrappers": (n) => html(units(n, (i) => `<a href="${"https://www.google.com/url?q=".repeat(60)}${i + 100000}">x</a>`)),
  "links with hundreds of parameters": (n) => html(units(n, (i) => `<a href="http://a${i + 100000}.example/?${"u=www.paypal.com&".repeat(200)}">x</a>`)),
  "texts of links that are addresses": (n) => html(units(n, (i) => `<a href="http://a${i + 100000}.example/">${"www.paypal.com ".repeat(40)}</a>`)),
  "an open link around the whole text": (n) => html(`<a href="http://a.example/">${units(n, "word <b>word</b> ")}`),
  "links in text": (n) => text(units(n, (i) => `http://a.example/${i} `)),
  "a link in text that never ends": (n) => text("http://".repeat(n / 7)),
  "a link in text of points": (n) => text(`www${".".repeat(n)}`),
  "a link in text of points and marks": (n) => text(`www.${".?".repeat(n / 2)}`),
  "a link in text of points in brackets": (n) => text(`www${".(.)".repeat(n / 8)}${".".repeat(n / 2)}`),
  "a link in text that begins where others did": (n) => text(`www.a/${"}.b".repeat(n / 3)}`),
  "an address in text that begins where others did": (n) => text(`a${"}@b.c".repeat(n / 5)}`),
  "a link in text of what is taken out of it": (n) => text(`www.%%${`${"\f".repeat(n / 350)}%.`.repeat(350)}`),
  "a link in text of brackets": (n) => text(`http://a.example/${"(".repeat(n)}`),
  "links in an invitation": (n) => `${head}Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n${units(n, (i) => `URL:http://a.example/${i}\r\n`)}`,
  // Style sheets: what hides the warning above a mail is looked for in them.
  "style sheets of rules": (n) => html(units(n, (i) => `<style>html{a:b}p{position:fixed;c${i}:d}</style>`)),
  "a style sheet of one rule, for many": (n) => html(`<style>${"html,".repeat(n / 10)}p{${"a:b;".repeat(n / 8)}}</style>`),
  "a style sheet that opens and never closes": (n) => html(`<style>${units(n, "html{'/*\"\\68 ")}`),
  "styles of elements": (n) => html(units(n, (i) => `<p style="position:fixed;inset:${i}">`)),
  // Text: what wording, brands and names are looked for in.
  "sentences that name us": (n) => text(units(n, "Fuwake. \n")),
  "names of brands": (n) => text(units(n, "paypal amazon apple microsoft dhl ups ")),
  "beginnings of phrases": (n) => text(units(n, "your account will be your account has been your ")),
  "Japanese": (n) => text(units(n, "お客様のアカウントが停止されました至急ご確認ください")),
  "Japanese with blanks": (n) => text(units(n, "ご の を が は に ")),
  "numbers of telephones": (n) => text(`your invoice payment PayPal ${units(n, "+1 (864) 349-95 ")}`),
  "words of two alphabets": (n) => text(units(n, "pаypаl ")),
  "letters that are many when folded": (n) => text("\ufdfa".repeat(n / 3)),
  "marks on one letter": (n) => text(`a${"\u0301\u0316".repeat(n / 4)}`),
  "bytes that are no characters": (n) => Buffer.concat([Buffer.from(text("")), Buffer.alloc(n, 0xff)]),
  "letters one blank apart": (n) => text("C o i n ".repeat(n / 8)),
  "lines alone": (n) => text("\n".repeat(n)),
  "fields of a template that stay open": (n) => html(units(n, (i) => `<a href="http://a.example/${i + 100000}${"{".repeat(2000)}">x</a>`)),
  "a subject as long as the mail": (n) => fields(`Subject: ${"I l ".repeat(n / 4)}\r\n`),
  "a sender's name as long as the mail": (n) => fields(`From: ${"lRS I".repeat(n / 5)} <b@attacker.example>\r\n`),
  // Drawings.
  "tables that draw": (n) => html(units(n, `<table>${`<tr>${"<td bgcolor=#000></td><td></td>".repeat(12)}</tr>`.repeat(24)}</table>`)),
  "drawings in blocks": (n) => text(units(n, "█▀▄ █▀▄ █▀▄ █▀▄ █▀▄ █▀▄\n")),
  // Attachments, as far as the engine itself touches them; what opens them has a budget of its own.
  "many small attachments": (n) => parts(Array.from({ length: Math.floor(n / 100) }, (_, i) => `Content-Type: application/octet-stream; name=a${i}.bin\r\n\r\n${i}`)),
  "attachments of one content": (n) => parts(Array.from({ length: Math.floor(n / 5100) }, (_, i) => `Content-Type: application/octet-stream; name=a${i}.bin\r\n\r\n${"x".repeat(5000)}`)),
  "attached pages": (n) => parts(Array.from({ length: Math.floor(n / 5100) }, (_, i) => `Content-Type: text/html; name=a${i}.html\r\nContent-Disposition: attachment\r\n\r\n${`<a href=//a${i}.example/>x`.repeat(200)}`)),
};
