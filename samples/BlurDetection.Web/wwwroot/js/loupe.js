// A glass over the image: every pixel of the file at its own size, without the heat map.

import { $ } from './dom.js';

const size = 180;

export function listenLoupe() {
  const [frame, image, glass] = [$('frame'), $('image'), $('loupe')];
  const hide = () => { glass.hidden = true; };
  frame.addEventListener('pointerleave', hide);
  frame.addEventListener('pointercancel', hide);
  frame.addEventListener('pointermove', event => {
    const box = image.getBoundingClientRect();
    const x = event.clientX - box.left, y = event.clientY - box.top;
    const shown = event.pointerType === 'mouse' && image.naturalWidth && x >= 0 && y >= 0 && x <= box.width && y <= box.height;
    glass.hidden = !shown;
    if (!shown) return;
    // At least one and a half times what the page shows, or a glass would show nothing new.
    const zoom = Math.max(devicePixelRatio, 1.5 * devicePixelRatio * box.width / image.naturalWidth);
    const pixels = size * devicePixelRatio, part = pixels / zoom;
    glass.width = glass.height = pixels;
    glass.style.left = `${x}px`;
    glass.style.top = `${y}px`;
    glass.getContext('2d').drawImage(image,
      x / box.width * image.naturalWidth - part / 2, y / box.height * image.naturalHeight - part / 2, part, part, 0, 0, pixels, pixels);
  });
}
