// @ts-check
import { apiQuery } from '../filter/filter-url.js';
import { hubUrl } from '../page/hub-url.js';

/**
 * The fields of the newest messages and their most frequent values, as the hub counts them; none when it cannot be asked.
 *
 * @param {import('../filter/filter.js').Filter} filter
 * @returns {Promise<import('../elements/completion.js').Field[]>}
 */
export async function fieldsOf(filter) {
  try {
    const answer = await fetch(hubUrl(`api/fields?${apiQuery(filter)}`));
    return answer.ok ? (await answer.json()).fields : [];
  } catch {
    return [];
  }
}
