import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { PracticeRefusal } from './refusal.ts';

/** What is sent back. `body`: an object goes out as JSON, text as it is; null sends none. */
export type Answer = { status: number; body: unknown; headers?: Record<string, string> };

const mostBytes = 16 * 1024;

/** Reads a small JSON body through a schema. @throws {PracticeRefusal} 413 too large, 400 not JSON or not what is expected */
export async function readJson<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  const text = await readText(request);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PracticeRefusal(400, 'NotJson', 'The body must be a JSON object.');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new PracticeRefusal(400, 'BadBody', z.prettifyError(parsed.error));
  return parsed.data;
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > mostBytes)
      throw new PracticeRefusal(413, 'TooLarge', `The body must not be larger than ${mostBytes} bytes.`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The decoded segments of a path. @throws {PracticeRefusal} 400 when one is not well encoded */
export function segmentsOf(path: string): string[] {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    throw new PracticeRefusal(400, 'BadAddress', 'The address is not well encoded.');
  }
}

/** Writes an answer; nothing of it is ever cached. */
export function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  const isText = typeof body === 'string';
  const payload = body === null ? '' : isText ? body : JSON.stringify(body);
  response.writeHead(status, {
    ...(body === null
      ? {}
      : { 'Content-Type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8' }),
    'Content-Length': Buffer.byteLength(payload),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
  response.end(payload);
}
