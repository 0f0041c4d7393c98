import type { AssetProduct, BillingTerm } from '../domain/asset.ts';
import { assetProductOf, catalogue } from '../domain/catalogue.ts';
import { confidenceOf } from '../domain/confidence.ts';
import { addDays, type Day } from '../domain/day.ts';
import type { Fact } from '../domain/entry.ts';
import type { PersonSnapshot } from '../domain/person.ts';
import { assetIdOfDeclaration, assetIdOfSubscription } from '../register/shards.ts';

/** An invented asset: its id and everything that happened to it, for trying Sightline at an organisation's real size. */
export type InventedAsset = { assetId: string; facts: Fact[] };

const departments = [
  'Finance',
  'Sales',
  'Marketing',
  'Human Resources',
  'Engineering',
  'Design',
  'Operations',
  'Legal',
  'Research',
  'Support',
  'Logistics',
  'Procurement',
  'Facilities',
  'Quality',
  'Security',
  'IT',
  'Communications',
  'Training',
  'Manufacturing',
  'Audit',
] as const;
const firstNames = [
  'Alva',
  'Bruno',
  'Carla',
  'Dario',
  'Edda',
  'Farid',
  'Greta',
  'Hugo',
  'Ines',
  'Jonas',
  'Kira',
  'Luca',
  'Mina',
  'Nils',
  'Olga',
  'Paul',
  'Quinn',
  'Rosa',
  'Sven',
  'Tara',
  'Uwe',
  'Vera',
  'Wim',
  'Xenia',
  'Yara',
  'Zoë',
] as const;
const lastNames = [
  'Adler',
  'Berg',
  'Costa',
  'Dahl',
  'Engel',
  'Fischer',
  'Grau',
  'Hansen',
  'Ivanova',
  'Jansen',
  'Köhler',
  'Lang',
  'Moreau',
  'Novák',
  'Olsen',
  'Petit',
  'Quist',
  'Rossi',
  'Sørensen',
  'Tanaka',
  'Ueda',
  'Vogel',
  'Weiss',
  'Yılmaz',
  'Zeller',
] as const;
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

/** Invents assets, the same ones for the same seed: many departments, currencies, products, states and years. */
export function* inventAssets(count: number, today: Day, seed = 1): Generator<InventedAsset> {
  const random = generator(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const microsoft = catalogue.filter(({ kind, isSelfService }) => isSelfService || kind !== 'free');
  const people = Array.from({ length: Math.max(20, Math.floor(count / 4)) }, (_, at) => inventPerson(at, pick, random));

  for (let at = 0; at < count; at++) {
    const purchaser = pick(people);
    const manager = pick(people);
    const purchasedOn = addDays(today, -Math.floor(random() * 1_400));
    const isElsewhere = random() < 0.12;
    const sku = pick(microsoft);
    const product = isElsewhere ? pick(otherProducts) : assetProductOf(sku.skuId, sku.skuPartNumber);
    const quantity = 1 + Math.floor(random() ** 3 * 40);
    const isTrial = !isElsewhere && random() < 0.1;
    const renewsOn = random() < 0.9 ? addDays(today, Math.floor(random() * 370) - 10) : null;
    const facts: Fact[] = [];
    if (!isElsewhere) {
      const subscription = {
        id: `invented-${seed}-${at}`,
        commerceSubscriptionId: null,
        status: random() < 0.95 ? ('Enabled' as const) : ('Warning' as const),
        isListed: true,
        quantity,
        renewsOn,
      };
      const confidence = confidenceOf({
        ownerType: 'User',
        ownerId: purchaser.id,
        ownerTenantId: null,
        quantity,
        product: sku,
      });
      facts.push({
        type: 'detected',
        product,
        quantity,
        isTrial,
        purchasedOn,
        renewsOn,
        purchaser,
        manager,
        subscription,
        confidence,
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
        billingTerm: pick<BillingTerm>(['monthly', 'monthly', 'yearly', 'yearly', 'three-yearly', 'once']),
        purchasedOn,
        renewsOn: renewsOn !== null && renewsOn < purchasedOn ? null : renewsOn,
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
      assetId: isElsewhere ? assetIdOfDeclaration(ulidLike(at, seed)) : assetIdOfSubscription(`invented-${seed}-${at}`),
      facts,
    };
  }
}

function inventPerson(at: number, pick: <T>(items: readonly T[]) => T, random: () => number): PersonSnapshot {
  const displayName = `${pick(firstNames)} ${pick(lastNames)}`;
  const hex = (length: number) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  return {
    id: `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    displayName,
    userPrincipalName: `person${at}@contoso.example`,
    department: pick(departments),
    isGuest: false,
  };
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
