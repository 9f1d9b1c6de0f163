// Many images: cards, sorted, filtered, bursts together.

import { album, changed } from './album.js';
import { groupTitle, isSharpest } from './bursts.js';
import { $, element, icon, meter } from './dom.js';
import { drawHeat } from './heatmap.js';
import { blurriness, percent, verdictOf, words } from './verdict.js';

const cards = new Map();
const orders = {
  added: () => 0,
  sharp: (a, b) => blurriness(a) - blurriness(b),
  blurred: (a, b) => rankBlurred(a) - rankBlurred(b),
  name: (a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }),
};
const rankBlurred = item => blurriness(item) > 1 ? blurriness(item) : -blurriness(item);

/** The groups to show, each with one or more items; a burst stands where its best item would. */
function groups({ items, threshold, show, sort, group }) {
  const order = orders[sort];
  const shown = items.filter(item => show === 'all' || verdictOf(item, threshold) === show).sort(order);
  if (!group) return shown.map(item => [item]);
  const seen = new Set(), result = [];
  for (const item of shown) {
    if (seen.has(item)) continue;
    const members = item.burst ? item.burst.filter(other => shown.includes(other)) : [item];
    members.forEach(member => seen.add(member));
    result.push(members);
  }
  return result;
}

/** All items in the order in which they are shown. */
export const visibleItems = state => groups(state).flat();

export function showGrid(state) {
  $('gallery').hidden = state.items.length < 2;
  for (const [item, card] of cards) if (!state.items.includes(item)) { card.remove(); cards.delete(item); }
  if (state.items.length < 2) return;
  const nodes = groups(state).map(members => {
    const made = members.map(item => cardOf(item, state));
    if (members.length === 1) return made[0];
    return element('div', { className: 'burst' }, element('div', { className: 'burst-title', textContent: groupTitle(members) }), ...made);
  });
  const focused = document.activeElement;
  $('grid').replaceChildren(...nodes);
  if (focused?.classList.contains('card') && focused.isConnected) focused.focus({ preventScroll: true });
}

function cardOf(item, state) {
  let card = cards.get(item);
  if (!card) {
    card = $('card').content.firstElementChild.cloneNode(true);
    card.addEventListener('click', () => { state.selected = item; changed(); });
    cards.set(item, card);
  }
  const verdict = verdictOf(item, state.threshold);
  card.className = `card ${verdict}${isSharpest(item) ? ' best' : ''}`;
  if (item === state.selected) card.setAttribute('aria-current', 'true'); else card.removeAttribute('aria-current');
  if (card.dataset.verdict !== verdict) {
    card.dataset.verdict = verdict;
    card.querySelector('.chip').replaceChildren(icon(verdict), element('span', { className: 'word', textContent: words[verdict] }));
  }
  const classified = verdict === 'focus' || verdict === 'blurred';
  card.querySelector('.percent').textContent = classified ? percent(item.result.probability) : '';
  if (classified) meter(card.querySelector('.meter'), item.result.probability, state.threshold);
  card.querySelector('.name').textContent = item.error ? `${item.name}: ${item.error}` : item.name;
  card.title = item.name;
  paint(card, item, state.fade);
  return card;
}

function paint(card, item, fade) {
  const small = card.querySelector('.small'), warm = card.querySelector('.warm');
  if (item.thumb && !card.dataset.painted) {
    card.dataset.painted = 'yes';
    [small.width, small.height] = [item.thumb.width, item.thumb.height];
    small.getContext('2d').drawImage(item.thumb, 0, 0);
  }
  const map = item.result?.verdict === 'indeterminate' ? null : item.result?.map ?? null;
  if (item.thumb && map !== card.map) {
    card.map = map;
    drawHeat(warm, map, item.thumb.width, item.thumb.height);
  }
  warm.style.opacity = fade * 0.75; // small images need more of themselves
}

export function listenGrid() {
  $('sort').addEventListener('change', event => { album.sort = event.target.value; changed(); });
  $('bursts').addEventListener('change', event => { album.group = event.target.checked; changed(); });
}
