// Near-duplicates by a perceptual fingerprint, and the sharpest of each burst.

const side = 16;
const alike = 0.955;

/** A tiny colour image of unit length and zero mean; null for one without contrast. Blur hardly changes it. */
export function fingerprint(bitmap) {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.imageSmoothingQuality = 'high';
  // Halved step by step: one big step would skip most pixels.
  let [width, height, source] = [bitmap.width, bitmap.height, bitmap];
  while (Math.min(width, height) > side * 4) {
    [width, height] = [width >> 1, height >> 1];
    const half = new OffscreenCanvas(width, height);
    half.getContext('2d').drawImage(source, 0, 0, width, height);
    source = half;
  }
  context.drawImage(source, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  const values = new Float32Array(side * side * 3);
  let mean = 0;
  for (let i = 0; i < values.length; i++) mean += values[i] = data[Math.floor(i / 3) * 4 + (i % 3)];
  mean /= values.length;
  let energy = 0;
  for (let i = 0; i < values.length; i++) energy += (values[i] -= mean) ** 2;
  const length = Math.sqrt(energy);
  if (length / Math.sqrt(values.length) < 4) return null;
  return { values: values.map(v => v / length), aspect: bitmap.width / bitmap.height };
}

function same(a, b) {
  if (!a || !b || Math.abs(Math.log(a.aspect / b.aspect)) > 0.03) return false;
  let sum = 0;
  for (let i = 0; i < a.values.length; i++) sum += a.values[i] * b.values[i];
  return sum > alike;
}

/** A number for the bytes of a file: byte-identical copies have the same one (FNV-1a over 32 bits, with the length). */
export async function digest(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return `${bytes.length}-${hash >>> 0}`;
}

/** Whether all items of a group are copies of one file. */
export const areCopies = group => group.every(item => item.digest && item.digest === group[0].digest);

/** What stands over a group: copies are duplicates, only different files are a burst. */
export function groupTitle(group) {
  if (areCopies(group)) return `${group.length} copies of one file`;
  const copies = group.length - new Set(group.map(item => item.digest ?? item.id)).size;
  return `${group.length} alike, sharpest first${copies ? `; ${copies} ${copies === 1 ? 'is a copy' : 'are copies'}` : ''}`;
}

/** Gives every item its burst: an array of two or more items, sharpest first, or null. */
export function findBursts(items) {
  const leaders = [];
  for (const item of items) {
    item.burst = null;
    if (!item.print) continue;
    const found = leaders.find(group => same(group[0].print, item.print));
    if (found) found.push(item);
    else leaders.push([item]);
  }
  for (const group of leaders) {
    if (group.length < 2) continue;
    group.sort((a, b) => rank(a) - rank(b));
    for (const item of group) item.burst = group;
  }
}

/** Within one scene the strength tells finer differences than the probability, where the model has it. */
function rank(item) {
  if (!item.result || item.result.verdict === 'indeterminate') return 1e6;
  return item.result.strength ?? item.result.probability;
}

export const isSharpest = item => item.burst?.[0] === item && !areCopies(item.burst) && rank(item) < 1e6 && item.burst.every(other => other.state === 'done');
