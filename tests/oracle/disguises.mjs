// The founding mail, hidden from an analyser by an odd form or behind a limit. Each row: a name, and the
// mail made of the founding one's parts. Bytes are latin1 strings.

const latin1 = (text) => Buffer.from(text, "utf8").toString("latin1");
const base64 = (bytes) => Buffer.from(bytes, "latin1").toString("base64").replace(/.{76}/g, "$&\n") + "\n";
const quoted = (bytes) => bytes.replace(/[^\n\x20-\x3c\x3e-\x7e]/g, (c) =>
  `=${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`).replace(/(.{70}[^=]{3})(?=.)/g, "$1=\n");

/** Uuencoded, without "begin" and "end". */
function uuLines(bytes) {
  const lines = [];
  for (let at = 0; at < bytes.length; at += 45) {
    const line = bytes.slice(at, at + 45);
    let out = String.fromCharCode(32 + line.length);
    for (let i = 0; i < line.length; i += 3) {
      const three = [0, 1, 2].map((k) => line.charCodeAt(i + k) || 0);
      const bits = (three[0] << 16) | (three[1] << 8) | three[2];
      for (const shift of [18, 12, 6, 0]) out += String.fromCharCode(32 + ((bits >> shift) & 63));
    }
    lines.push(out.replaceAll(" ", "`"));
  }
  return `${lines.join("\n")}\n\`\n`;
}
const uuencode = (bytes, name = "page.html") => `begin 644 ${name}\n${uuLines(bytes)}end\n`;

