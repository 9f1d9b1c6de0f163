// What is on the page: the images, which one is shown, and the settings. Views subscribe and are called once a frame.

export const album = {
  items: [],
  selected: null,
  threshold: 0.5,
  fade: 0.6,
  sort: 'added',
  show: 'all',
  group: true,
  model: null,
  models: [],
};

const views = [];
let scheduled = false;

export function subscribe(view) {
  views.push(view);
}

/** Redraws everything with the next frame, however often it is asked for. */
export function changed() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    for (const view of views) view(album);
  });
}

let lastId = 0;

/** An image that waits for its verdict. */
export function addItem(file) {
  const item = { id: ++lastId, file, name: file.name || 'image', state: 'waiting', url: URL.createObjectURL(file), result: null, error: null, thumb: null, print: null, digest: null };
  album.items.push(item);
  album.selected ??= item;
  return item;
}

export function clear() {
  for (const item of album.items) {
    item.cancel?.abort();
    URL.revokeObjectURL(item.url);
    item.thumb?.close?.();
  }
  album.items = [];
  album.selected = null;
  album.show = 'all';
  changed();
}
