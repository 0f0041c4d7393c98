import type { Projection } from '../projection/projection.ts';
import type { NoticeQueue } from './notice-queue.ts';

const mostPerSweep = 500;
/** Longer than a message stays hidden while it is worked on, so that what an instance has in hand is left to it. */
const overdueMs = 90_000;

/**
 * Queues again what a crash left behind: notices that are long due and still pending. The first sweep after a start takes
 * whatever is due, since nobody here has it in hand; one that another instance has is queued twice, which delivery does not mind.
 */
export function sweepOutbox(deps: {
  projection: Pick<Projection, 'pendingNotices'>;
  queue: NoticeQueue;
  now: () => Date;
}): () => Promise<number> {
  let isFirst = true;
  return async () => {
    const dueBefore = new Date(deps.now().getTime() - (isFirst ? 0 : overdueMs)).toISOString();
    const left = await deps.projection.pendingNotices(dueBefore, mostPerSweep);
    isFirst = false;
    await deps.queue.put(left);
    return left.length;
  };
}
