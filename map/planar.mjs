// Plane geometry on degrees: rings that cross the 180th meridian are cut there, and everything is cut into
// rectangles. No spherical clipping: it turned a small ring inside out and painted the sea as land.

const closed = (ring) => {
  const [x, y] = ring[0], [u, v] = ring.at(-1);
  return x === u && y === v ? ring : [...ring, ring[0]];
};

// The ring with longitudes that never jump by more than half the world; they may leave -180…180.
const unwrapped = (ring) => {
  const out = [ring[0].slice()];
  for (const [x, y] of ring.slice(1)) {
    const before = out.at(-1)[0];
    out.push([x + 360 * Math.round((before - x) / 360), y]);
  }
  return out;
};

// The ring around the South Pole goes once around the world: it is closed along the edge of the map.
const aroundThePole = (ring) => {
  const turn = ring.at(-1)[0] - ring[0][0];
  if (Math.abs(turn) < 180) return ring;
  const [x, y] = ring[0];
  return [...ring, [x + turn, -90], [x, -90], [x, y]];
};

// What of a ring lies on one side of a line (Sutherland and Hodgman, 1974).
const side = (ring, axis, at, sign) => {
  const inside = (p) => sign * (p[axis] - at) >= 0;
  const out = [];
  ring.forEach((b, i) => {
    if (i === 0) return;
    const a = ring[i - 1];
    const crossing = () => {
      const t = (at - a[axis]) / (b[axis] - a[axis]);
      const p = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
      p[axis] = at;
      return p;
    };
    if (inside(a) !== inside(b)) out.push(crossing());
    if (inside(b)) out.push(b);
  });
  return out.length < 3 ? [] : closed(out);
};

// What of a ring lies in a rectangle of west, south, east and north.
export const ringIn = (ring, [west, south, east, north]) => {
  let part = ring;
  for (const [axis, at, sign] of [[0, west, 1], [0, east, -1], [1, south, 1], [1, north, -1]]) {
    if (part.length) part = side(part, axis, at, sign);
  }
  return part;
};

// A ring as rings that each lie on the map.
export const cutAtTheMeridian = (ring) => {
  const whole = aroundThePole(unwrapped(closed(ring)));
  return [-360, 0, 360].map((shift) => {
    const shifted = whole.map(([x, y]) => [x + shift, y]);
    return ringIn(shifted, [-180, -90, 180, 90]);
  }).filter((part) => part.length);
};

// The pieces of a line that lie in a rectangle (Liang and Barsky, 1984).
export const lineIn = (line, [west, south, east, north]) => {
  const pieces = [];
  let piece = [];
  const end = () => {
    if (piece.length > 1) pieces.push(piece);
    piece = [];
  };
  line.forEach((b, i) => {
    if (i === 0) return;
    const a = line[i - 1], dx = b[0] - a[0], dy = b[1] - a[1];
    let from = 0, to = 1;
    for (const [p, q] of [[-dx, a[0] - west], [dx, east - a[0]], [-dy, a[1] - south], [dy, north - a[1]]]) {
      if (p === 0 && q < 0) to = -1;
      else if (p < 0) from = Math.max(from, q / p);
      else if (p > 0) to = Math.min(to, q / p);
    }
    if (from > to || Math.abs(dx) > 180) return end();
    const at = (t) => [a[0] + t * dx, a[1] + t * dy];
    if (piece.length === 0 || from > 0) {
      end();
      piece = [at(from)];
    }
    piece.push(at(to));
    if (to < 1) end();
  });
  end();
  return pieces;
};
