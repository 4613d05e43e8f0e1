// Packs the files that people write (native-host/data) into one, for a Worker that has no folder to read: a line of
// JSON, [[path, length], …], and then their bytes one after the other. The same files give the same bytes.
// usage: node native-host/wasm/pack-knowledge.mjs FOLDER OUT
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, out] = process.argv.slice(2);
const paths = readdirSync(folder, { recursive: true }).filter((path) => statSync(join(folder, path)).isFile()).sort();
const files = paths.map((path) => readFileSync(join(folder, path)));
const list = JSON.stringify(paths.map((path, at) => [path, files[at].length]));
writeFileSync(out, Buffer.concat([Buffer.from(`${list}\n`), ...files]));
