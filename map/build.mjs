// Makes the files of src/web/assets/map from the packages of package-lock.json; README.md says how to run it.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";
import { cells, read, topoJson } from "./world.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const out = here("../src/web/assets/map/");
// Steps of the grid of the whole world, and of a fine cell.
const COARSE = 10_000, FINE = 4_000;
// Smallest triangle that a coast keeps, in square degrees: less than a pixel at the closest zoom.
const SMALLEST = 4e-6;
// Nobody lives beyond, and the coarse map shows it.
const SOUTHERNMOST = -60, NORTHERNMOST = 80;

const pack = (name, text) => {
  const { BROTLI_PARAM_QUALITY: quality, BROTLI_PARAM_LGWIN: window } = constants;
  writeFileSync(`${out}${name}.br`, brotliCompressSync(text, { params: { [quality]: 11, [window]: 22 } }));
};

for (const name of readdirSync(out)) {
  if (name.endsWith(".br")) rmSync(out + name);
}
rmSync(`${out}cells`, { recursive: true, force: true });
mkdirSync(`${out}cells`, { recursive: true });

const bundle = async (entry, options) => {
  const made = await build({
    entryPoints: [here(entry)],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    // Plug-ins look for a global `L`; they get the one that is ours, and the page stays clean.
    inject: [here("leaflet.mjs")],
    legalComments: "inline",
    ...options,
  });
  return made.outputFiles[0].text;
};

pack("leaflet.js", await bundle("library.mjs"));
pack("protomaps.js", await bundle("region.mjs", {
  inject: [here("same_leaflet.mjs")],
  external: ["./leaflet.js"],
}));
const styles = ["leaflet/dist/leaflet.css", "leaflet.markercluster/dist/MarkerCluster.css"];
const css = await build({
  stdin: { contents: styles.map((name) => `@import "${name}";`).join("\n"), loader: "css", resolveDir: here(".") },
  bundle: true,
  minify: true,
  write: false,
  external: ["*.png"],
});
// Pictures of markers and controls that we do not use.
pack("leaflet.css", css.outputFiles[0].text.replaceAll(/background-image:url\([^)]*\);?/g, ""));

const world = topoJson(read("50m"), COARSE);
const fine = cells(read("10m", SMALLEST)).filter(([name]) => {
  const south = Number(name.split("_")[1]);
  return south >= SOUTHERNMOST && south < NORTHERNMOST;
});
// Which cells have land is told with the world: nobody asks for the sea.
pack("world.json", JSON.stringify({ ...world, cells: fine.map(([name]) => name) }));
for (const [name, cell] of fine) pack(`cells/${name}.json`, JSON.stringify(topoJson(cell, FINE)));

// The outline on the pages of sheets and territories: one path in tenths of a degree, without lakes.
const outline = read("50m", 0.06).land.map(([ring]) => ring).filter((ring) => ring.length > 4).map((ring) => {
  let before = null, d = "";
  for (const [longitude, latitude] of ring.slice(0, -1)) {
    const [x, y] = [Math.round(longitude * 10), Math.round(-latitude * 10)];
    if (!before) d += `M${x} ${y}`;
    else if (x !== before[0] || y !== before[1]) d += `l${x - before[0]} ${y - before[1]}`.replace(" -", "-");
    before = [x, y];
  }
  return `${d}z`;
}).join("");
writeFileSync(`${out}outline.svg`, `<svg xmlns="http://www.w3.org/2000/svg"><path id="land" d="${outline}"/></svg>\n`);

const licences = ["leaflet", "leaflet.markercluster", "topojson-client", "protomaps-leaflet", "world-atlas"];
writeFileSync(`${out}LICENCES.txt`, licences.map((name) => {
  const folder = here(`node_modules/${name}/`);
  const file = readdirSync(folder).find((file) => /^(mit-)?licen[cs]e/i.test(file));
  const { version, license } = JSON.parse(readFileSync(`${folder}package.json`, "utf8"));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(folder + file, "utf8").trim() : ""}\n`;
}).join(`\n${"-".repeat(72)}\n\n`));
