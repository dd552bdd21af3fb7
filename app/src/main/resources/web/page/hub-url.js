// @ts-check

const ROOT = new URL('../../../', import.meta.url);      // this file is …/ui/{version}/page/hub-url.js

/** An address at this hub, also behind a proxy that gave it a path of its own. @param {string} path */
export const hubUrl = path => new URL(path, ROOT);
