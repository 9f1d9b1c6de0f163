// Small tools for building the page.

export const $ = id => document.getElementById(id);

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  svg.append(use);
  return svg;
}

/** A bar from 0 to 1 with a mark on it. */
export function meter(host, value, mark) {
  if (!host.firstChild) host.append(document.createElement('i'), document.createElement('b'));
  host.style.setProperty('--at', `${value * 100}%`);
  host.style.setProperty('--mark', `${mark * 100}%`);
}

let toastTimer;

/** A passing note; also read out. */
export function toast(text) {
  $('toast').textContent = text;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { $('toast').textContent = ''; }, 6000);
}

export function say(text) {
  $('voice').textContent = text;
}
