// The line above the image: how many of each, how far along, and the sensitivity.

import { album, changed, clear } from './album.js';
import { $, element } from './dom.js';
import { percent, verdictOf } from './verdict.js';

const shows = [['all', 'All'], ['focus', 'in focus'], ['blurred', 'blurred'], ['indeterminate', 'cannot tell'], ['error', 'not classified']];

export function showControls({ items, threshold, show, model }) {
  $('welcome').hidden = items.length > 0;
  $('bench').hidden = items.length === 0;
  $('bench').classList.toggle('many', items.length > 1);
  const tally = Object.fromEntries(shows.map(([key]) => [key, 0]));
  for (const item of items) tally[verdictOf(item, threshold)]++;
  const waiting = items.filter(item => item.state === 'waiting').length;
  tally.all = items.length;
  for (const button of $('counts').children) {
    const key = button.dataset.show;
    button.hidden = (key === 'error' || key === 'indeterminate') && tally[key] === 0 && show !== key;
    button.querySelector('b').textContent = tally[key];
    button.setAttribute('aria-pressed', String(show === key));
  }
  for (const part of $('stack').children) part.style.flexGrow = tally[part.className];
  $('progress').hidden = waiting === 0;
  $('progress-bar').max = items.length;
  $('progress-bar').value = items.length - waiting;
  $('progress-text').textContent = `${items.length - waiting} of ${items.length}`;

  const text = `blurred from ${percent(threshold)}`;
  $('sensitivity-text').textContent = text;
  $('sensitivity').setAttribute('aria-valuetext', `Images count as ${text} on`);
  for (const button of $('presets').children) button.setAttribute('aria-pressed', String(Math.abs(button.value - threshold) < 1e-9));
  if (model) $('model-line').textContent = `${model.name}${model.source === 'embedded' ? ', embedded' : `, ${model.source}`}`;
}

/** Sensitivity runs against the threshold: the more sensitive, the less it takes to count as blurred. */
export function setThreshold(threshold) {
  album.threshold = threshold;
  $('sensitivity').value = Math.round((1 - threshold) * 100);
  changed();
}

/** The steps that were measured when the model was trained. */
export function showPresets(model) {
  const steps = Object.entries(model.sensitivities).sort((a, b) => b[1].threshold - a[1].threshold);
  if (!steps.some(([, s]) => s.threshold === model.threshold)) steps.push(['model', { threshold: model.threshold }]);
  $('presets').replaceChildren(...steps.map(([name, { threshold, falseAlarmRate }]) => {
    const button = element('button', { type: 'button', value: threshold, textContent: name[0].toUpperCase() + name.slice(1) });
    button.title = falseAlarmRate == null ? 'The model’s own threshold' : `${(falseAlarmRate * 100).toFixed(1)} % of sharp images called blurred in its tests`;
    button.addEventListener('click', () => setThreshold(threshold));
    return button;
  }));
  $('sensitivity-marks').replaceChildren(...steps.map(([, s]) => element('option', { value: Math.round((1 - s.threshold) * 100) })));
}

export function listenControls() {
  $('counts').append(...shows.map(([key, word]) => {
    const button = element('button', { type: 'button', className: `count ${key}` }, element('b', { textContent: '0' }), word);
    button.dataset.show = key;
    button.addEventListener('click', () => { album.show = album.show === key ? 'all' : key; changed(); });
    return button;
  }));
  $('sensitivity').addEventListener('input', event => {
    album.threshold = 1 - event.target.value / 100;
    changed();
  });
  $('clear').addEventListener('click', () => { clear(); $('main').focus(); });
}
