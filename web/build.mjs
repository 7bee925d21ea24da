// Builds the browser files into tutor/http/static/ and fails when the first chunk outgrows its budget.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { plugins } from "./plugins.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "tutor", "http", "static");
const BUDGET_BYTES = { "first chunk": 15 * 1024, "loader.js": 512 };

const shared = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  outdir: out,
  metafile: true,
  charset: "utf8",
  target: ["chrome90", "firefox101", "safari16.4"],
  plugins,
};

const hashed = () =>
  build({
    ...shared,
    entryPoints: { widget: "widget/main.ts", page: "styles/page.css", consoles: "styles/consoles.css" },
    format: "esm",
    splitting: true,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    legalComments: "linked",
  });

const loader = () => build({ ...shared, entryPoints: { loader: "widget/loader.ts" }, format: "esm" });

/** The files the browser must have before anything shows: an output and its static imports, in order of need. */
function needed(outputs, file) {
  const imports = outputs[file].imports.filter(({ kind }) => kind === "import-statement");
  return [file, ...imports.flatMap(({ path }) => needed(outputs, path))].filter((f, i, all) => all.indexOf(f) === i);
}

const outputOf = (outputs, entry) => Object.keys(outputs).find((file) => outputs[file].entryPoint === entry);
const gzipped = async (file) => gzipSync(await readFile(join(here, file)), { level: 9 }).length;
const total = async (files) => (await Promise.all(files.map(gzipped))).reduce((sum, size) => sum + size, 0);

async function report(sizes) {
  let over = false;
  for (const [name, size] of sizes) {
    const budget = BUDGET_BYTES[name];
    over ||= budget !== undefined && size > budget;
    process.stdout.write(`${String(size).padStart(7)} B gzip  ${name}${budget ? ` (at most ${budget})` : ""}\n`);
  }
  if (over) {
    process.stderr.write("The budget is exceeded: make the first chunk smaller or load a part of it later.\n");
    process.exitCode = 1;
  }
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const { outputs } = (await hashed()).metafile;
const loaderFile = outputOf((await loader()).metafile.outputs, "widget/loader.ts");

const widget = needed(outputs, outputOf(outputs, "widget/main.ts"));
const page = outputOf(outputs, "styles/page.css");
const consoles = outputOf(outputs, "styles/consoles.css");
const manifest = {
  "widget.js": basename(widget[0]),
  "page.css": basename(page),
  "consoles.css": basename(consoles),
  preload: widget.slice(1).map((file) => basename(file)),
};
await writeFile(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

const first = [...widget, page];
const later = Object.keys(outputs).filter((file) => /\.(js|css)$/.test(file) && !first.includes(file));
await report([
  ["first chunk", await total(first)],
  ["loader.js", await gzipped(loaderFile)],
  ...(await Promise.all(later.map(async (file) => [basename(file), await gzipped(file)]))),
]);
