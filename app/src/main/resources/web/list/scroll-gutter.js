// @ts-check

const TICK = 2;            // px
const PAUSE = 1_000;       // ms between two drawings of a list that grows

/**
 * Beside the scrollbar: where in the list the errors, warnings and marks are, and the row that is picked. A click goes there.
 * It lives as long as the page.
 */
export class ScrollGutter {
  #canvas;
  #list;
  #board;
  #drawn = '';
  #filter = /** @type {import('../filter/filter.js').Filter | undefined} */ (undefined);
  #drawnAt = 0;

  /** @param {HTMLCanvasElement} canvas @param {import('./message-list.js').MessageList} list @param {import('../board/board.js').Board} board */
  constructor(canvas, list, board) {
    this.#canvas = canvas;
    this.#list = list;
    this.#board = board;
    canvas.hidden = false;
    canvas.addEventListener('pointerdown', event => list.navigation.showFraction(event.offsetY / canvas.clientHeight));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.#drawn = '';
      this.#draw();
    });
    setInterval(() => this.#draw(), PAUSE);
    list.addEventListener('drawn', () => { if (!list.isLive) this.#draw(); });
    this.#draw();
  }

  #draw() {
    const { shown, filter } = this.#board;
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const looks = [shown.first, shown.next, height, this.#list.current?.id, this.#list.marks.size].join();
    const now = performance.now();
    if (document.hidden || height === 0 || (looks === this.#drawn && filter === this.#filter) || (shown.count > 5_000 && now - this.#drawnAt < PAUSE)) return;
    this.#drawn = looks;
    this.#filter = filter;
    this.#drawnAt = now;
    const colours = getComputedStyle(this.#canvas);
    const context = this.#sized(width, height);
    const ticks = this.#ticks(height);
    for (const kind of /** @type {const} */ (['warn', 'error', 'accent', 'text'])) {
      context.fillStyle = colours.getPropertyValue(`--${kind}`);
      for (const y of ticks[kind]) context.fillRect(kind === 'warn' ? width / 2 : 1, y, width, TICK);
    }
  }

  /** Where each kind of tick stands. @param {number} height px */
  #ticks(height) {
    const ticks = { warn: new Set(), error: new Set(), accent: new Set(), text: new Set() };
    const { shown, store } = this.#board;
    const { current, marks } = this.#list;
    const scale = (height - TICK) / Math.max(1, shown.count - 1);
    for (let position = shown.first; position < shown.next; position++) {
      const entry = store.at(shown.placeAt(position));
      const y = () => Math.round((position - shown.first) * scale);
      if (!('level' in entry) || entry.level === 'warn') ticks.warn.add(y());
      else if (entry.level === 'error' || entry.level === 'fatal') ticks.error.add(y());
      if (entry === current) ticks.accent.add(y());
      if ('id' in entry && marks.has(entry.id)) ticks.text.add(y());
    }
    return ticks;
  }

  /** @param {number} width px @param {number} height px */
  #sized(width, height) {
    const canvas = this.#canvas;
    canvas.width = width * devicePixelRatio;
    canvas.height = height * devicePixelRatio;
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.scale(devicePixelRatio, devicePixelRatio);
    return context;
  }
}
