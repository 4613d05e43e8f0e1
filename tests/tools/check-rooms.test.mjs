// An include that runs back is found, and told with file, line and rule.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";

const root = resolve(dirname(new URL(import.meta.url).pathname), "..", "..");
const script = join(root, "tools/check-rooms.mjs");

const cmake = `
add_room(text LINKS ICU::uc)
add_room(mail LINKS fuwake_text)
add_room(links LINKS fuwake_mail)
add_room(route LINKS fuwake_text)
add_room(platform FROM platform/posix/*.cpp LINKS Threads::Threads)
add_room(broker LINKS fuwake_links
  fuwake_platform)
`;

/** A tree of the rooms above with one file in it; what the script says of it, without the folder of the sources. */
function said(file, text) {
  const tree = mkdtempSync(join(tmpdir(), "fuwake-rooms-"));
  try {
    const path = join(tree, "native-host/src", file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(join(tree, "native-host/CMakeLists.txt"), cmake);
    writeFileSync(path, text);
    const { status, stderr } = spawnSync("node", [script, tree], { encoding: "utf8" });
    return `${status} ${stderr.trim().replace("native-host/src/", "")}`.trim();
  } finally {
    rmSync(tree, { recursive: true });
  }
}

const rows = [
  ["a room above", "links/links.cpp", '#include "mail/mail.h"', "0"],
  ["a room above by way of another", "links/links.cpp", '#include "text/ascii.h"', "0"],
  ["its own room", "mail/mail.cpp", '#include "mail/mail.h"', "0"],
  ["the library, and what is made", "mail/mail.cpp", '#include <vector>\n#include "version.h"', "0"],
  ["main.cpp, which is in no room", "main.cpp", '#include "links/links.h"', "0"],
  ["what another line links", "broker/broker.cpp", '#include "platform/process.h"', "0"],
  ["what confines it", "inspector/main.cpp", '#include "platform/confinement.h"', "0"],
  ["a room below", "text/ascii.h", '#pragma once\n\n#include "mail/mail.h"',
    "1 text/ascii.h:3: text includes mail, which stands after it: includes must not run back"],
  ["a room below, from a folder in a room", "mail/parts/mime.inc", ' # include "links/url.h"',
    "1 mail/parts/mime.inc:1: mail includes links, which stands after it: includes must not run back"],
  ["a room above that it is not linked with", "route/route.cpp", '#include "links/url.h"',
    "1 route/route.cpp:1: route includes links, with which it is not linked (add_room in native-host/CMakeLists.txt)"],
  ["a room of which CMake knows nothing", "mail/mail.cpp", '#include "attic/old.h"',
    "1 mail/mail.cpp:1: attic has no add_room line in native-host/CMakeLists.txt"],
  ["a file of the inspector", "mail/mail.cpp", '#include "inspector/zip.h"',
    "1 mail/mail.cpp:1: mail includes inspector: the inspector stands apart"],
  ["what confines it, from the inspector", "inspector/main.cpp", '#include "platform/confinement.h"', "0"],
  ["a room, from the inspector", "inspector/zip.cpp", '#include "text/ascii.h"',
    "1 inspector/zip.cpp:1: inspector includes text: the inspector stands apart"],
];
for (const [what, file, text, expected] of rows)
  test(`${file} includes ${what}`, () => assert.equal(said(file, text), expected));

test("the tree keeps to the order", () => {
  execFileSync("node", [script, root]);
});
