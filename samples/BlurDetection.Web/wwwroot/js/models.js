// Which model classifies.

import { album, changed } from './album.js';
import { addModel, models } from './api.js';
import { setThreshold, showPresets } from './controls.js';
import { $, element, toast } from './dom.js';
import { classifyAgain } from './classifying.js';

/** Asks the server for its models; the default one is chosen. */
export async function loadModels() {
  const list = await models();
  album.models = list.models;
  $('model-add').hidden = !list.upload;
  choose(list.models[0]);
}

function choose(model) {
  album.model = model;
  $('model-box').hidden = album.models.length < 2 && $('model-add').hidden;
  $('model').replaceChildren(...album.models.map(m => element('option', { value: m.id, textContent: m.source === 'embedded' ? `${m.name} (embedded)` : `${m.name} (${m.source})` })));
  $('model').value = model.id;
  showPresets(model);
  setThreshold(model.threshold);
  changed();
}

export function listenModels() {
  $('model').addEventListener('change', event => {
    choose(album.models.find(m => m.id === event.target.value));
    classifyAgain();
  });
  $('model-file').addEventListener('change', async event => {
    const [file] = event.target.files;
    event.target.value = '';
    if (!file) return;
    try {
      const model = await addModel(file);
      album.models.push(model);
      choose(model);
      classifyAgain();
    } catch (error) {
      toast(error.message);
    }
  });
}
