// Makes docs/analysis.d.ts, the add-on's types of the document, from docs/analysis.schema.json.
// usage: node tools/make-document-types.mjs [--check]
// With --check nothing is written; exit 1 where the file is not what the schema gives.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { compile } from "json-schema-to-typescript";

const docs = join(dirname(new URL(import.meta.url).pathname), "..", "docs");
const target = join(docs, "analysis.d.ts");

/** The schema with the type's name for a title, for the title becomes the name. */
const schema = () => ({
  ...JSON.parse(readFileSync(join(docs, "analysis.schema.json"), "utf8")),
  title: "AnalysisDocument",
});

const types = await compile(schema(), "AnalysisDocument", {
  bannerComment: "/* Made from analysis.schema.json by tools/make-document-types.mjs; not to be changed by hand. */",
  // A list of at most three would be a union of four tuples, which nobody wants to read.
  ignoreMinAndMaxItems: true,
});

if (!process.argv.includes("--check")) {
  writeFileSync(target, types);
} else if (readFileSync(target, "utf8") !== types) {
  console.error("docs/analysis.d.ts is not what the schema gives: run node tools/make-document-types.mjs");
  process.exit(1);
}
