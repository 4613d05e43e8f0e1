// Data that are missing or cut: an error that names the file, never a verdict without them and never a crash.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, test } from "node:test";
import { root } from "./fuwake.mjs";

const tree = mkdtempSync(join(tmpdir(), "fuwake-data-"));
after(() => rmSync(tree, { recursive: true }));
const build = join(root, "build/release");
for (const part of ["bin/fuwake", "lib/fuwake/fuwake-worker", "lib/fuwake/fuwake-inspector"]) cpSync(join(build, part), join(tree, part));
cpSync(join(build, "share/fuwake"), join(tree, "share/fuwake"), {
  recursive: true,
  filter: (path) => !relative(join(build, "share/fuwake"), path).startsWith("ip"),
});
const data = join(tree, "share/fuwake");
const mail = join(tree, "mail.eml");
writeFileSync(mail, "From: a@b.example\nSubject: x\n\nx\n");

function run(...args) {
  const { status, stdout, stderr } = spawnSync(join(tree, "bin/fuwake"), args, {
    env: { ...process.env, XDG_DATA_HOME: "/nonexistent", XDG_CONFIG_HOME: join(tree, "config"), LC_ALL: "C.UTF-8" },
  });
  return { code: status, out: stdout.toString(), err: stderr.toString() };
}

const files = readdirSync(data, { recursive: true })
  .map(String)
  .filter((name) => statSync(join(data, name)).isFile());

test("whole data are whole", () => {
  assert.ok(files.length > 20);
  assert.equal(run("analyze", mail).code, 0);
});

for (const name of files) {
  test(`${name} cut or missing is said`, () => {
    const file = join(data, name);
    const whole = readFileSync(file);
    const harms = [
      ["half", () => truncateSync(file, whole.length >> 1)],
      ["without its last line", () => truncateSync(file, whole.lastIndexOf("\n", whole.length - 2) + 1)],
      ["empty", () => truncateSync(file, 0)],
      ["missing", () => rmSync(file)],
      ["a folder", () => (rmSync(file), mkdirSync(file))],
    ];
    for (const [what, harm] of harms) {
      harm();
      const answers = ["analyze", "scan", "doctor"].map((command) => run(command, ...(command === "doctor" ? [] : [mail])));
      rmSync(file, { recursive: true, force: true });
      writeFileSync(file, whole);
      for (const { code, out, err } of answers) {
        assert.equal(code, 1, what);
        assert.ok((err + out).includes(name), `${what}: ${err}`);
      }
    }
    assert.equal(run("analyze", mail).code, 0);
  });
}

test("what the user has added is welcome", () => {
  const file = join(data, "brands/finance.txt");
  const whole = readFileSync(file);
  writeFileSync(file, `${whole}\n# added\n`);
  assert.equal(run("analyze", mail).code, 0);
  writeFileSync(file, whole);
});

test("IP data that are cut are said", { skip: !existsSync(join(build, "share/fuwake/ip/asn.mmdb")) }, () => {
  const whole = readFileSync(join(build, "share/fuwake/ip/asn.mmdb"));
  for (const folder of [join(data, "ip"), join(tree, "config/fuwake/ip")])
    for (const length of [whole.length >> 1, 100, 0]) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "asn.mmdb"), whole.subarray(0, length));
      const { code, err } = run("analyze", mail);
      assert.equal(code, 1);
      assert.ok(err.includes("asn.mmdb"), err);
      rmSync(folder, { recursive: true });
    }
});
