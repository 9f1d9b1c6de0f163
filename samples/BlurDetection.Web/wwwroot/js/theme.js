// Light, dark, or as the system says; remembered in this browser.

import { $ } from './dom.js';

const words = { auto: 'as the system', light: 'light', dark: 'dark' };
const order = Object.keys(words);

function apply(theme) {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  $('theme').setAttribute('aria-label', `Colours: ${words[theme]}`);
  $('theme').title = `Colours: ${words[theme]}`;
}

export function listenTheme() {
  let theme = order.includes(localStorage.getItem('theme')) ? localStorage.getItem('theme') : 'auto';
  apply(theme);
  $('theme').addEventListener('click', () => {
    theme = order[(order.indexOf(theme) + 1) % order.length];
    localStorage.setItem('theme', theme);
    apply(theme);
  });
}
