import { setTimeout as delay } from 'node:timers/promises';
import type { PracticeGraph } from '../src/practice/practice-graph.ts';

/** Settles once nobody has asked Graph anything for a second: after a server's first poll and its look at the owners. */
export async function untilQuiet(graph: PracticeGraph): Promise<void> {
  for (let before = -1; before !== graph.answered(); ) {
    before = graph.answered();
    await delay(1_000);
  }
}
