// @ts-check

/** A query that cannot be read. Its message says where it breaks and what to write. */
export class BadQuery extends Error {
  /** @param {string} message @param {number} column from 1, in characters; 0: the query as a whole */
  constructor(message, column) {
    super(message);
    this.column = column;
  }
}
