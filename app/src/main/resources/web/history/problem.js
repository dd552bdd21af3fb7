// @ts-check

/** What the hub says is wrong, in one line. @param {Response} answer that is not ok */
export async function problemOf(answer) {
  const { title, detail } = await answer.json().catch(() => ({}));
  return detail ?? title ?? `HTTP ${answer.status} ${answer.statusText}`.trim();
}
