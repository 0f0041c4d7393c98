import type { AssetProduct, BillingTerm } from '../domain/asset.ts';
import { assetProductOf, catalogue } from '../domain/catalogue.ts';
import { confidenceOf } from '../domain/confidence.ts';
import { addDays, type Day } from '../domain/day.ts';
import type { Fact } from '../domain/entry.ts';
import { assetIdOfDeclaration, assetIdOfSubscription } from '../register/shards.ts';
import { type InventedPerson, inventPeople } from './invented-people.ts';
import { type CompanySubscription, subscriptionOf } from './subscriptions.ts';

/**
 * An invented asset, for trying Sightline at an organisation's real size: its id, everything that happened to it, and the
 * subscription that Graph lists for it; null for one that was bought elsewhere.
 */
export type InventedAsset = { assetId: string; facts: Fact[]; listed: CompanySubscription | null };

const currencies = ['USD', 'USD', 'USD', 'EUR', 'EUR', 'GBP', 'CHF', 'JPY'] as const;
const reasons = [
  'Dashboards for the board',
  'A flow that files invoices',
  'Drawings for the new plant',
  'The project plan of the year',
  'A form for site visits',
  'Videos for training',
] as const;
const otherProducts: readonly AssetProduct[] = [
  ['Figma Professional', 'Figma'],
  ['Miro Business', 'Miro'],
  ['Notion Plus', 'Notion'],
  ['Canva Pro', 'Canva'],
  ['Grammarly Business', 'Grammarly'],
].map(([name = '', publisher = '']) => ({ name, publisher, family: null, skuId: null, skuPartNumber: null }));

/** The part of the invented assets that was not bought from Microsoft, so that no subscription stands behind them. */
export const shareElsewhere = 0.12;

/**
 * What one number invents: people, and the assets they bought. The same ones for the same count, day and seed; other
 * people and other assets for another seed.
 */
export type Invention = { people: InventedPerson[]; assets: Generator<InventedAsset> };

/** Invents an organisation of many departments, currencies, products, states and years. */
export function invent(count: number, today: Day, seed: number): Invention {
  const random = generator(seed);
  const people = inventPeople(Math.max(20, Math.floor(count / 4)), seed, random);
  return { people, assets: assetsOf(people, count, today, seed, random) };
}

/** The assets of an {@link Invention} by themselves. */
export function inventAssets(count: number, today: Day, seed = 1): Generator<InventedAsset> {
  return invent(count, today, seed).assets;
}

function* assetsOf(
  people: readonly InventedPerson[],
  count: number,
  today: Day,
  seed: number,
  random: () => number,
): Generator<InventedAsset> {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const microsoft = catalogue.filter(({ kind, isSelfService }) => isSelfService || kind !== 'free');

  for (let at = 0; at < count; at++) {
    const { person: purchaser, manager } = pick(people);
    const purchasedOn = addDays(today, -Math.floor(random() * 1_400));
    const isElsewhere = random() < shareElsewhere;
    const sku = pick(microsoft);
    const product = isElsewhere ? pick(otherProducts) : assetProductOf(sku.skuId, sku.skuPartNumber);
    const quantity = 1 + Math.floor(random() ** 3 * 40);
    const isTrial = !isElsewhere && random() < 0.1;
    const endsOn = random() < 0.9 ? addDays(today, Math.floor(random() * 370) - 10) : null;
    const renewsOn = endsOn !== null && endsOn < purchasedOn ? null : endsOn;
    const status = random() < 0.95 ? ('Enabled' as const) : ('Warning' as const);
    const facts: Fact[] = [];
    const listed = isElsewhere
      ? null
      : subscriptionOf({
          id: `invented-${seed}-${at}`,
          skuId: sku.skuId,
          skuPartNumber: sku.skuPartNumber,
          totalLicenses: quantity,
          isTrial,
          status,
          ownerId: purchaser.id,
          ownerType: 'User',
          createdDateTime: midnightOf(purchasedOn),
          nextLifecycleDateTime: renewsOn && midnightOf(renewsOn),
        });
    if (listed) {
      const { id, commerceSubscriptionId, ownerType, ownerId, ownerTenantId } = listed;
      facts.push({
        type: 'detected',
        product,
        quantity,
        isTrial,
        purchasedOn,
        renewsOn,
        purchaser,
        manager,
        subscription: { id, commerceSubscriptionId, status, isListed: true, quantity, renewsOn },
        confidence: confidenceOf({
          skuPartNumber: product.skuPartNumber,
          ownerType,
          ownerId,
          ownerTenantId,
          quantity,
          product: sku,
        }),
        isBaseline: true,
      });
    }
    const stage = random();
    if (isElsewhere || stage < 0.65) {
      const currency = pick(currencies);
      facts.push({
        type: 'declared',
        declarationId: ulidLike(at, seed),
        product,
        quantity,
        unitPrice: { minor: isTrial ? 0 : Math.floor(500 + random() * 4_500), currency },
        billingTerm: pick<BillingTerm>(['monthly', 'monthly', 'quarterly', 'yearly', 'yearly', 'three-yearly', 'once']),
        purchasedOn,
        renewsOn,
        costCentre: `CC-${1000 + Math.floor(random() * 60) * 10}`,
        reason: pick(reasons),
        policyVersion: '1',
        purchaser,
        owner: purchaser,
        manager,
      });
      if (stage < 0.45) facts.push({ type: 'approved', comment: random() < 0.5 ? null : 'Fine for this year' });
      else if (stage < 0.52) facts.push({ type: 'rejected', comment: 'The department has free seats' });
      if (stage < 0.08) facts.push({ type: 'retired', reason: 'No longer needed' });
    }
    yield {
      assetId: listed ? assetIdOfSubscription(listed.id) : assetIdOfDeclaration(ulidLike(at, seed)),
      facts,
      listed,
    };
  }
}

function midnightOf(day: Day): string {
  return `${day}T00:00:00Z`;
}

/** Twenty-six characters of Crockford's alphabet, as a ULID has, but the same for the same arguments. */
function ulidLike(at: number, seed: number): string {
  return `${seed}${String(at).padStart(12, '0')}`.padStart(26, '0');
}

/** Mulberry32: small, and the same numbers for the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
