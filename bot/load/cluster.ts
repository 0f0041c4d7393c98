import { levelOf, type ServerProcess, startServerProcess } from '../test/support/server-process.ts';

/** Server processes on one store, behind a balancer that sends each request to one of them. */
export type Cluster = {
  /**
   * Sends a request to one of the processes, or to the one at `place`. Where that one refuses the connection, breaks it off,
   * or says that it is stopping, the request goes to another, as a load balancer would have it.
   */
  send(path: string, init: RequestInit, place?: number): Promise<Response>;
  /** How many requests went to another process since the start. */
  retries(): number;
  /** Ends one of them under load and starts another in its place once it is gone; how it ended, and when it was told to. */
  replaceOne(signal: 'SIGKILL' | 'SIGTERM'): Promise<{ ended: string; toldAt: number }>;
  /** What any of them has printed that it must not: errors in the log, and anything beside the log. */
  complaints: string[];
  stop(): Promise<string[]>;
};

export async function startCluster(env: Record<string, string>, size: number): Promise<Cluster> {
  const complaints: string[] = [];
  const start = () =>
    startServerProcess(env, {
      onLine(line) {
        if (levelOf(line) >= 50) complaints.push(line.slice(0, 500));
      },
    });
  const servers: ServerProcess[] = [];
  for (let at = 0; at < size; at++) servers.push(await start());
  let leaving: ServerProcess | null = null;
  let turn = 0;
  let retried = 0;

  const cluster: Cluster = {
    complaints,
    retries: () => retried,
    async send(path, init, place = turn++) {
      for (let attempt = 0; ; attempt++) {
        const server = servers[(place + attempt) % servers.length];
        try {
          const response = await fetch(`${server?.url}${path}`, init);
          if (response.status !== 503 || server !== leaving) return response;
          await response.body?.cancel();
        } catch (error) {
          if (attempt >= size) throw error;
        }
        retried += 1;
      }
    },
    async replaceOne(signal) {
      const [server] = servers;
      if (!server) throw new Error('No process is left');
      const toldAt = performance.now();
      leaving = server;
      server.kill(signal);
      const ended = await server.exited;
      servers.shift();
      servers.push(await start());
      return { ended: ended.signal ?? `code ${ended.code}`, toldAt };
    },
    async stop() {
      for (const server of servers) server.kill('SIGTERM');
      const ends = await Promise.all(servers.map(({ exited }) => exited));
      return ends.map(({ code, signal }) => signal ?? `code ${code}`);
    },
  };
  return cluster;
}
