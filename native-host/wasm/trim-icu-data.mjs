// ICU's data without what the engine does not use: 31 MB become some 3. icupkg holds that nothing is left that needs
// what went.
// usage: node native-host/wasm/trim-icu-data.mjs WHOLE.dat KEPT.txt OUT.dat
// KEPT.txt names an item a line ("cnvalias.icu", "region/ja.res"); "#" begins a remark.
import { execFileSync } from "node:child_process";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const [whole, kept, out] = process.argv.slice(2);
const wanted = readFileSync(kept, "utf8").split("\n").map((line) => line.replace(/#.*/, "").trim()).filter(Boolean);
const there = execFileSync("/usr/sbin/icupkg", ["-l", whole], { encoding: "utf8" }).trim().split("\n");
const unknown = wanted.filter((item) => !there.includes(item));
if (unknown.length > 0) throw new Error(`${kept}: ICU has no ${unknown.join(", ")}`);
const gone = `${out}.gone.txt`;
writeFileSync(gone, there.filter((item) => !wanted.includes(item)).join("\n"));
// The items' names in the data begin with the file's, by which ICU asks for them.
const trimmed = join(dirname(out), basename(whole));
execFileSync("/usr/sbin/icupkg", ["-tl", "-r", gone, whole, trimmed], { stdio: ["ignore", "ignore", "inherit"] });
renameSync(trimmed, out);
rmSync(gone);
