// Mails of which each tries one thing to hide, cover, shrink, move, fade, imitate or deaden the warning above it. All
// have the founding mail's way and lure, so what is right is a whole, readable warning with live buttons.
import { readFileSync } from "node:fs";

const LURE =
  "<p>Dear customer, your mailbox is full.</p>" +
  '<p><a href="https://w-support.jp/activemail.kagoya.com/?e={EMAIL64}">Click the link below to confirm your password</a>' +
  "</p><p>KAGOYA JAPAN</p>";

/** What an attacker likes to see in our place. */
const GREEN =
  '<div style="border:1px solid #017a40;background:#ecf8f1;color:#017a40;padding:10px">' +
  "&#10004; Sender verified: Fuwake confirms this mail comes from KAGOYA JAPAN.</div>";

const page = (style, { html = "", body = "", content = LURE, head = "" } = {}) =>
  `<!doctype html><html ${html}><head>${head}<style>${style}</style></head><body ${body}>${content}</body></html>`;

const COVER = "position:fixed!important;inset:0!important;width:100%;height:100%;z-index:2147483647!important;" +
  "background:#fff!important;display:block!important";

const PLAIN_COVER = COVER.replaceAll("!important", "");
const PICTURE = 'url("data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27 width=%27900%27 height=%27700%27/%3E")';

/** A font in which each letter of ASCII is empty (made by python3-fonttools' FontBuilder). */
const EMPTY_LETTERS = `data:font/ttf;base64,${readFileSync(new URL("empty-letters.ttf", import.meta.url)).toString("base64")}`;

