// Makes one app.css and one app.js of src/ and the packages it imports; run by hatch_build.py.
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = join(HERE, "../src/gaandeweg/look/static/gaandeweg/build");

await rm(OUT, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: HERE,
  entryPoints: { app: "src/app.js", "app-styles": "src/app.css" },
  entryNames: "[name]",
  assetNames: "files/[name]",
  outdir: OUT,
  bundle: true,
  minify: true,
  format: "iife",
  legalComments: "none", // the whole licence texts go into LEGAL.txt
  loader: { ".woff2": "file", ".svg": "file" },
  metafile: true,
  target: ["chrome123", "edge123", "firefox121", "safari17.5"],
});
const css = pruned(await readFile(join(OUT, "app-styles.css"), "utf8"));
await writeFile(join(OUT, "app.css"), css);
await rm(join(OUT, "app-styles.css"));
await writeFile(join(OUT, "LEGAL.txt"), await licences(Object.keys(metafile.inputs)));

/** Drop the custom properties that no rule needs, by mark and sweep over var(). */
function pruned(text) {
  const declaration = /(?<=[{;])(--[\w-]+):((?:"[^"]*"|'[^']*'|[^;{}"'])*)(?:;|(?=\}))/g;
  const uses = (value) => [...value.matchAll(/var\(\s*(--[\w-]+)/g)].map((use) => use[1]);
  const needs = new Map();
  for (const [, name, value] of text.matchAll(declaration)) {
    needs.set(name, [...(needs.get(name) ?? []), ...uses(value)]);
  }
  const marked = new Set();
  const queue = uses(text.replaceAll(declaration, ""));
  while (queue.length > 0) {
    const name = queue.pop();
    if (!marked.has(name)) {
      marked.add(name);
      queue.push(...(needs.get(name) ?? []));
    }
  }
  return text.replaceAll(declaration, (whole, name) => (marked.has(name) ? whole : ""));
}

/** Gather the licence of every package that is in the bundle. */
async function licences(inputs) {
  const inPackage = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//;
  const names = new Set(inputs.map((path) => path.match(inPackage)?.[1]).filter(Boolean));
  const parts = [...names].sort().map(async (name) => {
    const folder = join(HERE, "node_modules", name);
    const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file));
    const texts = files.map((file) => readFile(join(folder, file), "utf8"));
    return [`${name} ${about.version}, ${about.license}`, ...(await Promise.all(texts))].join("\n\n");
  });
  return (await Promise.all(parts)).join(`\n\n${"-".repeat(78)}\n\n`);
}
