// @ts-check
import { hubUrl } from '../page/hub-url.js';

const LONGEST_ARGUMENT = 100_000;         // characters: systems take 128 KiB as one argument
const SUBSTITUTE = 'replay';              // whose name a message gets that came from a source nobody can post to
const HUBS_OWN = /^(?:id|source|received|origin)$/;

/**
 * A command for a shell that publishes a message again. What the hub gave it, the hub gives anew; its own time stays.
 *
 * @param {import('../store/entry.js').MessageEntry} entry
 */
export async function replayCommand(entry) {
  const body = withoutHubsOwn(entry.raw);
  const url = hubUrl(`ingest/${await postable(entry.source)}`);
  const begin = `curl -H 'Content-Type: application/json'`;
  if (body.length <= LONGEST_ARGUMENT) return `${begin} -d ${quoted(body)} ${url}`;
  return `${begin} --data-binary @- ${url} <<'MESSAGE'\n${body}\nMESSAGE`;
}

/** The message's members as they stand there, digits and order kept; what the hub put into `origin` goes back. @param {string} raw */
function withoutHubsOwn(raw) {
  const members = [...membersOf(raw)];
  const names = new Set(members.map(([name]) => name));
  const origin = members.find(([name]) => name === 'origin')?.[1] ?? '';
  const replaced = [...membersOf(origin.slice(origin.indexOf('{')))];
  const back = new Set(replaced.map(([name]) => name));
  const kept = members.filter(([name]) => !HUBS_OWN.test(name) && !back.has(name) && (name !== 'time' || names.has('received')));
  return `{${[...kept, ...replaced].map(([, text]) => text).join(',')}}`;
}

/** @param {string} raw @returns {Generator<[string, string]>} name and text of each member of the outermost object */
function* membersOf(raw) {
  let depth = 0;
  let from = 1;
  for (const { 0: token, index } of raw.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g)) {
    if (token === '{' || token === '[') depth++;
    if (token === '}' || token === ']') depth--;
    if ((token === ',' && depth === 1) || depth === 0) {
      const text = raw.slice(from, index).trim();
      const name = /^"[^"\\]*(?:\\.[^"\\]*)*"/.exec(text)?.[0];
      if (name) yield [JSON.parse(name), text];
      from = index + 1;
    }
  }
}

/** A name under which the hub takes posts. @param {string} source */
async function postable(source) {
  try {
    const { sources } = await (await fetch(hubUrl('api/sources'))).json();
    const known = sources.find((/** @type {any} */ row) => row.name === source);
    return !known || known.type === 'http' ? source : SUBSTITUTE;
  } catch {
    return source;                        // the command can wait for the hub
  }
}

/** For a POSIX shell. @param {string} text */
const quoted = text => `'${text.replaceAll("'", "'\\''")}'`;
