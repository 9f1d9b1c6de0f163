// The verdicts as a file, made in the browser.

import { album } from './album.js';
import { isSharpest } from './bursts.js';
import { $ } from './dom.js';
import { verdictOf } from './verdict.js';

const columns = ['file', 'verdict', 'probability', 'threshold', 'reason', 'kind', 'strength', 'blurWidth', 'motionAngle', 'foregroundSharpness', 'backgroundSharpness', 'evidence', 'width', 'height', 'bytes', 'milliseconds', 'burst', 'sharpest', 'error'];

function rows() {
  const bursts = [...new Set(album.items.map(item => item.burst).filter(Boolean))];
  return album.items.filter(item => item.state === 'done').map(item => {
    const r = item.result ?? {};
    const verdict = verdictOf(item, album.threshold);
    const blurred = verdict === 'blurred';
    return {
      file: item.name, verdict: item.error ? null : verdict, probability: r.probability, threshold: item.error ? null : album.threshold, reason: r.reason,
      kind: blurred ? r.kind : null, strength: r.strength, blurWidth: r.blurWidth, motionAngle: blurred ? r.motionAngle : null,
      foregroundSharpness: r.foregroundSharpness, backgroundSharpness: r.backgroundSharpness, evidence: r.evidence, width: r.width, height: r.height, bytes: r.bytes ?? item.file.size,
      milliseconds: r.milliseconds, burst: item.burst ? bursts.indexOf(item.burst) + 1 : null, sharpest: item.burst ? isSharpest(item) : null, error: item.error,
    };
  });
}

/** Quoted where needed; a text that a spreadsheet would run as a formula gets an apostrophe. */
function cell(value) {
  if (value == null) return '';
  let text = String(value);
  if (typeof value === 'string' && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function save(name, type, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export function listenExport() {
  $('export-csv').addEventListener('click', () => {
    const lines = [columns.join(','), ...rows().map(row => columns.map(c => cell(row[c])).join(','))];
    save('blur.csv', 'text/csv', `\uFEFF${lines.join('\r\n')}\r\n`);
  });
  $('export-json').addEventListener('click', () => {
    const clean = rows().map(row => Object.fromEntries(Object.entries(row).filter(([, value]) => value != null)));
    save('blur.json', 'application/json', JSON.stringify({ model: album.model.name, threshold: album.threshold, images: clean }, null, 2));
  });
}
