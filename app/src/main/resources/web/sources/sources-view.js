// @ts-check

/** Placeholder. */
export function showSources() {}
