import { type Asset, assetStatuses, billingTerms, commerceStatuses } from '../../src/domain/asset.ts';
import { addDays } from '../../src/domain/day.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { PersonSnapshot } from '../../src/domain/person.ts';
import { noFilters, type RegisterQuery, wholeRegister } from '../../src/projection/query.ts';
import { acrobat, anAsset, aPerson, powerBiPro, today } from './builders.ts';

/** Numbers from 0 to 1, the same ones for the same seed (Mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const names = [
  'Zoë Köhler',
  'Ana Sørensen',
  'Émile Novák',
  'Łukasz Żak',
  'Øyvind Åberg',
  'Mia O’Neil',
  'Bo Li',
  'bo li',
];
const departments = ['Finance', 'Sales', 'Légal', 'R&D 9', 'R&D 10', null];
const products = [
  powerBiPro,
  acrobat,
  { ...acrobat, name: 'Café Planner', publisher: 'Ångström' },
  { ...powerBiPro, name: 'Visio Plan 2', skuPartNumber: 'VISIO_PLAN2' },
  { ...acrobat, name: 'Miro Business', publisher: 'Miro' },
];

const aDocument: Evidence = {
  hash: 'a'.repeat(64),
  fileName: 'invoice.pdf',
  mediaType: 'application/pdf',
  bytes: 1_000,
  kind: 'invoice',
  by: { id: 'id-adele', displayName: 'Adele Vance' },
  at: '2026-11-24T09:00:00.000Z',
};

/** Assets of every kind, with much left out: what is unknown of one is known of the next. The same ones for the same seed. */
export function randomAssets(count: number, seed: number): Asset[] {
  const random = randomNumbers(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const maybe = <T>(share: number, make: () => T): T | null => (random() < share ? make() : null);
  const people: PersonSnapshot[] = Array.from({ length: 40 }, (_, at) =>
    aPerson({
      id: `person-${at}`,
      displayName: `${pick(names)} ${at % 25}`,
      userPrincipalName: `person${at}@contoso.example`,
      department: pick(departments),
    }),
  );
  // What happened when, and what proves it, come from numbers of their own, so that a further one leaves everything else.
  const moments = randomNumbers(seed + 1_000);
  const documents = randomNumbers(seed + 2_000);
  const endings = randomNumbers(seed + 3_000);
  const pickApart = <T>(items: readonly T[]): T => items[Math.floor(moments() * items.length)] as T;
  const by = { id: 'id-adele', displayName: 'Adele Vance' };
  const firstInstant = Date.parse(`${addDays(today, -500)}T00:00:00Z`);
  const minutes = 500 * 1_440;
  const instant = (from: number) => {
    // Every few of them at the very beginning or end of a day, or in the middle of a minute.
    const minute = from + Math.floor(moments() * (minutes - from));
    const edge = pickApart([minute, minute, minute + 0.5, Math.ceil(minute / 1_440) * 1_440]);
    const at = firstInstant + Math.max(from, Math.min(edge, minutes - 1)) * 60_000;
    return new Date(at).toISOString();
  };
  const later = (share: number, after: string | null): string | null =>
    after === null || moments() > share ? null : instant(Math.ceil((Date.parse(after) - firstInstant) / 60_000));
  return Array.from({ length: count }, (_, at) => {
    const purchasedOn = maybe(0.9, () => addDays(today, -Math.floor(random() * 900)));
    const status = pick(assetStatuses);
    const renewsOn = maybe(0.7, () => addDays(today, Math.floor(random() * 400) - 30));
    const renewal =
      renewsOn === null
        ? null
        : maybe(0.5, () => ({
            decision: pick(['keep', 'end'] as const),
            reason: 'Asked around',
            by: { id: 'id-adele', displayName: 'Adele Vance' },
            at: '2026-11-24T09:00:00.000Z',
            renewsOn,
          }));
    const createdAt = instant(0);
    const declaredAt = later(0.6, createdAt);
    const decidedAt = later(0.7, declaredAt);
    const retiredAt = instant(Math.floor((Date.parse(createdAt) - firstInstant) / 60_000));
    return anAsset({
      id: `asset-${at}`,
      version: at + 1,
      status,
      source: pick(['discovery', 'declaration'] as const),
      product: pick(products),
      quantity: 1 + Math.floor(random() * 30),
      unitPrice: maybe(0.8, () => ({ minor: Math.floor(random() * 5_000), currency: pick(['USD', 'EUR', 'JPY']) })),
      billingTerm: maybe(0.9, () => pick(billingTerms)),
      purchasedOn,
      renewsOn,
      renewal,
      isTrial: random() < 0.2,
      purchaser: maybe(0.9, () => pick(people)),
      owner: maybe(0.8, () => pick(people)),
      manager: maybe(0.8, () => pick(people)),
      costCentre: maybe(0.7, () => `CC-${1 + Math.floor(random() * 12)}`),
      reason: maybe(0.5, () => pick(['Dashboards for the Board', 'A crème brûlée recipe book', 'Naïve Bayes'])),
      subscription: maybe(0.7, () => ({
        id: `subscription-${at}`,
        commerceSubscriptionId: null,
        status: random() < 0.7 ? 'Enabled' : pick(commerceStatuses),
        isListed: random() < 0.9,
        quantity: 1 + Math.floor(random() * 30),
        renewsOn: null,
      })),
      ownerGone: maybe(0.1, () => pick(['disabled', 'deleted'] as const)),
      isDisowned: random() < 0.05,
      updatedAt: new Date(Date.parse(`${today}T00:00:00Z`) - Math.floor(random() * 500) * 60_000).toISOString(),
      declaredAt,
      evidence: documents() < 0.4 ? [aDocument] : [],
      ending:
        endings() < 0.2
          ? { on: addDays(today, -Math.floor(endings() * 500)), reason: null, by, at: '2026-11-24T09:00:00.000Z' }
          : null,
      decision: decidedAt === null ? null : { outcome: 'approved', by, at: decidedAt, comment: null },
      retirement: status === 'retired' ? { reason: 'Over', by, at: retiredAt } : null,
      confidence: pickApart(
        [null, ...(['high', 'low'] as const)].map((level) => level && { level, score: 50, reasons: [] }),
      ),
      createdAt,
    });
  });
}

/** A query for everything, in the order of the register's front page, unless said otherwise. */
export function aQuery(
  over: Partial<Omit<RegisterQuery, 'filters'>> & { filters?: Partial<RegisterQuery['filters']> } = {},
): RegisterQuery {
  const { filters, ...rest } = over;
  return { ...wholeRegister, ...rest, filters: { ...noFilters, ...filters } };
}
