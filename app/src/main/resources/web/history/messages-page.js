// @ts-check
import { messageEntry } from '../store/entry.js';
import { hubUrl } from '../page/hub-url.js';
import { problemOf } from './problem.js';

const ID = /"id":"([^"]+)"/;

/**
 * One page of `GET /api/messages`, each message as it stands in the journal: digits, order and all.
 *
 * @param {URLSearchParams} params @param {AbortSignal} [signal]
 * @returns {Promise<{entries: import('../store/entry.js').MessageEntry[], next: string | undefined}>} next: where to go on; none at the end
 * @throws {Error} that says what went wrong
 */
export async function messagesPage(params, signal) {
  const answer = await fetch(hubUrl(`api/messages?${params}`), { headers: { accept: 'application/x-ndjson' }, signal });
  if (!answer.ok) throw new Error(await problemOf(answer));
  const lines = (await answer.text()).split('\n').filter(line => line !== '');
  const link = /<([^>]+)>; *rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
  const following = link ? new URL(link, answer.url).searchParams : undefined;
  return {
    entries: lines.map(line => messageEntry(ID.exec(line)?.[1] ?? '', line)),
    next: following?.get(params.has('after') ? 'after' : 'before') ?? undefined,
  };
}
