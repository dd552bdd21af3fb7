// @ts-check

const HEARTBEAT = 15_000;       // ms between two signs of life at most, until the hub says what it does
const DEAD = 2.7;               // heartbeats of silence after which the connection is given up
const DOUBTFUL = 1.4;           // heartbeats of silence after which a wake-up does not wait for that

/** How long nothing has been heard, measured against the heartbeat that the hub promised. */
export class Silence {
  #heardAt = Date.now();        // wall clock: a suspended laptop must count as silence
  #heartbeat = HEARTBEAT;

  broken() {
    this.#heardAt = Date.now();
  }

  /** @param {string} hello  its data, which says how often the hub gives a sign of life */
  promised(hello) {
    const { heartbeatSeconds } = JSON.parse(hello);
    this.#heartbeat = heartbeatSeconds > 0 ? heartbeatSeconds * 1000 : HEARTBEAT;
  }

  get isDoubtful() {
    return this.#length > DOUBTFUL * this.#heartbeat;
  }

  get isDeath() {
    return this.#length > DEAD * this.#heartbeat;
  }

  get seconds() {
    return Math.round(this.#length / 1000);
  }

  get #length() {
    return Date.now() - this.#heardAt;
  }
}
