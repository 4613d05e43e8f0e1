// What docs/scale.md shows, as it stands there, over a thousand mails: the lines are those of one scan.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, hostname, tmpdir, userInfo } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../accuracy/mails.mjs";
import { filesIn } from "../bench/mails.mjs";

const bin = join(root, "build/release/bin");
const [withParallel, asArray] = [...readFileSync(join(root, "docs/scale.md"), "utf8").matchAll(/^```sh\n(.*?)^```/gms)]
  .map(([, script]) => script);
const folder = mkdtempSync(join(tmpdir(), "fuwake-scale-"));
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, PIECE: "90", XDG_DATA_HOME: "/nonexistent", HOME: folder };
const options = { cwd: folder, env, maxBuffer: 1 << 28 };
const has = (program) => spawnSync("which", [program], { env: { ...env, PATH: `${env.PATH}:/usr/sbin` } }).status === 0;
/** @type {string[]} */
let expected;

const linesOf = (text) => text.toString().split("\n").filter(Boolean).sort();

before(() => {
  const mails = filesIn([join(root, "tests/mails"), join(root, "tests/sets")]).slice(0, 1000);
  assert.equal(mails.length, 1000);
  writeFileSync(join(folder, "mails.txt"), mails.map((mail) => `${mail}\n`).join(""));
  expected = linesOf(execFileSync("fuwake", ["scan", "--format", "jsonl", "--me", "me@example.org", ...mails], options));
  assert.equal(expected.length, 1000);
});
after(() => rmSync(folder, { recursive: true }));

test("GNU parallel gives the lines of one scan", { skip: !has("parallel") && "parallel is not installed" }, () => {
  execFileSync("bash", ["-c", withParallel], options);
  assert.deepEqual(linesOf(readFileSync(join(folder, "scan.jsonl"))), expected);
});

/** A cluster of this machine alone, whose programs stop with it. Nobody has to prove who he is: it listens to itself. */
async function withCluster(use) {
  const name = hostname().split(".")[0];
  const state = join(folder, "slurm");
  for (const each of ["state", "spool"]) mkdirSync(join(state, each), { recursive: true });
  const settings = {
    ClusterName: "fuwake", SlurmctldHost: `${name}(127.0.0.1)`, SlurmUser: userInfo().username, SlurmdUser: userInfo().username,
    AuthType: "auth/none", CredType: "cred/none", SlurmctldPort: 26817, SlurmdPort: 26818,
    StateSaveLocation: join(state, "state"), SlurmdSpoolDir: join(state, "spool"),
    SlurmctldPidFile: join(state, "slurmctld.pid"), SlurmdPidFile: join(state, "slurmd.pid"),
    SlurmctldLogFile: join(state, "slurmctld.log"), SlurmdLogFile: join(state, "slurmd.log"),
    ProctrackType: "proctrack/linuxproc", TaskPlugin: "task/none", MpiDefault: "none",
    SelectType: "select/cons_tres", SelectTypeParameters: "CR_CPU", ReturnToService: 2,
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  lines.push(`NodeName=${name} NodeAddr=127.0.0.1 CPUs=${availableParallelism()} State=UNKNOWN`,
             "PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP", "");
  writeFileSync(join(state, "slurm.conf"), lines.join("\n"));
  const inside = { ...options, env: { ...env, SLURM_CONF: join(state, "slurm.conf"), PATH: `${env.PATH}:/usr/sbin` } };
  const servers = [["slurmctld", "-D"], ["slurmd", "-D", "-N", name]]
    .map(([program, ...args]) => spawn(program, args, { ...inside, stdio: "ignore" }));
  const ended = servers.map((server) => new Promise((resolve) => server.on("close", resolve)));
  try {
    for (let tries = 0; !/idle/.test(spawnSync("sinfo", ["-h"], inside).stdout.toString()); tries++) {
      assert.ok(tries < 300, readFileSync(join(state, "slurmctld.log"), "utf8"));
      await sleep(100);
    }
    return use(inside);
  } finally {
    for (const server of servers) server.kill("SIGTERM");
    await Promise.all(ended);
  }
}

test("a Slurm array gives the lines of one scan", { skip: !has("slurmctld") && "slurm-wlm is not installed", timeout: 180e3 }, async () => {
  writeFileSync(join(folder, "scan.sbatch"), asArray);
  await withCluster((inside) =>
    execFileSync("sbatch", ["--wait", "--array=0-3", "--output=task-%a.log", "scan.sbatch"], inside));
  const pieces = readdirSync(folder).filter((name) => /^scan-\d+\.jsonl$/.test(name));
  assert.equal(pieces.length, 4);
  for (const piece of pieces) assert.ok(linesOf(readFileSync(join(folder, piece))).length > 100, `${piece} had its share`);
  assert.deepEqual(pieces.flatMap((name) => linesOf(readFileSync(join(folder, name)))).sort(), expected);
});
