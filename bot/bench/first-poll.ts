import { setTimeout as delay } from 'node:timers/promises';
import type { PracticeGraph } from '../src/practice/practice-graph.ts';
import { hasBaseline } from '../src/register/outbox.ts';
import { openTable } from '../src/register/storage.ts';
import { untilQuiet } from './until-quiet.ts';

/** The first poll ends with the baseline; after it, the server asks about some of the owners, and then nothing more. */
export async function firstPollOver(graph: PracticeGraph, connectionString: string, storeName: string): Promise<void> {
  const table = await openTable({ connectionString }, `${storeName}register`);
  while (!(await hasBaseline(table))) await delay(100);
  await untilQuiet(graph);
}
