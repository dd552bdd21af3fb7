// @ts-check

// The worker connects while the page's own modules still load. Whoever listens comes later, under the same name; see hub-link.js.
if (typeof SharedWorker !== 'undefined') {
  const url = new URL('stream-worker.js', import.meta.url);
  new SharedWorker(url, { type: 'module', name: 'heliograph' }).port.postMessage('leave');
}
