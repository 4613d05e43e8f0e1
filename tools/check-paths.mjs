// Holds the paths that documents and comments name to the tree: files move, and what is said of them stays behind.
// A path is named where a word has a slash and either begins with a folder at the top of the tree or ends as our files
// do; it is looked for from the places that readers start at (see `starts`). A word without a slash that ends as a
// source does is the name of a file that may stand anywhere. What is made (build/), what stands beside the clone
// (../shared) and addresses of the web are left alone.
// usage: node tools/check-paths.mjs [FOLDER]   FOLDER: the tree to check, this one if none is given
// Prints each path that does not exist as file:line: path; exit 1 where there is one.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";

const left_out = new Set(["build", "node_modules", ".git", "package-lock.json"]);
const starts = ["", "native-host/src", "native-host", "native-host/data", "extension", "tests", "tests/unit", "docs"];
const ours = /\.(cpp|h|inc|mjs|js|d\.ts|sh|pl|cmake|md|json|txt|tsv|eml|html|css)$/;
const source = /^\w[\w-]*\.(cpp|mjs|sh|inc|cmake|pl)$/;
const placeholder = /\b(LANGUAGE|SECTOR|TARGET)\b.*/;
const word = /(?<![\w./:@~$*-])(?:\.{1,2}\/)*[\w.*-]+(?:\/[\w.*-]+)*\/?/g;

/** The files below `folder` in which something may be said, by their paths from there. */
function* files(folder, below = "") {
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (left_out.has(entry.name)) continue;
    if (entry.isDirectory()) yield* files(folder, path);
    else if (entry.isFile()) yield path;
  }
}

const comment_of = {
  ".md": /.*/,
  ...Object.fromEntries([".cpp", ".h", ".mjs", ".js", ".css"].map((end) =>
    [end, /(?<=^\s*(?:\/\/|\/?\*)|[^:"]\/\/\s).*/])),
  ...Object.fromEntries([".sh", ".cmake", ".pl", ".txt", ".tsv", ".yaml"].map((end) => [end, /(?<=(?:^|\s)#).*/])),
};
const plain = new Set(["NOTICE"]);

/** What of a line of `file` is said to people: all of it in a document, the comment in a source. */
function said(file, line) {
  if (plain.has(file)) return line;
  // What CMake shows to whoever builds stands in strings.
  const pattern = basename(file) === "CMakeLists.txt" ? /.*/ : comment_of[extname(file)];
  return pattern?.exec(line)?.[0] ?? "";
}

/** The paths that a text names. */
export function pathsIn(text, tops) {
  const found = [];
  for (const [match] of text.matchAll(word)) {
    const path = match.replace(/[.]+$/, "");
    const top = path.split("/")[0];
    if (left_out.has(top) || /^(\.\.\/)+shared\//.test(path)) continue;
    if (!path.includes("/")) {
      if (source.test(path)) found.push(path);
      continue;
    }
    if ((tops.has(top) && path.length > top.length + 1) || ours.test(path)) found.push(path);
  }
  return found;
}

/** Is there such a path, seen from `file`? Of "mails/*.eml" and "mails/LANGUAGE.eml" the folder; `all`: the tree's files. */
function exists(folder, all, file, path) {
  if (!path.includes("/")) return all.some((name) => basename(name) === path);
  const open = path.replace(placeholder, "*").indexOf("*");
  const fixed = open < 0 ? path : dirname(`${path.slice(0, open)}x`);
  return [dirname(file), dirname(dirname(file)), ...starts].some((start) => existsSync(join(folder, start, fixed)));
}

/** Every path that is named and does not exist, as "file:line: path". */
export function findStalePaths(folder) {
  const tops = new Set(readdirSync(folder, { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => e.name));
  const found = [];
  const all = [...files(folder)];
  for (const file of all) {
    if (!plain.has(file) && basename(file) !== "CMakeLists.txt" && !comment_of[extname(file)]) continue;
    readFileSync(join(folder, file), "utf8").split("\n").forEach((line, index) => {
      for (const path of pathsIn(said(file, line), tops))
        if (!exists(folder, all, file, path)) found.push(`${file}:${index + 1}: ${path}`);
    });
  }
  return found;
}

if (resolve(process.argv[1]) === resolve(new URL(import.meta.url).pathname)) {
  const found = findStalePaths(process.argv[2] ?? ".");
  for (const line of found) console.error(`${line}: there is no such file`);
  process.exit(found.length > 0 ? 1 : 0);
}
