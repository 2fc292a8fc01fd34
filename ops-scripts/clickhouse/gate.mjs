import { tooManyQueries } from './errors.mjs';

/** Lets a few queries run and a bounded number wait, first come first served; refuses the rest at once. */
export class Gate {
  #runningMax;
  #waitingMax;
  #running = 0;
  #waiting = [];
  #closed = false;
  #onIdle = [];

  constructor(runningMax, waitingMax) {
    this.#runningMax = runningMax;
    this.#waitingMax = waitingMax;
  }

  /** Runs the task when its turn comes. */
  async run(task) {
    await this.#enter();
    try {
      return await task();
    } finally {
      this.#leave();
    }
  }

  /** Refuses all that wait and all that come later; resolves when the last running task has ended. */
  close() {
    this.#closed = true;
    for (const waiter of this.#waiting.splice(0)) waiter.reject(tooManyQueries('The server is stopping.'));
    if (this.#running === 0) return Promise.resolve();
    return new Promise((resolve) => this.#onIdle.push(resolve));
  }

  #enter() {
    if (this.#closed) throw tooManyQueries('The server is stopping.');
    if (this.#running < this.#runningMax) {
      this.#running++;
      return undefined;
    }
    if (this.#waiting.length >= this.#waitingMax) {
      throw tooManyQueries(`Too many queries: ${this.#running} run and ${this.#waiting.length} wait already.`);
    }
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  #leave() {
    // The place is handed on rather than freed, so a newcomer can't overtake.
    const next = this.#waiting.shift();
    if (next) next.resolve();
    else this.#running--;
    if (this.#running === 0) for (const resolve of this.#onIdle.splice(0)) resolve();
  }
}
