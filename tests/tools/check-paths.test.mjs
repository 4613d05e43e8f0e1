// A path that a document or a comment names and that is not there is found.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";

const root = resolve(dirname(new URL(import.meta.url).pathname), "..", "..");
const script = join(root, "tools/check-paths.mjs");

/** What the script says of a tree of a few empty files and one with this text: file:line: path, or nothing. */
function said(file, text) {
  const tree = mkdtempSync(join(tmpdir(), "fuwake-paths-"));
  try {
    for (const [name, content] of [["native-host/src/mail/mail.h", ""], ["tools/make.sh", ""], ["docs/house.md", ""],
                                   [file, text]]) {
      mkdirSync(dirname(join(tree, name)), { recursive: true });
      writeFileSync(join(tree, name), content);
    }
    const { status, stderr } = spawnSync("node", [script, tree], { encoding: "utf8" });
    assert.equal(status, stderr ? 1 : 0);
    return stderr.trim().replaceAll(": there is no such file", "");
  } finally {
    rmSync(tree, { recursive: true });
  }
}

const rows = [
  ["a path from the top", "README.md", "see `docs/house.md`.", ""],
  ["a path from the rooms", "docs/a.md", "A mail (mail/mail.h) is bytes.", ""],
  ["a path beside the file", "docs/a.md", "[the house](house.md), [why](../tools/make.sh)", ""],
  ["a file's name alone", "docs/a.md", "as make.sh does", ""],
  ["a pattern", "docs/a.md", "native-host/src/mail/*.h", ""],
  ["the web, what is made, what stands beside", "docs/a.md",
    "https://example.org/docs/gone.md build/logs/1.txt ../shared/cases/a.eml ../../shared/b.txt", ""],
  ["code that is no comment", "native-host/src/a.cpp", 'open("docs/gone.md");', ""],
  ["a document that went", "README.md", "one\n[the gone](docs/gone.md)", "README.md:2: docs/gone.md"],
  ["a source that moved, in a comment", "native-host/src/a.cpp", "// as in links/mail.h, above",
    "native-host/src/a.cpp:1: links/mail.h"],
  ["a source that moved, in a comment of many lines", "tools/a.mjs", "/**\n * From mail/gone.cpp.\n */",
    "tools/a.mjs:2: mail/gone.cpp"],
  ["a folder that went", "tools/a.sh", "# fills docs/attic/", "tools/a.sh:1: docs/attic/"],
  ["a script that was renamed", "CMakeLists.txt", '"(made by tools/fetch.sh)"', "CMakeLists.txt:1: tools/fetch.sh"],
  ["a source's name alone", "docs/a.md", "fetch.sh makes it", "docs/a.md:1: fetch.sh"],
  ["a pattern in a folder that went", "docs/a.md", "native-host/src/letters/*.h", "docs/a.md:1: native-host/src/letters/*.h"],
];
for (const [what, file, text, expected] of rows)
  test(`${file} names ${what}`, () => assert.equal(said(file, text), expected));
