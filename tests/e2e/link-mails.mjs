// Mails whose links are looked at and clicked in the real Thunderbird.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tools/thunderbird/thunderbird.mjs";
import { personal } from "./mails.mjs";

export const LURE = "https://w-support.jp/activemail.kagoya.com/?e=1";
const PICTURE = "data:image/gif;base64,R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==";

const header = readFileSync(join(root, "tests/cases/kagoya-utf8.eml"), "latin1").split("\n\n")[0];

/** The founding mail with other parts: what comes behind its header. */
export const foundingWith = (subject, type, body, encoding = "base64") =>
  Buffer.from(
    `${header.replace(/^Subject: .*$/m, `Subject: ${subject}`).replace(/^(Content-T.*)\n?/gm, "").trimEnd()}\n` +
      `Content-Type: ${type}; charset=utf-8\nContent-Transfer-Encoding: ${encoding}\n\n` +
      `${encoding === "base64" ? Buffer.from(body).toString("base64").replace(/.{76}/g, "$&\n") : body}\n`,
  );

/** Every way in which a mail can lead somewhere, each with an id. */
export const everyWay = foundingWith("every way", "text/html", `
  <p>完全なメールボックスメモリスペースがほぼ満杯である。5つ の受信メールが返されました</p>
  <p><a id=plain href="${LURE}">ログイン</a></p>
  <p><a id=nested href="${LURE}" title="https://activemail.kagoya.com/"><b><i id=inner>活性化</i></b></a></p>
  <p><a id=foreign href="https://other.example/x">other</a></p>
  <p><map name=m><area id=area shape=rect coords="0,0,90,30" href="${LURE}"></map>
     <img id=picture usemap="#m" width=90 height=30 src="${PICTURE}"></p>
  <p><svg width=120 height=30><a id=svg xlink:href="${LURE}"><text id=svgtext y=20>in SVG</text></a></svg></p>
  <p><math href="${LURE}"><mtext id=math>in MathML</mtext></math></p>
  <p><svg width=120 height=30><defs><a id=used href="${LURE}"><rect width=100 height=30 fill="#ccc"/></a></defs>
     <use id=use href="#used"/></svg></p>
  <style>#shown { display: block } #shown::before { content: "a link element" }</style><link id=shown href="${LURE}">
  <form action="${LURE}"><button id=button>a button</button> <input id=field value="a field"></form>
  <form action="https://form.example/"><input id=submit type=submit value=submit></form>
  <p><label id=label for=submit>a label</label></p>
  <div id=closed><template shadowrootmode=closed><a href="${LURE}">in a closed root</a></template></div>
  <div id=slotted><template shadowrootmode=closed><a href="${LURE}"><slot></slot></a></template><span id=light>around a slot</span></div>
  <p><a id=mailto href="mailto:ann@elsewhere.example">write</a> <a id=down href="#end">down</a></p>
  <p id=end>end</p>`);

/** The founding mail's own text with its link and one to somebody else. */
export const dangerInText = foundingWith("danger in text", "text/plain",
  `メールボックスメモリスペースがほぼ満杯である。\n以下のリンクをクリックしてください\n\n${LURE}\n\nhttps://other.example/x\n`);

const honest = (subject, type, body) =>
  Buffer.from(
    personal("Ken <ken@elsewhere.example>", subject).toString()
      .replace(/\n\n[^]*$/, `\nMIME-Version: 1.0\nContent-Type: ${type}; charset=utf-8\n\n${body}\n`),
  );

export const goodInText = honest("good in text", "text/plain", "See https://elsewhere.example/minutes\n");
export const goodInHtml = honest("good in HTML", "text/html",
  `<p id=first><a id=plain href="https://elsewhere.example/minutes">minutes</a></p>
   <p><a id=wrapped href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.partner.example%2Foffer&data=05">offer</a></p>
   <p><a id=mailto href="mailto:ken@elsewhere.example">write</a></p>`);
/** As Thunderbird itself asks about, where nothing is known of it; and ways within a mail. */
export const asThunderbirdAsks = honest("as Thunderbird asks", "text/html",
  `<p><a id=other href="https://elsewhere.example/x">https://www.office.example/</a></p>
   <p><a id=down href="#end">down</a> <a id=named href="#by-name">by name</a></p><p style="height:3000px">long</p>
   <p id=end>end</p><p style="height:3000px">longer</p><p><a name="by-name">last</a></p>`);

/** To be careful with: several links deceive, each to another place. */
export const carefulOfSeveral = honest("careful of several", "text/html",
  `<p>Look: <a id=first href="https://w-support.jp/x">https://www.paypal.com/</a></p>
   <p>and <a id=second href="https://v-support.jp/y">https://www.amazon.com/</a></p>
   <p>again <a id=third href="https://v-support.jp/y">https://www.amazon.com/</a></p>
   <p>and <a id=other href="https://other.example/">this</a></p>`);
/** To be careful with: one link deceives, the other is only somebody else's. */
export const careful = honest("careful", "text/html",
  `<p>Look: <a id=deceiving href="https://w-support.jp/x">https://www.paypal.com/</a></p>
   <p>and <a id=other href="https://other.example/">this</a></p>`);