/** name → HTML; where it has an element with the id "go", that is clicked. @type {Record<string, string>} */
export const HOSTILE = {
  "everything unset, importantly": page("*{all:unset!important}"),
  "a layer of important rules":
    page("@layer a{html,html>*{display:none!important;opacity:0!important;filter:opacity(0)!important;scale:0!important}}"),
  "animations of every element":
    page("@keyframes k{from,to{opacity:0;scale:0;translate:-9999px;visibility:hidden}}*{animation:k 1ms infinite forwards!important}"),
  "transitions that last for days, from a starting style":
    page("@starting-style{*{opacity:0;scale:0}}*,*::before{transition:all 99999s 99999s!important;transition-behavior:allow-discrete!important}"),
  "pseudo-elements of every child of the root":
    page(`html>*::before,html>*::after{content:"\\2714 Sender verified: Fuwake";${COVER}}body::before,body::after{display:none!important}`),
  "a backdrop that is painted":
    page("::backdrop{background:#fff!important;opacity:1!important;z-index:2147483647!important;pointer-events:auto!important}"),
  "what is open as a popover is not displayed":
    page(":popover-open,[popover]{display:none!important;visibility:hidden!important;inset:auto!important;margin:9999px!important;width:0!important}"),
  "a root that has a banner": page(
    `html:has(>:popover-open)>:popover-open{display:none!important}:root:has(>:not(head,body))>body{${COVER}}`,
    { content: GREEN + LURE }),
  "containers of a size":
    page("html{container-type:size!important;container-name:r}@container r (width>=0){html>*{display:none!important}}"),
  "anchors":
    page("body{anchor-name:--a}html>:not(body){position-anchor:--a!important;position-area:bottom!important;" +
         "position-visibility:no-overflow!important;position-try:none!important;top:anchor(bottom)!important}"),
  "view transitions":
    page(`@view-transition{navigation:auto}*{view-transition-name:match-element!important}::view-transition{${COVER}}`),
  "letters without a size": page("html{font-size:0!important}*{font-size:0!important;line-height:0!important}"),
  "giant letters":
    page("html{font-size:999px!important}*{font-size:999px!important;line-height:20!important;letter-spacing:99em!important;" +
         "word-spacing:99em!important;text-indent:-9999px!important;text-size-adjust:900%!important}"),
  "letters that cannot be seen":
    page("*,::selection{color:transparent!important;-webkit-text-fill-color:transparent!important;" +
         "text-shadow:none!important;-webkit-text-security:disc!important;font-variant:all-small-caps!important}"),
  "a font of that name with empty letters":
    page(["system-ui", "sans-serif", "Noto Sans CJK JP", "DejaVu Sans", "Cantarell", "Noto Sans"]
      .map((name) => `@font-face{font-family:"${name}";src:url(${EMPTY_LETTERS})}`).join("")),
  "custom properties that are spoilt":
    page(["--c", "--b", "--fg", "--bg", "--line"].map((name) =>
      `@property ${name}{syntax:"<length>";inherits:true;initial-value:0px}`).join("") + "*{--c:#fff!important;--b:#fff!important}"),
  "pointers and selections":
    page("*{pointer-events:none!important;cursor:none!important;user-select:all!important;interactivity:inert!important}"),
  "scroll snaps and a focus far below":
    page("html{scroll-snap-type:y mandatory!important;overscroll-behavior:none;scroll-padding:9999px}#x{scroll-snap-align:end}",
         { content: `${LURE}<div style="height:4000px"></div><input id="x" autofocus>` }),
  "a root that is fixed in a corner, without a size":
    page("html{position:fixed!important;inset:100% auto auto 100%!important;width:0!important;height:0!important;" +
         "overflow:hidden!important;margin:9999px!important;clip:rect(0,0,0,0)!important}"),
  "a root that is a grid in columns, far away":
    page("html{display:grid!important;columns:9!important;margin-left:-9999px!important;padding-left:9999px!important;" +
         "border-top:2000px solid!important;offset-path:path('M-9999 0')!important;offset-distance:100%!important}"),
  "a root that is masked and turned":
    page("html{mask:linear-gradient(transparent,transparent)!important;rotate:x 90deg!important;perspective:1px!important;" +
         "backdrop-filter:blur(99px)!important;mix-blend-mode:difference!important;will-change:transform!important}"),
  "written from the side":
    page("html{writing-mode:sideways-lr!important;direction:rtl!important;unicode-bidi:bidi-override!important;" +
         "text-orientation:upright!important;transform:scaleX(-1)!important}", { html: 'dir="rtl"' }),
  "a root with attributes":
    page("", { html: 'inert hidden aria-hidden="true" role="presentation" contenteditable popover="auto" dir="rtl" tabindex="-1"' }),
  "the banner is owned by what is hidden":
    page("", { content: `<div aria-hidden="true" aria-owns="fuwake-banner banner"></div>${LURE}` }),
  "inline styles of the root and of the body":
    page("", { html: 'style="offset-path:path(\'M0 -999\')!important;zoom:.01!important;contain:strict!important;clip-path:inset(100%)!important"',
               body: 'style="font-size:1px"' }),
  "an SVG animation of the root":
    page("", { html: 'id="h"', content: `${LURE}<svg width="0" height="0"><set href="#h" attributeName="opacity" to="0"/>` +
      '<set href="#h" attributeName="display" to="none"/><set href="#h" attributeName="class" to="x"/>' +
      '<animate href="#h" attributeName="visibility" values="hidden" dur="indefinite" fill="freeze"/></svg>' }),
  "a policy without styles":
    page("", { head: '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'none\'">' }),
  "a style sheet by URL, and by import":
    page("@import url(\"data:text/css,html{display:none!important}\");", {
      head: '<link rel="stylesheet" href="data:text/css,*{opacity:0!important}"><meta name="viewport" content="width=9999,initial-scale=.01">' +
        '<meta name="color-scheme" content="only dark"><base href="https://evil.example/" target="_top">' }),
  "another page, at once": page("", { head: '<meta http-equiv="refresh" content="0;url=data:text/html,hello">' }),
  "everything is plain text": `<html hidden><plaintext><body>${LURE}`,
  "frames": '<html style="opacity:0!important"><frameset rows="*,0" style="position:fixed;inset:0"><frame src="about:blank"></frameset></html>',
  "XHTML": `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><style>html{display:none!important}</style></head><body>${LURE}</body></html>`,
  "a picture that is a page":
    `<svg xmlns="http://www.w3.org/2000/svg" style="${COVER.replaceAll("!important", "")}"><foreignObject width="100%" height="100%">${GREEN}${LURE}</foreignObject></svg>`,
  "for screens only": page("@media screen,all{html>:not(head):not(body){display:none!important;max-height:0!important}}@page{size:1px}"),
  "a dialog that is opened by a button":
    page(`dialog{${COVER.replace("display:block!important", "")}}`,
         { content: `${LURE}<button id="go" commandfor="d" command="show-modal">Show</button><dialog id="d">${GREEN}</dialog>` }),
  "a popover that is opened by a button": page(`#p:popover-open{${COVER}}`,
    { content: `${LURE}<button id="go" popovertarget="p">Show</button><div id="p" popover>${GREEN}</div>` }),
  "a popover in a closed shadow root": page("", { content: `${LURE}<div id="go"><template shadowrootmode="closed">` +
    `<button popovertarget="p" style="width:100%;height:30px">Show</button><div id="p" popover style="${COVER.replaceAll("!important", "").replace("display:block", "")}">${GREEN}</div></template></div>` }),
  "rules within rules, and in a scope": page(
    `html{& > :not(head,body){display:none!important;&::before{content:"x";${COVER}}}}` +
    "@scope(html) to (body){:scope>*:not(head):not(body){opacity:0!important;translate:-9999px!important}}" +
    "@scope{:scope>*{visibility:hidden!important}}body{visibility:visible!important}"),
  "everything is a picture": page(`*{content:${PICTURE}!important}`),
  "a root in three dimensions": page(
    "html{transform-style:preserve-3d!important;perspective-origin:-9999px!important;backface-visibility:hidden!important;" +
    "transform-origin:-999px!important}html>*{backface-visibility:hidden!important;rotate:y 180deg!important}" +
    "body{transform:translateZ(9999px)!important;rotate:none!important;z-index:2147483647!important;position:relative}"),
  "animations that scrolling drives": page(
    "@keyframes k{from,to{opacity:0;scale:0;zoom:.01;display:none}}html,html>*{animation:k linear both!important;" +
    "animation-timeline:scroll(root)!important;animation-range:0 1px!important}body{animation:none!important;min-height:4000px}"),
  "a list of choices that fills the screen": page(
    `select,::picker(select){appearance:base-select!important}::picker(select){${COVER};max-height:none!important}`,
    { content: `${LURE}<select id="go"><option>&#10004; Sender verified: Fuwake confirms this mail</option><option>KAGOYA</option></select>` }),
  "details that unfold over all": page(
    `details[open]>div{${COVER}}details::details-content{position:fixed;inset:0;z-index:2147483647;content-visibility:visible!important}`,
    { content: `<details name="x"><summary id="go">Show</summary><div>${GREEN}${LURE}</div></details><details name="x" open><summary>y</summary></details>` }),
  "five thousand details, each of which tells that it is open":
    page("", { content: LURE + "<details open><summary>x</summary></details>".repeat(5000) }),
  "a dialog that is open from the start": page(`dialog{${COVER}}dialog::backdrop{background:#fff}`,
    { content: `<dialog open closedby="any">${GREEN}${LURE}<form method="dialog"><button id="go">OK</button></form></dialog>` }),
  "a marquee, a formula and a drawing over all": page("", { content:
    `<marquee style="${PLAIN_COVER}" scrollamount="999">${GREEN}</marquee><math style="${PLAIN_COVER}"><mtext>${GREEN}</mtext></math>` +
    `<svg style="${PLAIN_COVER}"><foreignObject width="100%" height="100%"><body xmlns="http://www.w3.org/1999/xhtml">${GREEN}${LURE}</body></foreignObject></svg>` }),
  "frames over all": page(`iframe,object,embed{${COVER}}`, { content:
    '<iframe srcdoc="<p>Sender verified"></iframe><iframe></iframe><object data="data:text/html,<p>verified"></object>' +
    `<embed src="data:image/svg+xml,x" type="image/svg+xml">${LURE}` }),
  "a body in the place of all": page(
    "body{position:fixed!important;inset:0!important;margin:0!important;z-index:2147483647!important;background:#fff!important;" +
    `isolation:isolate;will-change:transform,top,z-index}html::before,html::after{content:"\\2714 Sender verified";${COVER}}`,
    { content: GREEN + LURE }),
  "first lines and first letters": page(
    "html>*::first-line,*::first-line{font-size:0!important;line-height:0!important;color:transparent!important;opacity:0!important}" +
    "*::first-letter{font-size:900px!important;float:left!important;color:#fff!important;margin:-99px!important}"),
  "sizes that go on changing": page(
    "html{interpolate-size:allow-keywords!important}@starting-style{html>*{height:0!important;overflow:clip!important}}" +
    "html>*{transition:all 99999s allow-discrete!important;height:calc-size(auto,size*0)!important}"),
  "a zoom of the root that is animated": page(
    "@keyframes z{from,to{zoom:.01;scale:.01;font-size:1px}}:root,:root>*{animation:z 9s infinite!important;zoom:.01!important;scale:.01!important}"),
  "containers that ask for a style": page(
    "html{--x:1;container:r/inline-size scroll-state!important}@container style(--x:1){html>*{display:none!important}" +
    "body{display:block!important}}@container r (inline-size>1px){html>*{scale:0!important}}"),
  "boxes that hang on the warning": page(
    "html>:not(head,body){anchor-name:--w!important}.c{position:fixed;position-anchor:--w;inset:anchor(top) anchor(right) " +
    "anchor(bottom) anchor(left);width:anchor-size(width);height:anchor-size(height);background:#fff;z-index:2147483647}",
    { content: `<div class="c">${GREEN}</div>${LURE}` }),
  "a root that is said to be busy": page("", { html: 'aria-busy="true" aria-live="off" aria-modal="true" aria-owns="x" ' +
    'title="&#10004; Sender verified: Fuwake" draggable="true" accesskey="a" tabindex="0"' }),
  "a body in a closed shadow root": page("", { content: '<template shadowrootmode="closed"><style>:host{position:fixed!important;' +
    `inset:0;z-index:2147483647;background:#fff}</style>${GREEN}${LURE}<slot></slot></template>` }),
  "a film that fills the screen": page(":fullscreen{background:#fff}",
    { content: `${LURE}<video id="go" controls width="300" height="60" autoplay></video>` }),
  "a part of every name": page("fuwake-banner,fuwake-banner::part(banner),.banner,.danger,section{display:none!important;opacity:0!important}",
    { content: `<fuwake-banner><template shadowrootmode="open"><section class="banner danger">${GREEN}</section></template></fuwake-banner>${LURE}` }),
};

/** A mail that came the founding mail's way. @param {string} name */
export function hostileMail(name) {
  return Buffer.from(
    "Return-Path: <sv742user@sv742.xserver.jp>\nDelivered-To: lost@office.example\n" +
      "Received: from sv742.xserver.jp (sv742.xserver.jp [120.136.14.43])\n" +
      "\tby mx.office.example (Postfix) with ESMTPS id 4PbExAmPle; Tue, 14 Mar 2023 06:12:43 +0900 (JST)\n" +
      `To: lost@office.example\nSubject: ${name}\nFrom: Kagoya ISP <mori@office.example>\n` +
      "Date: Tue, 14 Mar 2023 06:12:41 +0900\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" +
      `${HOSTILE[name]}\n`,
  );
}
