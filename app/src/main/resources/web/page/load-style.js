// @ts-check

/** @type {Map<string, Promise<void>>} */
const loading = new Map();

/** The style of a view that is not shown at first. @param {string} name */
export function loadStyle(name) {
  const known = loading.get(name);
  if (known) return known;
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = new URL(`../styles/${name}`, import.meta.url).href;
  const loaded = new Promise(resolve => {
    style.onload = () => resolve(undefined);
    style.onerror = () => {               // without its style a view is ugly, not gone; the next one who wants it tries again
      loading.delete(name);
      style.remove();
      resolve(undefined);
    };
  });
  loading.set(name, loaded);
  document.head.append(style);
  return loaded;
}
