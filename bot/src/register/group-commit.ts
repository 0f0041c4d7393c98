import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { TableClient } from '@azure/data-tables';
import { isUnavailable } from './store-limits.ts';
import { bytesOfAll, type Commit, commit, fits, isConflict, type Write } from './table.ts';

/** So many units at once are a burst, of which more is on its way: gathered for a moment, they share transactions. */
const burst = 8;
const gatherMs = 25;

type Unit = {
  writes: readonly Write[];
  resolve: (etags: string[]) => void;
  reject: (error: unknown) => void;
};

/**
 * Commits small units of writes, each whole or not at all, in as few transactions as they fit into: what comes up while a
 * partition's transaction is under way goes into its next one together. A unit that loses a race costs the others of its
 * transaction a second try and nothing else.
 *
 * A unit's writes are all in one partition. It throws what {@link commit} throws.
 */
export function groupCommit(table: TableClient): Commit {
  const queues = new Map<string, Unit[]>();
  let underWay = 0;

  async function drain(partition: string, queue: Unit[]): Promise<void> {
    // What comes up in the same turn shares the first transaction too.
    await (underWay < burst ? nextTurn() : delay(gatherMs));
    while (queue.length > 0) {
      const failure = await commitTogether(takeUnits(queue));
      // What waits would wait as long again, one transaction after the other.
      if (isUnavailable(failure)) for (const { reject } of queue.splice(0)) reject(failure);
    }
    queues.delete(partition);
  }

  /** Settles each unit. Answers what they failed of, if all of them did. */
  async function commitTogether(units: readonly Unit[]): Promise<unknown> {
    try {
      const etags = await commit(
        table,
        units.flatMap(({ writes }) => writes),
      );
      let from = 0;
      for (const { writes, resolve } of units) {
        resolve(etags.slice(from, from + writes.length));
        from += writes.length;
      }
    } catch (error) {
      if (units.length === 1 || !isConflict(error)) {
        for (const { reject } of units) reject(error);
        return error;
      }
      await Promise.all(units.map((unit) => commitTogether([unit])));
    }
    return null;
  }

  return (writes) => {
    underWay += 1;
    return new Promise<string[]>((resolve, reject) => {
      const partition = writes[0]?.row.partitionKey ?? '';
      const queue = queues.get(partition);
      const unit = { writes, resolve, reject };
      if (queue) {
        queue.push(unit);
        return;
      }
      const first = [unit];
      queues.set(partition, first);
      void drain(partition, first);
    }).finally(() => {
      underWay -= 1;
    });
  };
}

/** As many units from the front as one transaction may hold, no two about the same row; one at least. */
function takeUnits(queue: Unit[]): Unit[] {
  const rows = new Set<string>();
  const taken: Unit[] = [];
  let operations = 0;
  let bytes = 0;
  for (;;) {
    const unit = queue[0];
    if (!unit) return taken;
    operations += unit.writes.length;
    bytes += bytesOfAll(unit.writes);
    const isApart = unit.writes.every(({ row }) => !rows.has(row.rowKey));
    if (taken.length > 0 && !(isApart && fits(operations, bytes))) return taken;
    for (const { row } of unit.writes) rows.add(row.rowKey);
    taken.push(unit);
    queue.shift();
  }
}
