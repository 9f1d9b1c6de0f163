// The server's API. Every failure becomes an Error whose message can be shown.

const parallel = 3;
let running = 0;
const waiting = [];

/** Runs a task when one of a few places is free, in the order asked. */
export async function inTurn(task) {
  if (running >= parallel) await new Promise(resolve => waiting.push(resolve));
  running++;
  try {
    return await task();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/** Classifies one file. Waits and tries again while the server is busy. */
export async function classify(file, model, signal) {
  const query = new URLSearchParams({ name: file.name || 'image', model });
  for (let attempt = 0; ; attempt++) {
    const response = await send(`/api/classify?${query}`, {
      method: 'POST', body: file, headers: { 'Content-Type': 'application/octet-stream' }, signal,
    });
    if (response.status === 429 && attempt < 20) {
      const seconds = Number(response.headers.get('Retry-After')) || 1;
      await new Promise(resolve => setTimeout(resolve, seconds * 1000 * (1 + Math.random())));
      continue;
    }
    return (await read(response)).results[0];
  }
}

export const models = async () => read(await send('/api/models'));

export const samples = async () => read(await send('/samples'));

export async function addModel(file) {
  const query = new URLSearchParams({ name: file.name });
  return read(await send(`/api/models?${query}`, { method: 'POST', body: file, headers: { 'Content-Type': 'application/octet-stream' } }));
}

/** A sample image as a file, as if it had been chosen. */
export async function sampleFile(name) {
  const response = await send(`/samples/${encodeURIComponent(name)}`);
  if (!response.ok) throw new Error(`The sample ${name} could not be loaded.`);
  const blob = await response.blob();
  return new File([blob], name, { type: blob.type });
}

async function send(url, options) {
  try {
    return await fetch(url, options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Error('The server cannot be reached.');
  }
}

async function read(response) {
  if (response.ok) return response.json();
  const problem = await response.json().catch(() => null);
  throw new Error(problem?.detail || problem?.title || `The server answered ${response.status}.`);
}
