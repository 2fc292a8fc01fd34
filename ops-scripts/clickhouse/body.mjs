import { BUFFERED_BYTES_MAX, REQUEST_BODY_BYTES_MAX } from './limits.mjs';
import { tooLarge, tooManyQueries } from './errors.mjs';

/** Reads request bodies into memory, each one bounded and all of them together bounded. */
export class BodyReader {
  #bodyBytesMax;
  #bufferedBytesMax;
  #bufferedBytes = 0;

  constructor(bodyBytesMax = REQUEST_BODY_BYTES_MAX, bufferedBytesMax = BUFFERED_BYTES_MAX) {
    this.#bodyBytesMax = bodyBytesMax;
    this.#bufferedBytesMax = bufferedBytesMax;
  }

  /** Hands the body to `use` and counts its bytes until `use` has ended. */
  async withBody(request, use) {
    if (Number(request.headers['content-length'] ?? 0) > this.#bodyBytesMax) throw this.#tooLarge();
    const chunks = [];
    let bytes = 0;
    try {
      // A refused body must not take the connection with it: the reply still has to be sent.
      for await (const chunk of request.iterator({ destroyOnReturn: false })) {
        bytes += chunk.length;
        this.#bufferedBytes += chunk.length;
        if (bytes > this.#bodyBytesMax) throw this.#tooLarge();
        if (this.#bufferedBytes > this.#bufferedBytesMax) {
          throw tooManyQueries('Too many bytes of requests wait already.');
        }
        chunks.push(chunk);
      }
      return await use(Buffer.concat(chunks, bytes));
    } finally {
      this.#bufferedBytes -= bytes;
    }
  }

  #tooLarge() {
    return tooLarge(`The request body is larger than ${this.#bodyBytesMax} bytes.`);
  }
}
