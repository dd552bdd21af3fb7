// @ts-check
import { ansiParts } from '../list/ansi.js';
import { ageText } from '../list/row-clock.js';
import { visibleText } from '../list/visible-text.js';

/** @typedef {{amount: number, unit: string, parts?: {name: string, amount: number, lost: number}[]}} Lag as `GET /api/sources` has it */

/**
 * What is to be said of a source now, as names and texts.
 *
 * @param {any} row as `GET /api/sources` has it @param {number} now ms @returns {string[][]}
 */
export function factsOf({ messages, lastMessage, restarts, nextStart, lag, expect, budget, jar, version }, now) {
  const facts = [
    ['Messages', messages.toLocaleString('en')],
    ['Last message', lastMessage ? `${ageText(now - Date.parse(lastMessage.time))}${lastMessage.content ? `: ${plainText(lastMessage.content)}` : ''}` : 'none yet'],
    ['Restarts', restarts > 0 ? restarts.toLocaleString('en') : ''],
    ['Next start', nextStart ? `in ${Math.max(0, Math.ceil((Date.parse(nextStart) - now) / 1000))} s` : ''],
    ['Lag', lag ? wholeLagText(lag) : ''],
    ['Silent', expect?.silent ? `since ${ageText(now - Date.parse(expect.since))}; expected every ${expect.seconds} s` : ''],
    ['Budget', budget?.waiting ? 'it is being held back now' : ''],
    ['Jar', [jar, version].filter(Boolean).join(' ')],
  ];
  return facts.filter(([, text]) => text !== '');
}

/** Whether nobody has to look after it. @param {any} row as `GET /api/sources` has it */
export function isWell({ state, health, expect, budget }) {
  return !['failed', 'broken'].includes(state) && health?.status !== 'degraded' && !expect?.silent && !budget?.waiting;
}

/** What it still has to read, part by part. @param {Lag | undefined} lag @returns {string[][]} names and texts */
export function lagOfParts(lag) {
  return (lag?.parts ?? []).map(({ name, amount, lost }) => [visibleText(name), lagText(amount, lag?.unit ?? '', lost)]);
}

/** @param {any} settings @returns {string[][]} names and texts */
export function settingsOf(settings) {
  return Object.entries(settings).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
}

/** @param {number} rate messages/s */
export const rateText = rate => (rate > 0 && rate < 9.5 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en'));

/** @param {Lag} lag */
function wholeLagText({ amount, unit, parts = [] }) {
  return lagText(amount, unit, parts.reduce((sum, part) => sum + part.lost, 0));
}

/** How much is still to be read, and what cannot be read any more. @param {number} amount @param {string} unit @param {number} lost */
function lagText(amount, unit, lost) {
  const behind = `${amount.toLocaleString('en')} ${unit}`;
  return lost > 0 ? `${behind}, and ${lost.toLocaleString('en')} lost unread` : behind;
}

/** Without the codes of a terminal. @param {string} text */
const plainText = text => visibleText(ansiParts(text).map(part => part.text).join(''));
