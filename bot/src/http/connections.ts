import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Log } from '../log.ts';

export type Connections = {
  /** A request is under way on its connection until its answer is over. */
  began(request: IncomingMessage, response: ServerResponse): void;
  /** Whether a request is under way on a connection. */
  isBusy(socket: Duplex): boolean;
  /** Ends all that are open. */
  endAll(): void;
};

/**
 * Connections on which no request is under way: those that are quiet, the longest first, and those on which one was seen to
 * begin when room was looked for, and when that was.
 */
type Idle = { quiet: Set<Socket>; beginning: Map<Socket, number> };
/** Of one address: how many connections it has, and which of them are idle. */
type Caller = { address: string; count: number; idle: Idle };
/** `heard`: bytes that had come when the connection became quiet. */
type Open = { caller: Caller; underWay: number; heard: number };

/** A flood is told of in a line now and then, not in one for each connection. */
const toldEveryMs = 10_000;

/**
 * Bounds the connections of a server, altogether and by the address that they come from. Where there are too many, one is
 * closed so that whoever comes gets in; where all are busy, the newcomer is closed unheard. First to go is one whose headers
 * have been coming for long, which nobody's do who means it; then the one that was quiet longest; and last, one whose headers
 * have only begun to come.
 */
export function boundConnections(
  server: Server,
  { most, mostEach, beginningMs, log }: { most: number; mostEach: number; beginningMs: number; log: Log },
): Connections {
  const open = new Map<Duplex, Open>();
  const idle: Idle = { quiet: new Set(), beginning: new Map() };
  const callers = new Map<string, Caller>();
  const turned = { away: 0, out: 0 };

  function tell(which: keyof typeof turned): void {
    turned[which] += 1;
    if (turned.away + turned.out > 1) return;
    setTimeout(() => {
      log.warn({ turnedAway: turned.away, closedQuiet: turned.out }, 'too many connections');
      turned.away = turned.out = 0;
    }, toldEveryMs).unref();
  }

  /** Makes room among these, if there is one. */
  function makeRoom(among: Idle): boolean {
    const first = firstToGo(among);
    if (!first) return false;
    forget(first);
    first.destroy();
    tell('out');
    return true;
  }

  function firstToGo({ quiet, beginning }: Idle): Socket | undefined {
    const [eldest] = beginning;
    if (eldest && performance.now() - eldest[1] >= beginningMs) return eldest[0];
    for (const socket of quiet) {
      if (socket.bytesRead === open.get(socket)?.heard) return socket;
      quiet.delete(socket);
      beginning.set(socket, performance.now());
    }
    return beginning.keys().next().value;
  }

  function leave({ quiet, beginning }: Idle, socket: Socket): void {
    quiet.delete(socket);
    beginning.delete(socket);
  }

  function forget(socket: Socket): void {
    const caller = open.get(socket)?.caller;
    if (!caller) return;
    open.delete(socket);
    for (const among of [idle, caller.idle]) leave(among, socket);
    caller.count -= 1;
    if (caller.count === 0) callers.delete(caller.address);
  }

  /** `change`: requests that have begun, or are over, on this connection. */
  function count(socket: Socket, change: 1 | -1): void {
    const one = open.get(socket);
    if (!one) return;
    one.underWay += change;
    one.heard = socket.bytesRead;
    for (const among of [idle, one.caller.idle]) {
      leave(among, socket);
      if (one.underWay === 0) among.quiet.add(socket);
    }
  }

  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const theirs = callers.get(address);
    const isTheirsFull = theirs !== undefined && theirs.count >= mostEach;
    if ((isTheirsFull && !makeRoom(theirs.idle)) || (open.size >= most && !makeRoom(idle))) {
      socket.destroy();
      tell('away');
      return;
    }
    // Asked anew: what made room may have been the last of this address.
    const caller = callers.get(address) ?? { address, count: 0, idle: { quiet: new Set(), beginning: new Map() } };
    callers.set(address, caller);
    caller.count += 1;
    for (const among of [idle, caller.idle]) among.quiet.add(socket);
    open.set(socket, { caller, underWay: 0, heard: 0 });
    socket.once('close', () => forget(socket));
  });

  return {
    began(request, response) {
      const { socket } = request;
      count(socket, 1);
      response.once('close', () => count(socket, -1));
    },
    isBusy: (socket) => (open.get(socket)?.underWay ?? 0) > 0,
    endAll() {
      for (const socket of open.keys()) socket.destroy();
    },
  };
}
