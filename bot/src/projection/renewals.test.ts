import { describe, expect, it } from 'vitest';
import { anAsset, aSubscription } from '../../test/support/builders.ts';
import { plainRenewals } from '../../test/support/plain-register.ts';
import { randomAssets } from '../../test/support/random-assets.ts';
import { openReplica } from './replica.ts';

/** Nobody decides where no manager does. */
const nobody = { fallbackApprovers: [], itamStaff: [] };

const today = '2026-11-24';
const all = { kind: 'all' } as const;

function filled(assets: Parameters<ReturnType<typeof openReplica>['putAssets']>[0]) {
  const replica = openReplica();
  replica.putAssets(assets);
  return replica;
}

describe('the renewals', () => {
  it('of an empty register are twelve empty months from today on', () => {
    const { overdue, months } = filled([]).renewals(all, today);
    expect(overdue).toMatchObject({ from: null, before: today, count: 0, totals: [] });
    expect(months.map(({ from, before }) => [from, before])).toEqual([
      ['2026-11-24', '2026-12-01'],
      ['2026-12-01', '2027-01-01'],
      ['2027-01-01', '2027-02-01'],
      ['2027-02-01', '2027-03-01'],
      ['2027-03-01', '2027-04-01'],
      ['2027-04-01', '2027-05-01'],
      ['2027-05-01', '2027-06-01'],
      ['2027-06-01', '2027-07-01'],
      ['2027-07-01', '2027-08-01'],
      ['2027-08-01', '2027-09-01'],
      ['2027-09-01', '2027-10-01'],
      ['2027-10-01', '2027-11-01'],
    ]);
  });

  it.each([
    ['2026-12-31', '2027-01-01'],
    ['2026-12-01', '2027-01-01'],
    ['2028-02-29', '2028-03-01'],
  ])('on %s begin with a month that ends before %s', (day, before) => {
    expect(filled([]).renewals(all, day).months[0]).toMatchObject({ from: day, before });
  });

  it('stand on either side of a month’s end, of today, and of the twelve months', () => {
    const days = ['2026-11-23', '2026-11-24', '2026-11-30', '2026-12-01', '2027-10-31', '2027-11-01'];
    const { overdue, months } = filled(
      days.map((renewsOn, at) => anAsset({ id: `a${at}`, version: at + 1, renewsOn })),
    ).renewals(all, today);
    expect([overdue, ...months].map(({ count }) => count)).toEqual([1, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it.each([11, 12, 13])(
    'agree with a plain recount, and each person’s with that of what is theirs (seed %i)',
    (seed) => {
      const assets = randomAssets(1_500, seed);
      const replica = filled(assets);
      const { version, ...calendar } = replica.renewals(all, today);
      expect(calendar).toEqual(plainRenewals(assets, today));
      expect(version).toBe(replica.version());
      expect(calendar.months.every(({ count }) => count > 0)).toBe(true);
      const { version: _version, ...own } = replica.renewals(
        { kind: 'own', personId: 'person-3', deciders: nobody },
        today,
      );
      const theirs = assets.filter((asset) =>
        [asset.purchaser, asset.owner, asset.manager].some((person) => person?.id === 'person-3'),
      );
      expect(own).toEqual(plainRenewals(theirs, today));
      expect(theirs.length).toBeGreaterThan(0);
    },
  );

  it('follow what becomes of an asset', () => {
    const asset = anAsset({
      renewsOn: '2026-12-20',
      unitPrice: { minor: 500, currency: 'EUR' },
      billingTerm: 'yearly',
    });
    const replica = filled([asset]);
    const december = () => replica.renewals(all, today).months[1];
    expect(december()).toMatchObject({
      count: 1,
      undecided: 1,
      totals: [{ minor: 1_500, currency: 'EUR' }],
      unpriced: 0,
    });
    const by = { id: 'id-alex', displayName: 'Alex' };
    const renewal = { decision: 'end', reason: 'Unused', by, at: asset.createdAt, renewsOn: '2026-12-20' } as const;
    replica.putAssets([{ ...asset, version: 2, renewal, unitPrice: null }]);
    expect(december()).toMatchObject({ count: 1, undecided: 0, end: 1, totals: [], unpriced: 1 });
    replica.putAssets([{ ...asset, version: 3, subscription: aSubscription({ status: 'Deleted' }) }]);
    expect(december()).toMatchObject({ count: 0, totals: [], unpriced: 0 });
  });
});
