// Packs the files that people write (native-host/data) into one, for a Worker that has no folder to read: a line of
// JSON, [[path, length], …], and then their bytes one after the other. The same files give the same bytes.
// usage: node native-host/wasm/pack-knowledge.mjs FOLDER OUT [FILE…]   FILEs beside what is in the folder
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const [folder, out, ...more] = process.argv.slice(2);
const paths = readdirSync(folder, { recursive: true }).filter((path) => statSync(join(folder, path)).isFile()).sort();
const files = [...paths.map((path) => join(folder, path)), ...more].map((path) => readFileSync(path));
const list = JSON.stringify([...paths, ...more.map((path) => basename(path))].map((path, at) => [path, files[at].length]));
writeFileSync(out, Buffer.concat([Buffer.from(`${list}\n`), ...files]));
