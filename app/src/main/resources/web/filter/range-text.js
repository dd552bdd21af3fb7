// @ts-check
import { clockTime } from '../list/clock-time.js';

/** What a range says on its button; nothing when it is all. @param {import('./range.js').Range} range */
export function rangeText({ since, until }) {
  if (!since && !until) return '';
  if (since && until && since.offset !== undefined && until.offset !== undefined) return `${since.offset + 1} to ${until.offset}`;
  if (!until) return `since ${momentText(since)}`;
  return since ? `${momentText(since)} – ${momentText(until)}` : `until ${momentText(until)}`;
}

/** @param {import('./range.js').Moment | undefined} moment */
function momentText(moment) {
  if (moment?.at === undefined) return moment?.text ?? '';
  const today = new Date().toDateString() === new Date(moment.at).toDateString();
  return (today ? '' : `${new Date(moment.at).toLocaleDateString()} `) + clockTime(moment.at).slice(0, 8);
}
