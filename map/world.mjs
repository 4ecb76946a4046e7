// The basemap: land and borders of Natural Earth, whole and coarse for the first view, in fine cells for closer
// ones.

import { readFileSync } from "node:fs";
import { merge, mesh, quantize } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";
import { cutAtTheMeridian, lineIn, ringIn } from "./planar.mjs";

// Degrees of a cell of the fine map, and by how much cells overlap so that no seam shows between them.
export const CELL = { width: 20, height: 10 };
const OVERLAP = 0.02;

// Land as polygons that do not cross the 180th meridian, and the borders between countries as lines.
export const read = (scale, tolerance) => {
  const path = new URL(`node_modules/world-atlas/countries-${scale}.json`, import.meta.url);
  let atlas = JSON.parse(readFileSync(path, "utf8"));
  if (tolerance) atlas = simplify(presimplify(atlas), tolerance);
  const countries = atlas.objects.countries;
  const land = merge(atlas, countries.geometries).coordinates.flatMap((polygon) => {
    const pieces = polygon.map(cutAtTheMeridian);
    if (pieces.every((of) => of.length === 1)) return [pieces.flat()];
    // No hole of the world lies across the meridian: holes go to the piece that is around them.
    return pieces[0].map((outer) => [outer, ...pieces.slice(1).flat().filter((hole) => isIn(hole[0], outer))]);
  });
  const borders = mesh(atlas, countries, (a, b) => a !== b).coordinates;
  return { land: land.filter((polygon) => polygon[0].length > 3), borders };
};

const isIn = ([x, y], ring) => {
  let inside = false;
  ring.forEach(([u, v], i) => {
    const [s, t] = ring[i ? i - 1 : ring.length - 1];
    if (v > y !== t > y && x < ((s - u) * (y - v)) / (t - v) + u) inside = !inside;
  });
  return inside;
};

// Both as TopoJSON on a grid of `steps` steps in each direction.
export const topoJson = ({ land, borders }, steps) => {
  const objects = {
    land: { type: "MultiPolygon", coordinates: land },
    borders: { type: "MultiLineString", coordinates: borders },
  };
  const made = quantize(topology(objects), steps);
  delete made.bbox;
  return made;
};

// The cells that have land, by the name of their south-west corner.
export const cells = ({ land, borders }) => {
  const made = [];
  for (let west = -180; west < 180; west += CELL.width) {
    for (let south = -90; south < 90; south += CELL.height) {
      const box = [west - OVERLAP, south - OVERLAP, west + CELL.width + OVERLAP, south + CELL.height + OVERLAP];
      const part = {
        land: land.map((polygon) => polygon.map((ring) => ringIn(ring, box)).filter((ring) => ring.length))
          .filter((polygon) => polygon.length),
        borders: borders.flatMap((line) => lineIn(line, box)),
      };
      if (part.land.length) made.push([`${west}_${south}`, part]);
    }
  }
  return made;
};
