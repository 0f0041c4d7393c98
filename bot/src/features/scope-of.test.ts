import { describe, expect, it } from 'vitest';
import { anActor, someSettings } from '../../test/support/builders.ts';
import { aQuery, randomAssets } from '../../test/support/random-assets.ts';
import type { Asset } from '../domain/asset.ts';
import { may, relationsOf } from '../domain/permissions.ts';
import { openReplica } from '../projection/replica.ts';
import { scopeOf, waitingFor } from './scope-of.ts';

/** Some were handed on by a person, and nothing else lets them see it. */
const assets = randomAssets(400, 11).map(
  (asset, n): Asset => (n % 9 === 0 ? { ...asset, formerManagers: [{ id: 'person-7', until: asset.version }] } : asset),
);
const replica = openReplica();
replica.putAssets(assets);
const everyone = Array.from({ length: 40 }, (_, n) => anActor({ id: `person-${n}` }));

describe('what someone’s lists show', () => {
  it.each([
    ['fallback approvers', someSettings({ fallbackApprovers: ['person-1', 'person-2'], itamStaff: ['person-4'] })],
    ['none, so that ITAM staff are asked', someSettings({ fallbackApprovers: [], itamStaff: ['person-4'] })],
  ])('given %s, when anyone looks, then they may open each row, and see all of it', (_who, settings) => {
    let shown = 0;
    for (const actor of everyone) {
      const rows = replica.list(aQuery({ scope: scopeOf(actor, settings), limit: 400 })).assets;
      const closed = rows.filter((asset) => !may('asset.read', relationsOf(actor, asset, settings)));
      expect([actor.id, closed.map(({ id }) => id)]).toEqual([actor.id, []]);
      shown += rows.length;
    }
    expect(shown).toBeGreaterThan(400);
  });

  it('given one whom the settings name as ITAM staff, when they have that role where they look, then all that waits for them is there', () => {
    const settings = someSettings({ fallbackApprovers: [], itamStaff: ['person-4'] });
    const asStaff = anActor({ id: 'person-4', roles: new Set(['Itam.Manage']) });
    const waitsFor = waitingFor(['person-4'], settings);
    const waiting = (actor: typeof asStaff) =>
      replica.list(aQuery({ scope: scopeOf(actor, settings), waitsFor })).total;
    expect(waiting(asStaff)).toBeGreaterThan(waiting(anActor({ id: 'person-4' })));
  });
});
