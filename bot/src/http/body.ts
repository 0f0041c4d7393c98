import type { IncomingMessage } from 'node:http';
import { Refusal } from '../domain/errors.ts';
import type { Patience } from './patience.ts';

export const mostBytes = 262_144;
const deepest = 64;

/**
 * Reads JSON bodies. The returned function throws {@link Refusal} `request.too-large`, `request.too-slow`, and
 * `request.unreadable` for what is no JSON, is cut off, or is nested absurdly deep.
 */
export function jsonReader({ bodyMs }: Patience): (request: IncomingMessage) => Promise<unknown> {
  const tooLarge = () => new Refusal('too-large', 'request.too-large');
  return async (request) => {
    const text = (await take(request, { most: mostBytes, mostRead: mostBytes * 40, ms: bodyMs, tooLarge })).toString();
    if (depthOf(text) > deepest) throw unreadable('it is nested too deeply');
    try {
      return JSON.parse(text);
    } catch {
      throw unreadable('it is not complete JSON');
    }
  };
}

/**
 * Takes files as the bodies of requests, of at most so many bytes. The returned function throws what `tooLarge` makes, and
 * {@link Refusal} `request.too-slow`, and `request.unreadable` for what breaks off.
 */
export function fileReader(
  most: number,
  tooLarge: () => Refusal,
  { fileMs, leastBytes, leastEveryMs }: Patience,
): (request: IncomingMessage) => Promise<Buffer<ArrayBuffer>> {
  return async (request) => {
    // What is far over the limit is not even read to its end.
    if (Number(request.headers['content-length'] ?? 0) > most * 2) throw tooLarge();
    const pace = { leastBytes, everyMs: leastEveryMs };
    return take(request, { most, mostRead: most * 2, ms: fileMs, pace, tooLarge });
  };
}

type Taking = {
  /** Bytes that are kept. What is over that is read on and dropped, so that the sender gets the answer instead of a reset … */
  most: number;
  /** … up to so many; then the sender is cut off. */
  mostRead: number;
  /** How long all of it may take. */
  ms: number;
  /** How much has to come meanwhile, in each so many milliseconds. */
  pace?: { leastBytes: number; everyMs: number };
  tooLarge: () => Refusal;
};

/** Takes a body as it comes. Time counts from here on: a request may have waited for its turn before. */
function take(request: IncomingMessage, { most, mostRead, ms, pace, tooLarge }: Taking): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const { promise, resolve, reject } = Promise.withResolvers<Buffer<ArrayBuffer>>();
  const onData = (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= most) chunks.push(chunk);
    else chunks.length = 0;
    if (bytes > mostRead) request.destroy();
  };
  const onEnd = () => (bytes > most ? reject(tooLarge()) : resolve(Buffer.concat(chunks)));
  // The sender hung up, or was: nobody is there to read the answer, and nothing is wrong here.
  const onBroken = () => reject(unreadable('it broke off'));
  const tooSlow = () => reject(new Refusal('too-slow', 'request.too-slow'));
  const late = setTimeout(tooSlow, ms);
  let before = 0;
  const looking = pace
    ? setInterval(() => {
        if (bytes - before < pace.leastBytes) tooSlow();
        before = bytes;
      }, pace.everyMs)
    : undefined;
  request.on('data', onData).once('end', onEnd).once('close', onBroken).on('error', onBroken);
  // It may have gone before anyone listened.
  if (request.destroyed) onBroken();
  return promise.finally(() => {
    clearTimeout(late);
    clearInterval(looking);
    request.off('data', onData);
    chunks.length = 0;
  });
}

function unreadable(detail: string): Refusal {
  return new Refusal('invalid', 'request.unreadable', { detail });
}

/** How deep brackets nest, outside of strings. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (isString) {
      if (character === 92) at += 1;
      else if (character === 34) isString = false;
    } else if (character === 34) isString = true;
    else if (character === 91 || character === 123) most = Math.max(most, ++depth);
    else if (character === 93 || character === 125) depth -= 1;
  }
  return most;
}
