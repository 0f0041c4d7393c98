import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { PersonSnapshot } from '../src/domain/person.ts';
import { invent } from '../src/practice/invented-assets.ts';
import { adele, grady, lynne, type PracticePerson, people, practiceTenantId } from '../src/practice/people.ts';
import { orderPopulation } from '../src/practice/population-orders.ts';
import { eventually } from '../test/support/eventually.ts';
import { type FakeConnector, startFakeConnector } from '../test/support/fake-connector.ts';
import { startFileServer } from '../test/support/file-server.ts';
import { levelOf, practiceEnv, residentMb, startServerProcess } from '../test/support/server-process.ts';
import { tokensFrom } from '../test/support/tokens.ts';
import type { FuzzPerson } from './known.ts';
import type { Fixed } from './places.ts';
import { startStaffedGraph } from './staffed-graph.ts';

/** A practice tenant around the real server process, on loopback, with people to spread requests over. */
export type FuzzWorld = {
  url: string;
  people: readonly FuzzPerson[];
  staff: readonly FuzzPerson[];
  auditor: FuzzPerson;
  fixed: Fixed;
  connector: FakeConnector;
  /** A bearer token of someone, not yet expired. */
  tokenOf(upn: string): Promise<string>;
  /** Somebody buys something, which discovery then finds. */
  buy(upn: string, skuPartNumber: string): Promise<void>;
  residentMb(): Promise<number>;
  /** What the server has printed that it must not: errors in its log, and anything beside the log. */
  complaints: string[];
  /** How often the server warned, by what it said. */
  warnings: Map<string, number>;
  /** How the server ended, if it has. */
  ended(): string | null;
  /** Stops the server as a platform does; how it ended. */
  stopServer(): Promise<string>;
  /** Runs `register:verify` on the store: its exit code and what it said. */
  verify(): Promise<{ code: number | null; said: string }>;
  close(): Promise<void>;
};

const channel = '19:itam@thread.tacv2';
const verifyScript = fileURLToPath(new URL('../src/operate/verify.ts', import.meta.url));

export async function startFuzzWorld(options: {
  connectionString: string;
  storeName: string;
  /** Invented purchases, with the people who made them, that discovery finds at the start. */
  purchases: number;
}): Promise<FuzzWorld> {
  const { connectionString, storeName, purchases } = options;
  const graph = await startStaffedGraph();
  const { madeOn, seed } = await orderPopulation(graph.url, { count: purchases });
  const connector = await startFakeConnector();
  const files = await startFileServer();
  const complaints: string[] = [];
  const warnings = new Map<string, number>();
  const env = {
    ...practiceEnv({ connectionString, storeName, graphUrl: graph.url }),
    DISCOVERY_INTERVAL: '15',
    ITAM_STAFF: graph.staff.map(({ id }) => id).join(','),
    FALLBACK_APPROVERS: `${adele.id},${grady.id}`,
    PRODUCT_OWNERS: JSON.stringify({ 'Power BI': [grady.id] }),
    ITAM_CHANNEL_ID: channel,
    // The ceiling is Teams', and the connector here is not Teams.
    DELIVERY_PER_SECOND: '1000',
  };
  const server = await startServerProcess(env, {
    onLine(line) {
      const level = levelOf(line);
      if (level >= 50) complaints.push(line);
      else if (level === 40) {
        const said = /"msg":"([^"]*)"/.exec(line)?.[1] ?? line;
        warnings.set(said, (warnings.get(said) ?? 0) + 1);
      }
    },
  });
  let ended: string | null = null;
  const gone = server.exited.then(({ code, signal }) => {
    ended = signal ?? `code ${code}`;
    return ended;
  });
  const tokenOf = tokensFrom(graph.url);
  await eventually(async () => {
    const headers = { authorization: `Bearer ${await tokenOf(adele.userPrincipalName)}` };
    const answer = await fetch(`${server.url}/api/register?limit=1`, { headers });
    return z.object({ total: z.number() }).parse(await answer.json()).total > 0;
  });

  const own = [...graph.staff, ...people.filter(({ id, accountEnabled }) => accountEnabled && id !== adele.id)];
  const invented = invent(purchases, madeOn, seed).people.map(({ person }) => person);
  const documents = Array.from({ length: 6 }, (_, at) => files.serve(Buffer.from(`%PDF-1.4\n% invoice ${at}\n%%EOF`)));
  return {
    url: server.url,
    people: [...own, ...invented].map(fuzzPerson),
    staff: graph.staff.map(fuzzPerson),
    auditor: fuzzPerson(lynne),
    fixed: {
      connector: connector.serviceUrl,
      tenant: practiceTenantId,
      channel,
      files: [
        ...documents,
        files.serve(Buffer.from('#!/bin/sh')),
        files.serve(Buffer.alloc(0)),
        files.serve(Buffer.alloc(0), (response) => response.destroy()),
        `${files.url}/nothing`,
      ],
      hanging: files.serve(Buffer.alloc(0), () => undefined),
    },
    connector,
    tokenOf,
    async buy(purchaser, skuPartNumber) {
      const body = JSON.stringify({ purchaser, skuPartNumber, quantity: 2 });
      const answer = await fetch(`${graph.url}/practice/purchases`, { method: 'POST', body });
      if (!answer.ok) throw new Error(await answer.text());
    },
    residentMb: () => residentMb(server.pid),
    complaints,
    warnings,
    ended: () => ended,
    async stopServer() {
      server.kill('SIGTERM');
      return gone;
    },
    async verify() {
      const child = spawn(process.execPath, [verifyScript], { env: { PATH: process.env.PATH ?? '', ...env } });
      const said: string[] = [];
      child.stdout.on('data', (chunk) => said.push(String(chunk)));
      child.stderr.on('data', (chunk) => said.push(String(chunk)));
      const [code] = (await once(child, 'close')) as [number | null];
      return { code, said: said.join('').trim() };
    },
    async close() {
      server.kill('SIGKILL');
      await gone;
      await files.close();
      await connector.close();
      await graph.close();
    },
  };
}

function fuzzPerson({ id, displayName, userPrincipalName }: PersonSnapshot | PracticePerson): FuzzPerson {
  return { id, name: displayName, upn: userPrincipalName };
}
