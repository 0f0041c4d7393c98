import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';

const handshakeKey = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const opcodes = { text: 0x1, close: 0x8 } as const;

export type OneWaySocket = { send(text: string): void };

/** Accepts a WebSocket (RFC 6455), over which this side only sends. Calls `closed` once, when the other side is gone. */
export function acceptWebSocket(socket: Duplex, key: string, closed: () => void): OneWaySocket {
  const accept = createHash('sha1').update(`${key}${handshakeKey}`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  socket.on('data', (chunk: Buffer) => {
    // Only control frames are of interest, and browsers send them whole.
    if (((chunk[0] ?? 0) & 0x0f) === opcodes.close) socket.end(frame(opcodes.close, Buffer.alloc(0)));
  });
  socket.on('error', () => socket.destroy());
  socket.once('close', closed);
  return {
    send(text) {
      if (socket.writable) socket.write(frame(opcodes.text, Buffer.from(text)));
    },
  };
}

/** One unmasked, unfragmented frame, as a server sends it. */
function frame(opcode: number, payload: Buffer): Buffer {
  const size = payload.length;
  const head = Buffer.alloc(size < 126 ? 2 : size < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode;
  if (size < 126) head[1] = size;
  else if (size < 65_536) {
    head[1] = 126;
    head.writeUInt16BE(size, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(size), 2);
  }
  return Buffer.concat([head, payload]);
}
