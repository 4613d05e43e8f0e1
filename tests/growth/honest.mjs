// Large mails that honest people send reach no limit: none of them is told to hold what was not looked at. Made here,
// not stored. And the bad thing behind much that is harmless is found where a limit does not keep it out.
//
//   node --test tests/growth/honest.mjs
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const fuwake = process.env.FUWAKE ?? join(root, "build/release/bin/fuwake");
const folder = mkdtempSync(join(tmpdir(), "fuwake-honest-"));
after(() => rmSync(folder, { recursive: true }));

const head =
  "Delivered-To: me@me.example\r\nReceived: from out.shop.example (out.shop.example [203.0.113.9]) by mx.me.example with ESMTPS id 1; Mon, 2 Nov 2026 10:00:00 +0000\r\n" +
  "From: Shop <news@shop.example>\r\nTo: me@me.example\r\nSubject: News\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n";

/// What the engine finds in a mail of this body (bytes or text, with its Content fields).
function analyse(body) {
  const file = join(folder, "mail.eml");
  writeFileSync(file, Buffer.concat([Buffer.from(head), Buffer.from(body)]));
  return JSON.parse(execFileSync(fuwake, ["analyze", file, "--format", "json", "--me", "me@me.example"], { env: { ...process.env, HOME: folder }, maxBuffer: 1 << 28 }));
}
const ids = (analysis) => analysis.findings.map((finding) => finding.id);
const html = (body) => `Content-Type: text/html; charset=utf-8\r\n\r\n${body}`;
const attached = (files) =>
  Buffer.concat([
    Buffer.from("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n"),
    ...files.map(({ name, type, content }) =>
      Buffer.from(`--b\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString("base64").replace(/.{76}/g, "$&\r\n")}\r\n`)),
    Buffer.from("--b--\r\n"),
  ]);

