// @ts-check

const LIBRARY = new URL('../lib/uplot/', import.meta.url);
/** @type {Promise<any> | undefined} */
let loading;

/** uPlot, from the hub's own jar, the first time a chart opens. */
export function loadUplot() {
  return loading ??= new Promise((resolve, reject) => {
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = new URL('uplot.css', LIBRARY).href;
    const script = document.createElement('script');
    script.src = new URL('uplot.js', LIBRARY).href;
    script.onload = () => resolve(/** @type {any} */ (globalThis).uPlot);
    script.onerror = () => {
      loading = undefined;
      reject(new Error('the charts could not be loaded'));
    };
    document.head.append(style, script);
  });
}
