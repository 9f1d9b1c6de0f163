// The image that is looked at, large, with all that is known of it.

import { album, changed } from './album.js';
import { areCopies } from './bursts.js';
import { $, element, icon, meter } from './dom.js';
import { visibleItems } from './grid.js';
import { drawHeat } from './heatmap.js';
import { kindWord, percent, sizeWord, strengthWord, verdictOf, why, widthWord, words } from './verdict.js';

let shownUrl = null, shownMap = null;

export function showStage({ selected: item, threshold, fade }) {
  if (!item) {
    shownUrl = null;
    $('image').removeAttribute('src');
    return;
  }
  const verdict = verdictOf(item, threshold);
  showImage(item, verdict);
  $('heat').style.opacity = fade;
  $('stage').className = `stage ${verdict}`;
  $('file').textContent = item.name;
  $('verdict').replaceChildren(icon(verdict), words[verdict]);
  $('why').textContent = why(item, verdict, threshold);
  const classified = verdict === 'focus' || verdict === 'blurred';
  $('meter').hidden = !classified;
  if (classified) {
    meter($('meter'), item.result.probability, threshold);
    if (!$('meter').querySelector('.scale')) $('meter').append(element('span', { className: 'scale' }, element('span', { textContent: 'sharp' }), element('span', { textContent: 'blurred' })));
    $('meter').setAttribute('role', 'img');
    $('meter').setAttribute('aria-label', `Probability of blur ${percent(item.result.probability)}, threshold ${percent(threshold)}`);
  }
  $('details').replaceChildren(...details(item, verdict).flatMap(([term, ...value]) => [element('dt', { textContent: term }), element('dd', {}, ...value)]));
  $('fade-box').hidden = !classified || !item.result.map;
}

function showImage(item, verdict) {
  const image = $('image');
  if (shownUrl !== item.url) {
    shownUrl = item.url;
    shownMap = null;
    $('frame').classList.remove('broken');
    image.src = item.url;
    $('heat').width = $('heat').height = 1;
  }
  image.alt = `${item.name}: ${words[verdict]}`;
  const map = verdict === 'indeterminate' ? null : item.result?.map ?? null;
  if (map && map !== shownMap) {
    drawHeat($('heat'), map, item.result.width, item.result.height);
    shownMap = map;
  }
  $('heat').hidden = !map;
}

function details(item, verdict) {
  const { result } = item;
  const rows = [];
  if (!result) return item.error ? [['File', sizeWord(item.file.size)]] : rows;
  if (verdict === 'blurred' && result.kind) rows.push(['Kind', kindWord(result)]);
  if (verdict === 'blurred' && result.strength != null) rows.push(['Strength', pips(result.strength), strengthWord(result.strength)]);
  if (verdict === 'blurred' && result.blurWidth != null) rows.push(['Width', widthWord(result)]);
  if (result.foregroundSharpness != null && result.backgroundSharpness != null)
    rows.push(['Sharp', `${percent(result.foregroundSharpness)} in the middle, ${percent(result.backgroundSharpness)} around`]);
  if (result.evidence != null) rows.push(['Evidence', percent(result.evidence)]);
  rows.push(['Image', `${result.width} × ${result.height}, ${sizeWord(result.bytes)}`]);
  rows.push(['Took', `${result.milliseconds < 10 ? result.milliseconds.toFixed(1) : Math.round(result.milliseconds)} ms`]);
  if (item.burst && areCopies(item.burst)) rows.push(['Copies', `${item.burst.length} of the same file`]);
  else if (item.burst) rows.push(['Burst', `${item.burst.indexOf(item) + 1} of ${item.burst.length} by sharpness`]);
  return rows;
}

function pips(strength) {
  const row = element('span', { className: 'pips' });
  row.setAttribute('aria-hidden', 'true');
  for (let i = 0; i < 5; i++) row.append(element('i', { className: strength + 0.5 >= i ? 'on' : '' }));
  return row;
}

/** Shows the image before or after the one shown. */
export function turn(step) {
  const items = visibleItems(album);
  if (!items.length) return;
  const at = items.indexOf(album.selected);
  album.selected = items[(at + step + items.length) % items.length];
  changed();
}

export function listenStage() {
  $('previous').addEventListener('click', () => turn(-1));
  $('next').addEventListener('click', () => turn(1));
  $('image').addEventListener('error', () => { if (shownUrl) $('frame').classList.add('broken'); });
  $('fade').addEventListener('input', event => {
    album.fade = event.target.value / 100;
    $('fade-text').textContent = `${event.target.value} %`;
    changed();
  });
  $('fade-text').textContent = `${$('fade').value} %`;
  addEventListener('keydown', event => {
    if (event.target.closest('input, select, textarea') || event.altKey || event.ctrlKey || event.metaKey || album.items.length < 2) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    turn(step);
  });
}
