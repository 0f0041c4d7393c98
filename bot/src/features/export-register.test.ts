import { afterAll, describe, expect, it } from 'vitest';
import { asAuditor, asColleague, asItam, someSettings } from '../../test/support/builders.ts';
import { aQuery, randomAssets } from '../../test/support/random-assets.ts';
import type { Asset } from '../domain/asset.ts';
import type { Actor } from '../domain/person.ts';
import { openReplica, type Replica } from '../projection/replica.ts';
import { type ExportQuery, exportRegister } from './export-register.ts';
import type { Deps } from './ports.ts';

const assets = randomAssets(900, 11);

/** A replica as the main thread asks it: every answer is a copy that comes later. */
function overThread(replica: Replica): Deps['projection'] {
  return new Proxy({} as Deps['projection'], {
    get:
      (_, method: keyof Replica) =>
      async (...args: never[]) =>
        structuredClone((replica[method] as (...args: never[]) => unknown).apply(replica, structuredClone(args))),
  });
}

function filled(content: readonly Asset[] = assets): Replica {
  const replica = openReplica();
  replica.putAssets(content);
  return replica;
}

/** For all that only reads. */
const held = filled();
afterAll(() => held.close());

const exporting = (replica: Replica, actor: Actor = asItam, query: ExportQuery = aQuery()) =>
  exportRegister({ projection: overThread(replica), settings: () => someSettings() })(actor, query);

async function idsOf(replica: Replica, query: ExportQuery, between: (page: number) => void = () => undefined) {
  const { pages } = await exporting(replica, asItam, query);
  const ids: string[] = [];
  let page = 0;
  for await (const { assets: read } of pages) {
    ids.push(...read.map(({ id }) => id));
    between(page++);
  }
  return ids;
}

function listed(replica: Replica, query: ExportQuery): string[] {
  const ids: string[] = [];
  let after = null;
  do {
    const page = replica.list({ ...aQuery(), ...query, limit: 70, after });
    ids.push(...page.assets.map(({ id }) => id));
    after = page.next;
  } while (after);
  return ids;
}

describe('an export', () => {
  it.each<[string, Parameters<typeof aQuery>[0]]>([
    ['everything', {}],
    [
      'a filter, by a figure',
      { filters: { status: ['declared', 'approved'] }, sort: { by: 'perMonth', isDescending: true } },
    ],
    ['a search, by a name', { search: 'pro', sort: { by: 'owner', isDescending: false } }],
    [
      'a flag and a time, by what is often unknown',
      { flags: ['trial'], renewsAfter: '2026-12-01', sort: { by: 'costCentre', isDescending: true } },
    ],
    [
      'what few have, by what many share',
      { filters: { costCentre: ['CC-3'] }, sort: { by: 'status', isDescending: true } },
    ],
    ['nothing', { search: 'no such thing' }],
  ])('of %s holds what the list shows, in its order', async (_what, over) => {
    const query = aQuery(over);
    const { total, totals, version } = await exporting(held, asItam, query);
    const page = held.list(query);
    expect(await idsOf(held, query)).toEqual(listed(held, query));
    expect({ total, totals, version }).toEqual({ total: page.total, totals: page.totals, version: page.version });
  });

  it('has every asset once and as it is now, though all of them change while it is read', async () => {
    const changing = assets.slice(0, 450);
    const replica = filled(changing);
    const query = aQuery({ sort: { by: 'updatedAt', isDescending: true } });
    const expected = listed(replica, query);
    const ids = await idsOf(replica, query, (page) => {
      const updatedAt = new Date(Date.parse('2027-01-01T00:00:00Z') + page * 60_000).toISOString();
      replica.putAssets(
        changing.map((asset) => ({ ...asset, version: asset.version + 10_000 * (page + 1), updatedAt })),
      );
      replica.putAssets(randomAssets(20, page).map((asset) => ({ ...asset, id: `new-${page}-${asset.id}` })));
    });
    expect(ids).toEqual(expected);

    const { pages } = await exporting(replica, asItam, aQuery({ filters: { status: ['detected'] } }));
    const [first] = changing.filter(({ status }) => status === 'detected');
    if (!first) throw new Error('Nothing is detected');
    replica.putAssets([{ ...first, status: 'approved', version: 1_000_000 }]);
    const seen = new Map<string, string>();
    for await (const { assets: page } of pages) for (const { id, status } of page) seen.set(id, status);
    expect(seen.get(first.id)).toBe('approved');
    replica.close();
  });

  it('is read in pages that are small, and names possible duplicates as the list does', async () => {
    const { pages } = await exporting(held);
    const duplicates: string[] = [];
    for await (const page of pages) {
      expect(page.assets.length).toBeLessThanOrEqual(200);
      duplicates.push(...page.duplicates);
    }
    expect(duplicates.toSorted()).toEqual(held.duplicatesAmong(assets.map(({ id }) => id)).toSorted());
    expect(duplicates.length).toBeGreaterThan(0);
  });

  it('is the auditor’s too, and nobody else’s', async () => {
    expect((await exporting(held, asAuditor)).total).toBe(assets.length);
    await expect(exporting(held, asColleague)).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'action.forbidden',
    });
  });
});
