// The blur map as an image: teal where it is sharp, orange where it is blurred, nothing where there is no evidence.

const sharp = [20, 168, 155], unsharp = [255, 106, 31];
const drawn = new WeakMap();

/** A small canvas with one pixel a cell; kept for each map. */
function cells(map) {
  if (drawn.has(map)) return drawn.get(map);
  const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
  const probability = bytes(map.probability), certainty = bytes(map.certainty);
  const image = new ImageData(map.width, map.height);
  for (let i = 0; i < probability.length; i++) {
    const lean = probability[i] / 127.5 - 1;
    const color = lean > 0 ? unsharp : sharp;
    image.data.set(color, i * 4);
    // Sharp places are tinted less: they are what one looks at.
    const most = lean > 0 ? 255 : 165;
    // By the certainty itself, not its root: sky and walls are to stay as they are.
    image.data[i * 4 + 3] = most * Math.sqrt(Math.abs(lean)) * certainty[i] / 255;
  }
  const canvas = new OffscreenCanvas(map.width, map.height);
  canvas.getContext('2d').putImageData(image, 0, 0);
  drawn.set(map, canvas);
  return canvas;
}

/** Draws a map over an image of the given size. */
export function drawHeat(canvas, map, width, height) {
  const scale = Math.min(1, 960 / Math.max(width, height));
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  if (!map) return;
  const context = canvas.getContext('2d');
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(cells(map), 0, 0, canvas.width, canvas.height);
}
