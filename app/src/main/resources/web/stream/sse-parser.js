// @ts-check

/**
 * Server-sent events, from text to events, as the HTML standard has them: CR, LF and CRLF end a line, chunks may be cut
 * anywhere, several data lines are one text, and an id stays until another one comes.
 *
 * @typedef {{type: string, data: string, id: string}} StreamEvent
 */
export class SseParser {
  #onEvent;
  #onRetry;
  #buffer = '';
  #scanned = 0;          // characters of the buffer known to hold no line end: a 1 MB line is looked at once
  #afterCr = false;      // the last chunk ended with CR: an LF that follows belongs to it
  #type = '';
  #data = /** @type {string[]} */ ([]);
  #id = '';

  /**
   * @param {(event: StreamEvent) => void} onEvent
   * @param {(pause: number) => void} onRetry  what the server asks to wait before coming back, ms
   */
  constructor(onEvent, onRetry) {
    this.#onEvent = onEvent;
    this.#onRetry = onRetry;
  }

  /** @param {string} chunk */
  push(chunk) {
    if (chunk === '') return;
    if (this.#afterCr && chunk[0] === '\n') chunk = chunk.slice(1);
    this.#afterCr = chunk.endsWith('\r');
    const text = this.#buffer + chunk;
    let start = 0;
    let from = this.#scanned;
    let cr = text.indexOf('\r', from);
    for (;;) {
      const lf = text.indexOf('\n', from);
      if (cr !== -1 && cr < from) cr = text.indexOf('\r', from);
      const end = cr === -1 ? lf : lf === -1 ? cr : Math.min(cr, lf);
      if (end === -1) break;
      this.#line(text.slice(start, end));
      start = from = end + (end === cr && text[end + 1] === '\n' ? 2 : 1);
    }
    this.#buffer = text.slice(start);
    this.#scanned = this.#buffer.length;
  }

  /** @param {string} line */
  #line(line) {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return;                                     // a comment
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    switch (field) {
      case 'data': this.#data.push(value); break;
      case 'event': this.#type = value; break;
      case 'id': if (!value.includes('\0')) this.#id = value; break;
      case 'retry': if (/^\d+$/.test(value)) this.#onRetry(Number(value)); break;
    }
  }

  #dispatch() {
    const event = { type: this.#type || 'message', data: this.#data.join('\n'), id: this.#id };
    const empty = this.#data.length === 0;
    this.#type = '';
    this.#data = [];
    if (!empty) this.#onEvent(event);
  }
}
