// What Thunderbird shows of a mail against what the engine read of it.

/** The length of the stretches of text that are looked for. */
export const RUN = 40;

// White space says nothing of what was read: layout and line ends differ by nature. Characters that draw
// nothing are left to both sides.
const squeeze = (text) => text.replace(/[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd\u0000-\u001f\u007f-\u009f]+/gu, "");

function runsOf(text) {
  if (text.length <= RUN) return text ? [text] : [];
  return Array.from({ length: text.length - RUN + 1 }, (_, at) => text.slice(at, at + RUN));
}

// The first run of each gap: neighbours of a missing run are missing with it.
function missingRuns(shown, isRead) {
  const missing = [];
  let count = 0;
  for (const stretch of shown) {
    let last = -RUN - 1;
    runsOf(squeeze(stretch)).forEach((run, at) => {
      ++count;
      if (isRead(run)) return;
      if (at - last > 1) missing.push(run);
      last = at;
    });
  }
  return { count, missing };
}

function textDifferences(pane, engine) {
  const read = squeeze(`${engine.text}${engine.attached}`);
  const runs = new Set(runsOf(read));
  const isRead = (run) => runs.has(run) || (run.length < RUN && read.includes(run));
  const links = new Set(engine.links.map((link) => squeeze(link.text ?? "")));
  const body = missingRuns(pane.stretches, isRead);
  const fields = missingRuns(pane.fields, (run) => isRead(run) || links.has(run));
  return {
    texts: body.count + fields.count,
    differences: [...body.missing.map((run) => ["text", run]), ...fields.missing.map((run) => ["field", run])],
  };
}

// Where Thunderbird's document says where a click leads, that is compared; else (javascript:, cid:, an
// address that no browser can read, one without a base) what is written.
function linkDifferences(pane, engine) {
  const written = new Set(engine.links.map((link) => link.target));
  const resolved = new Set(engine.links.map((link) => link.url));
  const differences = [];
  for (const link of pane.links) {
    const opens = /^(https?|ftp|mailto|tel|news|file):/.test(link.resolved) && URL.canParse(link.resolved);
    const leads = opens ? link.resolved : "";
    if (leads ? resolved.has(leads) : written.has(link.written)) continue;
    // Thunderbird makes links of "data:…" and "about:…" in plain text, which open nothing when clicked.
    if (!leads && link.made) continue;
    if (!leads && (link.written.startsWith("#") || link.written.trim() === "")) continue;
    differences.push([link.element, leads || link.written]);
  }
  return { links: pane.links.length, differences };
}

// Thunderbird takes characters that draw nothing out of names, or puts a blank for them; the engine keeps
// them, for they are a sign. Quotes around a local part are left to both.
const nameOf = ({ name }) => squeeze(name).replace(/[\u034f\u061c\u180e\ufe0f]/gu, "");
const addressOf = ({ address }) => squeeze(address.toLowerCase().replace(/["\\\0]|\.$/g, ""));
const spell = (sender) => sender.address ? `${nameOf(sender)}<${addressOf(sender)}>` : nameOf(sender);

// As they stand beside each other: of "A, B <x@c.example>" Thunderbird makes two senders, one without an address,
// and the engine one. Where there are several From fields, Thunderbird shows the first; the engine reads all.
function senderDifferences(pane, engine) {
  const shown = pane.from.map(spell).join(",");
  const judged = engine.from.map(spell).join(",");
  const same = shown === judged || (shown && judged.startsWith(`${shown},`));
  return same ? [] : [["from", `${shown} | judged: ${judged}`]];
}

/** { links, texts, differences: [kind, what] } */
export function compare(pane, engine) {
  if (pane.error) return { links: 0, texts: 0, differences: [["unread", pane.error]] };
  const text = textDifferences(pane, engine);
  const link = linkDifferences(pane, engine);
  return {
    links: link.links,
    texts: text.texts,
    differences: [...senderDifferences(pane, engine), ...link.differences, ...text.differences],
  };
}
