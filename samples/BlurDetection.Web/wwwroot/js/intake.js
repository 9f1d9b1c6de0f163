// Where images come from: chosen, dropped, pasted, photographed, or the samples.

import { sampleFile, samples } from './api.js';
import { $, element, toast } from './dom.js';

export function takeImages(add) {
  for (const id of ['choose', 'add', 'camera', 'camera-add']) {
    $(id).addEventListener('change', event => {
      add([...event.target.files]);
      event.target.value = '';
    });
  }
  document.addEventListener('paste', event => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length) add(files);
  });
  takeDrops(add);
  showSamples(add);
}

function takeDrops(add) {
  let depth = 0;
  const veil = on => { $('veil').hidden = !on; };
  const carries = event => event.dataTransfer?.types.includes('Files');
  addEventListener('dragenter', event => { if (carries(event)) { depth++; veil(true); } });
  addEventListener('dragleave', event => { if (carries(event) && --depth <= 0) { depth = 0; veil(false); } });
  addEventListener('dragover', event => event.preventDefault());
  addEventListener('drop', async event => {
    event.preventDefault();
    depth = 0;
    veil(false);
    // Entries must be taken at once: the list is emptied when the event ends.
    const entries = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry?.()).filter(Boolean);
    const files = entries.some(e => e.isDirectory) ? (await Promise.all(entries.map(filesOf))).flat() : [...event.dataTransfer.files];
    add(files);
  });
}

/** All files of a dropped folder. */
async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return found;
    found.push(...(await Promise.all(batch.map(filesOf))).flat());
  }
}

async function showSamples(add) {
  const names = await samples().catch(() => []);
  if (!names.length) return;
  const load = async some => {
    try {
      add(await Promise.all(some.map(sampleFile)));
    } catch (error) {
      toast(error.message);
    }
  };
  $('sample-list').append(...names.map(name => {
    const title = name.replace(/\.\w+$/, '').replaceAll('-', ', ');
    const button = element('button', { type: 'button', className: 'sample', title },
      element('img', { src: `/samples/${name}`, alt: title, loading: 'lazy', width: 240, height: 180 }));
    button.addEventListener('click', () => load([name]));
    return element('li', {}, button);
  }));
  $('samples-all').addEventListener('click', () => load(names));
  $('samples').hidden = false;
}
