// Classifying and its words. The server gives the probability; the threshold may be moved here, without asking it again.

/** 'focus', 'blurred', 'indeterminate', 'error' or 'waiting'. */
export function verdictOf(item, threshold) {
  if (item.error) return 'error';
  if (!item.result) return 'waiting';
  if (item.result.verdict === 'indeterminate') return 'indeterminate';
  return item.result.probability >= threshold ? 'blurred' : 'focus';
}

export const words = {
  focus: 'In focus', blurred: 'Blurred', indeterminate: 'Cannot tell', error: 'Could not be read', waiting: 'One moment',
};

const reasons = {
  tooDark: 'Nearly every pixel is black, and nothing stands out.',
  overexposed: 'The light was cut off: nearly every pixel is white, and what is left lies just below.',
  flat: 'One even tone or a smooth gradient: no edge and no texture to tell blur by.',
  noise: 'What varies here looks like noise, not like a scene.',
  tooLittleDetail: 'There is too little detail to tell blur by.',
};

const kinds = { defocus: 'Out of focus', motion: 'Motion', other: 'Softened (enlarged, denoised, or a mixture)' };

/** The sentence under the verdict. */
export function why(item, verdict, threshold) {
  const { result } = item;
  if (verdict === 'error') return item.error;
  if (verdict === 'waiting') return 'One moment.';
  if (verdict === 'indeterminate') return `${reasons[result.reason] ?? reasons.tooLittleDetail} So it is called neither sharp nor blurred.`;
  const p = result.probability, line = `Images count as blurred from ${percent(threshold)} on.`;
  if (verdict === 'blurred') return `Likely blurred: ${percent(p)}. ${line}`;
  return p < 0.5 ? `Likely in focus: ${percent(1 - p)}. ${line}` : `Likely blurred: ${percent(p)}, but by your setting still in focus. ${line}`;
}

export const kindWord = result => kinds[result.kind] ?? null;

/** Strength in words: a level of 1 is a blur about twice as wide as one just visible. */
export function strengthWord(strength) {
  return ['barely visible', 'slight', 'clear', 'strong', 'very strong'][Math.max(0, Math.min(4, Math.floor(strength + 0.5)))];
}

/** How far points are smeared, and in which direction where that is clear. */
export function widthWord(result) {
  const width = `${Math.round(result.blurWidth)} pixels`;
  return result.motionAngle == null ? width : `${width}, at ${Math.round(result.motionAngle)}° from the horizontal`;
}

export function percent(p) {
  if (p > 0 && p < 0.01) return '< 1 %';
  if (p < 1 && p > 0.99) return '> 99 %';
  return `${Math.round(p * 100)} %`;
}

/** Orders images: sharper ones are smaller. Those without a verdict come last. */
export function blurriness(item) {
  if (!item.result) return 3;
  return item.result.verdict === 'indeterminate' ? 2 : item.result.probability;
}

export function sizeWord(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
