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

/** Of one address: all its connections, and those of them that are quiet, the longest first. */
type Caller = { address: string; count: number; quiet: Set<Duplex> };
type Open = { caller: Caller; underWay: number };

/** A flood is told of in a line now and then, not in one for each connection. */
const toldEveryMs = 10_000;

/**
 * Bounds the connections of a server, altogether and by the address that they come from. Where there are too many, the one
 * that has been quiet longest is closed, so that whoever comes gets in; where all are busy, the newcomer is closed unheard.
 */
export function boundConnections(
  server: Server,
  { most, mostEach, log }: { most: number; mostEach: number; log: Log },
): Connections {
  const open = new Map<Duplex, Open>();
  const quiet = new Set<Duplex>();
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

  /** Makes room among these, if one of them is quiet. */
  function makeRoom(among: ReadonlySet<Duplex>): boolean {
    const [longest] = among;
    if (!longest) return false;
    forget(longest);
    longest.destroy();
    tell('out');
    return true;
  }

  function forget(socket: Duplex): void {
    const caller = open.get(socket)?.caller;
    if (!caller) return;
    open.delete(socket);
    quiet.delete(socket);
    caller.quiet.delete(socket);
    caller.count -= 1;
    if (caller.count === 0) callers.delete(caller.address);
  }

  /** `change`: requests that have begun, or are over, on this connection. */
  function count(socket: Duplex, change: 1 | -1): void {
    const one = open.get(socket);
    if (!one) return;
    one.underWay += change;
    for (const among of [quiet, one.caller.quiet]) {
      if (one.underWay === 0) among.add(socket);
      else among.delete(socket);
    }
  }

  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const theirs = callers.get(address);
    const isTheirsFull = theirs !== undefined && theirs.count >= mostEach;
    if ((isTheirsFull && !makeRoom(theirs.quiet)) || (open.size >= most && !makeRoom(quiet))) {
      socket.destroy();
      tell('away');
      return;
    }
    // Asked anew: what made room may have been the last of this address.
    const caller = callers.get(address) ?? { address, count: 0, quiet: new Set() };
    callers.set(address, caller);
    caller.count += 1;
    caller.quiet.add(socket);
    quiet.add(socket);
    open.set(socket, { caller, underWay: 0 });
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