const crcs = Array.from({ length: 256 }, (_, n) => { let c = n; for (let k = 0; k < 8; ++k) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1; return c >>> 0; });
const crc = (bytes) => (bytes.reduce((c, byte) => crcs[(c ^ byte) & 255] ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
function chunk(type, data) {
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, "latin1");
  data.copy(out, 8);
  out.writeUInt32BE(crc(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}
/// A PNG of eight bits of grey; `grey(x, y)` tells each.
function png(width, height, grey) {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; ++y) for (let x = 0; x < width; ++x) rows[y * (width + 1) + 1 + x] = grey(x, y);
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size[8] = 8;
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", size), chunk("IDAT", deflateSync(rows, { level: 1 })), chunk("IEND", Buffer.alloc(0))]);
}
/// A photo as a camera makes it: 12 megapixels, about 3 MB.
function photo() {
  const file = join(folder, "photo.jpg");
  execFileSync("convert", ["-size", "1000x750", "plasma:tan-steelblue", "-resize", "4000x3000", "-attenuate", "0.15", "+noise", "Gaussian", "-quality", "85", file]);
  return readFileSync(file);
}
/// A PDF of these objects, numbered from 1, which is the catalogue.
function pdf(objects) {
  const out = [Buffer.from("%PDF-1.5\n")];
  const offsets = [];
  let at = out[0].length;
  objects.forEach((object, i) => {
    offsets.push(at);
    out.push(Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n")]));
    at += out.at(-1).length;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  out.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer<</Root 1 0 R/Size ${objects.length + 1}>>\nstartxref\n${at}\n%%EOF`));
  return Buffer.concat(out);
}
const stream = (dictionary, data) => Buffer.concat([Buffer.from(`<<${dictionary}/Length ${data.length}>>stream\n`), data, Buffer.from("\nendstream")]);
/// Pages of text and, on as many of them as there are, pictures that fill them.
function document(pages, pictures = [], last = "") {
  const first = 4;
  const objects = ["<</Type/Catalog/Pages 2 0 R>>", `<</Type/Pages/Count ${pages}/Kids[${Array.from({ length: pages }, (_, i) => `${first + 2 * i} 0 R`).join(" ")}]>>`, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"];
  for (let i = 0; i < pages; ++i) {
    const lines = Array.from({ length: 45 }, (_, k) => `BT /F 10 Tf 50 ${780 - 16 * k} Td (Line ${k} of page ${i}: terms and conditions of the agreement apply.) Tj ET`).join("\n");
    const picture = pictures[i] ? `q 500 0 0 300 50 100 cm /I Do Q\n` : "";
    objects.push(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${first + 2 * i + 1} 0 R/Resources<</Font<</F 3 0 R>>${pictures[i] ? `/XObject<</I ${first + 2 * pages + i} 0 R>>` : ""}>>${i === pages - 1 ? last : ""}>>`);
    objects.push(stream("/Filter/FlateDecode", deflateSync(Buffer.from(picture + lines))));
  }
  return pdf([...objects, ...pictures]);
}
/// A page as a scanner in an office makes it: black letters on white, a JPEG of 150 dots an inch.
function scanned_page() {
  const file = join(folder, "page");
  // Strokes as of letters, in words and lines: no font has to be there.
  const pixels = Buffer.alloc(2480 * 3508, 255);
  const is_ink = (x, y) => x > 200 && x < 2280 && y > 200 && y < 3300 && y % 60 < 32 && x % 190 < 160 && (x * 7 + Math.floor(y / 60) * 13) % 31 < 9 + (y % 60 < 5 ? 9 : 0);
  for (let y = 0; y < 3508; ++y) for (let x = 0; x < 2480; ++x) if (is_ink(x, y)) pixels[y * 2480 + x] = 0;
  writeFileSync(`${file}.pgm`, Buffer.concat([Buffer.from("P5 2480 3508 255\n"), pixels]));
  execFileSync("convert", [`${file}.pgm`, `${file}.png`]);
  execFileSync("convert", [`${file}.png`, "-resize", "50%", "-attenuate", "0.1", "+noise", "Gaussian", "-quality", "75", `${file}.jpg`]);
  return { jpeg: readFileSync(`${file}.jpg`) };
}
let one_page;
const a_page = () => (one_page ??= scanned_page());
const image = (width, height, bits, more, data) => stream(`/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/BitsPerComponent ${bits}/ColorSpace/DeviceGray${more}`, data);
const jpeg_object = (bytes) => stream("/Type/XObject/Subtype/Image/Width 4000/Height 3000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode", bytes);
function zip(files, ...options) {
  const inside = mkdtempSync(join(folder, "zip-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(inside, name)), { recursive: true });
    writeFileSync(join(inside, name), content);
  }
  execFileSync("zip", ["-q", "-r", "-0", ...options, "../out.zip", "."], { cwd: inside });
  const out = readFileSync(join(folder, "out.zip"));
  rmSync(join(folder, "out.zip"));
  rmSync(inside, { recursive: true });
  return out;
}
const list = (count, make) => Array.from({ length: count }, (_, i) => make(i));
const code = readFileSync(join(root, "tests/attachments/qr-code.png"));
let one_photo;
const a_photo = () => (one_photo ??= photo());
/// The same picture in other bytes.
const another = (content, i) => Buffer.concat([content, Buffer.from(String(i))]);

const honest = {
  "a newsletter with 300 links": () => html(list(300, (i) => `<p><a href="https://shop.example/article/${i}?utm_source=news&utm_campaign=november">Article ${i}</a> <img src="https://img.shop.example/${i}.jpg">`).join("\n")),
  "a digest with 3,000 links": () => html(list(3000, (i) => `<li><a href="https://site${i}.example/post/${i}">Post ${i}</a>`).join("\n")),
  "30 photos of 3 MB": () => attached(list(30, (i) => ({ name: `IMG_${i}.jpg`, type: "image/jpeg", content: another(a_photo(), i) }))),
  "a PDF of 20 MB": () => attached([{ name: "catalogue.pdf", type: "application/pdf", content: document(40, list(6, () => jpeg_object(a_photo()))) }]),
  "a PDF of 50 pages of text": () => attached([{ name: "terms.pdf", type: "application/pdf", content: document(50) }]),
  "a PDF of 60 pages of text": () => attached([{ name: "terms.pdf", type: "application/pdf", content: document(60) }]),
  "a PDF of 20 MB and 300 pages": () => attached([{ name: "catalogue.pdf", type: "application/pdf", content: document(300, list(6, () => jpeg_object(a_photo()))) }]),
  "a scan of 60 pages": () => attached([{ name: "scan.pdf", type: "application/pdf", content: document(60, list(60, () => image(1240, 1754, 8, "/Filter/DCTDecode", a_page().jpeg))) }]),
  "a zip file of 25 MB with 5,000 files": () => attached([{ name: "project.zip", type: "application/zip", content: zip(Object.fromEntries(list(5000, (i) => [`dir${i % 50}/file${i}.txt`, randomBytes(5000)]))) }]),
  "an encrypted zip file": () => attached([{ name: "bill.zip", type: "application/zip", content: zip({ "bill.pdf": document(2) }, "-P", "secret") }]),
  "200 small pictures in the text": () => attached(list(200, (i) => ({ name: `logo${i}.png`, type: "image/png", content: png(120, 60, (x, y) => ((x * (i + 3)) ^ (y * 7)) & 0xf8) }))),
  "a film of 30 MB": () => attached([{ name: "holiday.mp4", type: "video/mp4", content: Buffer.concat([Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "latin1"), randomBytes(30_000_000)]) }]),
  "bytes that nobody knows": () => attached([{ name: "data.bin", type: "application/octet-stream", content: randomBytes(3_000_000) }]),
  "a table of 5 MB": () => attached([{ name: "table.csv", type: "text/csv", content: Buffer.from(list(200_000, (i) => `${i},some value,another`).join("\n")) }]),
  "a screenshot of a large screen": () => attached([{ name: "screen.png", type: "image/png", content: png(3840, 2160, (x, y) => (y % 40 < 20 && x % 13 < 4 ? 0 : 250)) }]),
};
for (const [name, make] of Object.entries(honest))
  test(`${name} reaches no limit`, () => {
    const found = ids(analyse(make())).filter((id) => id.startsWith("unseen."));
    assert.deepEqual(found, []);
  });

const hidden = {
  "a link behind 5,000 others": { finding: "link.userinfo", make: () => html(list(5000, (i) => `<a href="https://a.example/${i}">${i}</a>`).join("") + '<a href="https://www.paypal.com@evil.example/">x</a>') },
  "a link behind 40,000 repetitions of one": { finding: "link.userinfo", make: () => html('<a href="https://a.example/">a</a>'.repeat(40_000) + '<a href="https://www.paypal.com@evil.example/">x</a>') },
  "a program behind 5,000 files": { finding: "attachment.program-inside", make: () => attached([{ name: "a.zip", type: "application/zip", content: zip({ ...Object.fromEntries(list(1000, (i) => [`a${i}.txt`, "x"])), "z.exe": "MZ" }) }]) },
  "a zip file behind ten bytes": { finding: "attachment.program-inside", make: () => attached([{ name: "a.zip", type: "application/zip", content: Buffer.concat([Buffer.from("0123456789"), zip({ "z.exe": "MZ" })]) }]) },
  "a zip file behind a picture": { finding: "attachment.program-inside", make: () => attached([{ name: "a.zip", type: "application/zip", content: Buffer.concat([code, zip({ "z.exe": "MZ" })]) }]) },
  "an archive behind 20 others": { finding: "attachment.program-inside", make: () => attached([...list(20, (i) => ({ name: `a${i}.bin`, type: "application/octet-stream", content: Buffer.from(`nothing ${i}`.repeat(100)) })), { name: "a.zip", type: "application/zip", content: zip({ "z.exe": "MZ" }) }]) },
  "an archive behind 15 empty pictures": { finding: "attachment.program-inside", make: () => attached([...list(15, (i) => ({ name: `a${i}.png`, type: "image/png", content: another(png(3000, 3000, () => 255), i) })), { name: "a.zip", type: "application/zip", content: zip({ "z.exe": "MZ" }) }]) },
  "a code behind 100 pictures": { finding: "link.in-code", make: () => attached([...list(100, (i) => ({ name: `a${i}.png`, type: "image/png", content: png(120, 60, (x, y) => ((x * (i + 3)) ^ (y * 7)) & 0xf8) })), { name: "code.png", type: "image/png", content: code }]) },
  "a link of a PDF's 60th page": { finding: "link.only-in-attachment", make: () => attached([{ name: "a.pdf", type: "application/pdf", content: document(60, [], "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://evil.example/)>>>>]") }]) },
};
for (const [name, { finding, make }] of Object.entries(hidden))
  test(`${name} is found`, () => assert.ok(ids(analyse(make())).includes(finding)));

// What does reach a limit is told.
const told = {
  "a link of a megabyte": { finding: "unseen.link-ends", make: () => html(`<a href="https://a.example/${"a".repeat(1e6)}">x</a>`) },
  "a base of 60 KB": { finding: "unseen.link-ends", make: () => html(`<base href="https://a.example/${"a".repeat(6e4)}/"><a href=b>x</a>`) },
  "20,000 distinct links": { finding: "unseen.links", make: () => html(list(20_000, (i) => `<a href="https://a.example/${i}">x</a>`).join("")) },
  "a picture of 60,000 by 60,000": { finding: "unseen.attachments", make: () => attached([{ name: "a.png", type: "image/png", content: readFileSync(join(root, "tests/attachments/picture-of-50000-by-50000.png")) }].map((file) => ({ ...file, content: Buffer.concat([file.content, Buffer.alloc(300)]) }))) },
  "arrays in arrays": { finding: "unseen.attachments", make: () => attached([{ name: "a.pdf", type: "application/pdf", content: pdf([`<</Type/Catalog/Pages 2 0 R/X ${"[".repeat(1e6)}>>`, "<</Type/Pages/Count 0/Kids[]>>"]) }]) },
};
for (const [name, { finding, make }] of Object.entries(told))
  test(`${name} is told`, () => {
    const analysis = analyse(make());
    assert.ok(ids(analysis).includes(finding));
    assert.equal(analysis.verdict.level, "caution");
  });
