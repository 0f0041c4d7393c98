import { describe, expect, it } from 'vitest';
import { anObservation } from '../../test/support/builders.ts';
import { catalogue } from './catalogue.ts';
import type { Confidence, ConfidenceReason } from './confidence.ts';
import { confidenceIn, type Observation } from './observe.ts';

function sku(partNumber: string): Pick<Observation, 'skuId' | 'skuPartNumber'> {
  const known = catalogue.find(({ skuPartNumber }) => skuPartNumber === partNumber);
  if (!known) throw new Error(`The catalogue has no ${partNumber}`);
  return { skuId: known.skuId, skuPartNumber: partNumber };
}

const unowned = { ownerId: null, ownerType: null };
const partner = '331af819-4e0b-49f7-a6bf-14e1165ad3a0';
/** Sold centrally; the catalogue of self-service products does not list it. */
const e5 = { skuId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06', skuPartNumber: 'SPE_E5' };

type Case = [what: string, seen: Partial<Observation>, level: Confidence['level'], reasons: ConfidenceReason[]];

describe('confidence that a subscription is a self-service purchase', () => {
  it.each<Case>([
    [
      'a self-service product owned by a user',
      sku('POWER_BI_PRO'),
      'high',
      ['owned-by-user', 'self-service-product', 'few-seats'],
    ],
    [
      'a departmental SKU owned by a user',
      { ...sku('POWER_BI_PRO_DEPT'), quantity: 1 },
      'high',
      ['owned-by-user', 'departmental-sku', 'self-service-product', 'few-seats'],
    ],
    [
      'a departmental SKU without an owner',
      { ...sku('VISIO_PLAN2_DEPT'), ...unowned, quantity: 1 },
      'high',
      ['departmental-sku', 'self-service-product', 'few-seats', 'no-owner'],
    ],
    [
      'many departmental seats without an owner',
      { ...sku('VISIO_PLAN2_DEPT'), ...unowned, quantity: 400 },
      'medium',
      ['departmental-sku', 'self-service-product', 'many-seats', 'no-owner'],
    ],
    [
      'a departmental SKU that no catalogue knows',
      { skuId: null, skuPartNumber: 'CONTOSO_PLAN_DEPT', ...unowned, quantity: 30 },
      'medium',
      ['departmental-sku', 'no-owner'],
    ],
    [
      'a departmental SKU from a partner',
      { ...sku('VISIO_PLAN2_DEPT'), ...unowned, ownerTenantId: partner, quantity: 1 },
      'low',
      ['departmental-sku', 'self-service-product', 'few-seats', 'bought-through-partner', 'no-owner'],
    ],
    ['E5 bought centrally', { ...e5, ...unowned, quantity: 200 }, 'low', ['no-owner']],
    ['E5 in large numbers', { ...e5, ...unowned, quantity: 5_000 }, 'low', ['many-seats', 'no-owner']],
    [
      'Visio from a partner (CSP)',
      { ...sku('VISIOCLIENT'), ...unowned, ownerTenantId: partner, quantity: 40 },
      'low',
      ['self-service-product', 'bought-through-partner', 'no-owner'],
    ],
    [
      'a partner sale in which a user is named as owner',
      { ...sku('POWER_BI_PRO'), ownerTenantId: partner },
      'low',
      ['owned-by-user', 'self-service-product', 'few-seats', 'bought-through-partner'],
    ],
    [
      "Microsoft's documentation sample: a user, but a partner too",
      docSample(),
      'low',
      ['owned-by-user', 'few-seats', 'bought-through-partner'],
    ],
    [
      'a trial that an administrator started',
      {
        skuId: '84a661c4-e949-4bd2-a560-ed7766fcaf2b',
        skuPartNumber: 'AAD_PREMIUM_P2',
        isTrial: true,
        quantity: 100,
        ...unowned,
      },
      'low',
      ['no-owner'],
    ],
    [
      'a trial that a user started',
      { ...sku('POWERAUTOMATE_ATTENDED_RPA'), isTrial: true, quantity: 1 },
      'high',
      ['owned-by-user', 'self-service-product', 'few-seats'],
    ],
    [
      'a viral sign-up, one pool without an owner',
      { ...sku('POWERAPPS_VIRAL'), ...unowned, quantity: 10_000 },
      'medium',
      ['viral-sku'],
    ],
    [
      'an unknown SKU owned by a user',
      { skuId: null, skuPartNumber: 'CONTOSO_APP', quantity: 5 },
      'high',
      ['owned-by-user', 'few-seats'],
    ],
    ['an owner of a type that is not a user', { ...e5, ownerType: 'Tenant', quantity: 100 }, 'low', []],
    ['a user as owner type, but no id', { ...e5, ownerId: null, quantity: 100 }, 'low', ['no-owner']],
  ])('given %s, when scored, then level and reasons say so', (_what, seen, level, reasons) => {
    const confidence = confidenceIn(anObservation(seen));
    expect([confidence.level, confidence.reasons]).toEqual([level, reasons]);
  });

  it.each([
    [25, 'few-seats'],
    [26, null],
    [300, null],
    [301, 'many-seats'],
  ] as const)('given %d seats, when scored, then their number says: %s', (quantity, reason) => {
    const { reasons } = confidenceIn(anObservation({ quantity }));
    expect(reasons.filter((one) => one.endsWith('-seats'))).toEqual(reason === null ? [] : [reason]);
  });

  it('given any mixture of evidence, when scored, then the score stays between 0 and 100 and agrees with the level', () => {
    for (const product of catalogue) {
      for (const quantity of [1, 100, 10_000]) {
        for (const owner of [unowned, { ownerId: 'x', ownerType: 'User' }]) {
          for (const ownerTenantId of [null, partner]) {
            const seen = {
              skuId: product.skuId,
              skuPartNumber: product.skuPartNumber,
              quantity,
              ...owner,
              ownerTenantId,
            };
            const { score, level } = confidenceIn(anObservation(seen));
            expect(score).toBeGreaterThanOrEqual(0);
            expect(score).toBeLessThanOrEqual(100);
            expect(level).toBe(score >= 60 ? 'high' : score >= 30 ? 'medium' : 'low');
          }
        }
      }
    }
  });
});

/** The example of a companySubscription in Microsoft Graph's reference. */
function docSample(): Partial<Observation> {
  return {
    skuId: '0816ccb9-3785-4d19-bf78-6c53e2106509',
    skuPartNumber: 'MyPartNumber',
    quantity: 25,
    ownerId: 'fe04f19f-d924-42b7-9dee-edf4e3fab7f6',
    ownerType: 'User',
    ownerTenantId: partner,
  };
}
