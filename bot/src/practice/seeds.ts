import { alex, knownIds, pat, people, practicePartnerTenantId } from './people.ts';
import type { PracticeState } from './practice-state.ts';
import { type CompanySubscription, midnight, skuByPartNumber, subscriptionOf } from './subscriptions.ts';

/*
 * Fixtures: what the practice tenant has bought before Sightline first looks. How a real self-service purchase looks in
 * Graph is inferred (owner of type User, no partner); no public capture of one was found.
 */

type Seed = {
  id: string;
  sku: string;
  seats: number;
  owner: string | null;
  boughtDaysAgo: number;
  renewsInDays: number | null;
} & Partial<Pick<CompanySubscription, 'isTrial' | 'status' | 'ownerTenantId'>>;

const seeds: readonly Seed[] = [
  {
    id: '10ad6a5e-0001-4c1e-9b57-5a3c6f0e1001',
    sku: 'SPE_E5',
    seats: 200,
    owner: null,
    boughtDaysAgo: 410,
    renewsInDays: 320,
  },
  {
    id: '10ad6a5e-0002-4c1e-9b57-5a3c6f0e1002',
    sku: 'VISIOCLIENT',
    seats: 40,
    owner: null,
    ownerTenantId: practicePartnerTenantId,
    boughtDaysAgo: 210,
    renewsInDays: 155,
  },
  {
    id: '10ad6a5e-0003-4c1e-9b57-5a3c6f0e1003',
    sku: 'POWERAPPS_PER_USER',
    seats: 2,
    owner: knownIds.isaiah,
    boughtDaysAgo: 96,
    renewsInDays: 269,
  },
  {
    id: '10ad6a5e-0004-4c1e-9b57-5a3c6f0e1004',
    sku: 'PROJECT_PLAN3_DEPT',
    seats: 1,
    owner: knownIds.diego,
    boughtDaysAgo: 41,
    renewsInDays: 20,
  },
  {
    id: '10ad6a5e-0005-4c1e-9b57-5a3c6f0e1005',
    sku: 'POWERAUTOMATE_ATTENDED_RPA',
    seats: 1,
    owner: knownIds.lidia,
    isTrial: true,
    boughtDaysAgo: 18,
    renewsInDays: 12,
  },
  {
    id: '10ad6a5e-0006-4c1e-9b57-5a3c6f0e1006',
    sku: 'Clipchamp_Premium',
    seats: 1,
    owner: knownIds.patti,
    boughtDaysAgo: 63,
    renewsInDays: 27,
  },
  {
    id: '10ad6a5e-0007-4c1e-9b57-5a3c6f0e1007',
    sku: 'VISIO_PLAN2_DEPT',
    seats: 4,
    owner: pat.id,
    status: 'Warning',
    boughtDaysAgo: 371,
    renewsInDays: 24,
  },
  {
    id: '10ad6a5e-0008-4c1e-9b57-5a3c6f0e1008',
    sku: 'POWERAPPS_VIRAL',
    seats: 10_000,
    owner: null,
    boughtDaysAgo: 540,
    renewsInDays: null,
  },
  {
    id: '10ad6a5e-0009-4c1e-9b57-5a3c6f0e1009',
    sku: 'CONTOSO_UNLISTED_APP',
    seats: 5,
    owner: knownIds.joni,
    boughtDaysAgo: 8,
    renewsInDays: 22,
  },
];

/** Bought while Sightline is already looking: shown from the read after the first full one. */
const nextPurchase: Seed = {
  id: '10ad6a5e-0010-4c1e-9b57-5a3c6f0e1010',
  sku: 'POWER_BI_PRO',
  seats: 3,
  owner: alex.id,
  boughtDaysAgo: 0,
  renewsInDays: 30,
};

/** Units that people use of what was bought centrally; a self-service purchase is taken to be used in full. */
const consumed: Record<string, number> = { SPE_E5: 187, VISIOCLIENT: 31, POWERAPPS_VIRAL: 64 };

/** The practice tenant as it is at its first start. */
export function firstState(now: Date): PracticeState {
  return {
    users: people.map((one) => ({ ...one })),
    deletedUsers: [{ ...pat, accountEnabled: false }],
    subscriptions: seeds.map((seed) => grown(seed, now)),
    consumed: Object.fromEntries(
      Object.entries(consumed).map(([partNumber, units]) => [skuByPartNumber(partNumber)?.skuId ?? partNumber, units]),
    ),
    waiting: [grown(nextPurchase, now)],
    faults: [],
    installations: [],
  };
}

function grown({ sku, seats, owner, boughtDaysAgo, renewsInDays, ...rest }: Seed, now: Date): CompanySubscription {
  const known = skuByPartNumber(sku);
  if (!known) throw new Error(`The seeds name ${sku}, which the practice tenant does not sell`);
  return subscriptionOf({
    ...rest,
    ...known,
    totalLicenses: seats,
    ownerId: owner,
    ownerType: owner && 'User',
    createdDateTime: midnight(now, -boughtDaysAgo),
    nextLifecycleDateTime: renewsInDays === null ? null : midnight(now, renewsInDays),
  });
}
