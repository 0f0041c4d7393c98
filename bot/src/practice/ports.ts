import { createServer } from 'node:net';
import { chatPersonas } from './playground-config.ts';
import type { Settings } from './settings.ts';

export type WantedPort = { port: number; purpose: string; variable: string };

/**
 * Makes sure that everything has a port of its own to listen on.
 *
 * @throws {Error} saying which port is taken, for what it is wanted, and which variable moves it
 */
export async function refuseTakenPorts(
  { port, graphPort, playgroundPort }: Settings,
  hasGraph: boolean,
): Promise<void> {
  const wanted: WantedPort[] = [
    { port, purpose: 'the server', variable: 'PORT' },
    ...(hasGraph ? [{ port: graphPort, purpose: 'the practice Graph and the desk', variable: 'GRAPH_PORT' }] : []),
    ...chatPersonas.map(({ displayName }, index) => ({
      port: playgroundPort + index,
      purpose: `the chat of ${displayName}`,
      variable: 'PLAYGROUND_PORT',
    })),
  ];
  const doubled = wanted.find((one, index) => wanted.findIndex(({ port }) => port === one.port) !== index);
  if (doubled)
    throw new Error(
      `${doubled.variable} puts ${doubled.purpose} on port ${doubled.port}, which something else here uses too.`,
    );
  const taken = await takenPorts(wanted);
  if (taken.length === 0) return;
  const lines = taken.map(({ port, purpose, variable }) => {
    const free = variable === 'PLAYGROUND_PORT' ? playgroundPort + 100 : port + 1000;
    return `  Port ${port}, for ${purpose}, is taken. Stop what uses it, or move it: ${variable}=${free} npm start`;
  });
  throw new Error(`The practice tenant can't start.\n${lines.join('\n')}`);
}

/** The ports, of those wanted, on which something else listens already. */
export async function takenPorts(wanted: readonly WantedPort[]): Promise<WantedPort[]> {
  const taken = await Promise.all(wanted.map(async (one) => !(await isFree(one.port))));
  return wanted.filter((_, index) => taken[index]);
}

/** Free on IPv4 and on IPv6: a browser may try either for `localhost`. */
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'));
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'),
    );
    server.listen({ port, host }, () => server.close(() => resolve(true)));
  });
}
