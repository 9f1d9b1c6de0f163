// Takes an image through thumbnail, upload and verdict.

import { addItem, album, changed } from './album.js';
import { classify, inTurn } from './api.js';
import { digest, findBursts, fingerprint } from './bursts.js';
import { say } from './dom.js';
import { percent, verdictOf, words } from './verdict.js';

const thumbWidth = 360;

/** Adds files and classifies them, a few at a time. */
export function addImages(files) {
  const items = files.map(addItem);
  if (items.length === 1) album.selected = items[0];
  changed();
  for (const item of items) inTurn(() => look(item)).then(() => inTurn(() => classifyItem(item)));
}

/** Classifies everything again, with another model. */
export function classifyAgain() {
  for (const item of album.items) {
    Object.assign(item, { result: null, error: null, state: 'waiting' });
    inTurn(() => classifyItem(item));
  }
  changed();
}

async function look(item) {
  try {
    item.thumb = await createImageBitmap(item.file, { resizeWidth: thumbWidth, resizeQuality: 'high' });
    item.print = fingerprint(item.thumb);
    item.digest = await digest(item.file);
  } catch {
    item.thumb = null; // the browser cannot show it; the server may still classify it, or say why not
  }
  changed();
}

async function classifyItem(item) {
  if (!album.items.includes(item)) return;
  item.cancel?.abort();
  item.cancel = new AbortController();
  const { model } = album;
  try {
    const result = await classify(item.file, model.id, item.cancel.signal);
    if (model !== album.model) return;
    Object.assign(item, { result, error: null, state: 'done' });
  } catch (error) {
    if (error.name === 'AbortError' || model !== album.model) return;
    Object.assign(item, { result: null, error: error.message, state: 'done' });
  }
  findBursts(album.items);
  announce(item);
  changed();
}

function announce(item) {
  const open = album.items.filter(i => i.state === 'waiting').length;
  if (open > 0) return;
  if (album.items.length === 1) {
    const verdict = verdictOf(item, album.threshold);
    say(`${item.name}: ${words[verdict]}${item.result ? `, ${percent(item.result.probability)} likely to be blurred` : `. ${item.error}`}`);
    return;
  }
  const count = verdict => album.items.filter(i => verdictOf(i, album.threshold) === verdict).length;
  say(`${album.items.length} images classified: ${count('focus')} in focus, ${count('blurred')} blurred, ${count('indeterminate')} cannot tell, ${count('error')} not classified.`);
}
