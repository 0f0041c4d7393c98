import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Response } from 'restify';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../../test/support/eventually.ts';
import { sendFile } from './send-file.ts';

const chunk = new Uint8Array(65_536).fill(42);
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

/** Sends a file to a client that takes it only when told to. */
async function sending(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ answer: IncomingMessage; sent: Promise<unknown> }> {
  const { promise: sent, resolve } = Promise.withResolvers<unknown>();
  const server = createServer((_request, response) => {
    const reply = { fileName: 'register.csv', type: 'text/csv', chunks: () => chunks };
    sendFile(response as unknown as Response, reply).then(() => resolve('sent'), resolve);
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const answer = await new Promise<IncomingMessage>((answered, failed) => {
    get({ port, host: '127.0.0.1', agent: false }, answered).on('error', failed);
  });
  return { answer, sent };
}

/** A file without end, and what is known of its making. */
function endless() {
  const made = { count: 0, isOver: false };
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        made.count += 1;
        yield chunk;
      }
    } finally {
      made.isOver = true;
    }
  }
  return { made, chunks: chunks() };
}

describe('a file', () => {
  it('is sent whole, to be kept, and by nobody in between', async () => {
    async function* two(): AsyncGenerator<Uint8Array> {
      yield chunk;
      yield chunk;
    }
    const { answer, sent } = await sending(two());
    let bytes = 0;
    for await (const part of answer) bytes += (part as Buffer).length;
    expect([bytes, await sent]).toEqual([2 * chunk.length, 'sent']);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv',
      'content-disposition': 'attachment; filename="register.csv"',
      'cache-control': 'no-store',
    });
  });

  it('is made no faster than the client takes it', async () => {
    const { made, chunks } = endless();
    const { answer, sent } = await sending(chunks);
    const stopsAt = async () => {
      const before = made.count;
      for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
      return made.count === before && before;
    };
    const filled = await eventually(stopsAt);
    answer.once('readable', () => answer.read());
    answer.on('data', () => undefined);
    await eventually(async () => made.count > filled + 100);
    answer.destroy();
    expect(await sent).toBe('sent');
  });

  it('is made no further once the client has gone, which is no failure', async () => {
    const { made, chunks } = endless();
    const { answer, sent } = await sending(chunks);
    answer.destroy();
    expect(await sent).toBe('sent');
    await eventually(async () => made.isOver);
  });

  it('breaks off where it can’t be made, so that half of it is not taken for all', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield chunk;
      throw new Error('out of memory');
    }
    const { answer, sent } = await sending(failing());
    await expect(async () => {
      for await (const _ of answer);
    }).rejects.toThrow('aborted');
    expect(await sent).toMatchObject({ message: 'out of memory' });
  });
});
