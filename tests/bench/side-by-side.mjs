// Run by tests/bench/side-by-side, in a network that leads nowhere.
//
// Each round starts three servers anew (what one remembers of a picture or a mail is worth nothing the second time),
// lets them warm up on other mails until they are idle, and hands each in turn ten of the mails, until all are through.
// What is counted is processor time of the server and all that it started, by /proc: whatever else the machine does
// changes little of it. Beside it stands how long one waited, which a busy machine does change. `scan` is the command
// line's, less what a scan of one short mail takes, for the start of the others is not counted either.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, readdirSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { prepareCorpus, root } from "../accuracy/mails.mjs";
import { startHost } from "../cases/fuwake.mjs";
import { isWithoutAttachments, mailsOf } from "./mails.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { mails: { type: "string", default: "300" }, rounds: { type: "string", default: "5" },
             build: { type: "string", default: join(root, "build/release") } },
});
const state = join(root, "build/side-by-side");
const program = join(values.build, "bin/fuwake");
const recipient = ["--me", "user@recipient.example", "--me", "recipient.example", "--authserv-id", "mx.recipient.example"];
const HELLO = { version: "0.1.0", protocol: 1 };
const RECIPIENT = { addresses: ["user@recipient.example"], domains: ["recipient.example"], authservIds: ["mx.recipient.example"] };
const environment = { ...process.env, LC_ALL: "C.UTF-8", XDG_DATA_HOME: "/nonexistent" };
const tick = 1000 / Number(spawnSync("getconf", ["CLK_TCK"]).stdout);

/** The fields of /proc/PID/stat behind the name: state first. */
function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, "latin1").replace(/^.*\) /s, "").split(" ");
  } catch {
    return null; // it has just ended
  }
}

/** Milliseconds of processor time of a process and of all that it started, those that ended included. */
function processorTime(pid) {
  const processes = new Map(readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), statOf(name)]));
  const below = (parent) => {
    const stat = processes.get(parent);
    if (!stat) return 0;
    const [user, system, childrenUser, childrenSystem] = stat.slice(11, 15).map(Number);
    const children = [...processes].filter(([, each]) => each && Number(each[1]) === parent).map(([child]) => below(child));
    return user + system + childrenUser + childrenSystem + children.reduce((sum, each) => sum + each, 0);
  };
  return below(pid) * tick;
}

/** Sends bytes to a port of this machine, and gives what comes back until the other side ends. */
async function exchange(port, bytes) {
  const socket = connect(port, "127.0.0.1");
  socket.write(bytes);
  const parts = [];
  for await (const part of socket) parts.push(part);
  return Buffer.concat(parts).toString("latin1");
}

class Server {
  constructor(pid) {
    this.pid = pid;
  }
  time() {
    return processorTime(this.pid);
  }
  /** Has it nothing to do any more? rspamd translates its expressions while it serves already. */
  async settle() {
    for (let before = -1; before !== this.time(); await sleep(1500)) before = this.time();
  }
}

class Host extends Server {
  #host;
  constructor() {
    const host = startHost({ started: program });
    super(host.pid);
    this.#host = host;
  }
  async #ask(method, params) {
    this.#host.request(1, method, params);
    const { result } = await this.#host.next();
    if (!result) throw new Error(`fuwake did not answer ${method}`);
  }
  async ready() {
    await this.#ask("hello", HELLO);
  }
  async judge(mail) {
    await this.#ask("analyze", { recipient: RECIPIENT, format: "json", locale: "en", data: mail.toString("latin1") });
  }
  async stop() {
    await this.#host.end();
  }
}

/** A server that is asked over the network. */
class Daemon extends Server {
  #ended;
  constructor(command, args) {
    const started = spawn(command, args, { stdio: "ignore", env: environment });
    super(started.pid);
    this.#ended = new Promise((resolve) => started.on("close", resolve));
  }
  async stop() {
    process.kill(this.pid, "SIGTERM");
    await this.#ended;
  }
}

/** As Debian sets it up, with one worker; questions to the network fail at once. */
class Rspamd extends Daemon {
  static port = 21333;
  constructor() {
    const folder = join(state, "rspamd");
    rmSync(folder, { recursive: true, force: true });
    for (const name of ["local.d", "db", "run", "log"]) mkdirSync(join(folder, name), { recursive: true });
    const write = (name, text) => writeFileSync(join(folder, "local.d", name), text);
    write("worker-normal.inc", `bind_socket = "127.0.0.1:${Rspamd.port}";\ncount = 1;\n`);
    for (const name of ["controller", "proxy", "fuzzy"]) write(`worker-${name}.inc`, "enabled = false;\ncount = 0;\n");
    write("logging.inc", `type = "file";\nfilename = "${folder}/log/rspamd.log";\nlevel = "warning";\n`);
    const variables = { LOCAL_CONFDIR: folder, DBDIR: `${folder}/db`, RUNDIR: `${folder}/run`, LOGDIR: `${folder}/log` };
    super("rspamd", ["--no-fork", "--insecure", "--pid", join(folder, "run/pid"),
                     ...Object.entries(variables).map(([name, value]) => `--var=${name}=${value}`)]);
  }
  async ready() {
    await answering(Rspamd.port);
  }
  async judge(mail) {
    const head = `POST /checkv2 HTTP/1.0\r\nContent-Length: ${mail.length}\r\n\r\n`;
    const answer = await exchange(Rspamd.port, Buffer.concat([Buffer.from(head), mail]));
    if (!/"score"/.test(answer)) throw new Error(`rspamd: ${answer.slice(0, 200)}`);
  }
}

