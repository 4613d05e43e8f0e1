/**
 * The engine of engine.wasm, ready to be asked. What it exports: native-host/src/wasm/exports.cpp. For the Worker as
 * for node, which tests the same bytes.
 */

/** Where its knowledge lies in the file system that exists in its memory alone. */
const FOLDER = "/knowledge";

/** ICU reads its data by whole words. */
const ALIGNED = 16;

/**
 * What the engine is made of.
 * @typedef {object} EngineFiles
 * @property {WebAssembly.Module} module of engine.wasm
 * @property {ArrayBuffer} icu icu.dat
 * @property {ArrayBuffer} knowledge knowledge.pack
 */

/**
 * @typedef {object} OpenEngine
 * @property {(request: string, mail: string | Uint8Array) => string} call `request` and answer are JSON (see
 *     wasm/engine.h); a mail is bytes, or text of which each character is one. Throws where the engine broke, and
 *     then it can be asked no more.
 */

/**
 * @param {(options: object) => Promise<any>} create what engine.js exports
 * @param {EngineFiles} files
 * @returns {Promise<OpenEngine>}
 */
export async function openEngine(create, { module, icu, knowledge }) {
  const engine = await create({
    // By its name it knows summer time; by the offset from UTC, which is all that it would be told, it does not.
    preRun: [(/** @type {any} */ it) => void (it.ENV.TZ = Intl.DateTimeFormat().resolvedOptions().timeZone)],
    instantiateWasm: (/** @type {WebAssembly.Imports} */ imports, /** @type {(it: WebAssembly.Instance) => void} */ done) => {
      WebAssembly.instantiate(module, imports).then(done);
      return {};
    },
  });
  takeIcuData(engine, new Uint8Array(icu));
  unpack(engine.FS, new Uint8Array(knowledge));
  const problem = withText(engine, FOLDER, (folder) => engine._fuwake_open(folder));
  if (problem !== 0) throw new Error(engine.UTF8ToString(problem));
  return { call: (request, mail) => call(engine, request, mail) };
}

/** @param {any} engine @param {Uint8Array} data */
function takeIcuData(engine, data) {
  const place = allocate(engine, data.length + ALIGNED);
  const aligned = Math.ceil(place / ALIGNED) * ALIGNED;
  engine.HEAPU8.set(data, aligned);
  if (engine._fuwake_take_icu_data(aligned) !== 0) throw new Error("icu.dat is none");
}

/** As pack-knowledge.mjs packs. @param {any} fs @param {Uint8Array} pack */
function unpack(fs, pack) {
  const head = pack.indexOf("\n".charCodeAt(0));
  let at = head + 1;
  for (const [path, length] of JSON.parse(new TextDecoder().decode(pack.subarray(0, head)))) {
    const file = `${FOLDER}/${path}`;
    fs.mkdirTree(file.slice(0, file.lastIndexOf("/")));
    fs.writeFile(file, pack.subarray(at, at + length));
    at += length;
  }
}

/** @param {any} engine @param {string} request @param {string | Uint8Array} mail */
function call(engine, request, mail) {
  const place = allocate(engine, mail.length + 1);
  try {
    write(engine.HEAPU8, place, mail);
    return engine.UTF8ToString(
      withText(engine, request, (text) => engine._fuwake_call(text, place, mail.length)),
    );
  } finally {
    engine._free(place);
  }
}

/** @param {Uint8Array} heap @param {number} place @param {string | Uint8Array} bytes */
function write(heap, place, bytes) {
  if (typeof bytes !== "string") return heap.set(bytes, place);
  for (let at = 0; at < bytes.length; at++) heap[place + at] = bytes.charCodeAt(at);
}

/** @param {any} engine @param {string} text @param {(place: number) => number} use */
function withText(engine, text, use) {
  const length = engine.lengthBytesUTF8(text) + 1;
  const place = allocate(engine, length);
  try {
    engine.stringToUTF8(text, place, length);
    return use(place);
  } finally {
    engine._free(place);
  }
}

/** @param {any} engine @param {number} length @returns {number} */
function allocate(engine, length) {
  const place = engine._malloc(length);
  if (place === 0) throw new Error("there is not enough memory");
  return place;
}
