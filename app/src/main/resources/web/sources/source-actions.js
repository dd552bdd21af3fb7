// @ts-check
import { problemOf } from '../history/problem.js';
import { hubUrl } from '../page/hub-url.js';

const LABELS = { pause: 'Pause', resume: 'Resume', restart: 'Restart' };

/** @typedef {keyof typeof LABELS} Action */

/** @param {Action} action @param {string} name of the source @param {(action: Action, button: HTMLButtonElement) => void} act */
export function actionButton(action, name, act) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.textContent = LABELS[action];
  button.setAttribute('aria-label', `${LABELS[action]} ${name}`);
  button.onclick = () => act(action, button);
  return button;
}

/**
 * Has the hub do it.
 *
 * @param {Action} action @param {string} name of the source
 * @returns {Promise<any>} the source's row as it is then @throws {Error} that says why not
 */
export async function perform(action, name) {
  let answer;
  try {
    answer = await fetch(hubUrl(`api/sources/${encodeURIComponent(name)}/${action}`), { method: 'POST' });
  } catch {
    throw new Error('no connection to the hub: nothing was changed');
  }
  if (!answer.ok) throw new Error(await problemOf(answer));
  return answer.json();
}
