// Whose word counts: mails that want to be called verified, made from tables of what a stranger can choose (his
// greeting, his address, the fields that he brings along) and of how servers write it down.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fuwake } from "./fuwake.mjs";

const OWN = "mx.ours.example"; // the recipient's server
const ADDRESS = "198.51.100.77"; // the stranger's, documentation like his names
const DATE = "Mon, 2 Nov 2026 10:00:00 +0000";
const PASS = "spf=pass smtp.mailfrom=service@paypal.com; dkim=pass header.d=paypal.com; dmarc=pass header.from=paypal.com";
const CLAIM = `Authentication-Results: ${OWN}; ${PASS}\r\n`;
const BANK = `Received: from mx1.paypal.com (mx1.paypal.com [64.4.240.1]) by ${OWN} with ESMTP; ${DATE}\r\n`;
const FAIL = `Authentication-Results: ${OWN}; spf=fail smtp.mailfrom=service@paypal.com; dkim=none; dmarc=fail header.from=paypal.com\r\n`;
const SPF_ONLY = `Authentication-Results: ${OWN}; spf=none smtp.mailfrom=x@stranger.example; dkim=none\r\n`;
const PAYPAL = "From: PayPal <service@paypal.com>\r\n";
const REST = `To: me@ours.example\r\nSubject: Your account\r\nDate: ${DATE}\r\nMessage-ID: <1@x.example>\r\n` +
  "Content-Type: text/html\r\n\r\n<a href=\"https://stranger.example/login\">Log in</a> to PayPal\r\n";
const received = (clause) => `Received: ${clause}; ${DATE}\r\n`;

