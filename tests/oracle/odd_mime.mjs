// Mails of odd MIME, drawn from a seed: the same seed gives the same mails everywhere.

/** mulberry32: a small generator that is good enough to draw with. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

class Draw {
  constructor(seed) {
    this.next = generator(seed);
    this.count = 0;
  }
  chance(probability) {
    return this.next() < probability;
  }
  below(limit) {
    return Math.floor(this.next() * limit);
  }
  of(...choices) {
    return choices[this.below(choices.length)];
  }
}

const WORDS = ("the mailbox of yours is almost full and will be closed tomorrow unless you renew it by the page below " +
  "メールボックス の 容量 が 不足 し て い ます 次の リンク から 更新 し て ください Ваш почтовый ящик переполнен straße café naïve").split(" ");

const words = (draw, count) => Array.from({ length: count }, () => draw.of(...WORDS)).join(" ");
const address = (draw) => `https://${draw.of("w-support.jp", "mail.w-support.jp", "xn--fsq.example", "203.0.113.5", "例え.jp")}/` +
  `${draw.of("a", "renew", "~x", "a/b;c", "%E3%83%A1", "a,b", "(x)")}?n=${draw.below(100000)}${draw.of("", "", "&amp;x=1", "#top", ".", "&x=2", "'")}`;

function plainText(draw) {
  const lines = [];
  const count = 1 + draw.below(8);
  for (let i = 0; i < count; ++i) {
    const quote = draw.chance(0.15) ? draw.of("> ", ">> ", ">", "| ") : "";
    const link = draw.chance(0.35) ? draw.of("", "<", "(", '"', "see:", "http://http://", "[x](", "、") + address(draw) + draw.of("", ">", ")", '"', ".", ",", "。", "!", "*", "_") : "";
    const other = draw.chance(0.15) ? draw.of("www.w-support.jp/a", "someone@w-support.jp", "mailto:a@w-support.jp", "ftp://w-support.jp/x", "news:a.b", "*bold words*", "_low_", "/slanted/", ":-)", "x^2", "+/-", "<URL:https://w-support.jp/u>", "hxxp://w-support.jp", "file:///etc/passwd") : "";
    lines.push(`${quote}${words(draw, draw.below(14))} ${link} ${other}${draw.chance(0.2) ? " " : ""}`);
  }
  if (draw.chance(0.1)) lines.push("-- ", "Kagoya");
  if (draw.chance(0.05)) lines.splice(draw.below(lines.length), 0, "begin 644 a.txt", "#86)C", "`", "end");
  return `${lines.join("\n")}\n`;
}

function html(draw) {
  const pieces = [];
  const count = 1 + draw.below(6);
  for (let i = 0; i < count; ++i) {
    const text = words(draw, 1 + draw.below(14));
    const href = address(draw);
    pieces.push(draw.of(
      `<p>${text}</p>`,
      `<a href="${href}">${text}</a>`,
      `<a href=${href}>${text}`,
      `<A HREF = '${href}'>${text}</A >`,
      `<table><tr><td>${text}<td><a href="${href}">${text}</a></table>`,
      `<div style="${draw.of("display:none", "font-size:1px", "color:#fff;background:#fff", "DISPLAY : NONE", "visibility:hidden", "mso-hide:all", "opacity:0", "max-height:0;overflow:hidden", "display:none;display:block")}">${text}</div>`,
      `<base href="${draw.of("https://base.example/", "//other.example", "relative/", "https://base.example/a/b?c")}">`,
      `<a href="${draw.of("/relative", "//w-support.jp/x", "?q", "mailto:a@w-support.jp", "javascript:alert(1)", "data:text/html,x", "HTTPS:w-support.jp", "https:\\\\w-support.jp", "\thttps://w-support.jp/t", "tel:1", "cid:1")}">${text}</a>`,
      `<!-- ${text} -->`, `<!--[if mso]><a href="${href}">${text}</a><![endif]-->`, `<![if !mso]><a href="${href}">${text}</a><![endif]>`,
      `<svg width=99 height=20><a xlink:href="${href}"><text y=9>${text}</text></a></svg>`,
      `<form action="${href}"><input type=submit value="${text}"></form>`,
      `<img src=x alt="${text}">`, `<div><template shadowrootmode=${draw.of("closed", "open", "x")}><a href="${href}">${text}</a></template></div>`,
      `<font color=red>${text}</font>&nbsp;&copy=1&lt;b&gt;&#x1F600;&#128;`, `<pre>${text}\n  ${text}</pre>`, `<${draw.of("xmp", "noscript", "title", "select", "button", "marquee", "center", "o:p", "math", "style", "object")}>${text}<a href="${href}">${text}</a>`,
    ));
    if (draw.chance(0.3)) pieces.push("</style></title></xmp></noscript></select></object></math>");
  }
  const body = pieces.join(draw.of("\n", ""));
  return draw.chance(0.5) ? `<html><head><meta charset=utf-8></head><body>${body}</body></html>\n` : `${body}\n`;
}

const latin1 = (text) => Buffer.from(text, "utf8").toString("latin1");

// Text (JavaScript's) in bytes of a charset, as far as Node can write them; the label may be another.
function inBytes(draw, text) {
  const label = draw.of("utf-8", "utf-8", "utf-8", "UTF-8", "us-ascii", "iso-8859-1", "x-unknown", "", "utf-16le", "windows-1252", "unknown-8bit", "utf-7");
  if (label === "utf-16le") return { bytes: Buffer.from(text, "utf16le").toString("latin1"), label, encoded: true };
  return { bytes: latin1(text), label };
}

function transfer(draw, bytes, must) {
  const encoding = must ? draw.of("base64", "quoted-printable") : draw.of("7bit", "8bit", "", "base64", "quoted-printable", "base64", "quoted-printable", "binary", "x-unknown", "Base64", "BASE64 ", "uuencode");
  switch (encoding.trim().toLowerCase()) {
    case "base64": {
      const text = Buffer.from(bytes, "latin1").toString("base64");
      const lines = text.replace(new RegExp(`.{${draw.of(76, 60, 4, 500)}}`, "g"), "$&\n");
      return { encoding, body: `${draw.chance(0.1) ? lines.replace(/=*$/, "") : lines}\n` };
    }
    case "quoted-printable":
      return {
        encoding,
        body: bytes.replace(/[^\n\x20-\x3c\x3e-\x7e]/g, (c) => `=${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)
          .replace(/(.{70}[^=]{3})(?=.)/g, `$1=${draw.of("", " ")}\n`),
      };
    default:
      return { encoding, body: bytes };
  }
}

// A field, folded oddly, or with an odd name.
function field(draw, name, value) {
  if (!value) return draw.chance(0.1) ? `${name}:\n` : "";
  const shown = draw.of(name, name, name, name.toLowerCase(), name.toUpperCase());
  const separator = draw.of(": ", ": ", ": ", ":", ":\n ", ":\t", " : ");
  return `${shown}${separator}${value.replaceAll("; ", draw.of("; ", "; ", ";\n ", ";", ";\n\t", " ;"))}\n`;
}

function disposition(draw) {
  return draw.of("", "", "", "", "inline", "inline; filename=a.txt", "attachment", "attachment; filename=page.html", "inline; filename=page.html", "x-odd", "INLINE", "Attachment");
}

function leaf(draw) {
  const asHtml = draw.chance(0.5);
  const { bytes, label, encoded } = inBytes(draw, asHtml ? html(draw) : plainText(draw));
  const type = asHtml ? draw.of("text/html", "text/html", "text/html", "TEXT/HTML", "text/x-html", "application/xhtml+xml")
    : draw.of("text/plain", "text/plain", "text/plain", "", "text/x-unknown", "text/enriched", "text", "text/plain; format=flowed", "text/plain; format=flowed; delsp=yes");
  const charset = type && label ? `; charset=${draw.of(label, `"${label}"`)}` : "";
  const name = draw.chance(0.1) ? "; name=a.html" : "";
  const { encoding, body } = transfer(draw, bytes, encoded);
  const fields = [field(draw, "Content-Type", `${type}${type ? charset + name : ""}`),
                  field(draw, "Content-Transfer-Encoding", encoding),
                  field(draw, "Content-Disposition", disposition(draw))];
  if (draw.chance(0.05)) fields.push(fields[draw.below(3)]);
  if (draw.chance(0.05)) fields.push(field(draw, "Content-Type", draw.of("text/plain", "text/html", "application/octet-stream")));
  if (draw.chance(0.2)) fields.reverse();
  return `${fields.join("")}${draw.chance(0.04) ? "" : "\n"}${body}`;
}

function multipart(draw, depth) {
  const boundary = draw.of("b", "--", "=_x", "b b", "b'b", "", "b".repeat(80), `n${draw.count++}`, `n${draw.count++}`, `n${draw.count++}`, `n${draw.count++}`);
  const kind = draw.of("mixed", "mixed", "alternative", "alternative", "related", "report", "signed", "x-odd", "digest", "parallel", "MIXED");
  const parts = Array.from({ length: 1 + draw.below(4) }, () => entity(draw, depth + 1));
  const line = (end = "") => `--${boundary}${end}${draw.of("", "", "", " ", "\t")}\n`;
  let body = draw.chance(0.3) ? draw.of("\n", "This is a multi-part message.\n", plainText(draw)) : "";
  for (const part of parts) body += (draw.chance(0.03) ? `--${boundary}x\n` : line()) + part + draw.of("\n", "\n", "");
  if (draw.chance(0.85)) body += line("--");
  if (draw.chance(0.15)) body += draw.of("\nepilogue\n", plainText(draw), line() + leaf(draw));
  const written = boundary === "" || draw.chance(0.6) || /[^\w]/.test(boundary) ? `"${boundary}"` : boundary;
  const type = field(draw, "Content-Type", `multipart/${kind}; boundary=${written}`);
  const encoding = draw.chance(0.08) ? field(draw, "Content-Transfer-Encoding", draw.of("base64", "quoted-printable", "8bit")) : "";
  return `${type}${encoding}\n${body}`;
}

function message(draw, depth) {
  return `${field(draw, "Content-Type", draw.of("message/rfc822", "message/rfc822", "message/global", "message/delivery-status", "message/x"))}` +
    `${field(draw, "Content-Disposition", disposition(draw))}\n` +
    `From: Inner <inner@w-support.jp>\nSubject: ${words(draw, 3).replace(/[^\x20-\x7e]/g, "x")}\n${entity(draw, depth + 1)}`;
}

function entity(draw, depth) {
  const kind = draw.next();
  if (depth < 6 && kind < 0.28) return multipart(draw, depth);
  if (depth < 6 && kind < 0.34) return message(draw, depth);
  if (kind < 0.4) return `Content-Type: ${draw.of("image/png", "application/pdf", "application/octet-stream")}; name=a.bin\nContent-Transfer-Encoding: base64\n\nAAAA\n`;
  return leaf(draw);
}

function sender(draw) {
  const name = draw.of("Kagoya", '"Kagoya, Inc."', "=?utf-8?q?Kag=C3=B3ya?=", "=?utf-8?b?44Kr44K044Ok?=", "", "Kagoya (Support)", latin1("カゴヤ"), "info@kagoya.jp", '"info@kagoya.jp"', "A, B", "=?utf-8?q?a?= =?utf-8?q?b?=");
  const spec = draw.of("info@w-support.jp", "info@W-Support.JP", '"in fo"@w-support.jp', "info@w-support.jp.", "info@[203.0.113.5]", "info", latin1("info@カゴヤ.jp"));
  return draw.of(`${name} <${spec}>`, `${name} <${spec}>`, `${name} <${spec}>`, spec, `${spec} (${name})`, `${name}\n <${spec}>`, `${name} <${spec}>, Other <other@kagoya.jp>`);
}

/** Name → bytes of `count` mails. */
export function oddMails(count, seed = 12) {
  const mails = new Map();
  for (let number = 0; number < count; ++number) {
    const draw = new Draw(seed * 1000003 + number);
    const fields = [`From: ${sender(draw)}\n`, "To: lost@office.example\n", `Subject: odd mail ${number}\n`,
                    "Date: Tue, 14 Mar 2023 06:12:44 +0900\n", `Message-ID: <odd${number}@w-support.jp>\n`];
    if (draw.chance(0.9)) fields.push("MIME-Version: 1.0\n");
    if (draw.chance(0.05)) fields.splice(draw.below(fields.length), 0, "no field at all\n");
    const mail = fields.join("") + entity(draw, draw.chance(0.6) ? 0 : 3);
    const ends = draw.of("\n", "\n", "\n", "\r\n");
    mails.set(`odd: ${String(number).padStart(3, "0")}`, Buffer.from(mail.replaceAll("\n", ends), "latin1"));
  }
  return mails;
}
