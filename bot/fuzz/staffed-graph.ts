import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adele, type PracticePerson } from '../src/practice/people.ts';
import { nothingKept } from '../src/practice/population.ts';
import { type PracticeGraph, startPracticeGraph } from '../src/practice/practice-graph.ts';
import { firstState } from '../src/practice/seeds.ts';
import { writeJsonFile } from '../src/practice/state-file.ts';

const count = 16;

/** A practice Graph with many ITAM staff, since what one person may ask for in a while is limited. */
export async function startStaffedGraph(): Promise<PracticeGraph & { staff: readonly PracticePerson[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-fuzz-'));
  const dataFile = join(folder, 'practice.json');
  const more = Array.from({ length: count - 1 }, (_, at) => ({
    ...adele,
    id: `5aff0000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    displayName: `Staff ${at}`,
    userPrincipalName: `staff.${at}@contoso.example`,
  }));
  const state = firstState(new Date());
  writeJsonFile(dataFile, { ...state, users: [...state.users, ...more], invented: nothingKept() });
  const graph = await startPracticeGraph({ port: 0, dataFile });
  return {
    ...graph,
    staff: [adele, ...more],
    async close() {
      await graph.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