class Spamd extends Daemon {
  static port = 21783;
  constructor() {
    const folder = join(state, "spamd");
    mkdirSync(folder, { recursive: true });
    super("spamd", ["--local", "--port", `${Spamd.port}`, "--listen", "127.0.0.1", "--max-children", "1", "--nouser-config",
                    "--syslog", join(folder, "log"), "--helper-home-dir", folder]);
  }
  async ready() {
    await answering(Spamd.port);
  }
  /** As `spamc -c` asks. */
  async judge(mail) {
    const head = `CHECK SPAMC/1.5\r\nContent-length: ${mail.length}\r\n\r\n`;
    const answer = await exchange(Spamd.port, Buffer.concat([Buffer.from(head), mail]));
    if (!/^Spam:/m.test(answer)) throw new Error(`spamd: ${answer.slice(0, 200)}`);
  }
}

const accepts = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => resolve(socket.end() !== null)).on("error", () => resolve(false));
  });

async function answering(port) {
  for (let tries = 0; tries < 600; tries++) {
    if (await accepts(port)) return;
    await sleep(100);
  }
  throw new Error(`nothing answers on port ${port} after a minute; its log is in ${state}`);
}

/** Milliseconds of processor time and of waiting. */
class Cost {
  constructor(used = 0, waited = 0) {
    Object.assign(this, { used, waited });
  }
  plus({ used, waited }) {
    return new Cost(this.used + used, this.waited + waited);
  }
}

/** Of `fuwake scan` over the files, with its start. */
function costOfScan(files) {
  const line = `TIMEFORMAT='%U %S %R'; time "$0" "$@" > /dev/null`;
  const run = spawnSync("bash", ["-c", line, program, "scan", "--format", "jsonl", ...recipient, ...files],
                        { env: environment });
  const [user, system, waited] = /([\d.]+) ([\d.]+) ([\d.]+)\s*$/.exec(run.stderr.toString()).slice(1).map(Number);
  return new Cost((user + system) * 1000, waited * 1000);
}

/** What each took for these mails, ten in turn. */
async function measure(servers, mails) {
  const one = costOfScan([join(root, "tests/cases/kagoya-utf8.eml")]);
  const start = new Cost(-one.used, -one.waited);
  starts.push(one.used);
  const costs = Object.fromEntries(Object.entries(servers).map(([name, server]) => [name, new Cost(-server.time())]));
  for (let at = 0; at < mails.length; at += 10)
    for (const [name, server] of Object.entries(servers)) {
      const begin = performance.now();
      for (const { bytes } of mails.slice(at, at + 10)) await server.judge(bytes);
      costs[name].waited += performance.now() - begin;
    }
  for (const [name, server] of Object.entries(servers)) costs[name].used += server.time();
  return { ...costs, scan: costOfScan(mails.map(({ path }) => path)).plus(start) };
}

async function round(groups, others) {
  const servers = { host: new Host(), rspamd: new Rspamd(), spamd: new Spamd() };
  try {
    for (const server of Object.values(servers)) await server.ready();
    for (const server of Object.values(servers)) for (const { bytes } of others) await server.judge(bytes);
    for (const server of Object.values(servers)) await server.settle();
    const costs = [];
    for (const mails of groups) costs.push(await measure(servers, mails));
    return costs;
  } finally {
    for (const server of Object.values(servers)) await server.stop();
  }
}

/** What the start of a scan took, and its one mail; milliseconds. */
const starts = [];

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const spread = (numbers) => `${Math.min(...numbers).toPrecision(3)} to ${Math.max(...numbers).toPrecision(3)}`;

/** Costs of the rounds, by whose they are. */
function print(title, count, rounds) {
  if (count === 0) return;
  console.log(`\n${title}: ${count}`);
  for (const name of Object.keys(rounds[0])) {
    const used = rounds.map((costs) => costs[name].used / count), waited = rounds.map((costs) => costs[name].waited / count);
    console.log(`  ${name.padEnd(7)} ${median(used).toFixed(3).padStart(8)} ms a mail (${spread(used)}); ` +
      `waited ${median(waited).toFixed(3)} ms (${spread(waited)})`);
  }
  for (const ours of ["host", "scan"])
    for (const theirs of ["rspamd", "spamd"]) {
      const ratios = rounds.map((costs) => costs[theirs].used / costs[ours].used);
      console.log(`  ${theirs} / ${ours}`.padEnd(18) + `${median(ratios).toFixed(1).padStart(7)} (${spread(ratios)})`);
    }
}

const corpus = positionals.length === 0 && prepareCorpus();
const folders = positionals.length > 0 ? positionals : corpus ? [join(corpus, "auth")] : [join(root, "tests/mails"), join(root, "tests/sets")];
const { chosen, others } = mailsOf(folders, Number(values.mails));
const groups = [chosen.filter(isWithoutAttachments), chosen.filter((mail) => !isWithoutAttachments(mail))];
console.log(`${chosen.length} mails of ${folders.join(", ")}; processor time, median of ${values.rounds} rounds (least to most)`);
const rounds = [];
for (let i = 0; i < Number(values.rounds); i++) rounds.push(await round(groups, others));
const sum = ([one, two]) => Object.fromEntries(Object.keys(one).map((name) => [name, one[name].plus(two[name])]));
print("all", chosen.length, rounds.map(sum));
print("without attachments or pictures", groups[0].length, rounds.map(([without]) => without));
print("with", groups[1].length, rounds.map(([, having]) => having));
console.log(`\na scan's start, taken off above: ${median(starts).toFixed(0)} ms (${spread(starts)})`);