/** The levels of many mails by name, in one scan. */
function levelsOf(mails, options = [], me = ["--me", "me@ours.example"]) {
  const folder = mkdtempSync(join(tmpdir(), "fuwake-trust-"));
  try {
    const names = [...mails.keys()];
    names.forEach((name, i) => writeFileSync(join(folder, `${i}.eml`), Buffer.from(mails.get(name), "utf8")));
    const { code, err, out } = fuwake(["scan", ...me, ...options, "--format", "jsonl", folder]);
    assert.equal(code, 0, err);
    const levels = new Map(out.trim().split("\n").map((line) => {
      const { path, level } = JSON.parse(line);
      return [names[Number(path.split("/").at(-1).replace(".eml", ""))], level];
    }));
    assert.equal(levels.size, names.length, "every mail has its level");
    return levels;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the recipient's server may have written above its Received field, and whether its id is named. */
const SITUATIONS = [
  ["nothing", "", []], ["SPF alone", SPF_ONLY, []], ["dmarc=fail", FAIL, []],
  ["SPF alone, id named", SPF_ONLY, ["--authserv-id", OWN]], ["dmarc=fail, id named", FAIL, ["--authserv-id", OWN]],
];

/** No mail is verified; where our server wrote dmarc=fail for the brand, all are danger. `mails`: [name, headers below ours]. */
function assertNoneBelieved(mails) {
  for (const [situation, own, options] of SITUATIONS) {
    const levels = levelsOf(new Map(mails.map(([name, below]) => [name, own + below + PAYPAL + REST])), options);
    for (const [name, level] of levels) {
      assert.notEqual(level, "verified", `${name}; ours: ${situation}`);
      if (own === FAIL) assert.equal(level, "danger", `${name}; ours: ${situation}`);
    }
  }
}

const GREETINGS = [
  "by", "BY", "bY", "with", "With", "id", "for", "via", "from", "FROM", OWN, `${OWN} by`, `${OWN} with`, "by by", "from by",
  `a by ${OWN}`, `a by ${OWN} with LMTP`, `a by ${OWN} with ESMTP id 1 for <me@ours.example>`, "a by mx.google.com with ESMTP",
  "a by x.prod.outlook.com with HTTPS", "a with LMTP", "a with POP3", "with qmail-scanner-1.0", "(fetchmail-6.4.0", "fetchmail (fetchmail-6)",
  "x (", "x )", "((", "))", "x () y", `x (${OWN} [10.1.1.1])`, `${OWN} (${OWN} [127.0.0.1])`, `x ([10.1.1.1] helo=${OWN})`,
  `${OWN} (HELO x)`, `${OWN} (helo=x)`, `${OWN} (Exim)`, `${OWN} (Exim 4.96)`, `${OWN} (x) [10.1.1.1]`, `${OWN} [10.1.1.1]`,
  `[10.1.1.1] (helo=${OWN})`, "[127.0.0.1]", "[10.0.0.1]", "localhost", "localhost (localhost [127.0.0.1])", `x; ${DATE}`, "\"x", "<x", "x>",
  "unknown", "x\ty", "mx1.paypal.com", "mx1.paypal.com (mx1.paypal.com [64.4.240.1])",
];

/** How servers write down a greeting, a reverse name ("" for none) and an address. */
const DIALECTS = {
  postfix: (helo, name, ip) => `from ${helo} (${name || "unknown"} [${ip}])\r\n\tby ${OWN} (Postfix) with ESMTPS id 4Abc for <me@ours.example>`,
  sendmail: (helo, name, ip) => `from ${helo} (${name ? `${name} ` : ""}[${ip}])\r\n\tby ${OWN} (8.17.1/8.17.1) with ESMTP id 1`,
  plain: (helo, name, ip) => `from ${helo} (${name ? `${name} ` : ""}[${ip}]) by ${OWN} with ESMTP`,
  qmail: (helo, name, ip) => `from ${name || "unknown"} (HELO ${helo}) (${ip}) by ${OWN} with SMTP`,
  exchange: (helo, name, ip) => `from ${helo} (${ip}) by ${OWN} (10.0.0.2) with Microsoft SMTP Server id 15.1`,
  openSmtpd: (helo, name, ip) => `from ${helo} (${name || "<unknown>"} [${ip}])\r\n\tby ${OWN} (OpenSMTPD) with ESMTP id 1`,
  tls: (helo, name, ip) => `from ${helo} (${name || "unknown"} [${ip}])\r\n\t(using TLSv1.3 with cipher X (256/256 bits))\r\n` +
    `\t(Client CN "by ${OWN}", Issuer "x" (not verified))\r\n\tby ${OWN} (Postfix) with ESMTPS id 4Abc`,
};

for (const [dialect, write] of Object.entries(DIALECTS)) {
  test(`${dialect}: no greeting moves the hand-over`, () => {
    assertNoneBelieved(GREETINGS.flatMap((helo) => [
      [`${helo}, results below`, received(write(helo, "", ADDRESS)) + CLAIM + BANK],
      [`${helo}, results of Google's`, received(write(helo, "", ADDRESS)) +
        (BANK + CLAIM).replaceAll(OWN, "mx.google.com")],
    ]));
  });
}

test("a reverse name that nobody verified is nobody's", () => {
  const forged = [" (may be forged)", " (forged)", " unverified", " (not verified)", " (misconfigured sender)", " RDNS failed"];
  assertNoneBelieved([
    ...[OWN, "a.ours.example", "mx1.paypal.com"].flatMap((name) => [
      ...forged.map((doubt) => [`${name}${doubt}`, `from x (${name} [${ADDRESS}]${doubt}) by ${OWN} with ESMTP`]),
      [`${name} (may be forged) outside`, `from x (${name} [${ADDRESS}]) (may be forged) by ${OWN} with ESMTP`],
      ...["qmail", "exchange", "openSmtpd"].map((dialect) => [`${name}, ${dialect}`, DIALECTS[dialect](name, name, ADDRESS)]),
      [`${name}, bare`, `from ${name} (${ADDRESS}) by ${OWN} with SMTP`],
      [`${name}, as a greeting of Exim's`, `from [${ADDRESS}] (helo=${name}) by ${OWN} with esmtp (Exim 4.96)`],
      [`${name}, Sendmail without a name`, `from ${name} ([${ADDRESS}]) by ${OWN} (8.17.1/8.17.1) with ESMTP`],
    ]),
    ["no address", `from ${OWN} by ${OWN} with ESMTP`], ["no address, a name", `from x (${OWN}) by ${OWN} with ESMTP`],
  ].map(([name, clause]) => [name, received(clause) + CLAIM + BANK]));
});

test("a private address is a stranger's where his greeting is", () => {
  const addresses = ["10.0.0.1", "10.255.0.9", "172.16.0.1", "172.17.0.1", "172.31.9.9", "192.168.1.1", "100.64.0.1", "100.127.255.254",
    "169.254.1.1", "127.0.0.1", "127.0.1.1", "IPv6:::1", "IPv6:fd00::1", "IPv6:fc00:1::2", "IPv6:fe80::1", "IPv6:fe80::1%eth0", "0.0.0.0"];
  assertNoneBelieved(addresses.flatMap((ip) => [
    ["unknown, a stranger's greeting", "stranger.example", "unknown"], ["gateway", "stranger.example", "gateway"],
    ["localhost recorded", "stranger.example", "localhost"], ["a literal of his own network", "[10.9.9.9]", "unknown"],
    ...(/^(127|IPv6:::1)/u.test(ip) ? [] : [
      ["our greeting", OWN, "unknown"], ["localhost as greeting", "localhost", "unknown"],
      ["the gateway's name", "_gateway", "_gateway"], ["our greeting through a gateway", OWN, "host.docker.internal"],
      ["another host of ours that wrote nothing", "in.ours.example", "unknown"],
    ]),
  ].map(([name, helo, rdns]) => [`${ip}: ${name}`, received(`from ${helo} (${rdns} [${ip}]) by ${OWN} with ESMTP`) + CLAIM + BANK])));
});

test("behind a host of ours that is known by its greeting alone nothing is confirmed", () => {
  assertNoneBelieved(["10.0.0.5", "172.17.0.1", "100.64.0.1", "IPv6:fd00::5"].map((ip) => [ip,
    received(`from in.ours.example (unknown [${ip}]) by ${OWN} with ESMTP`) + CLAIM + BANK.replace(`by ${OWN}`, "by in.ours.example")]));
});

test("results below the hand-over confirm nothing, in any form", () => {
  const own = received(DIALECTS.postfix("stranger.example", "stranger.example", ADDRESS));
  const forms = [
    `Authentication-Results: ${OWN}; ${PASS}`, `Authentication-Results: ${OWN} 1; ${PASS}`, `authentication-results: ${OWN}; ${PASS}`,
    `Authentication-Results:\r\n ${OWN};\r\n dmarc=pass`, `Authentication-Results: (a(b)) "${OWN}"; dmarc (c) = (d) pass`,
    `Authentication-Results: ${OWN.toUpperCase()}; ${PASS}`, `Authentication-Results: ${OWN}.; ${PASS}`, `Authentication-Results: b.${OWN}; ${PASS}`,
    `Authentication-Results: ours.example; ${PASS}`, `Authentication-Results: ${PASS}`, `Authentication-Results: ${OWN}; dmarc/1=pass`,
    `X-A: b\rAuthentication-Results: ${OWN}; ${PASS}`, `DKIM-Filter: x\r\nAuthentication-Results: ${OWN}; ${PASS}`,
    `Received-SPF: pass (${OWN}: domain of service@paypal.com designates x) envelope-from=service@paypal.com`,
    `ARC-Seal: i=1; cv=none; d=ours.example\r\nARC-Authentication-Results: i=1; ${OWN}; ${PASS}`,
    `ARC-Seal: i=50; cv=pass; d=${OWN}\r\nARC-Authentication-Results: i=50; ${OWN}; ${PASS}`,
    `Authentication-Results: mx.google.com; ${PASS}`, `ARC-Seal: i=2; cv=pass; d=google.com\r\nARC-Authentication-Results: i=2; mx.google.com; ${PASS}`,
  ];
  assertNoneBelieved(forms.flatMap((form) => [[form, `${own}${form}\r\n`], [`${form}, hops below`, `${own}${form}\r\n${BANK}`],
    [`${form}, below invented hops`, `${own}${BANK}${form}\r\n`]]));
});

test("a pass that names no domain is none of the one that is shown", () => {
  const shown = ["<a@evil.example>:service@paypal.com", "[<a@evil.example>] service@paypal.com", "<a@evil.example> ( ) : service@paypal.com",
    "service@paypal.com[<a@evil.example>", "<service@paypal.com> a@evil.example", "a@evil.example <service@paypal.com>",
    "\\<a@evil.example> service@paypal.com", "a@evil.example:service@paypal.com", "PayPal <service@paypal.com>"];
  const own = received(DIALECTS.postfix("evil.example", "evil.example", ADDRESS));
  const said = ["spf=pass smtp.mailfrom=x@evil.example; dkim=pass header.d=evil.example; dmarc=pass", "dmarc=pass"];
  for (const options of [[], ["--authserv-id", OWN]]) {
    const levels = levelsOf(new Map(shown.flatMap((from) => said.map((results) => [`${from}, ${results}`,
      `Authentication-Results: ${OWN}; ${results}\r\n${own}From: ${from}\r\n${REST}`]))), options);
    for (const [name, level] of levels) assert.notEqual(level, "verified", name);
  }
  const aligned = `Authentication-Results: ${OWN}; dkim=pass header.d=paypal.com; dmarc=pass\r\n${own}${PAYPAL}${REST.replaceAll("stranger.example", "paypal.com")}`;
  assert.equal(levelsOf(new Map([["aligned", aligned]])).get("aligned"), "verified");
});

test("no address in our own fields moves what they say", () => {
  const ip = `x.evil.example (x.evil.example [${ADDRESS}])`;
  const hop = (rest) => received(`from ${ip} by ${OWN} (Postfix) with ESMTPS id 1${rest}`);
  const results = (rest) => `Authentication-Results: ${OWN}; ${rest}\r\n`;
  const spf = (rest) => `Received-SPF: pass ${rest}\r\n`;
  const below = CLAIM.replaceAll(OWN, "mx.evil.example") + BANK.replaceAll(OWN, "mx.evil.example");
  const failing = new Map([
    ["a recipient like fetchmail", FAIL + hop(' for <"me+x by y (fetchmail-6 z) w"@ours.example>') + below],
    ["a recipient like a server", FAIL + hop(' for <"me+x by evil.example w"@ours.example>')],
    ["a recipient that closes a comment", FAIL + received(`from x( (x.evil.example [${ADDRESS}]) by ${OWN} (Postfix) with ESMTPS for <"x) by ${OWN} with LMTP id 1"@ours.example>`) + below],
    ["a path like fetchmail", FAIL + received(`from ${ip} by ${OWN} with esmtps (Exim 4.96) (envelope-from <"a) (fetchmail-6) (b"@evil.example>) id 1`) + below],
    ["an open parenthesis", results('spf=pass (mx: domain of a(b@evil.example is fine) smtp.mailfrom="a(b"@evil.example; dmarc=fail header.from=paypal.com') + hop("")],
    ["an open quote", results('spf=pass smtp.mailfrom=a"b@evil.example; dmarc=fail header.from=paypal.com') + hop("")],
    ["a greeting's parenthesis", results("spf=pass smtp.mailfrom=evil.example smtp.helo=x(y; dmarc=fail header.from=paypal.com") + hop("")],
  ].map(([name, above]) => [name, above + PAYPAL + REST]));
  for (const [name, level] of levelsOf(failing)) assert.equal(level, "danger", name);
  const passing = new Map([
    ["a comment that closes itself", results('spf=pass smtp.mailfrom=evil.example (envelope-from="x) ; dmarc=pass header.from=paypal.com ("@evil.example)')],
    ["an escaped end", results('spf=pass (domain of "x\\) ; dmarc=pass header.from=paypal.com; y=z \\("@evil.example is fine) smtp.mailfrom=evil.example')],
    ["a greeting as path", spf("(mailfrom) identity=mailfrom; helo=envelope-from=paypal.com; envelope-from=a@evil.example")],
    ["the greeting's result", spf("(helo) identity=helo; helo=x.evil.example; envelope-from=service@paypal.com")],
    ["a path in a path", spf('(mx: domain of "x envelope-from=a@paypal.com "@evil.example is fine) envelope-from="x envelope-from=a@paypal.com "@evil.example')],
    ["a quoted local part", spf('(fine) identity=mailfrom; envelope-from="b@paypal.com"@evil.example')],
  ].map(([name, above]) => [name, above + hop("") + PAYPAL + REST]));
  for (const [name, level] of levelsOf(passing)) assert.notEqual(level, "verified", name);
});

test("a filter is no network", () => {
  // Addresses of IIJ, Cisco, Barracuda, Proofpoint, Mimecast, Forcepoint, Retarus.
  const filters = { "a.securemx.jp": ["210.130.1.1", "202.232.2.2", "210.149.1.1", "210.138.9.9"], "esa1.hc1.iphmx.com": ["68.232.140.1", "139.138.32.1", "216.71.140.1"],
    "d1.ess.barracudanetworks.com": ["64.235.144.1"], "mx0a-1.pphosted.com": ["148.163.128.1", "67.231.144.1"], "eu-smtp-1.mimecast.com": ["207.211.30.1", "91.220.42.1"],
    "cluster1.eu.mailcontrol.com": ["85.115.32.1"], "mx1.de.retarus.com": ["85.114.33.1"], "mx-gate1.antispameurope.com": ["94.100.128.1"] };
  assertNoneBelieved(Object.entries(filters).flatMap(([filter, addresses]) => addresses.flatMap((ip) =>
    ["stranger.example", filter].map((helo) => [`${filter}, ${ip}, ${helo}`,
      received(`from ${helo} (unknown [${ip}]) by ${OWN} with ESMTP`) + (CLAIM + BANK).replaceAll(OWN, filter)]))));
  const behind = received(`from a.securemx.jp (a.securemx.jp [210.130.1.1]) by ${OWN} with ESMTP`) +
    `Authentication-Results: a.securemx.jp; ${PASS}\r\n` + received(`from mx1.paypal.com (mx1.paypal.com [64.4.240.1]) by a.securemx.jp with ESMTP`) + PAYPAL + REST;
  assert.equal(levelsOf(new Map([["filter", behind]])).get("filter"), "verified", "a filter by its verified name is one");
  assert.notEqual(levelsOf(new Map([["filter", FAIL + behind]])).get("filter"), "verified", "our own results stand above");
});

test("a pass counts for its domain alone, and for one sender alone", () => {
  const own = received(DIALECTS.postfix("stranger.example", "stranger.example", ADDRESS));
  const results = ["spf=pass smtp.mailfrom=x@stranger.example; dkim=pass header.d=stranger.example; dmarc=pass header.from=stranger.example",
    "spf=pass smtp.mailfrom=x@stranger.example; dkim=pass header.d=stranger.example", "dmarc=none; dkim=pass header.d=stranger.example",
    "dkim=pass header.d=com", "spf=pass smtp.helo=paypal.com", "dkim=fail reason=\"x; dmarc=pass\"", "dkim=fail (dmarc=pass; dkim=pass header.d=paypal.com)",
    "spf=pass smtp.mailfrom=paypal.com@stranger.example", "dmarc=fail header.from=paypal.com; dmarc=pass header.from=paypal.com"];
  const mails = new Map(results.map((result) => [result, `Authentication-Results: ${OWN}; ${result}\r\n${own}${PAYPAL}${REST}`]));
  // Froms which a program may read as the brand's, under results that passed for the brand as well as for the stranger.
  for (const from of ["PayPal <service@paypal.com>\r\nFrom: x@stranger.example", "x@stranger.example\r\nFrom: PayPal <service@paypal.com>",
    "PayPal <service@paypal.com>\r\nfrom: x@stranger.example", "PayPal <service@paypal.com>\r\nFrom : x@stranger.example",
    "PayPal <service@paypal.com>, x@stranger.example", "service@paypal.com; x@stranger.example", "x: <service@paypal.com>;", "<@stranger.example:service@paypal.com>",
    "<service@paypal.com><x@stranger.example>", "PayPal <service@paypal.com> x <x@stranger.example>", "service@paypal.com (x@stranger.example)", "service@paypal.com(<x@stranger.example>)",
    "<service@paypal.com x@stranger.example>", "<x@stranger.example@paypal.com>", "<service@paypal.com\0x@stranger.example>", "<service@paypal。com>",
    "PayPal <service@paypal.com", "\"PayPal <service@paypal.com>", "PayPal service@paypal.com", "\"x@stranger.example\"@paypal.com", "<service@paypal.com(x)>"])
    mails.set(`From: ${from}`, `Authentication-Results: ${OWN}; ${PASS}\r\n${own}From: ${from}\r\n${REST}`);
  for (const [name, level] of levelsOf(mails)) assert.notEqual(level, "verified", name);
});

test("a mail does not say itself whose it is", () => {
  const below = "Authentication-Results: mx.stranger.example; " + PASS + "\r\n" + BANK.replace(`by ${OWN}`, "by mx.stranger.example");
  const mails = new Map(["Delivered-To", "X-Original-To", "Envelope-To"].map((field) => [field,
    received(DIALECTS.postfix("mx.stranger.example", "mx.stranger.example", ADDRESS)) + `${field}: me@stranger.example\r\n` + below + PAYPAL + REST]));
  for (const [name, level] of levelsOf(mails, [], [])) assert.notEqual(level, "verified", name);
});

test("honest mail is confirmed as before", () => {
  const own = received(DIALECTS.postfix("mx1.paypal.com", "mx1.paypal.com", "64.4.240.1"));
  const rest = `To: me@ours.example\r\nSubject: Receipt\r\nDate: ${DATE}\r\n\r\nYour receipt: https://www.paypal.com/receipt\r\n`;
  const named = ["--authserv-id", OWN];
  for (const [name, mail, options] of [
    ["above the hand-over", CLAIM + own + PAYPAL, []], ["above it, named", CLAIM + own + PAYPAL, named],
    ["directly below it, named", own + CLAIM + PAYPAL, named], ["behind other verifiers, named", `${own}DKIM-Filter: x\r\nReceived-SPF: pass\r\n${CLAIM}${PAYPAL}`, named],
    ["Gmail, below its hop", `${received("by 2002:a05:6a20:1 with SMTP id x")}${own}Received-SPF: pass\r\n${CLAIM}${PAYPAL}`.replaceAll(OWN, "mx.google.com"), []],
    ["through LMTP", CLAIM + received(`from ${OWN} by imap.ours.example with LMTP id 1`) + own + PAYPAL, []],
    ["through amavis", received(`from localhost (localhost [127.0.0.1]) by ${OWN} (Postfix) with ESMTP id 1`) + CLAIM + own + PAYPAL, []],
    ["no policy", `Authentication-Results: ${OWN}; dmarc=none; dkim=pass header.d=paypal.com\r\n${own}${PAYPAL}`, []],
    ["a comment for a name", `${CLAIM}${own}From: service@paypal.com (PayPal)\r\n`, []],
    ["capitals", `${CLAIM}${own}From: <Service@PAYPAL.COM>\r\n`, []],
  ]) assert.equal(levelsOf(new Map([[name, mail + rest]]), options).get(name), "verified", name);
});

test("a field that broke the scan costs one mail at most", () => {
  const own = received(DIALECTS.postfix("a.example", "a.example", ADDRESS));
  const ends = ["envelope-from=", "envelope-from=<", "envelope-from=\"\"", "envelope-from= ;", "domain of ", "domain of <"];
  levelsOf(new Map(ends.map((end) => [end, `Received-SPF: pass ${end}\r\n${own}From: a@b.example\r\n\r\nx`])));
});