function crc32(bytes) {
  let crc = -1;
  for (let i = 0; i < bytes.length; ++i) {
    crc ^= bytes.charCodeAt(i);
    for (let k = 0; k < 8; ++k) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return (~crc >>> 0).toString(16).padStart(8, "0");
}
function yEncode(bytes, name = "page.html") {
  let line = "";
  const lines = [];
  for (let i = 0; i < bytes.length; ++i) {
    let byte = (bytes.charCodeAt(i) + 42) & 255;
    if ([0, 9, 10, 13, 61, 46].includes(byte)) {
      line += "=";
      byte = (byte + 64) & 255;
    }
    line += String.fromCharCode(byte);
    if (line.length >= 128) lines.push(line), (line = "");
  }
  if (line) lines.push(line);
  return `=ybegin line=128 size=${bytes.length} name=${name}\n${lines.join("\n")}\n` +
    `=yend size=${bytes.length} crc32=${crc32(bytes)}\n`;
}

const LINK = "https://w-support.jp/activemail.kagoya.com/?e={EMAIL64}";
const page = latin1(`<html><body><p>完全なメールボックスメモリスペースがほぼ満杯です。記憶域を増やすには、</p>` +
  `<p><a href="${LINK}">以下のリンクをクリックしてプロセスを完了してください</a></p></body></html>\n`);
const words = latin1(`完全なメールボックスメモリスペースがほぼ満杯です。記憶域を増やすには、\n以下のリンクをクリックしてプロセスを完了してください\n${LINK}\n`);
const H = "Content-Type: text/html; charset=utf-8\n";
const P = "Content-Type: text/plain; charset=utf-8\n";
const harmless = "Hello, the minutes of yesterday's meeting are attached.\n";
const mixed = (...parts) => `Content-Type: multipart/mixed; boundary=bb\n\n--bb\n${parts.join("\n--bb\n")}\n--bb--\n`;
const alternative = (...parts) => `Content-Type: multipart/alternative; boundary=aa\n\n--aa\n${parts.join("\n--aa\n")}\n--aa--\n`;
const related = (...parts) => `Content-Type: multipart/related; boundary=rr\n\n--rr\n${parts.join("\n--rr\n")}\n--rr--\n`;
const inner = `From: "Support" <support@w-support.jp>\nTo: you@office.example\nSubject: Your mailbox is full and will be closed tomorrow\n` +
  `Date: Tue, 14 Mar 2023 06:12:44 +0900\nMIME-Version: 1.0\n`;

/** Name → all that follows the founding mail's own header fields. */
const bodies = {
  "x-uuencode": `${H}Content-Transfer-Encoding: x-uuencode\n\n${uuencode(page)}`,
  "uuencode": `${H}Content-Transfer-Encoding: uuencode\n\n${uuencode(page)}`,
  "x-uue": `${H}Content-Transfer-Encoding: x-uue\n\n${uuencode(page)}`,
  "uue": `${H}Content-Transfer-Encoding: uue\n\n${uuencode(page)}`,
  "X-UUEncode upper case, words before begin": `${H}Content-Transfer-Encoding: X-UUENCODE\n\nHello,\n\n${uuencode(page)}`,
  "x-yencode": `${H}Content-Transfer-Encoding: x-yencode\n\n${yEncode(page)}`,
  "yencode": `${H}Content-Transfer-Encoding: yencode\n\n${yEncode(page)}`,
  "begin 644 in text": `${P}\n${harmless}\n${uuencode(page)}`,
  "begin 644 of a text file": `${P}\n${harmless}\n${uuencode(words, "read.txt")}`,
  "begin 644 without a Content-Type": `\n${harmless}\n${uuencode(page)}`,
  "begin 644 in a part": mixed(`${P}\n${harmless}\n${uuencode(page)}\n`, `${P}\nBye.\n`),
  "begin 0644": `${P}\n${harmless}\n${uuencode(page).replace("begin 644", "begin 0644")}`,
  "yEnc in text": `${P}\n${harmless}\n${yEncode(page)}`,
  "boundary of 1001": `Content-Type: multipart/mixed; boundary="${"b".repeat(1001)}"\n\n--${"b".repeat(1001)}\n${H}\n${page}\n--${"b".repeat(1001)}--\n`,
  "boundary of 5000": `Content-Type: multipart/mixed; boundary="${"b".repeat(5000)}"\n\n--${"b".repeat(5000)}\n${H}\n${page}\n--${"b".repeat(5000)}--\n`,
  "boundary of 5000, folded field": `Content-Type: multipart/mixed;\n\tboundary="${"b".repeat(5000)}"\n\n--${"b".repeat(5000)}\n${H}\n${page}`,
  "empty boundary": `Content-Type: multipart/mixed; boundary=""\n\n--\n${H}\n${page}\n----\n`,
  "no boundary": `Content-Type: multipart/mixed\n\n--bb\n${H}\n${page}\n--bb--\n`,
  "boundary with a blank at its end": `Content-Type: multipart/mixed; boundary="bb "\n\n--bb \n${H}\n${page}\n--bb --\n`,
  "boundary with blanks inside": `Content-Type: multipart/mixed; boundary="b b b"\n\n--b b b\n${H}\n${page}\n--b b b--\n`,
  "boundary unquoted with a slash": `Content-Type: multipart/mixed; boundary=b/b=b\n\n--b/b=b\n${H}\n${page}\n--b/b=b--\n`,
  "boundary in single quotes": `Content-Type: multipart/mixed; boundary='bb'\n\n--'bb'\n${H}\n${page}\n--'bb'--\n`,
  "boundary in RFC 2231 sections": `Content-Type: multipart/mixed; boundary*0=b; boundary*1=b\n\n--bb\n${H}\n${page}\n--bb--\n`,
  "boundary twice in one field": `Content-Type: multipart/mixed; boundary=aa; boundary=bb\n\n--bb\n${P}\n${harmless}\n--aa\n${H}\n${page}\n--aa--\n--bb--\n`,
  "boundary with a longer one inside": `Content-Type: multipart/mixed; boundary=bb\n\n--bb\n${P}\n${harmless}\n--bbb\n${H}\n${page}\n--bb\n${H}\n${page}\n--bb--\n`,
  "delimiter with words after it": `Content-Type: multipart/mixed; boundary=bb\n\n--bb and more\n${H}\n${page}\n--bb--\n`,
  "part after the closing delimiter": `Content-Type: multipart/mixed; boundary=bb\n\n--bb\n${P}\n${harmless}\n--bb--\n\n--bb\n${H}\n${page}\n--bb--\n`,
  "page in the epilogue": `Content-Type: multipart/mixed; boundary=bb\n\n--bb\n${P}\n${harmless}\n--bb--\n\n${H}\n${page}`,
  "page in the preamble": `Content-Type: multipart/mixed; boundary=bb\n\n${H}\n${page}\n--bb\n${P}\n${harmless}\n--bb--\n`,
  "Content-Type twice, html first": `${H}${P}\n${page}`,
  "Content-Type twice, html last": `${P}${H}\n${page}`,
  "Content-Type twice in a part": mixed(`${P}${H}\n${page}`, `${H}${P}\n${page.replace("?e=", "?f=")}`),
  "Content-Type twice, multipart last": `${P}Content-Type: multipart/mixed; boundary=bb\n\n--bb\n${H}\n${page}\n--bb--\n`,
  "Content-Type twice, multipart first": `Content-Type: multipart/mixed; boundary=bb\n${P}\n--bb\n${H}\n${page}\n--bb--\n`,
  "two multipart types": `Content-Type: multipart/mixed; boundary=aa\nContent-Type: multipart/mixed; boundary=bb\n\n--aa\n${H}\n${page}\n--bb\n${H}\n${page.replace("?e=", "?f=")}\n--bb--\n--aa--\n`,
  "Content-Transfer-Encoding twice, base64 first": `${H}Content-Transfer-Encoding: base64\nContent-Transfer-Encoding: 7bit\n\n${base64(page)}`,
  "Content-Transfer-Encoding twice, base64 last": `${H}Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64\n\n${base64(page)}`,
  "Content-Transfer-Encoding twice in a part": mixed(`${H}Content-Transfer-Encoding: 8bit\nContent-Transfer-Encoding: base64\n\n${base64(page)}`),
  "Content-Disposition twice": mixed(`${H}Content-Disposition: attachment\nContent-Disposition: inline\n\n${page}`, `${H}Content-Disposition: inline\nContent-Disposition: attachment\n\n${page.replace("?e=", "?f=")}`),
  "base64 with a comment": `${H}Content-Transfer-Encoding: (x) base64\n\n${base64(page)}`,
  "base64 in quotes": `${H}Content-Transfer-Encoding: "base64"\n\n${base64(page)}`,
  "base64 with words after": `${H}Content-Transfer-Encoding: base64 encoded\n\n${base64(page)}`,
  "base64 with a semicolon": `${H}Content-Transfer-Encoding: base64;\n\n${base64(page)}`,
  "unknown transfer encoding": `${H}Content-Transfer-Encoding: x-secret\n\n${page}`,
  "binary": `${H}Content-Transfer-Encoding: binary\n\n${page}`,
  "quoted-printable upper case": `${H}Content-Transfer-Encoding: QUOTED-PRINTABLE\n\n${quoted(page)}`,
  "quoted-printable in lower-case digits": `${H}Content-Transfer-Encoding: quoted-printable\n\n${quoted(page).replace(/=[0-9A-F]{2}/g, (c) => c.toLowerCase())}`,
  "quotedprintable": `${H}Content-Transfer-Encoding: quotedprintable\n\n${quoted(page)}`,
  "base64 of a multipart": `Content-Type: multipart/mixed; boundary=bb\nContent-Transfer-Encoding: base64\n\n${base64(`--bb\n${H}\n${page}\n--bb--\n`)}`,
  "quoted-printable multipart": `Content-Type: multipart/mixed; boundary=bb\nContent-Transfer-Encoding: quoted-printable\n\n--bb\n${H}\n${page}\n--bb--\n`,
  "base64 with junk between": `${H}Content-Transfer-Encoding: base64\n\n${base64(page).replace(/(.{10})/g, "$1!")}`,
  "base64 with padding between": `${H}Content-Transfer-Encoding: base64\n\n${base64(page.slice(0, 40))}${base64(page.slice(40))}`,
  "base64 with words after its end": `${H}Content-Transfer-Encoding: base64\n\n${base64(page)}\nnot base64 at all, a footer of a list\n`,
  "NUL in base64 before the link": `${H}Content-Transfer-Encoding: base64\n\n${base64(`<p>Hello, this text stands before the byte, and is long enough.</p>\0${page}`)}`,
  "NUL in base64 after the link": `${H}Content-Transfer-Encoding: base64\n\n${base64(`${page}\0<p>${"more text that nobody sees ".repeat(5)}</p>`)}`,
  "NUL in 8bit": `${H}Content-Transfer-Encoding: 8bit\n\n<p>Hello, this text stands before the byte, and is long enough.</p>\0${page}`,
  "NUL in the href": `${H}Content-Transfer-Encoding: 8bit\n\n${page.replace("w-support", "w-\0support")}`,
  "NUL in base64 text": `${P}Content-Transfer-Encoding: base64\n\n${base64(`Hello, this text stands before the byte, and is long enough.\n\0${words}`)}`,
  "NUL in quoted-printable": `${H}Content-Transfer-Encoding: quoted-printable\n\n<p>Hello, this text stands before the byte.</p>=00\n${quoted(page)}`,
  "41 levels": "Content-Type: multipart/mixed; boundary=n0\n" + Array.from({ length: 41 }, (_, n) => `\n--n${n}\nContent-Type: multipart/mixed; boundary=n${n + 1}\n`).join("") + `\n--n41\n${H}\n${page}`,
  "95 levels": "Content-Type: multipart/mixed; boundary=n0\n" + Array.from({ length: 95 }, (_, n) => `\n--n${n}\nContent-Type: multipart/mixed; boundary=n${n + 1}\n`).join("") + `\n--n95\n${H}\n${page}`,
  "300 levels": "Content-Type: multipart/mixed; boundary=n0\n" + Array.from({ length: 300 }, (_, n) => `\n--n${n}\nContent-Type: multipart/mixed; boundary=n${n + 1}\n`).join("") + `\n--n300\n${H}\n${page}`,
  "50 forwarded in one another": Array.from({ length: 50 }, () => `Content-Type: message/rfc822\n\n${inner}`).join("") + `${H}\n${page}`,
  "500 empty parts": `Content-Type: multipart/mixed; boundary=bb\n\n${"--bb\nContent-Type: text/plain\n\n\n".repeat(500)}--bb\n${H}\n${page}\n--bb--\n`,
  "1200 parts without headers": `Content-Type: multipart/mixed; boundary=bb\n\n${"--bb\n\n\n".repeat(1200)}--bb\n${H}\n${page}\n--bb--\n`,
  "30 junk attachments before": mixed(...Array.from({ length: 30 }, (_, n) => `Content-Type: application/octet-stream; name=j${n}.bin\nContent-Disposition: attachment\n\njunk\n`), `${H}\n${page}`),
  "4 MB comment before": `${H}\n<!--${"a".repeat(4200000)}-->${page}`,
  "4 MB style before": `${H}\n<style>/*${"a".repeat(4200000)}*/</style>${page}`,
  "4 MB comment in a part before": mixed(`Content-Type: text/html\n\n<!--${"a".repeat(4200000)}-->`, `${H}\n${page}`),
  "2001 links before": `${H}\n${Array.from({ length: 2001 }, (_, n) => `<a href="https://www.kagoya.jp/${n}">.</a>`).join("\n")}${page}`,
  "300 attributes before href": `${H}\n${page.replace("<a ", `<a ${Array.from({ length: 300 }, (_, n) => `x${n}=1`).join(" ")} `)}`,
  "text/x-html": `Content-Type: text/x-html; charset=utf-8\n\n${page}`,
  "text/unknown": `Content-Type: text/unknown; charset=utf-8\n\n${words}`,
  "text/enriched": `Content-Type: text/enriched; charset=utf-8\n\n<bold>Hello</bold>\n\n${words}`,
  "text/richtext": `Content-Type: text/richtext; charset=utf-8\n\n<bold>Hello</bold><nl>\n${words}`,
  "text/xml": `Content-Type: text/xml; charset=utf-8\n\n${page}`,
  "text/css": `Content-Type: text/css; charset=utf-8\n\n${words}`,
  "text/markdown": `Content-Type: text/markdown; charset=utf-8\n\n${words}`,
  "text/csv in a part": mixed(`${P}\n${harmless}`, `Content-Type: text/csv; charset=utf-8\n\n${words}`),
  "text/rtf": `Content-Type: text/rtf\n\n${words}`,
  "text/vcard": mixed(`${P}\n${harmless}`, `Content-Type: text/vcard; charset=utf-8\n\nBEGIN:VCARD\nVERSION:3.0\nFN:Support of Kagoya\nORG:Kagoya\nURL:${LINK}\nNOTE:The mailbox is full and will be closed tomorrow at noon\nEND:VCARD\n`),
  "text/directory": mixed(`${P}\n${harmless}`, `Content-Type: text/directory; profile=vCard; charset=utf-8\n\nBEGIN:VCARD\nVERSION:3.0\nFN:Support\nURL:${LINK}\nEND:VCARD\n`),
  "text/calendar": `Content-Type: text/calendar; method=REQUEST; charset=utf-8\n\nBEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1\nDTSTART:20230314T000000Z\nSUMMARY:Your mailbox is full\nDESCRIPTION:Renew it here: ${LINK}\nURL:${LINK}\nEND:VEVENT\nEND:VCALENDAR\n`,
  "text alone": `Content-Type: text\n\n${page}`,
  "html alone": `Content-Type: html\n\n${page}`,
  "text/html without a blank": `Content-Type:text/html;charset=utf-8\n\n${page}`,
  "text/html in quotes": `Content-Type: "text/html"; charset=utf-8\n\n${page}`,
  "text / html": `Content-Type: text / html; charset=utf-8\n\n${page}`,
  "TEXT/HTML": `CONTENT-TYPE: TEXT/HTML; CHARSET=UTF-8\n\n${page}`,
  "text/html with a comment": `Content-Type: (x) text/html; charset=utf-8\n\n${page}`,
  "comment inside the type": `Content-Type: text/(x)html; charset=utf-8\n\n${page}`,
  "type on a folded line": `Content-Type:\n text/html;\n charset=utf-8\n\n${page}`,
  "type with a comma": `Content-Type: text/html, charset=utf-8\n\n${page}`,
  "type without a semicolon": `Content-Type: text/html charset=utf-8\n\n${page}`,
  "empty Content-Type": `Content-Type:\n\n${page}`,
  "no Content-Type": `\n${page}`,
  "application/xhtml+xml": `Content-Type: application/xhtml+xml; charset=utf-8\n\n${page}`,
  "application/octet-stream": `Content-Type: application/octet-stream; name=page.html\n\n${page}`,
  "application/octet-stream inline html": mixed(`Content-Type: application/octet-stream; name=page.html\nContent-Disposition: inline; filename=page.html\n\n${page}`),
  "application/octet-stream inline txt": mixed(`Content-Type: application/octet-stream; name=page.txt\nContent-Disposition: inline; filename=page.txt\n\n${words}`),
  "application/x-unknown named html": mixed(`Content-Type: application/x-unknown-content-type; name=page.html\n\n${page}`),
  "image/svg+xml": mixed(`${P}\n${harmless}`, `Content-Type: image/svg+xml; name=a.svg\nContent-Disposition: inline\n\n<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><a href="${LINK}"><text y="20">Renew</text></a></svg>\n`),
  "text/html named page.txt": mixed(`${P}\n${harmless}`, `Content-Type: text/html; charset=utf-8; name=page.txt\n\n${page}`),
  "text/plain named page.html": mixed(`${P}\n${harmless}`, `Content-Type: text/plain; charset=utf-8; name=page.html\nContent-Disposition: inline; filename=page.html\n\n${page}`),
  "html attached": mixed(`${P}\n${harmless}`, `${H}Content-Disposition: attachment; filename=page.html\n\n${page}`),
  "odd disposition": mixed(`${H}Content-Disposition: x-secret; filename=page.html\n\n${page}`),
  "attachment in quotes": mixed(`${H}Content-Disposition: "attachment"; filename=page.html\n\n${page}`),
  "attachment as the whole mail": `${H}Content-Disposition: attachment; filename=page.html\n\n${page}`,
  "attachment as the whole mail, text": `Content-Type: text; charset=utf-8\nContent-Disposition: attachment; filename=read.txt\n\n${words}`,
  "multipart as an attachment": mixed(`${P}\n${harmless}`, `Content-Type: multipart/mixed; boundary=cc\nContent-Disposition: attachment\n\n--cc\n${P}\n${words}\n--cc--\n`),
  "multipart as an attachment, whole mail": `Content-Type: multipart/mixed; boundary=cc\nContent-Disposition: attachment\n\n--cc\n${P}\n${words}\n--cc--\n`,
  "text attached": mixed(`${P}\n${harmless}`, `${P}Content-Disposition: attachment; filename=read.txt\n\n${words}`),
  "text with a file name": mixed(`${P}\n${harmless}`, `Content-Type: text/plain; charset=utf-8; name=read.txt\n\n${words}`),
  "external-body": `Content-Type: message/external-body; access-type=URL; URL="${LINK}"\n\n${H}\n`,
  "message/partial": `Content-Type: message/partial; id="a"; number=1; total=1\n\n${inner}${H}\n${page}`,
  "message/rfc822 alone": `Content-Type: message/rfc822\n\n${inner}${H}\n${page}`,
  "message/rfc822 inline": mixed(`${P}\n${harmless}`, `Content-Type: message/rfc822\nContent-Disposition: inline\n\n${inner}${H}\n${page}`),
  "message/rfc822 attached": mixed(`${P}\n${harmless}`, `Content-Type: message/rfc822; name=a.eml\nContent-Disposition: attachment; filename=a.eml\n\n${inner}${H}\n${page}`),
  "message/rfc822 in base64": mixed(`${P}\n${harmless}`, `Content-Type: message/rfc822\nContent-Disposition: inline\nContent-Transfer-Encoding: base64\n\n${base64(`${inner}${H}\n${page}`)}`),
  "message/rfc822 in quoted-printable": mixed(`${P}\n${harmless}`, `Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n${quoted(`${inner}${H}\n${page}`)}`),
  "message/rfc822 with a multipart": mixed(`${P}\n${harmless}`, `Content-Type: message/rfc822\n\n${inner}${alternative(`${P}\n${words}`, `${H}\n${page}`)}`),
  "message/rfc822 in another": mixed(`${P}\n${harmless}`, `Content-Type: message/rfc822\n\n${inner}${mixed(`${P}\nsee below\n`, `Content-Type: message/rfc822\n\n${inner}${H}\n${page}`).replaceAll("bb", "cc")}`),
  "message/global": mixed(`${P}\n${harmless}`, `Content-Type: message/global\n\n${inner}${H}\n${page}`),
  "message/news": mixed(`${P}\n${harmless}`, `Content-Type: message/news\n\n${inner}${H}\n${page}`),
  "message/delivery-status": mixed(`${P}\n${harmless}`, `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nDiagnostic-Code: see ${LINK} for what to do about your full mailbox\n`),
  "message/unknown": mixed(`${P}\n${harmless}`, `Content-Type: message/x-unknown\n\n${inner}${H}\n${page}`),
  "digest": `Content-Type: multipart/digest; boundary=bb\n\n--bb\n\n${inner}${H}\n${page}\n--bb--\n`,
  "multipart/unknown": `Content-Type: multipart/x-unknown; boundary=bb\n\n--bb\n${P}\n${harmless}\n--bb\n${H}\n${page}\n--bb--\n`,
  "multipart/parallel": mixed(`${P}\n${harmless}`, `${H}\n${page}`).replace("mixed", "parallel"),
  "multipart/report": mixed(`${P}\n${harmless}`, `${H}\n${page}`).replace("mixed", "report; report-type=x"),
  "multipart/signed": `Content-Type: multipart/signed; boundary=bb; protocol="application/pgp-signature"\n\n--bb\n${H}\n${page}\n--bb\nContent-Type: application/pgp-signature\n\nx\n--bb--\n`,
  "multipart/signed, page second": `Content-Type: multipart/signed; boundary=bb; protocol="application/pkcs7-signature"\n\n--bb\n${P}\n${harmless}\n--bb\n${H}\n${page}\n--bb--\n`,
  "multipart/encrypted": `Content-Type: multipart/encrypted; boundary=bb; protocol="application/pgp-encrypted"\n\n--bb\n${H}\n${page}\n--bb\n${H}\n${page}\n--bb--\n`,
  "multipart/appledouble": `Content-Type: multipart/appledouble; boundary=bb\n\n--bb\nContent-Type: application/applefile\n\nx\n--bb\n${H}\n${page}\n--bb--\n`,
  "multipart/form-data": mixed(`${P}\n${harmless}`, `${H}\n${page}`).replace("mixed", "form-data"),
  "multipart/x-mixed-replace": mixed(`${P}\n${harmless}`, `${H}\n${page}`).replace("mixed", "x-mixed-replace"),
  "multipart alone": mixed(`${P}\n${harmless}`, `${H}\n${page}`).replace("multipart/mixed", "multipart"),
  "alternative, html first": alternative(`${H}\n${page}`, `${P}\n${harmless}`),
  "alternative, unknown last": alternative(`${P}\n${harmless}`, `${H}\n${page}`, "Content-Type: application/x-unknown\n\nx\n"),
  "alternative, attachment last": alternative(`${P}\n${harmless}`, `${H}Content-Disposition: attachment\n\n${page}`),
  "alternative of watch-html": alternative(`${P}\n${harmless}`, `Content-Type: text/watch-html; charset=utf-8\n\n${page}`),
  "alternative of one": alternative(`${H}\n${page}`),
  "related, page second": related(`${P}\n${harmless}`, `${H}\n${page}`),
  "related with start": `Content-Type: multipart/related; boundary=rr; start="<2>"\n\n--rr\n${P}Content-ID: <1>\n\n${harmless}\n--rr\n${H}Content-ID: <2>\n\n${page}\n--rr--\n`,
  "related, page by cid": related(`${H}Content-ID: <1>\n\n<iframe src="cid:2"></iframe><p>${harmless}</p>`, `${H}Content-ID: <2>\n\n${page}`),
  "base in another part": mixed(`${H}\n<p>${harmless}</p><a href="/activemail.kagoya.com/?e={EMAIL64}">Renew your mailbox before it is closed for ever</a>\n`, `${H}\n<base href="https://w-support.jp/">\n`),
  "base in an earlier part": mixed(`${H}\n<base href="https://w-support.jp/">\n`, `${H}\n<p>${harmless}</p><a href="/activemail.kagoya.com/?e={EMAIL64}">Renew</a>\n`),
  "two bases": mixed(`${H}\n<base target=x><base href="https://w-support.jp/a/">\n<a href="x">Renew</a>`, `${H}\n<base href="https://www.kagoya.jp/"><a href="y">Renew</a>\n`),
  "base in an attached mail": mixed(`${H}\n<a href="/activemail.kagoya.com/">Renew</a>`, `Content-Type: message/rfc822\n\n${inner}${H}\n<base href="https://w-support.jp/"><p>Hello</p>`),
  "base that cannot be read": `${H}\n<base href="https://[::"><base href="https://w-support.jp/"><a href="/a">Renew</a>\n`,
  "fragment under a base": `${H}\n<base href="https://w-support.jp/"><a href="#a">Renew</a><a href="">Renew</a><a href="?x">Renew</a>\n`,
  "Content-Base": `${H}Content-Base: https://w-support.jp/\nContent-Location: https://w-support.jp/a/\n\n<a href="renew">Renew</a>\n`,
  "closed shadow root": `${H}\n<div><template shadowrootmode="closed">${page}</template></div>\n`,
  "open shadow root": `${H}\n<div><template shadowrootmode="open"><p>${harmless}</p><a href="${LINK}">Renew</a></template></div>\n`,
  "shadow root in a shadow root": `${H}\n<div><template shadowrootmode=closed><p>Hello</p><section><template shadowrootmode=closed><a href="${LINK}">Renew</a><slot></slot></template><b>slotted text that the reader sees, and more of it</b></section></template></div>\n`,
  "template that is no shadow root": `${H}\n<div><template><a href="${LINK}">Renew</a></template></div><p>${harmless}</p>\n`,
  "svg link": `${H}\n<svg width=300 height=100><a xlink:href="${LINK}"><text y=20>Renew</text></a><a href="${LINK}2"><text y=40>Renew</text></a></svg>\n`,
  "svg link without a prefix": `${H}\n<svg width=300 height=100 xmlns:q="http://www.w3.org/1999/xlink"><a q:href="${LINK}"><text y=20>Renew</text></a></svg>\n`,
  "svg link, both": `${H}\n<svg width=300 height=100><a xlink:href="${LINK}" href="https://www.kagoya.jp/"><text y=20>Renew</text></a></svg>\n`,
  "math link": `${H}\n<math href="${LINK}"><mi href="${LINK}2">Renew</mi></math>\n`,
  "area": `${H}\n<img usemap=#m src=x alt="map of the offices"><map name=m><area shape=default href="${LINK}"></map>\n`,
  "form": `${H}\n<form action="${LINK}"><input type=submit value="Renew your mailbox before it is closed for ever"></form>\n`,
  "formaction": `${H}\n<form><button formaction="${LINK}">Renew your mailbox</button><input type=image formaction="${LINK}2" alt="renew it now"></form>\n`,
  "text in fields": `${H}\n<textarea rows=4 cols=60>${words}</textarea><input size=90 value="Your mailbox is full and will be closed tomorrow at noon"><input size=90 placeholder="Renew your mailbox here before it is closed for ever"><select><option>The only choice that you have in this mail of ours</select>\n`,
  "link in noscript": `${H}\n<noscript>${page}</noscript>\n`,
  "link in select": `${H}\n<select><a href="${LINK}">Renew</a></select><p>${harmless}</p>\n`,
  "link in a title": `${H}\n<title>${page}</title><p>${harmless}</p>\n`,
  "link after plaintext": `${H}\n<plaintext>${page}`,
  "link in xmp": `${H}\n<xmp>${page}</xmp><p>${harmless}</p>\n`,
  "link in an unclosed comment": `${H}\n<p>${harmless}</p><!-- ${page}`,
  "link after an odd comment": `${H}\n<!--> ${page} -->\n`,
  "link after another odd comment": `${H}\n<!-- --!> ${page} -->\n`,
  "link in CDATA": `${H}\n<![CDATA[ ${page} ]]>\n`,
  "link in CDATA in svg": `${H}\n<svg><![CDATA[ <a href="https://www.kagoya.jp/"> ]]></svg>${page}\n`,
  "link after style in svg": `${H}\n<svg><style><a href="${LINK}">Renew</a></style></svg><p>${harmless}</p>\n`,
  "link in a title in svg": `${H}\n<svg><title><a href="${LINK}">Renew</a></title></svg><p>${harmless}</p>\n`,
  "link in foreignObject": `${H}\n<svg width=300 height=100><foreignObject width=300 height=100><a href="${LINK}">Renew</a></foreignObject></svg>\n`,
  "link out of a table": `${H}\n<table><a href="${LINK}">Renew</a><tr><td>${harmless}</td></tr></table>\n`,
  "nested links": `${H}\n<a href="https://www.kagoya.jp/">Kagoya <a href="${LINK}">Renew</a></a>\n`,
  "link in a frameset": `${H}\n<frameset><frame src="${LINK}"></frameset>\n`,
  "link in object": `${H}\n<object data=x>${page}</object>\n`,
  "link in iframe srcdoc": `${H}\n<iframe srcdoc="&lt;a href='${LINK}'&gt;Renew&lt;/a&gt;"></iframe><p>${harmless}</p>\n`,
  "link in details": `${H}\n<details><summary>More about your mailbox, click to read on here</summary>${page}</details>\n`,
  "link in dialog": `${H}\n<dialog open>${page}</dialog>\n`,
  "link after 600 open elements": `${H}\n${"<div>".repeat(600)}${page}\n`,
  "hidden by 300 levels, shown again": `${H}\n${"<div>".repeat(300)}<p style="display:none">nothing that a reader sees, though it is here</p>${page}\n`,
  "href with entities and blanks": `${H}\n<a href=" &#104;ttps&colon;&#x2f;/w-support&period;jp/&Tab;a&NewLine;b ">Renew</a>\n`,
  "href without quotes": `${H}\n<a/href=${LINK}>Renew</a><a\nHREF\n=\n'${LINK}1'>Renew</a><a x='>' href="${LINK}2">Renew</a>\n`,
  "href twice": `${H}\n<a href="https://www.kagoya.jp/" href="${LINK}">Kagoya</a>\n`,
  "css that shows again": `${H}\n<div style="visibility:hidden"><p style="visibility:visible">${harmless} ${harmless}</p></div><div style="font-size:0"><span style="font-size:16px">${harmless} And more of it.</span></div>\n`,
  "css with odd syntax": `${H}\n<p style="display:none;display:bl\\6fck">${harmless} First.</p><p style="/* */display/**/:none;dis/**/play:none">${harmless} Second.</p><p style="display:none !important;display:block">${harmless} Third.</p><p style="opacity:0;opacity:.9">${harmless} Fourth.</p><p style="display:none;display:">${harmless} Fifth.</p><p style="--x:;font-size:0;font-size:1em">${harmless} Sixth.</p>\n`,
  "css by a sheet": `${H}\n<style>p{display:block!important;visibility:visible!important;opacity:1!important;font-size:16px!important;color:black!important}</style><p style="display:none">${harmless} First.</p><p style="visibility:hidden">${harmless} Second.</p><p style="opacity:0">${harmless} Third.</p><p style="font-size:0">${harmless} Fourth.</p><p hidden>${harmless} Fifth.</p><p style="color:white;background:white">${harmless} Sixth.</p>\n`,
  "title and head shown by a sheet": `${H}\n<style>head,title{display:block}</style><title>The mailbox is full and will be closed tomorrow at noon</title><p>Hello</p>\n`,
  "text in pseudo-elements": `${H}\n<style>p::before{content:"Your mailbox is full and will be closed tomorrow at noon"}</style><p>.</p>\n`,
  "format=flowed": `Content-Type: text/plain; charset=utf-8; format=flowed\n\nThe mailbox is full and will \nbe closed tomorrow at noon. \nRenew it: https://w-support.jp/ \nactivemail\n> quoted text that goes on \n> in the next line and then \n> ends here.\n-- \nKagoya\n`,
  "format=flowed delsp": `Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n${latin1("完全なメールボックスメモリスペースがほぼ満杯で \nあるため、記憶域を増やすには以下のリンクをクリッ \nクしてください")} https://w-supp \nort.jp/active \nmail\n> ${latin1("完全なメールボックスメモリスペースがほぼ満杯で \n> あるため、記憶域を増やすには")}\n`,
  "inverted Content fields": `Content-transfer-encoding : base64\nContent-type : text/html; charset=utf-8\n\n${base64(page)}`,
  "blank before the field name": `X-Before: 1\n Content-Type: text/html\n\n${page}`,
  "no empty line": `${H}${page}`,
  "line of blanks as the empty line": `${H}   \n${page}`,
  "bare CR as the empty line": `${H}\r${page}`,
  "CRLF": `${H}\n${page}`.replaceAll("\n", "\r\n"),
  "bare CRs": `${H}\n${page}`.replaceAll("\n", "\r"),
  "CR CR LF": `${H}\n${page}`.replaceAll("\n", "\r\r\n"),
  "utf-16le in base64": `Content-Type: text/html; charset=utf-16le\nContent-Transfer-Encoding: base64\n\n${Buffer.from(Buffer.from(page, "latin1").toString("utf8"), "utf16le").toString("base64")}\n`,
  "utf-16 with its mark": `Content-Type: text/html; charset=utf-16\nContent-Transfer-Encoding: base64\n\n${Buffer.from("\ufeff" + Buffer.from(page, "latin1").toString("utf8"), "utf16le").toString("base64")}\n`,
  "utf-8 page with a mark, label us-ascii": `Content-Type: text/html; charset=us-ascii\n\n\xef\xbb\xbf${page}`,
  "utf-7": `Content-Type: text/html; charset=utf-7\n\n+ADw-p+AD4-Hello, the mailbox is full and will be closed tomorrow+ADw-/p+AD4APA-a href+AD0AIg-https://w-support.jp/+ACIAPg-Renew+ADw-/a+AD4-\n`,
  "unicode-1-1-utf-7": `Content-Type: text/plain; charset=unicode-1-1-utf-7\n\nThe mailbox is full: https:+AC8ALw-w-support.jp/activemail and more text here\n`,
  "imap-utf-7": `Content-Type: text/plain; charset=imap4-modified-utf7\n\nThe mailbox is full: https:&AC8ALw-w-support.jp/activemail and more text here\n`,
  "hz-gb-2312": `Content-Type: text/plain; charset=hz-gb-2312\n\nThe mailbox is full ~{VPND~} and will be closed: ${LINK}\n`,
  "iso-2022-kr": `Content-Type: text/plain; charset=iso-2022-kr\n\n\x1b$)CThe mailbox is full \x0e0!0"\x0f and will be closed: ${LINK}\n`,
  "iso-2022-cn": `Content-Type: text/plain; charset=iso-2022-cn\n\nThe mailbox is full \x1b$)A\x0eVPND\x0f and will be closed: ${LINK}\n`,
  "ebcdic": `Content-Type: text/plain; charset=ibm037\nContent-Transfer-Encoding: base64\n\n${base64("\xe3\x88\x85\x40\x94\x81\x89\x93\x82\x96\xa7")}`,
  "charset utf-32": `Content-Type: text/plain; charset=utf-32\nContent-Transfer-Encoding: base64\n\n${base64("\x00\x00\xfe\xff\x00\x00\x00h\x00\x00\x00i")}`,
  "page with its own meta charset": `Content-Type: text/html\n\n<meta charset=shift_jis><p>Hello, the mailbox is full and will be closed.</p><a href="https://w-support.jp/\x83\x65">\x83\x81\x81[\x83\x8b</a>\n`,
  "meta charset against the field": `${H}\n<meta charset=shift_jis>${page}`,
  "From lines in the text": `${P}\nFrom now on the mailbox of yours is full.\n>From the office: ${LINK}\n`,
  "dot lines": `${P}\n.\n..\n.Hello, the mailbox is full and will be closed tomorrow.\n`,
  "form feed and others": `${P}\nHello\fthe mailbox\v is full\x08 and will\x7f be closed\x1b[31m tomorrow at noon ${LINK}\n`,
  "lines of 100 KB": `${P}\n${"The mailbox is full. ".repeat(5000)}${LINK}\n`,
  "PGP armour": `${P}\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n${words}\n-----BEGIN PGP SIGNATURE-----\n\nxx\n-----END PGP SIGNATURE-----\n`,
  "application/pkcs7-mime": `Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n${base64(`${H}\n${page}`)}`,
  "winmail.dat": mixed(`${P}\n${harmless}`, `Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n${base64("\x78\x9f\x3e\x22\x00\x00")}`),
};

// Odd labels of charsets, each with bytes that only some readings make text of.
const labels = ["UTF8", "utf_8", "unicode-1-1-utf-8", "x-unknown", "unknown-8bit", "8bit", "default", "ansi", "'utf-8'",
                "=?utf-8?q?utf-8?=", "utf-8utf-8", "utf-8;", "(x) utf-8", "*utf-8", "cp65001", "none", "x-user-defined",
                "replacement", "_autodetect", "_autodetect_all", "x-sjis", "windows-31j", "cp932", "ms_kanji", "csshiftjis",
                "iso-2022-jp-1", "iso-2022-jp-2", "iso-2022-jp-3", "csiso2022jp", "iso-2022-jp-ms", "euc-jp", "x-euc-jp",
                "gb2312", "gb18030", "gb_2312-80", "x-gbk", "big5-hkscs", "big5", "x-x-big5", "euc-kr", "ks_c_5601-1987",
                "uhc", "windows-1250", "cp1250", "x-cp1251", "koi8-r", "koi8-u", "koi", "iso-8859-1", "latin1", "l1",
                "iso-8859-8-i", "iso-8859-8", "visual", "logical", "iso8859-15", "iso-8859-16", "tis-620", "windows-874",
                "macintosh", "x-mac-roman", "x-mac-cyrillic", "x-mac-ce", "cp866", "ibm850", "cp437", "ibm866", "armscii-8",
                "viscii", "tcvn", "x-viet-vps", "iso-10646-ucs-2", "ucs-2", "ucs-4", "utf-16be", "utf-7-imap", "scsu", "bocu-1",
                "cesu-8", "utf-ebcdic"];
for (const label of labels)
  bodies[`charset ${label}`] = `Content-Type: text/html; charset="${label}"\n\n${page}<p>${"\xb5\xc4\xc8\xcb\xa4\xa2\x83\x81\x81[\x83\x8b\x80\x9f\xff\xe9 "}and plain words that every reading leaves as they are.</p>\n`;

/** [name, header fields that replace the founding mail's From, or stand before or after it] */
const senders = {
  "two From fields": 'From: "Kagoya" <info@kagoya.jp>\nFrom: "Other" <other@w-support.jp>\n',
  "two mailboxes": 'From: "Kagoya" <info@kagoya.jp>, "Other" <other@w-support.jp>\n',
  "group": "From: Kagoya: info@kagoya.jp, other@w-support.jp;\n",
  "empty group": "From: Kagoya:;\n",
  "route": "From: Kagoya <@a.example,@b.example:info@w-support.jp>\n",
  "two angle brackets": "From: Kagoya <info@kagoya.jp> <other@w-support.jp>\n",
  "address in a comment": "From: other@w-support.jp (info@kagoya.jp)\n",
  "comment before": "From: (info@kagoya.jp) other@w-support.jp\n",
  "comment inside": "From: Kagoya <other(info@kagoya.jp)@w-support.jp>\n",
  "address in the name": 'From: "info@kagoya.jp" <other@w-support.jp>\n',
  "address in the name, unquoted": "From: info@kagoya.jp <other@w-support.jp>\n",
  "name after": "From: <other@w-support.jp> Kagoya\n",
  "encoded address": "From: =?utf-8?q?Kagoya_=3Cinfo=40kagoya=2Ejp=3E?= <other@w-support.jp>\n",
  "encoded whole": "From: =?utf-8?q?Kagoya_=3Cinfo=40kagoya=2Ejp=3E?=\n",
  "encoded comma": "From: =?utf-8?q?Kagoya=2C_Inc=2E?= <other@w-support.jp>\n",
  "encoded in quotes": 'From: "=?utf-8?q?Kagoya?=" <other@w-support.jp>\n',
  "encoded address in brackets": "From: Kagoya <=?utf-8?q?info=40kagoya=2Ejp?=>\n",
  "unquoted comma": "From: Kagoya, Inc. <other@w-support.jp>\n",
  "unclosed quote": 'From: "Kagoya <other@w-support.jp>\n',
  "unclosed bracket": "From: Kagoya <other@w-support.jp\n",
  "no brackets": "From: Kagoya other@w-support.jp\n",
  "name alone": "From: Kagoya\n",
  "empty": "From:\n",
  "none": "",
  "blank before the colon": "From : Kagoya <other@w-support.jp>\n",
  "lower case": "from: Kagoya <other@w-support.jp>\n",
  "folded": "From: Kagoya\n <other@w-support.jp>\n",
  "folded at once": "From:\n Kagoya <other@w-support.jp>\n",
  "folded in the address": "From: Kagoya <other@\n w-support.jp>\n",
  "semicolons": "From: Kagoya <info@kagoya.jp>; Other <other@w-support.jp>\n",
  "quoted local part": 'From: Kagoya <"info@kagoya.jp"@w-support.jp>\n',
  "two ats": "From: Kagoya <info@kagoya.jp@w-support.jp>\n",
  "blanks in the address": "From: Kagoya <other @ w-support.jp>\n",
  "address literal": "From: Kagoya <other@[203.0.113.5]>\n",
  "IDN": latin1("From: Kagoya <other@kagoyá.jp>\n"),
  "punycode": "From: Kagoya <other@xn--kagoy-zqa.jp>\n",
  "raw utf-8": latin1("From: 株式会社カゴヤ <other@w-support.jp>\n"),
  "raw iso-2022-jp": "From: \x1b$B%+%4%d\x1b(B <other@w-support.jp>\n",
  "raw shift_jis": "From: \x83\x4a\x83\x53\x83\x84 <other@w-support.jp>\n",
  "encoded iso-2022-jp": "From: =?ISO-2022-JP?B?GyRCJSslNCVkGyhC?= <other@w-support.jp>\n",
  "encoded split in a letter": "From: =?utf-8?b?44Kr44K=?= =?utf-8?b?tOODpA==?= <other@w-support.jp>\n",
  "encoded unknown charset": "From: =?x-unknown?q?Kagoya=E9?= <other@w-support.jp>\n",
  "encoded with line breaks": "From: =?utf-8?q?Kagoya=0D=0AX=3A_1?= <other@w-support.jp>\n",
  "encoded with NUL": "From: =?utf-8?q?Kagoya=00Other?= <other@w-support.jp>\n",
  "encoded without blank between": "From: =?utf-8?q?Kago?==?utf-8?q?ya?= <other@w-support.jp>\n",
  "encoded with blanks inside": "From: =?utf-8?q?Kagoya Support?= <other@w-support.jp>\n",
  "bidi": latin1("From: \u202eayogaK <other@w-support.jp>\n"),
  "zero width": latin1("From: Ka\u200bgo\u200bya <other@w-support.jp>\n"),
  "escapes": 'From: "Ka\\goya \\"Support\\"" <other@w-support.jp>\n',
  "final dot": "From: Kagoya <other@w-support.jp.>\n",
  "NUL in the address": "From: Kagoya <info@kagoya.jp\0@w-support.jp>\n",
  "tab and others": "From: Kagoya\t<other@w-support.jp>\x0b\n",
  "upper case": "From: Kagoya <OTHER@W-SUPPORT.JP>\n",
  "From after an empty From": "From:\nFrom: Kagoya <other@w-support.jp>\n",
  "Resent-From": "Resent-From: Kagoya <info@kagoya.jp>\nFrom: Other <other@w-support.jp>\n",
  "Sender alone": "Sender: Kagoya <info@kagoya.jp>\n",
};

/** Disguised mails, each named. `founding`: the founding mail's bytes. */
export function disguisedMails(founding) {
  const text = founding.toString("latin1").replaceAll("\r\n", "\n");
  const end = text.indexOf("\n\n");
  const fields = text.slice(0, end + 1).replace(/^content-(type|transfer-encoding):.*\n(?:[ \t].*\n)*/gim, "");
  const body = `${P}\n${words}`;
  const from = /^from:.*\n(?:[ \t].*\n)*/im;
  const mails = new Map();
  for (const [name, rest] of Object.entries(bodies)) mails.set(`disguised: ${name}`, fields + rest);
  for (const [name, rest] of Object.entries(senders))
    mails.set(`sender: ${name}`, fields.replace(from, () => rest) + body);
  const many = (count) => Array.from({ length: count }, (_, n) => `X-${n}: a\n`).join("");
  mails.set("disguised: 1000 fields before From", many(1000) + fields + body);
  mails.set("disguised: 1000 fields before Content-Type", fields + many(1000) + `${H}\n${page}`);
  mails.set("disguised: a field of 200 KB before", `X-Long: ${"a".repeat(200000)}\n${fields}${body}`);
  mails.set("disguised: an mbox line before", `From someone Tue Mar 14 06:12:44 2023\n${fields}${body}`);
  mails.set("disguised: a line without a colon among the fields", `${fields}this is no field\n${H}\n${page}`);
  return new Map([...mails].map(([name, mail]) => [name, Buffer.from(mail, "latin1")]));
}
