import type { IncomingMessage } from 'node:http';
import { Refusal } from '../domain/errors.ts';

export const mostBytes = 262_144;
const deepest = 64;

/**
 * Reads a JSON body.
 *
 * @throws {Refusal} `request.too-large`, `request.unreadable` for what is no JSON, is cut off, or is nested absurdly deep
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request);
  if (depthOf(text) > deepest)
    throw new Refusal('invalid', 'request.unreadable', { detail: 'it is nested too deeply' });
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('invalid', 'request.unreadable', { detail: 'it is not complete JSON' });
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      // What is over the limit is read to its end and dropped, so that the sender gets the answer instead of a reset.
      if (bytes <= mostBytes) chunks.push(chunk);
      else if (bytes > mostBytes * 40) request.destroy();
    }
  } catch {
    // The sender hung up, or was: nobody is there to read the answer, and nothing is wrong here.
    throw new Refusal('invalid', 'request.unreadable', { detail: 'it broke off' });
  }
  if (bytes > mostBytes) throw new Refusal('too-large', 'request.too-large');
  return Buffer.concat(chunks).toString('utf8');
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

/** How long a file may take to arrive. */
const longestFileMs = 120_000;

/**
 * Takes files as the bodies of requests, of at most so many bytes. The returned function throws what `tooLarge` makes, and
 * {@link Refusal} `request.unreadable` for what breaks off.
 */
export function fileReader(
  most: number,
  tooLarge: () => Refusal,
): (request: IncomingMessage) => Promise<Buffer<ArrayBuffer>> {
  return async (request) => {
    // What is far over the limit is not even read to its end.
    if (Number(request.headers['content-length'] ?? 0) > most * 2) throw tooLarge();
    const deadline = setTimeout(() => request.destroy(), longestFileMs);
    try {
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of request as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes <= most) chunks.push(chunk);
        else {
          chunks.length = 0;
          if (bytes > most * 2) request.destroy();
        }
      }
      if (bytes > most) throw tooLarge();
      return Buffer.concat(chunks);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new Refusal('invalid', 'request.unreadable', { detail: 'it broke off' });
    } finally {
      clearTimeout(deadline);
    }
  };
}
