'use strict';

// Pictures as the network reads them: row by row, numbers from 0 (paper) to 1 (ink).

// The distance from a point to the line between two others.
function distanceToLine(x, y, from, to) {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / length));
  return Math.hypot(x - from.x - along * dx, y - from.y - along * dy);
}

class Picture {
  constructor(rows, columns) {
    this.rows = rows;
    this.columns = columns;
    this.values = new Float32Array(rows * columns);
    // About as wide as the strokes of MNIST, whose pictures have 28 rows.
    this.radius = Math.max(0.55, (1.15 * Math.min(rows, columns)) / 28);
  }

  clear() {
    this.values.fill(0);
  }

  // A stroke with soft edges; `erase` takes ink away. Points are in pixels, (0, 0) being the upper left corner.
  paint(from, to, erase = false) {
    for (let row = 0; row < this.rows; ++row) {
      for (let column = 0; column < this.columns; ++column) {
        const distance = distanceToLine(column + 0.5, row + 0.5, from, to);
        const ink = Math.min(1, Math.max(0, this.radius + 0.5 - distance));
        const place = row * this.columns + column;
        const value = this.values[place];
        this.values[place] = erase ? Math.min(value, 1 - ink) : Math.max(value, ink);
      }
    }
  }

  // A line through points in parts of the width and the height.
  paintThrough(points) {
    const scaled = points.map(([x, y]) => ({ x: x * this.columns, y: y * this.rows }));
    for (let i = 1; i < scaled.length; ++i) {
      this.paint(scaled[i - 1], scaled[i]);
    }
  }

  // Moves the ink by whole pixels, so that its centre of mass is in the middle, as that of MNIST's digits is.
  centre() {
    let mass = 0;
    let x = 0;
    let y = 0;
    this.values.forEach((value, place) => {
      mass += value;
      x += value * (place % this.columns);
      y += value * Math.floor(place / this.columns);
    });
    if (mass > 0) {
      this.shift(Math.round((this.rows - 1) / 2 - y / mass), Math.round((this.columns - 1) / 2 - x / mass));
    }
  }

  shift(down, right) {
    const before = this.values.slice();
    for (let row = 0; row < this.rows; ++row) {
      for (let column = 0; column < this.columns; ++column) {
        const isInside = row >= down && row < this.rows + down && column >= right && column < this.columns + right;
        this.values[row * this.columns + column] = isInside
          ? before[(row - down) * this.columns + column - right]
          : 0;
      }
    }
  }

  // Shows the picture on a canvas of rows x columns pixels.
  show(canvas) {
    const context = canvas.getContext('2d');
    const image = context.createImageData(this.columns, this.rows);
    this.values.forEach((value, place) => {
      image.data.fill(Math.round(255 * (1 - value)), 4 * place, 4 * place + 3);
      image.data[4 * place + 3] = 255;
    });
    context.putImageData(image, 0, 0);
  }
}

// The ink in an image (anything that a canvas draws) on a grid, as {rows, columns, values}. Ink is what differs from the
// border: on a light border it is what is dark.
function inkOf(image, rows, columns, [left, top, width, height], into = [0, 0, columns, rows]) {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.imageSmoothingQuality = 'high';
  context.fillStyle = 'white';
  context.fillRect(0, 0, columns, rows);
  context.drawImage(image, left, top, width, height, ...into);
  const { data } = context.getImageData(...into);
  const grey = Float32Array.from({ length: data.length / 4 }, (_, i) => {
    return (0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2]) / 255;
  });
  return { rows: into[3], columns: into[2], values: grey };
}

function borderIsLight({ rows, columns, values }) {
  const border = values.filter((_, i) => {
    const column = i % columns;
    return i < columns || i >= columns * (rows - 1) || column === 0 || column === columns - 1;
  });
  return border.reduce((sum, value) => sum + value, 0) > border.length / 2;
}

function inverted(grid) {
  return { ...grid, values: grid.values.map((value) => 1 - value) };
}

// The smallest box [left, top, width, height] around the ink; the whole grid where there is none.
function boxOfInk({ rows, columns, values }) {
  const inked = [...values.keys()].filter((place) => values[place] > 0.25);
  if (inked.length === 0) {
    return [0, 0, columns, rows];
  }
  const xs = inked.map((place) => place % columns);
  const ys = inked.map((place) => Math.floor(place / columns));
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  return [left, top, right - left + 1, bottom - top + 1];
}

// Reads an image into `picture`. One of its very size is taken as it is. Of another the ink is cut out and scaled to 20/28
// of the height or the width and centred, which is how the digits of MNIST were made.
function readImage(image, picture) {
  const { rows, columns } = picture;
  const whole = [0, 0, image.width, image.height];
  const asInk = (grid, light) => (light ? inverted(grid) : grid);
  if (image.width === columns && image.height === rows) {
    const grid = inkOf(image, rows, columns, whole);
    picture.values.set(asInk(grid, borderIsLight(grid)).values);
    return;
  }
  const size = 256;
  const coarse = inkOf(image, size, size, whole);
  const light = borderIsLight(coarse);
  const [left, top, width, height] = boxOfInk(asInk(coarse, light));
  const box = [
    (left * image.width) / size,
    (top * image.height) / size,
    (width * image.width) / size,
    (height * image.height) / size,
  ];
  const scale = Math.min((20 * columns) / 28 / box[2], (20 * rows) / 28 / box[3]);
  const [wide, high] = [Math.max(1, Math.round(box[2] * scale)), Math.max(1, Math.round(box[3] * scale))];
  const into = [Math.floor((columns - wide) / 2), Math.floor((rows - high) / 2), wide, high];
  const { values } = asInk(inkOf(image, rows, columns, box, into), light);
  picture.clear();
  values.forEach((value, i) => {
    picture.values[(into[1] + Math.floor(i / wide)) * columns + into[0] + (i % wide)] = value;
  });
  picture.centre();
}
